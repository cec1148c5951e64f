"""The facts that a scorecard counts, of many units in a fixed number of queries, each with where it stands.

A score is the same for whoever may see it, so the facts are read as the system sees them; who may see a unit's score,
and which of its tasks, `scorecards` answers.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from pcmt.agencies import queries as agencies
from pcmt.areas.queries import AreaView
from pcmt.indicators.queries.bases import too_few
from pcmt.indicators.queries.pages import floor_progress
from pcmt.indicators.queries.targets import (
    Progress,
    by_urgency,
    ended_periods,
    judged_target,
    progresses,
    rule_on,
)
from pcmt.indicators.queries.untraced import Untraced, untraced
from pcmt.indicators.queries.values import Value, latest
from pcmt.kernel.actor import system_actor
from pcmt.kernel.number import Number
from pcmt.kernel.period import Calendar, Kind, Period
from pcmt.plans import queries as plans
from pcmt.plans.queries import PartyView, TargetView, TaskView
from pcmt.reporting import queries as reporting
from pcmt.reporting.queries import DutyView, Punctuality
from pcmt.rulebook.queries import IndicatorDef, book
from vanban.text import format_date

READER = system_actor("bảng điểm", "plans.view", "reporting.view")
"""Reads as anybody may who sees all units and no restricted figure."""
LOOK_BACK = 2
NOTHING_TO_COUNT = "không tính"
FEW = "few"


@dataclass(frozen=True)
class ScoredFact:
    """One fact of a part: its mark, what it is about, how it stands. key: by `kind` a `value:` reference, or an id.

    label: the mark in words, where the fact has its own.
    kind: `value` (an indicator's value), `target`, `task`, `report` (a submission).
    """

    mark: str
    title: str
    told: str
    kind: str
    key: str
    label: str = ""


Facts = dict[int, tuple[ScoredFact, ...]]
Marks = dict[int, Mapping[str, int]]


def marks_of(facts: Mapping[int, Sequence[ScoredFact]]) -> Marks:
    """This will count the facts of each unit by mark; what stands on too little is told and not counted."""
    return {unit: Counter(fact.mark for fact in found if fact.mark != FEW) for unit, found in facts.items()}


def commune_targets(communes: Sequence[AreaView], province_id: int, as_of: date) -> Facts:
    """This will judge communes by what they are asked: their own targets, and rates asked of the whole province.

    A rate is held against the plan's target, else the national floor, at each commune's own newest known figure of the
    last two periods (the last is often not closed yet); a count asked of the province says nothing of one commune, and
    what has nothing to count is left out, and a rate on too little is told and not counted.
    """
    ids = [commune.id for commune in communes]
    own, shared = _asked(plans.targets(READER), frozenset(ids), province_id, as_of)
    rules = [rule for rule in book().indicators(as_of) if rule.level == "any" and _is_asked(rule, own, shared)]
    groups: dict[tuple[Kind, Calendar], list[IndicatorDef]] = defaultdict(list)
    for rule in rules:
        groups[rule.period_kind, rule.calendar].append(rule)
    found: dict[int, list[ScoredFact]] = {area_id: [] for area_id in ids}
    for (kind, calendar), members in groups.items():
        recent = ended_periods(kind, calendar, as_of, LOOK_BACK)
        bases = dict.fromkeys(rule.denominator.formula for rule in members if rule.denominator)
        got = untraced([rule.code for rule in members], ids, recent, as_of, also=[*bases])
        for rule in members:
            for area_id in ids:
                targets = own.get((area_id, rule.code)) or (shared.get(rule.code, []) if _is_rate(rule) else [])
                value = latest([got.values[rule.code, area_id, period.id] for period in recent])
                judged = judged_target(targets[0], value, rule, targets) if targets else None
                if not targets and _is_rate(rule):
                    judged = floor_progress(rule, value)
                if judged is not None and judged.label != NOTHING_TO_COUNT:
                    found[area_id].append(_value_fact(rule, value, judged, _base(rule, value, got)))
    return {area_id: tuple(facts) for area_id, facts in found.items()}


def _base(rule: IndicatorDef, value: Value, got: Untraced) -> Number | None:
    under = rule.denominator
    return got.figures[under.formula][value.area_id, value.period.id] if under else None


def _value_fact(rule: IndicatorDef, value: Value, judged: Progress, base: Number | None) -> ScoredFact:
    told = f"{value.display}, {value.period.name_inside}; cần {judged.asked}"
    few = too_few(rule, base)
    if few:
        return ScoredFact(FEW, rule.label, f"{told}; {few}", "value", value.reference)
    return ScoredFact(judged.state, rule.label, told, "value", value.reference, judged.label)


def _asked(
    targets: Iterable[TargetView], ids: frozenset[int], province_id: int, on: date
) -> tuple[dict[tuple[int, str], list[TargetView]], dict[str, list[TargetView]]]:
    """Targets of communes by (area, indicator), and those of the province by indicator, the most urgent first.

    A rate that is asked of a zone, or of one type of communes, is asked of each of these, unless it has its own.
    """
    own: dict[tuple[int, str], list[TargetView]] = defaultdict(list)
    zoned: dict[tuple[int, str], list[TargetView]] = defaultdict(list)
    shared: dict[str, list[TargetView]] = defaultdict(list)
    for target in by_urgency(list(targets), on):
        if not target.indicator:
            continue
        if plans.is_part(target):
            rule = rule_on(target.indicator, on)
            members = plans.communes_of(target, on) if rule and _is_rate(rule) else ()
            for one in members:
                zoned[one.id, target.indicator].append(target)
        elif target.scope_area_id in ids:
            own[target.scope_area_id, target.indicator].append(target)
        elif target.scope_area_id in (0, None, province_id):
            shared[target.indicator].append(target)
    return {**zoned, **own}, shared


def _is_asked(rule: IndicatorDef, own: Collection[tuple[int, str]], shared: Collection[str]) -> bool:
    if any(code == rule.code for _, code in own):
        return True
    return _is_rate(rule) and (rule.code in shared or rule.floor is not None)


def _is_rate(rule: IndicatorDef) -> bool:
    """Whether what is asked of all can be asked of one: of a share or a rate, not of a count."""
    return rule.unit == "%" or rule.denominator is not None


def agency_targets(agency_ids: Collection[int], as_of: date) -> Facts:
    """This will judge agencies by the targets in which they lead, and those of their own plans that nobody leads in.

    What an agency led in that has ended counts for who does its work now.
    """
    issued = {plan.id: plan.agency_id for plan in plans.plans(READER)}
    answering = [(target, target.lead_id or issued.get(target.plan_id)) for target in plans.targets(READER)]
    heirs = agencies.heirs({one for _, one in answering if one is not None}, as_of)
    at_work = [(target, heirs.get(one, one)) for target, one in answering if one is not None]
    asked = [(target, agency_id) for target, agency_id in at_work if agency_id in agency_ids]
    standing = progresses([target for target, _ in asked], as_of)
    found: dict[int, list[ScoredFact]] = {agency_id: [] for agency_id in agency_ids}
    for target, agency_id in asked:
        judged = standing[target.id]
        if judged.label != NOTHING_TO_COUNT:
            found[agency_id].append(_target_fact(target, judged))
    return {agency_id: tuple(facts) for agency_id, facts in found.items()}


def _target_fact(target: TargetView, judged: Progress) -> ScoredFact:
    told = f"{judged.now}; cần {target.level} {target.deadline}"
    return ScoredFact(judged.state, target.label, told, "target", str(target.id), judged.label)


def led_tasks(agencies_of: Mapping[int, Collection[int]], span: Period, as_of: date) -> Facts:
    """This will tell of each unit's agencies which tasks they lead that fall due within a span, and whether in time.

    Of a task led by many, each answers for its own part. What still has time is not counted.
    """
    found: dict[int, list[ScoredFact]] = {unit: [] for unit in agencies_of}
    unit_of = {agency_id: unit for unit, ids in agencies_of.items() for agency_id in ids}
    for task in plans.tasks(READER, on=as_of):
        leads = {unit_of[lead.agency_id]: lead for lead in task.leads if lead.agency_id in unit_of}
        for unit, lead in leads.items():
            due = lead.missed_on or task.due_on
            if task.state == "withdrawn" or due is None or not span.contains(due):
                continue
            if fact := _task_fact(task, lead, due, as_of):
                found[unit].append(fact)
    return {unit: tuple(facts) for unit, facts in found.items()}


def _task_fact(task: TaskView, lead: PartyView, due: date, as_of: date) -> ScoredFact | None:
    done = task.finished_on
    if done is None and lead.percent == 100 and lead.at is not None:
        done = localdate(lead.at)
    if done is None and due >= as_of:
        return None
    told = f"hạn {format_date(due)}; " + (f"xong {format_date(done)}" if done else f"mới đạt {lead.percent or 0}%")
    return ScoredFact("good" if done and done <= due else "bad", task.title, told, "task", str(task.id))


def report_marks(books: Mapping[tuple[int, Period], Punctuality], span: Period) -> dict[str, Marks]:
    """This will turn counted reports into marks, by measure; those that still have time are not counted."""
    found: dict[str, Marks] = {"reports_on_time": {}, "reports_sent": {}, "reports_unamended": {}}
    for (unit, period), kept in books.items():
        if period != span:
            continue
        judged = kept.due - kept.waiting
        found["reports_on_time"][unit] = {"good": kept.on_time, "bad": judged - kept.on_time}
        found["reports_sent"][unit] = {"good": kept.sent, "bad": judged - kept.sent}
        found["reports_unamended"][unit] = {"good": kept.closed - kept.amended, "bad": kept.amended}
    return found


def reports_behind(duties: Iterable[DutyView]) -> dict[str, tuple[ScoredFact, ...]]:
    """This will name the reports that count against a unit, by measure."""
    late, unsent, amended = [], [], []
    for duty in duties:
        timing = duty.timing.timing if duty.timing else ""
        title, key = f"{duty.name}, {duty.period.name_inside}", str(duty.submission_id)
        if timing in ("late", "overdue"):
            days = duty.timing.days if duty.timing else 0
            told = f"hạn {format_date(duty.due_on)}, {'gửi chậm' if timing == 'late' else 'quá hạn'} {days} ngày"
            late.append(ScoredFact("bad", title, told, "report", key))
        if timing == "overdue":
            unsent.append(ScoredFact("bad", title, f"hạn {format_date(duty.due_on)}, chưa gửi", "report", key))
        if duty.round > 1 and duty.accepted_at is not None:
            amended.append(ScoredFact("bad", title, f"đã đính chính (lần {duty.round})", "report", key))
    return {"reports_on_time": tuple(late), "reports_sent": tuple(unsent), "reports_unamended": tuple(amended)}


def doubted_reports(area_ids: Collection[int], span: Period, as_of: date) -> Facts:
    """This will tell of each commune's newest monthly report within a span whether a sign of doubt is still open."""
    found: Facts = dict.fromkeys(area_ids, ())
    form = next((one for one in book().forms(as_of) if "commune" in one.levels), None)
    if form is None:
        return found
    periods = (one for one in reporting.periods_known(form.code) if span.contains(one.last_day))
    period = next((one for one in periods if one.last_day < as_of), None)
    if period is None:
        return found
    for report in reporting.suspicions(READER, form.code, period):
        if report.area_id in found:
            words = "; ".join(f"{one.label}: {one.words}" for one in report.open[:2])
            told = f"{len(report.open)} dấu hiệu: {words}" if report.open else "không còn dấu hiệu"
            mark, title = "bad" if report.open else "good", f"{form.short_label}, {period.name_inside}"
            found[report.area_id] = (ScoredFact(mark, title, told, "report", str(report.submission_id)),)
    return found
