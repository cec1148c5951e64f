"""Lays out the tables of a form: rows × columns of one element's categories, or of elements by a set of categories.

Totals follow from the sets: where the categories part the whole, the total is worked out, or, if the form asks for the
whole elsewhere, held against it by a check; where they overlap, the whole is typed and no part may exceed it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from pcmt.kernel.formula.tree import Binary, Cell, Compare, Node
from pcmt.rulebook.rules.elements import CategorySet, Element, set_of
from pcmt.rulebook.rules.fields import Fields
from pcmt.rulebook.rules.forms import CellDef, Check, Line, Table

TOTAL = "total"
TOTAL_LABEL = "Tổng số"


@dataclass(frozen=True)
class Asked:
    """An element as one line of a table, with its own label where one is written."""

    code: str
    label: str


@dataclass(frozen=True)
class Side:
    """The rows or the columns as written: the categories of a set, or elements."""

    set_name: str = ""
    asked: tuple[Asked, ...] = ()


@dataclass(frozen=True)
class TableSpec:
    """A table as it is written; `element` is what both sides break down. `fields` tells where a fault stands."""

    code: str
    label: str
    element: str
    rows: Side
    columns: Side
    required: bool
    restricted: bool
    estimate: bool
    fields: Fields


@dataclass(frozen=True)
class Ground:
    """What tables are laid out on: the rulebook's elements (narrowed) and sets, and the form's first day."""

    elements: Mapping[str, Element]
    sets: Mapping[str, CategorySet]
    day: date


@dataclass(frozen=True)
class Laid:
    """A table laid out: its cells, and the checks that follow from its totals."""

    table: Table
    cells: tuple[CellDef, ...]
    checks: tuple[Check, ...]


def lay(spec: TableSpec, ground: Ground, elsewhere: Collection[str]) -> Laid:
    """This will lay a table out. elsewhere: codes that the form asks for in other places, which are only shown here."""
    listed = [*spec.rows.asked, *spec.columns.asked]
    if bool(listed) == bool(spec.element) or (spec.rows.asked and spec.columns.asked):
        message = "Bảng phải chia một chỉ tiêu (“element”), hoặc một phía liệt kê chỉ tiêu."
        spec.fields.wrong("rows", message, "Chỉ giữ một cách ghi.")
    base = ground.elements.get(spec.element or next((one.code for one in listed), ""))
    if base is None:
        return Laid(Table(spec.code, spec.label, (), (), ()), (), ())
    whole = ground.elements[base.whole or base.code]
    rows = _axis(spec, "rows", spec.rows, whole, ground)
    columns = _axis(spec, "columns", spec.columns, whole, ground)
    return _Laying(spec, ground, elsewhere, rows, columns).done()


@dataclass(frozen=True)
class _Axis:
    """The lines of a side, each with the element or the category that it stands for; the total comes last.

    adds_up: whether the lines before the total make it up.
    """

    lines: tuple[Line, ...]
    elements: tuple[str, ...]
    parts: tuple[Mapping[str, str], ...]
    adds_up: bool


def _axis(spec: TableSpec, key: str, side: Side, whole: Element, ground: Ground) -> _Axis:
    if side.asked:
        found = [(one, ground.elements[one.code]) for one in side.asked if one.code in ground.elements]
        lines = tuple(Line(one.code, one.label or element.label, element.unit) for one, element in found)
        return _Axis(lines, tuple(one.code for one, _ in found), ({},) * len(found), adds_up=False)
    by = set_of(whole, side.set_name, ground.sets)
    if by is None:
        spec.fields.findings.names("category_set", side.set_name, spec.fields.place_of(key), spec.fields.owner)
        return _Axis((), (), (), adds_up=False)
    chosen = by.on(ground.day)
    lines = (*(Line(one.code, one.label) for one in chosen), Line(TOTAL, TOTAL_LABEL, total=True))
    parts: tuple[Mapping[str, str], ...] = (*({side.set_name: one.code} for one in chosen), {})
    return _Axis(lines, ("",) * len(lines), parts, adds_up=not by.overlaps)


@dataclass
class _Laying:
    """One table being laid out, crossing by crossing."""

    spec: TableSpec
    ground: Ground
    elsewhere: Collection[str]
    rows: _Axis
    columns: _Axis
    grid: tuple[tuple[str, ...], ...] = ()
    cells: dict[str, CellDef] = field(default_factory=dict)
    checks: list[Check] = field(default_factory=list)

    def done(self) -> Laid:
        """This will make every cell, and the checks of the totals."""
        height, width = len(self.rows.lines), len(self.columns.lines)
        self.grid = tuple(tuple(self._code(row, column) for column in range(width)) for row in range(height))
        for row in range(height):
            for column in range(width):
                if self.grid[row][column]:
                    self._place(row, column)
        table = Table(
            self.spec.code, self.spec.label, self.rows.lines, self.columns.lines, self.grid, frozenset(self.cells)
        )
        return Laid(table, tuple(self.cells.values()), tuple(self.checks))

    def _code(self, row: int, column: int) -> str:
        """The element code at a crossing; tells where the element is not broken down so."""
        named = self.spec.element or self.rows.elements[row] or self.columns.elements[column]
        element = self.ground.elements.get(named)
        if element is None:
            return ""
        whole = self.ground.elements[element.whole or element.code]
        parts = {**dict(element.parts), **self.rows.parts[row], **self.columns.parts[column]}
        code = whole.code_of(parts)
        if parts.keys() <= set(whole.sets) and code in self.ground.elements:
            return code
        by, fields = ".".join(parts), self.spec.fields
        message = f"“{whole.code}” không chia theo “{by}”."
        if all(problem.message != message for problem in fields.findings.problems):
            fields.wrong("rows", message, f"Thêm “{by}” vào mục “by” của chỉ tiêu, hoặc sửa bảng.")
        return ""

    def _place(self, row: int, column: int) -> None:
        code, parts = self.grid[row][column], self._parts(row, column)
        shown = code in self.elsewhere or code in self.cells
        if not shown:
            self.cells[code] = self._cell(row, column, _sum(parts) if parts else None)
        if parts and shown:
            said = f"{self._label(row, column)}: các loại cộng lại phải bằng tổng số."
            self._must(Compare("==", Cell(code), _sum(parts)), said, (code, *parts))
        for part in self._overlapping(row, column):
            said = f"{self._label(row, column)}: mỗi loại không được lớn hơn tổng số."
            self._must(Compare("<=", Cell(part), Cell(code)), said, (part, code))

    def _parts(self, row: int, column: int) -> tuple[str, ...]:
        """The cells that a total adds up, along its row first; empty for what is typed."""
        if self.columns.lines[column].total and self.columns.adds_up:
            return self._along_row(row)
        if self.rows.lines[row].total and self.rows.adds_up:
            return self._along_column(column)
        return ()

    def _overlapping(self, row: int, column: int) -> tuple[str, ...]:
        """The cells that lie within a whole without adding up to it."""
        if self.columns.lines[column].total and not self.columns.adds_up:
            return self._along_row(row)
        if self.rows.lines[row].total and not self.rows.adds_up:
            return self._along_column(column)
        return ()

    def _along_row(self, row: int) -> tuple[str, ...]:
        return tuple(code for code in self.grid[row][:-1] if code)

    def _along_column(self, column: int) -> tuple[str, ...]:
        return tuple(line[column] for line in self.grid[:-1] if line[column])

    def _must(self, condition: Node, message: str, cells: Sequence[str]) -> None:
        code = f"{self.spec.code}.{len(self.checks) + 1}"
        self.checks.append(Check(code, condition, "error", message, tuple(cells)))

    def _cell(self, row: int, column: int, computed: Node | None) -> CellDef:
        element = self.ground.elements[self.grid[row][column]]
        return CellDef(
            element=element.code,
            label=self._label(row, column),
            unit=element.unit,
            scale=element.scale,
            required=self.spec.required and computed is None,
            help=element.help,
            source=element.source,
            kind=element.kind,
            restricted=self.spec.restricted,
            computed=computed,
            estimate=self.spec.estimate,
            formerly=element.formerly,
        )

    def _label(self, row: int, column: int) -> str:
        lines = (self.rows.lines[row], self.columns.lines[column])
        said = [line.label for line in lines if not line.total] or [self.spec.label]
        return " – ".join(said) + (" (tổng số)" if any(line.total for line in lines) else "")


def _sum(codes: Iterable[str]) -> Node:
    first, *others = (Cell(code) for code in codes)
    total: Node = first
    for other in others:
        total = Binary("add", total, other)
    return total
