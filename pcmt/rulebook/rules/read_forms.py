"""Reads `forms/CODE@DATE.yaml`: which figures are owed, by whom, when, and what must hold between them."""

from collections.abc import Mapping

from pcmt.kernel.formula.tree import Cell, Node, codes
from pcmt.kernel.source import Source
from pcmt.rulebook.rules.definitions import (
    LEVELS,
    SEVERITIES,
    CellDef,
    Check,
    DueRule,
    Element,
    Form,
    OwedBy,
    Section,
    WordsField,
)
from pcmt.rulebook.rules.fields import Fields, read_source
from pcmt.rulebook.rules.findings import Findings
from pcmt.rulebook.rules.strict_yaml import Content

UNKNOWN = Element("", "", "", 0, "sum", True, "count", Source(""))


def read_form(content: Content, findings: Findings, elements: Mapping[str, Element]) -> Form:
    """This will read one version of a form; elements maps each cell code to its (narrowed) element."""
    fields = Fields(content, findings)
    code, version_from = fields.text("code"), fields.day("version_from")
    fields.owner = f"form:{code}@{version_from}"
    sections = fields.tables("sections", lambda part: _section(part, elements))
    asked = [cell.element for section in sections for cell in section.cells]
    form = Form(
        code=code,
        version_from=version_from,
        version_to=fields.optional_day("version_to"),
        label=fields.text("label"),
        short_label=fields.text("short_label"),
        period_kind=fields.period_kind(),
        calendar=fields.calendar(),
        owed_by=fields.table("owed_by", _owed_by),
        due=fields.table("due", _due),
        sections=sections,
        checks=fields.tables("checks", lambda check: _check(check, asked), optional=True),
        words=fields.tables("words", _words, optional=True),
        source=fields.source(),
    )
    fields.done()
    _asks_once(form, fields)
    return form


def _owed_by(fields: Fields) -> OwedBy:
    return OwedBy(fields.code("agency_kind", "agency_kind"), fields.choice("level", LEVELS))


def _due(fields: Fields) -> DueRule:
    return DueRule(fields.integer("day_offset"), fields.flag("working"))


def _words(fields: Fields) -> WordsField:
    return WordsField(fields.text("code"), fields.text("label"), fields.text("help", ""))


def _section(fields: Fields, elements: Mapping[str, Element]) -> Section:
    return Section(
        code=fields.text("code"),
        label=fields.text("label"),
        owner_kind=fields.code("owner_kind", "agency_kind"),
        cells=fields.tables("cells", lambda cell: _cell(cell, elements)),
    )


def _cell(fields: Fields, elements: Mapping[str, Element]) -> CellDef:
    code = fields.code("element", "cell")
    element = elements.get(code, UNKNOWN)
    computed = fields.optional_figure("computed")
    if element.categories and computed is None:
        parts = ", ".join(element.cell_codes)
        fields.wrong("element", f"“{code}” chia theo loại.", f"Ghi từng loại ({parts}), hoặc đặt công thức “computed”.")
    return CellDef(
        element=code,
        label=fields.text("label", element.label),
        unit=element.unit,
        scale=element.scale,
        required=fields.flag("required", computed is None),
        help=fields.text("help", element.help),
        source=fields.optional_table("source", read_source) or element.source,
        kind=element.kind,
        restricted=fields.flag("restricted", False),
        computed=computed,
    )


def _check(fields: Fields, asked: list[str]) -> Check:
    condition: Node = fields.condition("condition")
    cells = fields.codes("cells", "cell", optional=False)
    for cell in cells:
        if cell not in codes(condition, Cell):
            fields.wrong("cells", f"Điều kiện không dùng đến “{cell}”.", "Chỉ ghi các ô có trong điều kiện.")
    for code in sorted(codes(condition, Cell) - set(asked)):
        fields.wrong("condition", f"Điều kiện dùng “{code}” không có trong biểu.", "Thêm ô đó, hoặc sửa điều kiện.")
    return Check(
        code=fields.text("code"),
        condition=condition,
        severity=fields.choice("severity", SEVERITIES),
        message=fields.text("message"),
        cells=cells,
    )


def _asks_once(form: Form, fields: Fields) -> None:
    """Each code may stand once; totals add only the form's own cells."""
    asked = [cell.element for cell in form.cells]
    for key, found in (
        ("sections", [section.code for section in form.sections]),
        ("sections", asked),
        ("checks", [check.code for check in form.checks]),
        ("words", [words.code for words in form.words]),
    ):
        for code in sorted({code for code in found if found.count(code) > 1}):
            fields.wrong(key, f"“{code}” có hai lần trong biểu.", "Giữ lại một.")
    for cell in form.cells:
        for code in sorted(codes(cell.computed, Cell) - set(asked)) if cell.computed else ():
            fields.wrong(
                "sections",
                f"Tổng “{cell.element}” dùng “{code}” không có trong biểu.",
                "Thêm ô đó, hoặc sửa công thức.",
            )
