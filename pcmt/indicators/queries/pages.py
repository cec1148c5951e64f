"""What the pages of indicators show: the list with where each stands, and one indicator at one area and period."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from itertools import pairwise

from pcmt.areas import queries as areas
from pcmt.areas.queries import AreaView
from pcmt.indicators import policy
from pcmt.indicators.kept import kept
from pcmt.indicators.queries.anew import starts_anew
from pcmt.indicators.queries.moves import BEFORE, Move, compared_to, moves_of
from pcmt.indicators.queries.outlook import Outlook, foreseen
from pcmt.indicators.queries.places import Place, classes, places_over
from pcmt.indicators.queries.targets import (
    Progress,
    asked_of_floor,
    by_urgency,
    ended_periods,
    goal_of,
    goal_of_floor,
    judged,
    judged_target,
    rule_on,
)
from pcmt.indicators.queries.values import Key, Value, computed, latest, rule_of, series
from pcmt.indicators.rules.classing import Band
from pcmt.indicators.rules.roadmap import Goal, wanted_on
from pcmt.kernel.actor import Actor
from pcmt.kernel.formula.evaluate import Trace
from pcmt.kernel.period import Calendar, Kind, Period
from pcmt.kernel.refusal import NotFound
from pcmt.plans import queries as plans
from pcmt.plans.queries import TargetView
from pcmt.rulebook.queries import IndicatorDef, book

TREND = {Kind.MONTH: 13, Kind.QUARTER: 9, Kind.HALF: 6, Kind.NINE_MONTHS: 5, Kind.YEAR: 5}
FARTHEST = 12
YEARS_BACK = 10
"""How many years ago the year may lie from which change is reckoned."""
NEWEST = 3
"""Among so many ended periods the value is looked for that a list shows."""


@dataclass(frozen=True)
class IndicatorRow:
    """One line of the list: the newest value that tells something, its course, and where its target stands."""

    rule: IndicatorDef
    value: Value
    trend: tuple[Value, ...]
    progress: Progress | None
    target: TargetView | None


@dataclass(frozen=True)
class IndicatorPage:
    """One indicator at one area in one period, with its course, its targets and the areas below.

    wanted: the roadmap's figure at each period of the trend; final: the figure asked by the farthest target.
    bands: the classes into which the figures of the places fall. moves: the value against earlier ones.
    before: the places in the period before, by area. versions: the rules of the trend, where it was made by several.
    outlook: where the course is heading for the farthest target; None where nothing is asked. baselines: the years from
    which change can be reckoned, the newest first; baseline: the one asked for.
    """

    rule: IndicatorDef
    area: AreaView
    value: Value
    newer: Value | None
    trend: tuple[Value, ...]
    wanted: tuple[Fraction | None, ...]
    targets: tuple[tuple[TargetView, Progress], ...]
    floor: Progress | None
    places: tuple[Place, ...]
    periods: tuple[Period, ...]
    children: tuple[AreaView, ...] = ()
    above: AreaView | None = None
    final: Fraction | None = None
    bands: tuple[Band, ...] = ()
    moves: tuple[Move, ...] = ()
    before: Mapping[int, Place] = field(default_factory=dict)
    versions: tuple[tuple[Period, IndicatorDef], ...] = ()
    outlook: Outlook | None = None
    baselines: tuple[int, ...] = ()
    baseline: int | None = None

    @property
    def is_anew(self) -> bool:
        """Whether it counts from the year's beginning, so that its course starts anew each year."""
        return starts_anew(self.rule, self.value.period)

    @property
    def progress(self) -> Progress | None:
        """Where the indicator stands: against the plan's target, else against the higher level's."""
        return self.targets[0][1] if self.targets else self.floor


def home_area(actor: Actor, on: date) -> AreaView:
    """This will give the area that an actor looks at first: the province, or their own; NotFound for none.

    On a day before the province was made of several it is the first of them.
    """
    province = areas.province(on)
    for served in (province,) if province else areas.served_provinces(on):
        if policy.may_view(actor, served):
            return served
    if actor.area_id is None:
        raise NotFound
    own = areas.area(actor.area_id, on)
    policy.need_view(actor, own)
    return own


def indicator_rows(actor: Actor, area_id: int, on: date) -> tuple[IndicatorRow, ...]:
    """This will list the indicators in force for an area, each with its newest value, its course and its target."""
    rules = _rules_for(actor, area_id, on)
    return _rows(rules, area_id, targets_of(actor, area_id, on), TREND, on)


def judged_rows(actor: Actor, area_id: int, on: date) -> tuple[IndicatorRow, ...]:
    """This will list those of which something is asked at an area, by plan or by a higher level; courses are short."""
    rules = _rules_for(actor, area_id, on)
    targets = targets_of(actor, area_id, on)
    asked = [rule for rule in rules if rule.floor or rule.code in targets]
    return _rows(asked, area_id, targets, dict.fromkeys(TREND, NEWEST), on)


def _rules_for(actor: Actor, area_id: int, on: date) -> list[IndicatorDef]:
    area = areas.area(area_id, on)
    policy.need_view(actor, area)
    return [rule for rule in book().indicators(on) if rule.level in ("any", area.level)]


def _rows(
    rules: Sequence[IndicatorDef],
    area_id: int,
    targets: Mapping[str, Sequence[TargetView]],
    lengths: Mapping[Kind, int],
    on: date,
) -> tuple[IndicatorRow, ...]:
    groups: dict[tuple[Kind, Calendar], list[IndicatorDef]] = {}
    for rule in rules:
        groups.setdefault((rule.period_kind, rule.calendar), []).append(rule)
    spans = {key: ended_periods(*key, on, lengths[key[0]]) for key in groups}
    asked = tuple((tuple(rule.code for rule in groups[key]), spans[key]) for key in groups)
    found = _courses(asked, area_id, on)
    rows = []
    for rule in rules:
        periods = spans[rule.period_kind, rule.calendar]
        trend = tuple(found[(rule.code, area_id, period.id)] for period in periods)
        rows.append(_row(rule, trend, targets.get(rule.code, [])))
    return tuple(rows)


@kept(len)
def _courses(asked: Sequence[tuple[Sequence[str], Sequence[Period]]], area_id: int, on: date) -> Mapping[Key, Value]:
    """Values of many courses without the steps that led to them; the newest still tell what they read."""
    newest = {(code, period) for codes, periods in asked for code in codes for period in periods[-NEWEST:]}
    found = computed(asked, [area_id], on)
    return {
        key: replace(
            one,
            trace=Trace(one.trace.node, one.trace.where, one.number),
            readings=one.readings if (one.code, one.period) in newest else (),
        )
        for key, one in found.items()
    }


def indicator_page(
    actor: Actor, code: str, area_id: int, period: Period | None = None, *, on: date, baseline: int | None = None
) -> IndicatorPage:
    """This will gather one indicator's page; without a period, that of the newest known value. NotFound if not seen.

    baseline: compare also with the same period of this year; one farther than YEARS_BACK is as none.
    """
    area = areas.area(area_id, on)
    policy.need_view(actor, area)
    rule = rule_on(code, on)
    if rule is None or rule.level not in ("any", area.level):
        raise NotFound
    ended = ended_periods(rule.period_kind, rule.calendar, on, TREND[rule.period_kind])
    running = ended[-1].next()
    shown = tuple(dict.fromkeys((*ended, running, *((period,) if period else ()))))
    if baseline is not None and baseline < on.year - YEARS_BACK:
        baseline = None
    judged_of = (*ended[-3:], *shown[len(ended) :])
    earlier = [one for later in judged_of for one in compared_to(later, baseline).values()]
    course = series(code, area_id, tuple(dict.fromkeys((*shown, *earlier))), on)
    known = {one.period: one for one in course}
    value = latest(course[: len(ended)][-3:]) if period is None else known[period]
    # A period that is not over yet is offered once something is known of it: a year's class decided, an early report.
    begun = (running,) if course[len(ended)].state != "void" else ()
    spans = [value.period] if value.period.free else [value.period.previous(), value.period]
    below = places_over(code, spans, area_id, on) if area.level == "province" else {}
    gathered = assembled(
        rule=rule,
        area=area,
        value=value,
        known=known,
        ended=ended,
        targets=targets_of(actor, area_id, on).get(code, []),
        below=below,
        baseline=baseline,
    )
    return replace(
        gathered,
        baselines=_baselines(code, value.period, on),
        periods=tuple(reversed((*ended, *begun))),
        children=areas.communes(area_id, on) if area.level == "province" and rule.level == "any" else (),
        above=_above(actor, area, on),
    )


def assembled(
    *,
    rule: IndicatorDef,
    area: AreaView,
    value: Value,
    known: Mapping[Period, Value],
    ended: Sequence[Period],
    targets: Sequence[TargetView],
    below: Mapping[Period, tuple[Place, ...]],
    baseline: int | None = None,
) -> IndicatorPage:
    """This will put together what is shown of one indicator at one area, from values at hand.

    known: values by period, those of `ended` and of what the value is compared with. below: the places by period.
    baseline: the year from which change is reckoned, where one is asked.
    """
    dated = rule_of(rule.code, value.period) or rule
    moves = moves_of(value, dated.better, known.get, baseline)
    roadmap = roadmap_of(targets, rule)
    trend = tuple(known[period] for period in ended)
    now = below.get(value.period, ())
    before = () if value.period.free else below.get(value.period.previous(), ())
    return IndicatorPage(
        rule=dated,
        area=area,
        value=value,
        newer=trend[-1] if trend[-1].period != value.period and trend[-1].state != "void" else None,
        trend=trend,
        wanted=tuple(wanted_on(roadmap, one.period.last_day) for one in trend) if roadmap else (),
        targets=tuple((target, judged_target(target, value, dated, targets)) for target in targets),
        floor=floor_progress(dated, value),
        places=now,
        periods=tuple(reversed(ended)),
        final=roadmap.value if roadmap else None,
        bands=classes(now, dated, goal_at(targets, dated, value.period)),
        moves=tuple(one for one in moves if not _across_years(one, value, dated)),
        before={place.area.id: place for place in before},
        versions=_versions(rule.code, trend),
        outlook=foreseen(trend, roadmap, dated) if roadmap else None,
        baseline=baseline,
    )


def _baselines(code: str, period: Period, on: date) -> tuple[int, ...]:
    """Years before the last in whose same period a rule was in force already."""
    if period.free:
        return ()
    years = range(period.year - 2, on.year - YEARS_BACK - 1, -1)
    return tuple(year for year in years if rule_of(code, replace(period, year=year)))


def _across_years(move: Move, value: Value, rule: IndicatorDef) -> bool:
    """Whether a move goes over the day on which the count starts anew: January is no fall from December."""
    before = move.before.period
    return move.against == BEFORE and before.year != value.period.year and starts_anew(rule, value.period)


def _versions(code: str, trend: Sequence[Value]) -> tuple[tuple[Period, IndicatorDef], ...]:
    """The first period of each rule after the first, where the course was not made by one rule."""
    told = [one for one in trend if one.rule_id]
    changed = [after.period for one, after in pairwise(told) if one.rule_id != after.rule_id]
    return tuple((period, rule) for period in changed if (rule := rule_of(code, period)))


def goal_at(targets: Sequence[TargetView], rule: IndicatorDef, period: Period) -> Goal | None:
    """This will tell what is asked: by the plan's most urgent target, else by a higher level; None for nothing."""
    if targets:
        return goal_of(targets[0], rule, targets)
    return goal_of_floor(rule.floor, rule, period) if rule.floor else None


def _above(actor: Actor, area: AreaView, on: date) -> AreaView | None:
    found = areas.area(area.parent_id, on) if area.parent_id is not None else None
    return found if found and policy.may_view(actor, found) else None


def floor_progress(rule: IndicatorDef, value: Value) -> Progress | None:
    """This will judge a value against the target that a higher level has set; None where there is none."""
    return judged(goal_of_floor(rule.floor, rule, value.period), value, rule) if rule.floor else None


def floor_text(rule: IndicatorDef) -> str:
    """This will write what a higher level asks: “ít nhất 50% đến hết năm 2030”."""
    if not rule.floor:
        return ""
    return asked_of_floor(rule.floor, rule) + (f" đến hết {rule.floor.by.name_inside}" if rule.floor.by else "")


def floor_source(rule: IndicatorDef) -> str:
    """This will say who asks for a figure beside the plans: a document, or the province itself; empty for nobody."""
    if rule.floor is None:
        return ""
    return rule.floor.source.document if rule.floor.source.certain else "mức tỉnh tự đặt"


def roadmap_of(targets: Sequence[TargetView], rule: IndicatorDef) -> Goal | None:
    """This will give the whole way to the farthest target, the nearer ones on it; None where there is none."""
    last = max(targets, key=lambda target: target.by.last_day, default=None)
    return goal_of(last, rule, targets) if last else None


def ahead(page: IndicatorPage) -> tuple[tuple[Period, Fraction], ...]:
    """This will give the roadmap still to come, for yearly indicators: each later period with what is wanted of it."""
    goal = roadmap_of([target for target, _ in page.targets], page.rule)
    if goal is None or page.rule.period_kind is not Kind.YEAR or not page.trend:
        return ()
    coming: list[tuple[Period, Fraction]] = []
    period = page.trend[-1].period.next()
    while period.first_day <= goal.by and len(coming) < FARTHEST:
        wanted = wanted_on(goal, period.last_day)
        if wanted is not None:
            coming.append((period, wanted))
        period = period.next()
    return tuple(coming)


def _row(rule: IndicatorDef, trend: tuple[Value, ...], targets: Sequence[TargetView]) -> IndicatorRow:
    newest = latest(trend[-NEWEST:])
    if targets:
        return IndicatorRow(rule, newest, trend, judged_target(targets[0], newest, rule, targets), targets[0])
    return IndicatorRow(rule, newest, trend, floor_progress(rule, newest), None)


def targets_of(actor: Actor, area_id: int, on: date) -> dict[str, list[TargetView]]:
    province = areas.province(on)
    found: dict[str, list[TargetView]] = {}
    for target in plans.targets(actor):
        if not plans.is_part(target) and (target.scope_area_id or (province.id if province else None)) == area_id:
            found.setdefault(target.indicator, []).append(target)
    return {code: by_urgency(group, on) for code, group in found.items()}
