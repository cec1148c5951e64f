"""Reads `forms/CODE@DATE.yaml`: which figures are owed, by whom, when, and what must hold between them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from pcmt.kernel.formula.tree import Binary, Cell, Literal, codes, looks_back
from pcmt.kernel.period import Calendar
from pcmt.kernel.source import Source
from pcmt.rulebook.rules.definitions import LEVELS
from pcmt.rulebook.rules.elements import CategorySet, Element
from pcmt.rulebook.rules.fields import Fields, read_source
from pcmt.rulebook.rules.findings import Findings
from pcmt.rulebook.rules.forms import (
    ANSWER_KINDS,
    LONGEST_TEXT,
    AnswerDef,
    CellDef,
    Check,
    DueRule,
    Form,
    OwedBy,
    Section,
    WordsField,
)
from pcmt.rulebook.rules.read_checks import carried_check, read_check
from pcmt.rulebook.rules.read_tables import read_table
from pcmt.rulebook.rules.strict_yaml import Content
from pcmt.rulebook.rules.strict_yaml import Sequence as YamlList
from pcmt.rulebook.rules.tables import Ground, TableSpec, lay

UNKNOWN = Element("", "", "", 0, "sum", True, "count", Source(""))


@dataclass(frozen=True)
class _Written:
    """A section as it is written, its tables still to be laid out."""

    section: Section
    tables: tuple[TableSpec, ...]


def read_form(
    content: Content, findings: Findings, elements: Mapping[str, Element], sets: Mapping[str, CategorySet]
) -> Form:
    """This will read one version of a form; elements maps each cell code to its (narrowed) element."""
    fields = Fields(content, findings)
    code, version_from = fields.text("code"), fields.day("version_from")
    fields.owner = f"form:{code}@{version_from}"
    estimate = fields.flag("estimate", False)
    written = fields.tables("sections", lambda part: _section(part, elements, estimate=estimate))
    sections, table_checks = _laid(written, Ground(elements, sets, version_from))
    asked = {cell.element: cell for section in sections for cell in section.cells}
    form = Form(
        code=code,
        version_from=version_from,
        version_to=fields.optional_day("version_to"),
        label=fields.text("label"),
        short_label=fields.text("short_label"),
        period_kind=fields.period_kind(on_request=True),
        calendar=fields.calendar(),
        owed_by=_owers(fields),
        due=fields.table("due", _due),
        sections=sections,
        checks=(
            *fields.tables("checks", lambda check: read_check(check, asked), optional=True),
            *table_checks,
            *(carried_check(cell, asked, fields) for cell in asked.values() if cell.carried),
        ),
        words=fields.tables("words", _words, optional=True),
        source=fields.source(),
        closes_after=fields.integer("closes_after", least=1) if fields.has("closes_after") else 0,
    )
    fields.done()
    if form.is_on_request:
        _looks_at_one_period(form, fields)
    _asks_once(form, fields)
    return form


def _owers(fields: Fields) -> tuple[OwedBy, ...]:
    if isinstance(fields.entries.get("owed_by"), YamlList):
        return fields.tables("owed_by", _owed_by)
    return (fields.table("owed_by", _owed_by),)


def _owed_by(fields: Fields) -> OwedBy:
    level = fields.choice("level", LEVELS)
    if fields.has("agencies"):
        return OwedBy("", level, fields.texts("agencies", optional=False))
    zone, areas = fields.text("zone", ""), fields.texts("areas")
    if (zone or areas) and level != "commune":
        fields.wrong("zone" if zone else "areas", "Chỉ chọn được trong các xã, phường.", "Ghi “level: commune”.")
    if zone and areas:
        fields.wrong("areas", "Vừa chọn khu vực vừa chọn từng đơn vị.", "Giữ lại một trong hai mục.")
    return OwedBy(fields.code("agency_kind", "agency_kind"), level, zone=zone, areas=areas)


def _due(fields: Fields) -> DueRule:
    if not fields.has("day"):
        return DueRule(fields.integer("day_offset"), fields.flag("working"))
    day = fields.integer("day", least=1)
    months = ("same", "next", *(str(number) for number in range(1, 13)))
    return DueRule(day=min(day, 31), month=fields.choice("month", months), before=fields.flag("before", False))


def _words(fields: Fields) -> WordsField:
    return WordsField(fields.text("code"), fields.text("label"), fields.text("help", ""))


def _section(fields: Fields, elements: Mapping[str, Element], *, estimate: bool) -> _Written:
    section = Section(
        code=fields.text("code"),
        label=fields.text("label"),
        owner_kind=fields.code("owner_kind", "agency_kind") if fields.has("owner_kind") else "",
        owner_name=fields.text("owner", ""),
        cells=fields.tables("cells", lambda cell: _cell(cell, elements, estimate=estimate), optional=True),
        answers=fields.tables("answers", _answer, optional=True),
        cumulative=fields.text("cumulative", ""),
    )
    tables = fields.tables("tables", lambda table: read_table(table, estimate=estimate), optional=True)
    if not (section.cells or section.answers or tables):
        fields.wrong("cells", f"Phần “{section.code}” không hỏi gì.", "Thêm “cells”, “tables” hoặc “answers”.")
    return _Written(section, tables)


def _laid(written: tuple[_Written, ...], ground: Ground) -> tuple[tuple[Section, ...], tuple[Check, ...]]:
    """The sections with their tables laid out, each knowing what is asked in lists and in the tables before it."""
    asked = [cell.element for one in written for cell in one.section.cells]
    sections: list[Section] = []
    checks: list[Check] = []
    for one in written:
        laid = []
        for spec in one.tables:
            laid.append(lay(spec, ground, frozenset(asked)))
            asked += [cell.element for cell in laid[-1].cells]
            checks += laid[-1].checks
        cells = (*one.section.cells, *(cell for table in laid for cell in table.cells))
        sections.append(replace(one.section, cells=cells, tables=tuple(table.table for table in laid)))
    return tuple(sections), tuple(checks)


def _cell(fields: Fields, elements: Mapping[str, Element], *, estimate: bool) -> CellDef:
    code = fields.code("element", "cell")
    element = elements.get(code, UNKNOWN)
    computed = fields.optional_figure("computed")
    if element.numerator is not None and element.denominator is not None:
        times = Binary("multiply", element.numerator, Literal(Fraction(element.per)))
        computed = Binary("divide", times, element.denominator)
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
        carried=fields.code("carried", "cell") if fields.has("carried") else "",
        estimate=fields.flag("estimate", estimate),
        formerly=fields.code("formerly", "cell") if fields.has("formerly") else element.formerly,
        numerator=element.numerator,
        denominator=element.denominator,
    )


def _answer(fields: Fields) -> AnswerDef:
    kind = fields.choice("kind", ANSWER_KINDS)
    return AnswerDef(
        code=fields.text("code"),
        label=fields.text("label"),
        kind=kind,
        required=fields.flag("required", True),
        help=fields.text("help", ""),
        source=fields.source(),
        options=fields.labels("options") if kind == "choice" else (),
        longest=fields.integer("longest", LONGEST_TEXT, least=1) if kind == "text" else LONGEST_TEXT,
        restricted=fields.flag("restricted", False),
    )


def _looks_at_one_period(form: Form, fields: Fields) -> None:
    """What is asked on occasion has no period before it, no year to add up, and its days are civil ones."""
    if form.calendar is not Calendar.CIVIL:
        fields.wrong("calendar", "Biểu đột xuất tính theo ngày dương lịch.", "Ghi “calendar: civil”.")
    for section in form.sections:
        if section.cumulative:
            fields.wrong("sections", "Biểu đột xuất không có cột lũy kế.", "Bỏ mục “cumulative”.")
    formulas = [*(check.condition for check in form.checks), *(cell.computed for cell in form.cells)]
    if any(looks_back(formula) for formula in formulas if formula is not None):
        fields.wrong("checks", "Biểu đột xuất không có kỳ trước để so sánh.", "Bỏ phép so sánh với kỳ trước, lũy kế.")


def _asks_once(form: Form, fields: Fields) -> None:
    """Each code may stand once; totals add only the form's own cells."""
    asked = [cell.element for cell in form.cells]
    for key, found in (
        ("sections", [section.code for section in form.sections]),
        ("sections", [table.code for section in form.sections for table in section.tables]),
        ("sections", asked + [answer.code for answer in form.answers]),
        ("checks", [check.code for check in form.checks]),
        ("words", [words.code for words in form.words]),
    ):
        for code in sorted({code for code in found if found.count(code) > 1}):
            fields.wrong(key, f"“{code}” có hai lần trong biểu.", "Giữ lại một.")
    for cell in form.cells:
        for code in sorted(codes(cell.computed, Cell)) if cell.computed else ():
            part = form.cell(code)
            if part is None:
                message = f"Tổng “{cell.element}” dùng “{code}” không có trong biểu."
                fields.wrong("sections", message, "Thêm ô đó, hoặc sửa công thức.")
            elif part.estimate and not cell.estimate:
                message = f"“{cell.element}” tính từ số ước “{code}” nên cũng là số ước."
                fields.wrong("sections", message, "Thêm “estimate: true” vào ô đó.")
