"""Reads `unit-reports/CODE@DATE.yaml`: how one unit's report is laid out as an official document."""

from collections.abc import Callable

from pcmt.rulebook.rules.fields import Fields
from pcmt.rulebook.rules.findings import Findings
from pcmt.rulebook.rules.read_templates import read_signature, read_template, read_templates
from pcmt.rulebook.rules.strict_yaml import Content
from pcmt.rulebook.rules.unit_reports import (
    ANNEX_COLUMNS,
    COVERS,
    PLACES,
    WHOLE,
    FieldsBlock,
    SectionsBlock,
    TextBlock,
    UnitAnnex,
    UnitBlock,
    UnitLayout,
)


def read_unit_layout(content: Content, findings: Findings) -> UnitLayout:
    """This will read one version of the layout of a unit's report."""
    fields = Fields(content, findings)
    code = fields.text("code")
    fields.owner = f"unit_layout:{code}"
    layout = UnitLayout(
        code=code,
        line=fields.text("line"),
        kind=fields.text("kind"),
        valid_from=fields.day("valid_from"),
        valid_to=fields.optional_day("valid_to"),
        issued_by=fields.codes("issued_by", "agency_kind"),
        covers=fields.choice("covers", COVERS, WHOLE),
        forms=fields.codes("forms", "form"),
        on_request=fields.flag("on_request", False),
        restricted=fields.flag("restricted", False),
        superior=_template(fields, "superior", ""),
        issuer=_template(fields, "issuer", "{agency}"),
        symbol=_template(fields, "symbol"),
        title=_template(fields, "title"),
        titles=fields.optional_table("titles", _titles) or (),
        addressees=_templates(fields, "addressees"),
        grounds=_templates(fields, "grounds"),
        blocks=fields.tables("blocks", _block),
        annex=fields.table("annex", _annex),
        recipients=_templates(fields, "recipients"),
        signature=fields.table("signature", read_signature),
        source=fields.source(),
    )
    fields.done()
    if not any(isinstance(block, SectionsBlock) for block in layout.blocks):
        fields.wrong("blocks", "Mẫu không có khối số liệu.", "Thêm khối “kind: sections”.")
    return layout


def _titles(fields: Fields) -> tuple[tuple[str, str], ...]:
    for form in fields.entries:
        fields.findings.names("form", form, fields.place_of(form), fields.owner)
    return tuple((form, _template(fields, form)) for form in fields.entries)


def _block(fields: Fields) -> UnitBlock:
    return BLOCKS[fields.choice("kind", BLOCKS)](fields)


def _text(fields: Fields) -> UnitBlock:
    return TextBlock(_template(fields, "text"))


def _sections(fields: Fields) -> UnitBlock:
    return SectionsBlock(_template(fields, "heading"), frozenset(fields.codes("tell", "cell")))


def _fields(fields: Fields) -> UnitBlock:
    return FieldsBlock(fields.texts("fields"))


BLOCKS: dict[str, Callable[[Fields], UnitBlock]] = {"text": _text, "sections": _sections, "fields": _fields}


def _annex(fields: Fields) -> UnitAnnex:
    columns = fields.texts("columns", optional=False)
    for column in columns:
        if column not in ANNEX_COLUMNS:
            fields.wrong("columns", f"Không có cột “{column}”.", f"Chọn trong: {', '.join(ANNEX_COLUMNS)}.")
    return UnitAnnex(
        fields.text("label", "Phụ lục"), _template(fields, "title"), columns, fields.flag("landscape", False)
    )


def _template(fields: Fields, key: str, default: str | None = None) -> str:
    return read_template(fields, key, PLACES, default)


def _templates(fields: Fields, key: str) -> tuple[str, ...]:
    return read_templates(fields, key, PLACES)
