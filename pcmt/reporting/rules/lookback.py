"""How far back formulas look, told from their trees, so that no more of the past is loaded than they read."""

from collections.abc import Iterable, Mapping

from pcmt.kernel.formula.tree import Aggregate, Cell, Node, Shift, children
from pcmt.kernel.period import Period


def periods_read(formulas: Iterable[Node], period: Period, computed: Mapping[str, Node]) -> frozenset[Period]:
    """This will name the periods whose figures the formulas read when they are evaluated in a period.

    computed: the formulas of cells that nobody types; they are followed wherever such a cell, or its whole, is read.
    """
    found: set[Period] = set()
    for formula in formulas:
        found |= _read(formula, period, computed)
    return frozenset(found)


def _read(node: Node, period: Period, computed: Mapping[str, Node]) -> frozenset[Period]:
    match node:
        case Cell(code):
            below = [tree for cell, tree in computed.items() if cell == code or cell.startswith(code + ".")]
            return periods_read(below, period, computed) | {period}
        case Shift(of, by):
            return _read(of, period.previous() if by == "period" else period.same_last_year(), computed)
        case Aggregate(_, of, "year"):
            return frozenset().union(*(_read(of, month, computed) for month in period.year_to_date()))
    return periods_read(children(node), period, computed)
