"""Reads the tables of a form's sections as they are written; `tables` lays them out once the whole form is read."""

from pcmt.rulebook.rules.fields import Fields
from pcmt.rulebook.rules.strict_yaml import Sequence as YamlList
from pcmt.rulebook.rules.tables import Asked, Side, TableSpec


def read_table(fields: Fields, *, estimate: bool) -> TableSpec:
    """This will read a table as it is written. estimate: whether its figures are estimates unless it says otherwise."""
    return TableSpec(
        code=fields.text("code"),
        label=fields.text("label"),
        element=fields.code("element", "cell") if fields.has("element") else "",
        rows=_side(fields, "rows"),
        columns=_side(fields, "columns"),
        required=fields.flag("required", True),
        restricted=fields.flag("restricted", False),
        estimate=fields.flag("estimate", estimate),
        fields=fields,
    )


def _side(fields: Fields, key: str) -> Side:
    if isinstance(fields.entries.get(key), YamlList):
        return Side(asked=fields.tables(key, lambda one: Asked(one.code("element", "cell"), one.text("label", ""))))
    return Side(set_name=fields.text(key))
