"""How far back formulas look, told from their trees, so that no more of the past is loaded than they read."""

from collections.abc import Iterable, Iterator, Mapping

from pcmt.kernel.formula.tree import Aggregate, Cell, Node, Shift, children, codes
from pcmt.kernel.period import Period


def periods_read(formulas: Iterable[Node], period: Period, computed: Mapping[str, Node]) -> frozenset[Period]:
    """This will name the periods whose figures the formulas read when they are evaluated in a period.

    computed: the formulas of cells that nobody types; they are followed wherever such a cell, or its whole, is read.
    """
    return frozenset(at for node, at in _visits(formulas, period, computed) if isinstance(node, Cell))


def codes_by_period(formulas: Iterable[Node], period: Period) -> dict[Period, frozenset[str]]:
    """This will name the cells that formulas read themselves in each period, without following computed cells."""
    found: dict[Period, set[str]] = {}
    for node, at in _visits(formulas, period, {}):
        if isinstance(node, Cell):
            found.setdefault(at, set()).add(node.code)
    return {at: frozenset(read) for at, read in found.items()}


def periods_crossed(formulas: Iterable[Node], period: Period, computed: Mapping[str, Node]) -> frozenset[Period]:
    """This will name every period that evaluating passes through, also those from which it only looks further back."""
    return frozenset(at for _, at in _visits(formulas, period, computed)) | {period}


def cells_read(formula: Node, computed: Mapping[str, Node]) -> frozenset[str]:
    """This will name the cells that a formula reads, and those that the computed cells among them read."""
    found: set[str] = set()
    waiting = [*codes(formula, Cell)]
    while waiting:
        code = waiting.pop()
        if code not in found:
            found.add(code)
            waiting += [part for tree in computed_in(code, computed) for part in codes(tree, Cell)]
    return frozenset(found)


def computed_in(code: str, computed: Mapping[str, Node]) -> list[Node]:
    """This will list the formulas behind a cell, or behind the categories that it is the whole of."""
    return [tree for cell, tree in computed.items() if cell == code or cell.startswith(code + ".")]


def _visits(formulas: Iterable[Node], period: Period, computed: Mapping[str, Node]) -> Iterator[tuple[Node, Period]]:
    for node in formulas:
        yield node, period
        match node:
            case Cell(code):
                yield from _visits(computed_in(code, computed), period, computed)
            case Shift(of, by):
                back = period.previous() if by == "period" else period.same_last_year()
                yield from _visits([of], back, computed)
            case Aggregate(_, of, "year"):
                for month in period.year_to_date():
                    yield from _visits([of], month, computed)
            case _:
                yield from _visits(children(node), period, computed)
