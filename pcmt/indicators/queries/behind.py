"""What is behind its goal: since when, and in which communes it stands worst."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pcmt.areas import queries as areas
from pcmt.areas.queries import AreaView
from pcmt.indicators.queries.contexts import contexts
from pcmt.indicators.queries.pages import IndicatorRow
from pcmt.indicators.queries.places import Place, places_on
from pcmt.indicators.queries.targets import goal_of_floor, judged
from pcmt.indicators.rules.roadmap import Goal
from pcmt.kernel.period import Period

BEHIND = ("risk", "late")
WORST = 3


@dataclass(frozen=True)
class Behind:
    """An indicator that is late or at risk. since: the first period of the run that it is behind; `longer`: the course
    shows no beginning of it, so that it may have been so before.

    worst: the communes in which it stands worst, of those that can be ranked.
    """

    row: IndicatorRow
    since: Period
    longer: bool
    worst: tuple[Place, ...]


def behind(rows: Sequence[IndicatorRow], area_id: int, on: date) -> tuple[Behind, ...]:
    """This will list the indicators behind their goal, those at risk first; a fixed number of queries a period."""
    found = [row for row in rows if row.progress is not None and row.progress.state in BEHIND]
    found.sort(key=lambda row: BEHIND.index(row.progress.state) if row.progress else 0)
    worst = _worst([row for row in found if row.rule.level == "any"], areas.communes(area_id, on) if found else (), on)
    return tuple(Behind(row, *behind_since(row), worst.get(row.rule.code, ())) for row in found)


def behind_since(row: IndicatorRow) -> tuple[Period, bool]:
    """This will find since which period every known value was behind, and whether it may have been so for longer."""
    first = row.value.period
    for value in reversed(row.trend[: row.trend.index(row.value)]):
        goal = goal_in(row, value.period)
        state = judged(goal, value, row.rule).state if goal else "void"
        if state in BEHIND:
            first = value.period
        elif state != "void":
            break
    return first, first == row.trend[0].period


def goal_in(row: IndicatorRow, period: Period) -> Goal | None:
    """This will give what was asked of a row in a period: a floor without a deadline is asked in each by itself."""
    floor = row.rule.floor
    if row.target is None and floor is not None:
        return goal_of_floor(floor, row.rule, period)
    return row.progress.goal if row.progress else None


def _worst(rows: Sequence[IndicatorRow], communes: Sequence[AreaView], on: date) -> dict[str, tuple[Place, ...]]:
    groups: dict[Period, list[IndicatorRow]] = {}
    for row in rows:
        groups.setdefault(row.value.period, []).append(row)
    found: dict[str, tuple[Place, ...]] = {}
    for period, members in groups.items():
        nodes = [row.rule.formula for row in members]
        nodes += [row.rule.denominator.formula for row in members if row.rule.denominator]
        sheet = contexts(nodes, [commune.id for commune in communes], [period], on)
        for row in members:
            ranked = [one for one in places_on(row.rule, communes, sheet, period) if one.rank is not None]
            # Where all stand alike none stands worst.
            if ranked and ranked[0].rank != ranked[-1].rank:
                found[row.rule.code] = tuple(reversed(ranked[-WORST:]))
    return found
