"""Which indicators are not what they were at a moment, and which figures moved them: worked out, never stored."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pcmt.areas import queries as areas
from pcmt.indicators.queries.behind import goal_in
from pcmt.indicators.queries.carrying import Composition
from pcmt.indicators.queries.contexts import contexts, kept_under
from pcmt.indicators.queries.pages import IndicatorRow
from pcmt.indicators.queries.targets import LOOK_BACK, Progress, judged
from pcmt.indicators.queries.values import Value, latest, measured, rule_of
from pcmt.indicators.rules.earlier import ChangedFigure, as_before
from pcmt.indicators.rules.spot import Spot
from pcmt.kernel.period import Period
from pcmt.reporting import queries as reporting
from pcmt.reporting.queries import LaterFigure

Keys = frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Moved:
    """An indicator whose newest value, or whose standing, changed since a moment.

    before: the newest value as it was then; stood: how it stood against its goal, None where it has none.
    causes: the figures that changed, the newest first, with the reason given for each.
    """

    row: IndicatorRow
    before: Value
    stood: Progress | None
    causes: tuple[LaterFigure, ...]

    @property
    def crossed(self) -> bool:
        """Whether it stands otherwise against its goal than it did."""
        now = self.row.progress
        return now is not None and self.stood is not None and now.state != self.stood.state

    @property
    def tells(self) -> bool:
        """Whether there was, or is, a figure: from one lack to another nothing is told."""
        return "void" not in (self.before.state, self.row.value.state) or self.before.state != self.row.value.state

    @property
    def corrected(self) -> bool:
        """Whether the same period is told otherwise, not only a newer one told."""
        return self.before.period == self.row.value.period


def moved(rows: Sequence[IndicatorRow], area_id: int, since: datetime, on: date) -> tuple[Moved, ...]:
    """This will tell which of an area's indicators moved since a moment, on the map of a day.

    A fixed number of queries for each kind of period among those that moved; four where nothing did. Figures of units
    that the map no longer has count for their heirs. The caller has checked who reads.
    """
    read = {row.rule.code: _read(row, on) for row in rows}
    keys = frozenset[tuple[str, str]]().union(*read.values())
    if not keys:
        return ()
    periods = [Period.parse(one) for one in sorted({period for _, period in keys})]
    within = [area_id, *(area.id for area in areas.children(area_id, on, level="commune"))]
    made_of = areas.carried(within, [one.last_day for one in periods], on)
    former = {one.area_id for parts in made_of.values() for origins in parts.values() for one in origins}
    later = reporting.later_figures({code for code, _ in keys}, periods, since, area_ids={*within, *former})
    touched = {(one.element, one.period.id) for one in later}
    found = []
    changes = [_changed(late, made_of) for late in later]
    for group in _by_periods([row for row in rows if read[row.rule.code] & touched]):
        for row, before, stood in _of_one_kind(group, area_id, changes, on):
            causes = tuple(late for late in later if (late.element, late.period.id) in read[row.rule.code])
            one = Moved(row, before, stood, causes)
            if one.tells and (one.crossed or (before.display, before.period) != (row.value.display, row.value.period)):
                found.append(one)
    return tuple(found)


def _read(row: IndicatorRow, on: date) -> Keys:
    """Under which elements and periods the figures lie that the newest values stand on."""
    readings = (reading for value in row.trend[-LOOK_BACK:] for reading in value.readings)
    found: set[tuple[str, str]] = set()
    for reading in readings:
        elements, periods = kept_under(reading.code, reading.period, on)
        found |= {(element, period.id) for element in elements for period in periods}
    return frozenset(found)


def _by_periods(rows: Sequence[IndicatorRow]) -> list[list[IndicatorRow]]:
    groups: dict[object, list[IndicatorRow]] = {}
    for row in rows:
        groups.setdefault((row.rule.period_kind, row.rule.calendar), []).append(row)
    return [*groups.values()]


def _of_one_kind(
    rows: Sequence[IndicatorRow], area_id: int, changes: Sequence[ChangedFigure], on: date
) -> Iterator[tuple[IndicatorRow, Value, Progress | None]]:
    """Each indicator with its newest value as it was before the changes, and how that stood."""
    periods = [value.period for value in rows[0].trend[-LOOK_BACK:]]
    rules = {(row.rule.code, period): rule_of(row.rule.code, period) for row in rows for period in periods}
    sheet = contexts([rule.formula for rule in rules.values() if rule], [area_id], periods, on)
    earlier = as_before(sheet, changes)
    for row in rows:
        code = row.rule.code
        before = latest([measured(rules[code, period], code, Spot(earlier, area_id, period)) for period in periods])
        goal = goal_in(row, before.period)
        yield row, before, judged(goal, before, row.rule) if goal else None


def _changed(one: LaterFigure, made_of: Mapping[date, Composition]) -> ChangedFigure:
    before, now = (None if figure is None else figure.fraction for figure in (one.before, one.now))
    heirs = {
        heir: origin.share
        for heir, origins in made_of.get(one.period.last_day, {}).items()
        for origin in origins
        if origin.area_id == one.area_id
    }
    return ChangedFigure(one.area_id, one.period.id, one.element, before, now, heirs)
