"""Values as a long table, one figure a line: what files of figures are written from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from pcmt.areas import queries as areas
from pcmt.areas.queries import AreaView
from pcmt.indicators import policy
from pcmt.indicators.queries.targets import ended_periods, rule_on
from pcmt.indicators.queries.untraced import untraced_values
from pcmt.indicators.queries.values import Value
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Kind, Period
from pcmt.kernel.refusal import NotFound
from pcmt.rulebook.queries import IndicatorDef

SPANS = {Kind.MONTH: 13, Kind.QUARTER: 9, Kind.HALF: 6, Kind.NINE_MONTHS: 5, Kind.YEAR: 5}


@dataclass(frozen=True)
class LongTable:
    """One indicator at an area and the communes under it over its last periods, oldest first."""

    rule: IndicatorDef
    area: AreaView
    areas: tuple[AreaView, ...]
    periods: tuple[Period, ...]
    found: dict[tuple[str, int, str], Value]

    def lines(self) -> Iterator[tuple[AreaView, Period, Value]]:
        """This will give a line for each area and period: the area itself, then those under it."""
        for area in self.areas:
            for period in self.periods:
                yield area, period, self.found[(self.rule.code, area.id, period.id)]


def long_tables(
    actor: Actor, codes: Sequence[str], area_id: int, on: date, until: date | None = None
) -> tuple[LongTable, ...]:
    """This will compute indicators at an area and its communes over the periods that ended by `until` (else `on`).

    Indicators of the province alone have no lines for communes. Those with the same areas and periods are computed
    together. NotFound for an area not seen, or an unknown code.
    """
    area = areas.area(area_id, on)
    policy.need_view(actor, area)
    below = areas.communes(area_id, on) if area.level == "province" else ()
    groups: dict[tuple[tuple[AreaView, ...], tuple[Period, ...]], list[IndicatorDef]] = {}
    for code in dict.fromkeys(codes):
        rule = rule_on(code, on)
        if rule is None or rule.level not in ("any", area.level):
            raise NotFound
        shown = (area, *(below if rule.level == "any" else ()))
        periods = ended_periods(rule.period_kind, rule.calendar, until or on, SPANS[rule.period_kind])
        groups.setdefault((shown, periods), []).append(rule)
    tables: dict[str, LongTable] = {}
    for (shown, periods), rules in groups.items():
        found = untraced_values([rule.code for rule in rules], [one.id for one in shown], periods, on)
        tables |= {rule.code: LongTable(rule, area, shown, periods, found) for rule in rules}
    return tuple(tables[code] for code in dict.fromkeys(codes))
