"""Rows that add up others: what they are counted in follows from what they add, and none may add itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from pcmt.kernel.formula.tree import Binary, Cell, Node, codes
from pcmt.rulebook.rules.elements import Element
from pcmt.rulebook.rules.form_plan import FormPlan, RowPlan
from pcmt.rulebook.rules.plan_changes import with_row_as

ADDABLE = ("count", "measure")
"""The kinds of figures that can be added up."""
AT_THE_END = "last"


@dataclass(frozen=True)
class Counted:
    """How a figure is counted: what a total takes from the figures that it adds up."""

    unit: str
    kind: str
    scale: int
    time: str
    sums_over_areas: bool


@dataclass
class Counting:
    """How the cells of a plan are counted, each looked up once. elements: of the rulebook, by code."""

    plan: FormPlan
    elements: Mapping[str, Element]
    known: dict[str, Counted | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.rows = {row.element: row for row in self.plan.rows()}

    def of(self, code: str) -> Counted | None:
        """This will tell how a cell is counted; None where neither the plan nor the rulebook knows it."""
        if code not in self.known:
            self.known[code] = None  # what a total that adds itself finds on its way round
            self.known[code] = self._of(code)
        return self.known[code]

    def of_parts(self, row: RowPlan) -> tuple[Counted, ...]:
        """This will tell how what a total adds up is counted, as far as it is known."""
        return tuple(found for code in parts_of(row) if (found := self.of(code)))

    def _of(self, code: str) -> Counted | None:
        row = self.rows.get(code) or self.rows.get(code.partition(".")[0])
        if row is not None and row.is_new:
            like = _like(row, self.of_parts(row))
            return Counted(like.unit, like.kind, like.scale, like.time, like.sums_over_areas)
        element = self.elements.get(code)
        if element is None:
            return None
        return Counted(element.unit, element.kind, element.scale, element.time, element.sums_over_areas)


def formula_of_total(row: RowPlan) -> str:
    """This will write a total as a formula of the grammar."""
    return " + ".join(row.plus) + "".join(f" - {code}" for code in row.minus)


def parts_of(row: RowPlan) -> tuple[str, ...]:
    """This will name the cells that a total adds and takes away."""
    return (*row.plus, *row.minus)


def settled(plan: FormPlan, elements: Mapping[str, Element]) -> FormPlan:
    """This will give each total the unit, the decimals and the way of adding of what it adds up.

    A total that adds itself, by whatever way, is left without its formula, so that the form can be looked at. What is
    worked out from an estimate is an estimate.
    """
    circular, counting = circular_totals(plan), Counting(plan, elements)
    for row in [one for one in plan.rows() if one.is_total]:
        if row.key in circular:
            plan = with_row_as(plan, replace(row, plus=(), minus=()))
        elif row.is_new:
            plan = with_row_as(plan, _like(row, counting.of_parts(row)))
    estimated = _estimated(plan, elements)
    for row in [one for one in plan.rows() if one.key in estimated and not one.estimate]:
        plan = with_row_as(plan, replace(row, estimate=True))
    return plan


def _estimated(plan: FormPlan, elements: Mapping[str, Element]) -> frozenset[str]:
    """The keys of what is worked out from estimates, by whatever way."""
    known = {row.element for row in plan.rows() if row.estimate}
    known |= {row.element for part in plan.sections for table in part.tables if table.estimate for row in table.rows}
    reads = {row.key: (row.element, _read_by(row, elements)) for row in plan.rows()}
    found: set[str] = set()
    while new := {key for key, (_, read) in reads.items() if key not in found and not read.isdisjoint(known)}:
        found |= new
        known |= {reads[key][0] for key in new}
    return frozenset(found)


def _read_by(row: RowPlan, elements: Mapping[str, Element]) -> set[str]:
    """What a total adds up or a rate divides: cells, and of those in tables the element that they break down too."""
    element = elements.get(row.element)
    sides = (element.numerator, element.denominator) if element is not None and not row.is_total else ()
    read = {*parts_of(row)}.union(*(codes(side, Cell) for side in sides if side is not None))
    return read | {code.partition(".")[0] for code in read}


def circular_totals(plan: FormPlan) -> frozenset[str]:
    """This will name the totals that add themselves up, by the keys of their rows."""
    totals = {row.element: row for row in plan.rows() if row.is_total}
    return frozenset(row.key for row in totals.values() if row.element in _reached(row, totals))


def sum_of(computed: Node) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """This will read a formula that only adds and takes away cells: those added, those taken away; None for others."""
    match computed:
        case Cell(code):
            return (code,), ()
        case Binary("add", left, Cell(code)):
            before = sum_of(left)
            return ((*before[0], code), before[1]) if before else None
        case Binary("subtract", left, Cell(code)):
            before = sum_of(left)
            return (before[0], (*before[1], code)) if before else None
    return None


def _like(row: RowPlan, parts: Sequence[Counted]) -> RowPlan:
    if not parts:
        return row
    times = {one.time for one in parts}
    return replace(
        row,
        unit=parts[0].unit,
        kind="measure" if any(one.kind == "measure" for one in parts) else "count",
        scale=max(one.scale for one in parts),
        # What was there at first plus what came is what is there at the end.
        time=times.pop() if len(times) == 1 else AT_THE_END,
        sums_over_areas=all(one.sums_over_areas for one in parts),
    )


def _reached(row: RowPlan, totals: Mapping[str, RowPlan]) -> set[str]:
    reached: set[str] = set()
    waiting = [*parts_of(row)]
    while waiting:
        code = waiting.pop()
        if code not in reached:
            reached.add(code)
            waiting += parts_of(totals[code]) if code in totals else ()
    return reached
