"""What a form asks so far, as the second step lists it: labels and units as they will stand, nothing to look up."""

from collections.abc import Sequence
from dataclasses import dataclass

from pcmt.rulebook.queries import book
from pcmt.rulebook.queries.drafts import DraftView, QuestionPlan, RowPlan, SectionPlan, TablePlan
from pcmt.web.building.content_forms import QUESTIONS

GONE = "(dòng đã bỏ)"


@dataclass(frozen=True)
class OutlineRow:
    """A row: `told` is its unit and whether it is new; `formula` what a total adds up, or what is carried over."""

    key: str
    label: str
    told: str
    required: bool
    formula: str = ""
    restricted: bool = False
    estimate: bool = False


@dataclass(frozen=True)
class OutlineTable:
    """A table with its rows. takes_more: whether another row fits."""

    key: str
    label: str
    told: str
    rows: tuple[OutlineRow, ...]
    takes_more: bool
    restricted: bool
    estimate: bool


@dataclass(frozen=True)
class OutlineSection:
    """A section with all that it asks; `owner` is the agency that confirms it or its kind, where that is another."""

    key: str
    label: str
    owner: str
    cumulative: bool
    rows: tuple[OutlineRow, ...]
    tables: tuple[OutlineTable, ...]
    questions: tuple[OutlineRow, ...]

    @property
    def is_empty(self) -> bool:
        """Whether it asks nothing yet."""
        return not (self.rows or self.tables or self.questions)


def outline(view: DraftView) -> tuple[OutlineSection, ...]:
    """This will list the sections of a form that is being built."""
    return tuple(_section(view, section) for section in view.plan.sections)


def _section(view: DraftView, section: SectionPlan) -> OutlineSection:
    return OutlineSection(
        key=section.key,
        label=section.label,
        owner=section.owner or book().agency_kinds.get(section.owner_kind, ""),
        cumulative=section.cumulative and not view.plan.is_once,
        rows=_rows(view, section.rows),
        tables=tuple(_table(view, table) for table in section.tables),
        questions=tuple(_question(one) for one in section.questions),
    )


def _rows(view: DraftView, rows: Sequence[RowPlan]) -> tuple[OutlineRow, ...]:
    return tuple(_row(view, row) for row in rows)


def _row(view: DraftView, row: RowPlan) -> OutlineRow:
    element = view.reading.elements.get(row.element) or book().element_by_code.get(row.element)
    label, unit = (element.label, element.unit) if element else (row.element, row.unit)
    return OutlineRow(
        key=row.key,
        label=row.label or label,
        told=f"{unit} · mới" if row.is_new else unit,
        required=row.required and not row.is_total,
        formula=_formula(view, row),
        restricted=row.restricted,
        estimate=_is_estimate(view, row),
    )


def _is_estimate(view: DraftView, row: RowPlan) -> bool:
    """As the form will have it: what is worked out from estimates is one too."""
    cell = view.form.cell(row.element)
    return row.estimate if cell is None else cell.estimate


def _formula(view: DraftView, row: RowPlan) -> str:
    """What a total adds up, in the labels of its cells; or where a figure is carried over from."""
    labels = view.reading.labels
    if row.is_total:
        added = " + ".join(labels.get(code, GONE) for code in row.plus)
        return f"= {added}" + "".join(f" − {labels.get(code, GONE)}" for code in row.minus)
    return f"điền sẵn số kỳ trước của: {labels.get(row.carried, GONE)}" if row.carried else ""


def _table(view: DraftView, table: TablePlan) -> OutlineTable:
    sets = book().category_sets
    by = " × ".join(sets[code].label.lower() for code in (table.columns, table.across) if code in sets)
    rows = _rows(view, table.rows)
    takes_more = not (table.across and rows)
    return OutlineTable(table.key, table.label, f"chia theo {by}", rows, takes_more, table.restricted, table.estimate)


def _question(one: QuestionPlan) -> OutlineRow:
    told = dict(QUESTIONS)[one.kind].lower()
    said = f"{told}: {'; '.join(one.options)}" if one.options else told
    return OutlineRow(one.key, one.label, said, one.required, restricted=one.restricted)
