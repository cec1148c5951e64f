"""An indicator's map over its periods: every commune of today's map in each, and classes common to all."""

from dataclasses import dataclass
from datetime import date

from pcmt.areas import queries as areas
from pcmt.indicators import policy
from pcmt.indicators.queries.pages import TREND, goal_at, targets_of
from pcmt.indicators.queries.places import Place, classes, figures, goal_of_classes, places_over
from pcmt.indicators.queries.targets import ended_periods, rule_on
from pcmt.indicators.rules.classing import Band, widened
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.kernel.refusal import NotFound
from pcmt.rulebook.queries import IndicatorDef


@dataclass(frozen=True)
class MapFrames:
    """The communes of a province in each period, oldest first, and the classes of all their figures together."""

    rule: IndicatorDef
    places: tuple[tuple[Period, tuple[Place, ...]], ...]
    bands: tuple[Band, ...]


def map_frames(actor: Actor, code: str, area_id: int, on: date, shown: Period | None = None) -> MapFrames:
    """This will gather the map of every period that the indicator's page offers; NotFound where there is none.

    shown: the period whose map stands there already: its classes hold the figures of the others too, so that nothing
    changes its colour when the slider is first touched. None, or a period that is not offered: classes of all alike.
    """
    area = areas.area(area_id, on)
    policy.need_view(actor, area)
    rule = rule_on(code, on)
    if rule is None or area.level != "province" or rule.level not in ("any", area.level):
        raise NotFound
    ended = ended_periods(rule.period_kind, rule.calendar, on, TREND[rule.period_kind])
    periods = (*ended, ended[-1].next())
    found = places_over(code, periods, area_id, on)
    asked = targets_of(actor, area_id, on).get(code, [])
    goal = goal_at(asked, rule, ended[-1])
    every = [place for period in periods for place in found[period]]
    told = tuple((period, found[period]) for period in periods if found[period])
    common = classes(every, rule, goal)
    own = found.get(shown, ()) if shown else ()
    if own and shown:
        there = classes(own, rule, goal_at(asked, rule, shown))
        common = widened(there, figures(every), goal_of_classes(rule, goal))
    return MapFrames(rule, told, common)
