"""Which figures formulas will read over a grid: found once a formula, not once a place."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from pcmt.indicators.rules.needs import derived_from, stored
from pcmt.indicators.rules.sheet import ElementRule
from pcmt.kernel.formula.tree import Aggregate, Cell, Indicator, Node, Shift, children
from pcmt.kernel.period import Period

Step = str | int
"""A way from a row's period to another: `period` or `year` back, or the n-th period of its year to date."""
Path = tuple[Step, ...]
Lookup = tuple[str, Path, bool]
"""An element's code, the way from the row's period to that of the figure, and whether it is of the areas below."""
Wanted = dict[tuple[str, bool], frozenset[Period]]


def walked(period: Period, path: Path) -> Period:
    """This will follow a path from a period; raises ValueError where a free range has no way back."""
    for step in path:
        if isinstance(step, int):
            period = period.year_to_date()[step]
        else:
            period = period.before() if step == "period" else period.same_last_year()
    return period


@dataclass(frozen=True)
class Reader:
    """Finds what formulas read, by the rules of elements and the formulas of indicators."""

    elements: Mapping[str, ElementRule]
    indicators: Mapping[str, Node]

    def lookups(self, node: Node, period: Period) -> frozenset[Lookup]:
        """This will tell what a formula reads in a period, and in all that stand at the same place in their year."""
        found = self._lookups(node, (period, (), False), ())
        return frozenset((name, path, below) for code, path, below in found for name in stored(code, self.elements))

    def wanted(self, nodes: Collection[Node], periods: Sequence[Period]) -> Wanted:
        """This will tell, by stored code and level, the periods whose figures formulas can read in some periods.

        It answers as `rules.needs.needs` does, for all formulas and periods together.
        """
        found: dict[tuple[str, bool], set[tuple[int, Path]]] = {}
        reached: dict[tuple[int, Path], list[Period]] = {}
        for place, alike in enumerate(self.alike(nodes, periods)):
            asked = frozenset[Lookup]().union(*(self.lookups(node, alike[0]) for node in nodes))
            for name, path, below in asked:
                found.setdefault((name, below), set()).add((place, path))
            paths = {path for _, path, _ in asked}
            reached |= {(place, path): [walked(period, path) for period in alike] for path in paths}
        sources: dict[object, frozenset[Period]] = {}
        wanted: Wanted = {}
        for (name, below), reads in found.items():
            rule = self.elements.get(name, ElementRule(name, name))
            alike_rules = (rule.time, rule.every, frozenset(reads))  # all that the periods of an element follow from
            if alike_rules not in sources:
                there = (period for read in reads for period in reached[read])
                sources[alike_rules] = frozenset(one for period in there for one in derived_from(rule, period))
            wanted[name, below] = sources[alike_rules]
        return wanted

    def alike(self, nodes: Collection[Node], periods: Sequence[Period]) -> list[list[Period]]:
        """This will group periods by what formulas do in them: those of one kind, and where a formula reads the year to
        date, of one place in it."""
        groups: dict[object, list[Period]] = {}
        is_split = any(self.reaches_over_year(node) for node in nodes)
        for period in periods:
            place = period.index if is_split or period.free else 0
            groups.setdefault((period.kind, period.calendar, place), []).append(period)
        return list(groups.values())

    def reaches_over_year(self, node: Node, asking: frozenset[str] = frozenset()) -> bool:
        """This will tell whether a formula, or an indicator that it asks for, aggregates over the year to date."""
        if isinstance(node, Aggregate) and node.over == "year":
            return True
        if isinstance(node, Indicator):
            formula = self.indicators.get(node.code)
            is_new = formula is not None and node.code not in asking
            return is_new and formula is not None and self.reaches_over_year(formula, asking | {node.code})
        return any(self.reaches_over_year(child, asking) for child in children(node))

    def _lookups(self, node: Node, spot: tuple[Period, Path, bool], asking: tuple[str, ...]) -> set[Lookup]:
        period, path, below = spot
        match node:
            case Cell(code):
                return {(code, path, below)}
            case Indicator(code):
                formula = self.indicators.get(code)
                is_open = formula is not None and code not in asking
                return self._lookups(formula, spot, (*asking, code)) if is_open and formula is not None else set()
            case Shift(of, by):
                return self._lookups(of, (period, (*path, by), below), asking)
            case Aggregate(_, of, "areas"):
                return self._lookups(of, (period, path, True), asking)
            case Aggregate(_, of, _):
                spans = len(walked(period, path).year_to_date())
                spots = [(period, (*path, place), below) for place in range(spans)]
                return set[Lookup]().union(*(self._lookups(of, one, asking) for one in spots))
            case _:
                found = (self._lookups(child, spot, asking) for child in children(node))
                return set[Lookup]().union(*found)
