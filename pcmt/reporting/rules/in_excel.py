"""Formulas of a form as formulas of Excel, with unknown as an answer there too.

A piece of a formula becomes a line of a hidden sheet: lowest value, highest value, and whether anything is missing; a
condition a line with TRUE, FALSE or nothing. So Excel answers what the reference evaluator answers, blank cells
included, and no formula outgrows Excel. What lies in other periods is closed and stands there as a value.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from pcmt.kernel.formula.evaluate import Context, figure
from pcmt.kernel.formula.tree import Aggregate, Binary, Cell, Compare, Indicator, Literal, Logic, Node, Not, Shift
from pcmt.kernel.number import Number
from pcmt.reporting.rules.excel_lines import (
    ARITHMETIC,
    Line,
    Typed,
    added,
    compared,
    counted_line,
    divided,
    extreme_line,
    joined,
    typed_line,
    written,
)


@dataclass
class Calculation:
    """The hidden sheet as it grows, for one area in its period.

    here: where formulas are evaluated. typed: the cells to fill in, by element; computed: formulas behind other cells;
    parts: the categories that make up a whole that is no cell itself.
    """

    here: Context
    typed: Mapping[str, Typed]
    computed: Mapping[str, Node] = field(default_factory=dict)
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    held: dict[Node, int] = field(default_factory=dict)
    first: int = 1

    def figure(self, node: Node) -> int:
        """This will give the line that holds a figure, and lay out what it is made of."""
        return self._once(node, self._figure)

    def condition(self, node: Node) -> int:
        """This will give the line whose first cell holds TRUE, FALSE or nothing."""
        return self._once(node, self._condition)

    def _once(self, node: Node, lay: Callable[[Node], int]) -> int:
        if node not in self.held:
            self.held[node] = lay(node)
        return self.held[node]

    def _figure(self, node: Node) -> int:
        match node:
            case Literal(value):
                return self._known(Number.exactly(value))
            case Cell(code):
                return self._cell(code)
            case Indicator():
                return self._known(figure(node, self.here))
            case Shift(of, by):
                return self._known(figure(of, self.here.back(by)))
            case Binary(op, left, right):
                return self._add_line(ARITHMETIC[op](self.figure(left), self.figure(right)))
            case Aggregate():
                return self._aggregate(node)
        raise TypeError(f"no figure: {node!r}")

    def _condition(self, node: Node) -> int:
        match node:
            case Compare(op, left, right):
                answer = compared(op, self.figure(left), self.figure(right))
            case Logic(op, parts):
                answer = joined(op, [self.condition(part) for part in parts])
            case Not(of):
                one = self.condition(of)
                answer = f'IF(A{one}="","",NOT(A{one}))'
            case _:
                raise TypeError(f"no condition: {node!r}")
        return self._add_line((f"={answer}", "", ""))

    def _cell(self, code: str) -> int:
        if code in self.typed:
            return self._add_line(typed_line(self.typed[code]))
        if code in self.computed:
            return self.figure(self.computed[code])
        if parts := self.parts.get(code):
            return self._sum([self._once(Cell(part), self._figure) for part in parts])
        return self._known(self.here.cell(code))

    def _aggregate(self, node: Aggregate) -> int:
        """Of the spots only the present one is still being filled in; the others are closed."""
        spots = self.here.areas() if node.over == "areas" else self.here.year()
        if self.here not in spots:
            return self._known(figure(node, self.here))
        if node.fn in ("count", "share"):
            open_, others = self.condition(node.of), [spot for spot in spots if spot != self.here]
            held = [figure(Aggregate("count", node.of, "year"), _One(spot)) for spot in others]
            counted = self._sum([self._add_line(counted_line(open_)), *(self._known(one) for one in held)])
            return counted if node.fn == "count" else self._divided(counted, len(spots))
        lines = [self.figure(node.of) if spot == self.here else self._known(figure(node.of, spot)) for spot in spots]
        if node.fn in ("min", "max"):
            return self._add_line(extreme_line(node.fn, lines))
        total = self._sum(lines)
        return total if node.fn == "sum" else self._divided(total, len(lines))

    def _sum(self, lines: list[int]) -> int:
        total = lines[0] if lines else self._known(Number.exactly(0))
        for line in lines[1:]:
            total = self._add_line(added(total, line))
        return total

    def _divided(self, line: int, count: int) -> int:
        return self._add_line(divided(line, self._known(Number.exactly(count))))

    def _known(self, number: Number) -> int:
        low, high = (written(end) for end in (number.low, number.high))
        return self._add_line((low, high, "1" if number.missing else "0"))

    def _add_line(self, line: Line) -> int:
        self.lines.append(line)
        return self.first + len(self.lines) - 1


@dataclass(frozen=True)
class _One:
    """A place whose year is itself alone, so that a count over it is the answer of one spot."""

    spot: Context
    label: str = ""

    def cell(self, code: str) -> Number:
        return self.spot.cell(code)

    def indicator(self, code: str) -> Number:
        return self.spot.indicator(code)

    def areas(self) -> list[Context]:
        return [self.spot]

    def year(self) -> list[Context]:
        return [self.spot]

    def back(self, by: str) -> Context:
        return self.spot.back(by)
