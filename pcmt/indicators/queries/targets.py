"""How far targets (chỉ tiêu) are reached: the latest value against the figure asked and its roadmap."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from pcmt.areas import queries as areas
from pcmt.indicators.queries.anew import starts_anew
from pcmt.indicators.queries.bases import few_of
from pcmt.indicators.queries.values import Value, latest, values, values_in
from pcmt.indicators.rules.roadmap import RELATIONS, Goal, gap, standing_of
from pcmt.indicators.rules.together import Together
from pcmt.indicators.rules.wording import said, unit_of_change
from pcmt.kernel.formula.tree import Node, Shift, children
from pcmt.kernel.period import Calendar, Kind, Period
from pcmt.kernel.quantity import Quantity
from pcmt.kernel.refusal import NotFound
from pcmt.plans import queries as plans
from pcmt.plans.queries import TargetView
from pcmt.rulebook.queries import Floor, IndicatorDef, book

LOOK_BACK = 3
NOBODY = "Khu vực hoặc loại xã này không còn xã, phường nào trên bản đồ hiện nay."
_TURNED = str.maketrans("<>", "><")


@dataclass(frozen=True)
class Progress:
    """Where a target stands. state: met, on, late, risk or void; now, wanted_now, gap: as shown; reason: why."""

    state: str
    label: str
    now: str
    wanted_now: str
    gap: str
    reason: str
    asked: str
    value: Value | None = None
    wanted: Fraction | None = None
    goal: Goal | None = None


def progress(target: TargetView, on: date) -> Progress:
    """This will judge one target by the latest value of its indicator, as known on a day."""
    return progresses([target], on)[target.id]


def progresses(targets: Sequence[TargetView], on: date) -> dict[int, Progress]:
    """This will judge many targets, by their ids, in as few queries as there are areas."""
    groups, found, together = grouped(targets, on)
    spans = {key: ended_periods(key[1], key[2], on, LOOK_BACK) for key in groups}
    got: dict[tuple[str, int, str], Value] = {}
    for area_id in dict.fromkeys(area_id for area_id, _, _ in groups):
        asked = [([rule.code for _, rule in groups[key]], spans[key]) for key in groups if key[0] == area_id]
        got |= values_in(asked, [area_id], on, together_at(area_id, together))
    for (area_id, kind, calendar), members in groups.items():
        recent = spans[area_id, kind, calendar]
        for target, rule in members:
            newest = latest([got[(rule.code, area_id, period.id)] for period in recent])
            others = [other for other, _ in members if other.indicator == target.indicator]
            found[target.id] = judged_target(target, newest, rule, others)
    return found


def shared_progresses(target: TargetView, shares: Mapping[int, Quantity], on: date) -> dict[int, Progress]:
    """This will judge what communes were given of a target, by area; empty where its indicator is not of communes."""
    rule = rule_on(target.indicator, on)
    if rule is None or rule.level == "province" or not shares:
        return {}
    recent = ended_periods(rule.period_kind, rule.calendar, on, LOOK_BACK)
    got = values([rule.code], list(shares), recent, on)
    found = {}
    for area_id, share in shares.items():
        given = replace(
            target,
            scope_area_id=area_id,
            scope_zone_id=None,
            scope_type="",
            value=share,
            value_high=None,
            milestones=(),
        )
        newest = latest([got[(rule.code, area_id, period.id)] for period in recent])
        found[area_id] = judged_target(given, newest, rule)
    return found


Groups = dict[tuple[int, Kind, Calendar], list[tuple[TargetView, IndicatorDef]]]


def grouped(targets: Sequence[TargetView], on: date) -> tuple[Groups, dict[int, Progress], dict[int, Together]]:
    """This will sort targets by the area and kind of period in which they are read, and say why others cannot be.

    Those set to a zone or to a type of communes are read at these together, under an identifier below zero.
    """
    province = areas.province(on)
    groups: Groups = {}
    untold: dict[int, Progress] = {}
    parts: dict[tuple[int, int | None, str], int] = {}
    together: dict[int, Together] = {}
    for target in targets:
        area_id = target.scope_area_id or (province.id if province else None)
        if plans.is_part(target):
            scope = plans.scope_of(target)
            if scope not in parts:
                parts[scope] = -1 - len(parts)
                together[parts[scope]] = _members(target, on)
            area_id = parts[scope]
        rule = rule_on(target.indicator, on)
        if area_id is None or rule is None:
            untold[target.id] = _untold(target)
        elif area_id in together and not together[area_id].members:
            untold[target.id] = replace(_untold(target), reason=NOBODY)
        else:
            groups.setdefault((area_id, rule.period_kind, rule.calendar), []).append((target, rule))
    return groups, untold, together


def together_at(area_id: int, together: Mapping[int, Together]) -> dict[int, Together]:
    """This will give the communes that an identifier stands for; none where it is an area's."""
    return {area_id: together[area_id]} if area_id in together else {}


def read_at(target: TargetView, on: date) -> tuple[int, dict[int, Together]]:
    """This will tell at which area a target is read, or under which identifier the communes to which it is set."""
    if not plans.is_part(target):
        return target.scope_area_id, {}
    return -1, {-1: _members(target, on)}


def _members(target: TargetView, on: date) -> Together:
    return Together(target.scope_part, tuple(one.id for one in plans.communes_of(target, on)))


def judged_target(target: TargetView, newest: Value, rule: IndicatorDef, others: Sequence[TargetView] = ()) -> Progress:
    """This will judge a value against a plan's target; nearer targets on the same indicator are steps on its way."""
    goal = goal_of(target, rule, others)
    if goal is None:
        reason = "Chỉ số này không đo được yêu cầu của chỉ tiêu; cần người phụ trách đánh giá."
        return Progress("void", "chưa đo được", newest.display, "", "", reason, target.level, newest)
    return replace(judged(goal, newest, rule), asked=target.level)


def judged(goal: Goal, newest: Value, rule: IndicatorDef) -> Progress:
    """This will put a value's standing against a goal into words."""
    standing = standing_of(goal, newest.number, newest.period.last_day)
    rest = gap(goal, newest.number)
    return Progress(
        state=standing.state,
        label=standing.label,
        now=newest.display,
        wanted_now="" if standing.wanted is None else said(standing.wanted, rule.scale, rule.unit),
        gap="" if rest is None else said(rest, rule.scale, unit_of_change(rule.unit)),
        reason=f"{standing.reason} {_few(newest, rule)}".strip(),
        asked=asked_text(goal, rule),
        value=newest,
        wanted=standing.wanted,
        goal=goal,
    )


def _few(newest: Value, rule: IndicatorDef) -> str:
    """What is to be known of a rate whose denominator is so small that chance moves it."""
    few = few_of(newest, rule) if newest.state == "known" else ""
    return f"Tính trên quá ít ({few}) nên tỷ lệ dễ đổi nhiều; đọc cùng số đếm." if few else ""


def asked_text(goal: Goal, rule: IndicatorDef) -> str:
    """This will write what a goal asks: “ít nhất 60%”, “từ 5 đến 10%”."""
    if goal.high is not None:
        low, high = said(goal.value, _decimals(goal.value)), said(goal.high, _decimals(goal.high), rule.unit)
        return f"{RELATIONS[goal.relation]} {low} đến {high}"
    return f"{RELATIONS[goal.relation]} {said(goal.value, _decimals(goal.value), rule.unit)}"


def goal_of(target: TargetView, rule: IndicatorDef, others: Sequence[TargetView] = ()) -> Goal | None:
    """This will read a target as a goal, its days in the indicator's calendar (2030 ends on 14/12 in @nd09).

    Targets on the same indicator that fall due before it are milestones on its way, as its own roadmap's are.
    None where its words cannot be compared with this indicator: “giảm” needs one that measures change on last year.
    """
    asked = _compared(target, rule)
    if asked is None:
        return None
    by = last_day(target.by, rule.calendar)
    goal = Goal(asked.relation, asked.value, by, (), asked.high, asked.wish)
    milestones: dict[date, Fraction] = {}
    for other in (*others, target):
        also = _compared(other, rule)
        if also is None or also.relation != asked.relation:
            continue
        due = last_day(other.by, rule.calendar)
        steps = [(last_day(period, rule.calendar), quantity.fraction) for period, quantity in other.milestones]
        milestones |= {day: level for day, level in (*steps, (due, also.value)) if day < by}
    return replace(goal, milestones=tuple(sorted(milestones.items())))


def by_urgency(targets: Sequence[TargetView], on: date) -> list[TargetView]:
    """This will put first the target that falls due next, and those already over last."""
    return sorted(targets, key=lambda target: (target.by.last_day < on, abs((target.by.last_day - on).days), target.id))


@dataclass(frozen=True)
class _Asked:
    """What a target's words ask in terms of the indicator; high, wish: of a range, as in `Goal`."""

    relation: str
    value: Fraction
    high: Fraction | None = None
    wish: str = ""


def _compared(target: TargetView, rule: IndicatorDef) -> _Asked | None:
    value = target.value.fraction if target.value else None
    high = target.value_high.fraction if target.value_high else None
    if target.relation == "none":
        return _Asked("<=", Fraction(0))
    for change, sign in (("increase", 1), ("decrease", -1)):
        if target.relation.startswith(change):
            bound = target.relation.removeprefix(change)
            return _change(sign, bound, value, high) if measures_change(rule.formula) else None
    if value is None:
        return None
    if high is not None and high > value:
        return _Asked("within", value, high, _wish(rule))
    return _Asked({"=": "==", "maintain": ">="}.get(target.relation, target.relation), value)


def _change(sign: int, bound: str, value: Fraction | None, high: Fraction | None) -> _Asked:
    """This will put a change in terms of a figure that measures it: "giảm trên 5%" is "< -5"; `sign` 1 up, -1 down.

    A range of change (tăng 5–10%) asks for its near end; who goes past the far end has done more than was asked.
    """
    if value is None:
        return _Asked(">" if sign > 0 else "<", Fraction(0))
    if high is not None and high > value:
        low, far = sorted((sign * value, sign * high))
        return _Asked("within", low, far, "up" if sign > 0 else "down")
    relation = bound or ">="
    return _Asked(relation if sign > 0 else relation.translate(_TURNED), sign * value)


def measures_change(node: Node) -> bool:
    """This will tell whether a formula compares with the year, or the period, before."""
    return isinstance(node, Shift) or any(measures_change(child) for child in children(node))


def goal_of_floor(floor: Floor, rule: IndicatorDef, period: Period) -> Goal:
    """This will read a higher level's target as a goal; one without a deadline holds in every period.

    What counts from the year's beginning is asked at the year's end: it grows until then.
    """
    if floor.by:
        return _asked_from_above(floor, rule, last_day(floor.by, rule.calendar))
    grows = not period.free and starts_anew(rule, period)
    until = Period(Kind.YEAR, period.year, 1, period.calendar) if grows else period
    return _asked_from_above(floor, rule, until.last_day)


def asked_of_floor(floor: Floor, rule: IndicatorDef) -> str:
    """This will write what a higher level asks, without its deadline: “ít nhất 50%”."""
    return asked_text(_asked_from_above(floor, rule, date.max), rule)


def _asked_from_above(floor: Floor, rule: IndicatorDef, by: date) -> Goal:
    high = Fraction(floor.high) if floor.high else None
    return Goal(floor.relation, Fraction(floor.value), by, (), high, _wish(rule))


def _wish(rule: IndicatorDef) -> str:
    return rule.better if rule.better in ("up", "down") else ""


def last_day(period: Period, calendar: Calendar) -> date:
    """This will give the day on which a deadline falls for figures that are counted in a calendar."""
    return period.last_day if period.free else Period(period.kind, period.year, period.index, calendar).last_day


def ended_periods(kind: Kind, calendar: Calendar, on: date, count: int) -> tuple[Period, ...]:
    """This will list the last periods that have ended by a day, oldest first."""
    month = Period.month_of(on, calendar)
    current = month if kind is Kind.MONTH else _holding(month, kind)
    newest = current if current.last_day <= on else current.previous()
    return tuple(newest.shifted(-back) for back in reversed(range(count)))


def _holding(month: Period, kind: Kind) -> Period:
    if kind is Kind.NINE_MONTHS:
        return Period(kind, month.year, 1, month.calendar)
    return month.enclosing(kind)


def rule_on(code: str, on: date) -> IndicatorDef | None:
    """This will find an indicator's version in force on a day; None where there is none."""
    try:
        return book().indicator(code, on)
    except NotFound:
        return None


def _untold(target: TargetView) -> Progress:
    reason = "Bộ quy tắc chưa có chỉ số này nên chưa tính được." if target.indicator else "Chưa gắn với chỉ số nào."
    return Progress("void", "chưa đo được", "chưa đủ dữ liệu", "", "", reason, target.level)


def _decimals(value: Fraction) -> int:
    return next((digits for digits in range(7) if (value * 10**digits).denominator == 1), 6)
