"""Where a target is heading: the series so far, its projections to the deadline, and the change that is needed now."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from pcmt.indicators.queries.anew import starts_anew
from pcmt.indicators.queries.targets import (
    LOOK_BACK,
    Progress,
    ended_periods,
    goal_of,
    grouped,
    judged_target,
    together_at,
)
from pcmt.indicators.queries.values import Value, latest, values
from pcmt.indicators.rules.projection import (
    METHODS,
    Point,
    Projection,
    needed_change,
    projections,
    usual_change,
)
from pcmt.indicators.rules.roadmap import Goal, Standing, reaches, standing_of
from pcmt.kernel.formula.tree import is_change
from pcmt.kernel.number import Number
from pcmt.kernel.period import MONTHS, Kind, Period
from pcmt.plans import queries as plans
from pcmt.plans.queries import TargetView
from pcmt.rulebook.queries import IndicatorDef

COURSE = {Kind.MONTH: 25, Kind.QUARTER: 13, Kind.HALF: 8, Kind.NINE_MONTHS: 6, Kind.YEAR: 8}
"""How many ended periods the series looks back: of months two years and one, so that seasons can be paired."""

FARTHEST_STEPS = 120
VERDICTS = {
    "met": "dự báo đạt",
    "on": "có thể đạt",
    "late": "khó đạt",
    "risk": "dự báo không đạt",
    "void": "chưa đủ số liệu để dự báo",
}


@dataclass(frozen=True)
class Outlook:
    """A goal seen from the series so far.

    course: the ended periods, oldest first. until: the indicator's period that ends by the deadline, and steps how many
    lie between it and the newest known value (0 where the deadline is over, or nothing is known). projections: the one
    that missed least so far first. needed, usual: the change a period that would reach the goal, and that there was.
    verdict: met, on, late, risk or void, as a key of VERDICTS.
    """

    goal: Goal
    rule: IndicatorDef
    course: tuple[Value, ...]
    until: Period
    steps: int
    projections: tuple[Projection, ...]
    needed: Fraction | None
    usual: Fraction | None
    verdict: str

    @property
    def best(self) -> Projection | None:
        """The projection whose method missed least so far."""
        return self.projections[0] if self.projections else None

    @property
    def label(self) -> str:
        """The verdict in words, for the screen."""
        return VERDICTS[self.verdict]

    @property
    def newest(self) -> Value | None:
        """The newest known value, from which the projections start."""
        return next((one for one in reversed(self.course) if one.state == "known"), None)


@dataclass(frozen=True)
class Supposed:
    """One coming period with the figure that a person supposes, what the roadmap wants, and how it would stand."""

    period: Period
    value: Fraction
    wanted: Fraction | None
    standing: Standing


@dataclass(frozen=True)
class Prospect:
    """Where a target stands, and where it is heading (None where its series cannot be measured).

    course: the ended periods that were read, oldest first, a year and more of them.
    """

    progress: Progress
    outlook: Outlook | None
    course: tuple[Value, ...] = ()

    @property
    def fails(self) -> bool:
        """Whether it keeps its roadmap, or has none, and is foreseen not to arrive."""
        return self.progress.state == "on" and self.outlook is not None and self.outlook.verdict in ("risk", "late")

    @property
    def label(self) -> str:
        """How it stands in words; what is foreseen to fail is not told by its day that has not come alone."""
        foreseen = self.outlook.label if self.fails and self.outlook else ""
        return ", ".join(filter(None, (self.progress.label, foreseen)))


def outlook(target: TargetView, on: date, others: Sequence[TargetView] = ()) -> Outlook | None:
    """This will look ahead for one target; None where it cannot be measured.

    others: targets on the same indicator and area, of which the nearer ones are steps on its way.
    """
    return prospects([target], on, others)[target.id].outlook


def prospects(targets: Sequence[TargetView], on: date, others: Sequence[TargetView] = ()) -> dict[int, Prospect]:
    """This will judge targets and look ahead for each, by their ids, reading each series once.

    others: targets beside them on whose way they lie. As many readings as there are (period kind, area) pairs.
    """
    known = {target.id: target for target in (*targets, *others)}.values()
    groups, untold, together = grouped(targets, on)
    found = {one: Prospect(progress, None) for one, progress in untold.items()}
    for (area_id, kind, calendar), members in groups.items():
        periods = ended_periods(kind, calendar, on, COURSE[kind])
        got = values(
            list({rule.code: None for _, rule in members}), [area_id], periods, on, together_at(area_id, together)
        )
        for target, rule in members:
            course = [got[(rule.code, area_id, period.id)] for period in periods]
            beside = [one for one in known if one.indicator == target.indicator and _same_scope(one, target)]
            goal = goal_of(target, rule, beside)
            judged = judged_target(target, latest(course[-LOOK_BACK:]), rule, beside)
            found[target.id] = Prospect(judged, foreseen(course, goal, rule) if goal else None, tuple(course))
    return found


def _same_scope(one: TargetView, other: TargetView) -> bool:
    return plans.scope_of(one) == plans.scope_of(other)


def foreseen(course: Sequence[Value], goal: Goal, rule: IndicatorDef) -> Outlook:
    """This will look ahead from a series at hand: values of consecutive periods of the indicator, oldest first."""
    points = [Point(step, one.number.value) for step, one in enumerate(course) if one.state == "known"]
    last = points[-1].step if points else len(course) - 1
    until, steps = _until(course[last].period, goal.by)
    ahead = steps if points else 0
    found = (
        projections(
            points,
            last + ahead,
            season=12 // MONTHS.get(rule.period_kind, 12),
            least=None if is_change(rule.formula) else Fraction(0),
            most=_most(points, rule),
            methods=("season",) if starts_anew(rule, course[-1].period) else METHODS,
        )
        if ahead
        else ()
    )
    settled = not points or ahead == 0 or is_change(rule.formula)
    now = points[-1].value if points else None
    reached = now is not None and reaches(goal, Number.exactly(now)).holds
    return Outlook(
        goal=goal,
        rule=rule,
        course=tuple(course),
        until=until,
        steps=ahead,
        projections=found,
        needed=None if settled or reached or now is None else needed_change(now, goal.mark, ahead),
        usual=None if settled else usual_change(points),
        verdict=_verdict(goal, found[0]) if found else "void",
    )


def supposed(view: Outlook, figures: Sequence[Fraction]) -> tuple[tuple[Supposed, ...], Outlook]:
    """This will reckon with figures that a person supposes for the next periods: how each would stand, and what then.

    Figures begin with the period after the newest known value; those beyond the deadline are left out.
    """
    known = [one for one in view.course if one.state == "known"]
    period = (known[-1] if known else view.course[-1]).period
    course, rows = list(view.course[: view.course.index(known[-1]) + 1] if known else view.course), []
    for figure in figures[: view.steps or FARTHEST_STEPS]:
        period = period.next()
        standing = standing_of(view.goal, Number.exactly(figure), period.last_day)
        rows.append(Supposed(period, figure, standing.wanted, standing))
        course.append(replace(course[-1], period=period, number=Number.exactly(figure), state="known"))
    return tuple(rows), foreseen(course, view.goal, view.rule)


def _until(period: Period, by: date) -> tuple[Period, int]:
    """The period in which a deadline falls, and how many steps it lies beyond another."""
    steps = 0
    while period.last_day < by and steps < FARTHEST_STEPS:
        period, steps = period.next(), steps + 1
    return period, steps


def _most(points: Sequence[Point], rule: IndicatorDef) -> Fraction | None:
    """A share does not pass 100 %, unless its two sides are counted so that it has done so already."""
    hundred = Fraction(100)
    is_share = rule.unit == "%" and not is_change(rule.formula)
    return hundred if is_share and all(point.value <= hundred for point in points) else None


def _verdict(goal: Goal, best: Projection) -> str:
    within = Number(best.low, best.high, ("dự báo",)) if best.low < best.high else Number.exactly(best.value)
    sure = reaches(goal, within).holds
    if sure is not None and best.sureness != "low":
        return "met" if sure else "risk"
    return "on" if reaches(goal, Number.exactly(best.value)).holds else "late"
