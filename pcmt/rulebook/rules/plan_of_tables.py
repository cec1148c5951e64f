"""Tables of a form that stands as the builder holds them: rows that are asked, by the categories of a set."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pcmt.rulebook.rules.elements import Element
from pcmt.rulebook.rules.form_plan import FormPlan, RowPlan, TablePlan
from pcmt.rulebook.rules.forms import Line, Section, Table


@dataclass(frozen=True)
class _Laid:
    """A table read back from how it was laid out.

    row_set, column_set: what a side breaks down by; "" where its lines are what is asked.
    """

    table: Table
    elements: Mapping[str, Element]
    row_set: str
    column_set: str

    @property
    def rows(self) -> tuple[Line, ...]:
        """What is asked line by line: the rows, or the columns where the rows are a breakdown; none of both."""
        if self.row_set and self.column_set:
            return ()
        return self.table.rows if self.column_set else self.table.columns

    @property
    def broken_down(self) -> str:
        """The element that both sides break down."""
        element = self.elements[self.table.grid[0][0]]
        rest = {name: code for name, code in element.parts if name not in (self.row_set, self.column_set)}
        return self.elements[element.whole].code_of(rest)


def tables_from(
    section: Section, plan: FormPlan, elements: Mapping[str, Element]
) -> tuple[tuple[TablePlan, ...], FormPlan, tuple[str, ...]]:
    """This will copy a section's tables; the plan remembers their keys, and the last value says what is otherwise.

    A table that lists what is asked in its columns is turned round, for the builder lists it in rows.
    """
    found: list[TablePlan] = []
    told: list[str] = []
    for table in section.tables:
        own = [cell for cell in section.cells if cell.element in table.own]
        laid = _read(table, elements)
        if laid is None:
            told.append(f"bảng “{table.label}”")
            continue
        if laid.row_set and not laid.column_set:
            told.append(f"cách trình bày bảng “{table.label}” (dòng và cột đổi chỗ)")
        key, plan = plan.new_key("b")
        rows, plan = _rows(laid, plan)
        found.append(
            TablePlan(
                key,
                table.label,
                laid.column_set or laid.row_set,
                laid.row_set if laid.column_set else "",
                rows,
                required=any(cell.required for cell in own),
                restricted=any(cell.restricted for cell in own),
                estimate=any(cell.estimate for cell in own),
            )
        )
    return tuple(found), plan, tuple(told)


def cells_of_tables(section: Section, copied: Iterable[TablePlan]) -> frozenset[str]:
    """This will name the cells of a section's tables that were copied, by the tables' labels."""
    labels = {one.label for one in copied}
    return frozenset[str]().union(*(table.own for table in section.tables if table.label in labels))


def _rows(laid: _Laid, plan: FormPlan) -> tuple[tuple[RowPlan, ...], FormPlan]:
    asked = [(line.code, line.label) for line in laid.rows] or [(laid.broken_down, "")]
    rows: list[RowPlan] = []
    for code, label in asked:
        key, plan = plan.new_key("d")
        element = laid.elements[code]
        rows.append(RowPlan(key, code, "" if label == element.label else label, kind=element.kind))
    return tuple(rows), plan


def _read(table: Table, elements: Mapping[str, Element]) -> _Laid | None:
    """None where the grid is not told by one set for each side that breaks down, as one of another making might be."""
    if not table.grid or any(code not in elements for line in table.grid for code in line):
        return None
    rows = _set_of(table.rows, [line[0] for line in table.grid], elements)
    columns = _set_of(table.columns, table.grid[0], elements)
    if rows is None or columns is None or not (rows or columns):
        return None
    return _Laid(table, elements, rows, columns)


def _set_of(lines: Sequence[Line], codes: Sequence[str], elements: Mapping[str, Element]) -> str | None:
    """The set whose categories the lines are; "" where each line is something asked, None where neither is so."""
    if all(line.code in elements and not line.total for line in lines):
        return ""
    names = [
        {name for name, category in elements[code].parts if category == line.code}
        for line, code in zip(lines, codes, strict=True)
        if not line.total
    ]
    shared = set[str].intersection(*names) if names else set[str]()
    return shared.pop() if len(shared) == 1 else None
