"""A few areas side by side: the same indicators over the same periods, on the map of one day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pcmt.areas import queries as areas
from pcmt.areas.queries import AreaView
from pcmt.indicators import policy
from pcmt.indicators.queries.pages import TREND
from pcmt.indicators.queries.targets import ended_periods, rule_on
from pcmt.indicators.queries.values import Value, values
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Calendar, Kind, Period
from pcmt.kernel.refusal import NotFound
from pcmt.rulebook.queries import IndicatorDef


@dataclass(frozen=True)
class Compared:
    """One indicator at the areas compared. courses: by area, oldest first; shown: the period that stands in the table.

    It is the newest in which all are known, else the newest in which any is, else the newest.
    """

    rule: IndicatorDef
    courses: tuple[tuple[Value, ...], ...]
    shown: Period

    @property
    def newest(self) -> tuple[Value, ...]:
        """The areas' values in the period shown, in the order of the areas."""
        place = [value.period for value in self.courses[0]].index(self.shown)
        return tuple(course[place] for course in self.courses)


@dataclass(frozen=True)
class SideBySide:
    """Areas and what is compared. changes: days within the courses on which one of them changed on the map."""

    areas: tuple[AreaView, ...]
    compared: tuple[Compared, ...]
    changes: tuple[date, ...]


def side_by_side(actor: Actor, area_ids: Sequence[int], codes: Sequence[str], on: date) -> SideBySide:
    """This will compare areas by indicators that can be asked of each; a fixed number of queries a kind of period.

    NotFound for an area that is not there or not seen, and for an indicator that cannot be asked of a commune.
    """
    views = areas.areas_by_id(area_ids, on)
    if views.keys() != set(area_ids):
        raise NotFound
    for view in views.values():
        policy.need_view(actor, view)
    rules = [_rule(code, on) for code in dict.fromkeys(codes)]
    groups: dict[tuple[Kind, Calendar], list[IndicatorDef]] = {}
    for rule in rules:
        groups.setdefault((rule.period_kind, rule.calendar), []).append(rule)
    found: dict[str, Compared] = {}
    first = on
    for (kind, calendar), members in groups.items():
        periods = ended_periods(kind, calendar, on, TREND[kind])
        first = min(first, periods[0].last_day)
        got = values([rule.code for rule in members], area_ids, periods, on)
        for rule in members:
            courses = tuple(tuple(got[rule.code, one, period.id] for period in periods) for one in area_ids)
            found[rule.code] = Compared(rule, courses, _period(periods, courses))
    changes = areas.days_of_change(area_ids, first, on) if found else ()
    return SideBySide(tuple(views[one] for one in area_ids), tuple(found[rule.code] for rule in rules), tuple(changes))


def _rule(code: str, on: date) -> IndicatorDef:
    rule = rule_on(code, on)
    if rule is None or rule.level == "province":
        raise NotFound
    return rule


def _period(periods: Sequence[Period], courses: Sequence[Sequence[Value]]) -> Period:
    for enough in (all, any):
        for place in reversed(range(len(periods))):
            if enough(course[place].state == "known" for course in courses):
                return periods[place]
    return periods[-1]
