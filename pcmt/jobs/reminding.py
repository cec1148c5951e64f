"""Tells people of what is due, once a working day, and sends the mails of the day."""

import logging
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from django.utils import timezone

from pcmt.accounts import queries as accounts
from pcmt.agencies import queries as agencies
from pcmt.committee.queries import Awaited
from pcmt.jobs.asked_by_committee import RETURNED, long_owed, told_above, what_is_asked
from pcmt.kernel.actor import Actor, system_actor
from pcmt.kernel.clock import WorkCalendar
from pcmt.notices import queries as notices
from pcmt.notices.actions.send_digest import send_digest
from pcmt.notices.actions.tell import tell
from pcmt.notices.queries import Item, Letter
from pcmt.plans import queries as plans
from pcmt.plans.queries import OverduePart, TaskView
from pcmt.reporting import queries as reporting
from pcmt.reporting.queries import DutyView
from pcmt.rulebook.queries import ReminderRules, book
from vanban.text import lower_first

Owed = TypeVar("Owed", DutyView, OverduePart)

log = logging.getLogger("pcmt.jobs")

FIRST_HOUR = 7
MOST_PEOPLE, MOST_MAILS = 20, 10
"""How many are told, and mailed, before the other jobs get their turn."""
MOVED = "moved"
LOOK_BACK = timedelta(days=7)
"""A stage reached on a day off is told some days later."""


def tell_what_is_due(at: datetime) -> int:
    """This will tell some people who were not told today what is due, and return how many things were new to them.

    Quiet on days off and before seven in the morning; what falls on them is told on the next working day.
    """
    local, today = timezone.localtime(at), timezone.localdate(at)
    if local.hour < FIRST_HOUR or not WorkCalendar().is_working_day(today):
        return 0
    waiting = sorted(accounts.working_accounts() - notices.told_on(today))[:MOST_PEOPLE]
    if not waiting:
        return 0
    rules, actor, new = book().reminders, system_actor("nhắc việc", "notices.tell", "reporting.view"), 0
    late = _late(actor, today, rules)
    for user_id in waiting:
        try:
            new += tell(user_id=user_id, items=_each_once(items_for(user_id, late, rules, at)), actor=actor, at=at)
        except Exception:  # what is wrong with one person's things must not leave all others untold
            log.exception("account %s could not be told what is due; it will be tried again", user_id)
    return new


def letters_on(day: date, user_ids: Iterable[int] | None = None) -> Iterator[tuple[int, Letter]]:
    """This will write what people would be told on a day as things stand now: nobody is told, nothing is kept.

    user_ids: only these accounts, else all that work. Periods that will open until then owe nothing yet. Empty on a
    day off.
    """
    if not WorkCalendar().is_working_day(day):
        return
    at = datetime.combine(day, time(FIRST_HOUR + 1), timezone.get_default_timezone())
    rules, actor = book().reminders, system_actor("xem trước nhắc việc", "reporting.view")
    late = _late(actor, day, rules)
    for user_id in sorted(accounts.working_accounts() if user_ids is None else user_ids):
        if letter := notices.letter_to(user_id, _each_once(items_for(user_id, late, rules, at)), day):
            yield user_id, letter


def _late(actor: Actor, today: date, rules: ReminderRules) -> "Late":
    return Late(_long_overdue(actor, today, rules), _long_overdue_tasks(today, rules), long_owed(today, rules))


def _each_once(items: Iterable[Item]) -> tuple[Item, ...]:
    """What several capacities of one person have in common is one thing to tell."""
    return tuple({(one.kind, one.subject): one for one in items}.values())


def send_mails(at: datetime) -> int:
    """This will send some of the mails whose time has come, and return how many went out."""
    actor = system_actor("gửi thư nhắc việc", "notices.send_digest")
    return sum(send_digest(digest_id=one, actor=actor, at=at) for one in notices.to_send(at, MOST_MAILS))


@dataclass(frozen=True)
class Late:
    """What is so long overdue that the level above is told, by the agency right above: reports, tasks, answers."""

    reports: dict[int, tuple[DutyView, ...]]
    tasks: dict[int, tuple[OverduePart, ...]]
    answers: dict[int, tuple[Awaited, ...]]


def items_for(user_id: int, late: Late, rules: ReminderRules, at: datetime) -> Iterator[Item]:
    """This will gather what a person is to be told today, in each capacity of their own, never for another."""
    today = timezone.localdate(at)
    first = accounts.standing(user_id, at)
    if first is None:
        return
    for capacity in first.capacities:
        if capacity.for_another:
            continue
        held = first if capacity.key == first.actor.capacity else accounts.standing(user_id, at, capacity.key)
        if held is None:
            continue
        yield from _reports(held.actor, rules, today)
        yield from _tasks(held.actor, rules, today)
        yield from what_is_asked(held.actor, rules, today)
        yield from _escalated(held.actor, late)


def _reports(actor: Actor, rules: ReminderRules, today: date) -> Iterator[Item]:
    """The reports in which this person has the next step before they are sent."""
    if not actor.may_somewhere("reporting.view"):
        return
    found = [one for one in reporting.awaiting(actor, today) if one.move != "accept" and one.duty.sent_at is None]
    moved = reporting.moved_deadlines((one.duty.form_code, one.duty.period) for one in found)
    for one in found:
        duty = one.duty
        title = f"{one.label}: {duty.called}, {duty.area_name}"
        subject, stage = f"submission:{duty.submission_id}", notices.stage_of(duty.due_on, today, rules)
        again = moved.get((duty.form_code, duty.period))
        if again is None:
            if stage:
                yield Item("report", subject, stage, title, duty.due_on)
            continue
        # A moved deadline has stages of its own, and is told as soon as it was moved.
        subject = f"{subject}/{again.times}"
        yield Item("report", subject, stage or MOVED, f"{title} (hạn gửi đã dời: {again.reason})", duty.due_on)


def _tasks(actor: Actor, rules: ReminderRules, today: date) -> Iterator[Item]:
    """The open parts of the person's agency in tasks, by their own day; those that return on each of their days."""
    if not actor.may_somewhere("plans.record_progress") or actor.agency_id is None:
        return
    held = plans.tasks(actor, agency_ids=actor.own_agencies, on=today)
    yield from _returned(held, actor.own_agencies, today)
    found = plans.own_parts(held, actor.own_agencies, today)
    ahead = timedelta(days=max(rules.before, default=0))
    behind = timedelta(days=max(rules.after, default=0)) + LOOK_BACK
    own = {(one.task.id, one.day): one.task for one in plans.deadlines(found, today - behind, today + ahead)}
    own |= {(task.id, task.due_on): task for task in found if task.is_overdue and task.due_on is not None}
    for (key, day), task in own.items():
        if stage := notices.stage_of(day, today, rules):
            subject = f"task:{key}" if day == task.due_on else f"task:{key}/{day}"
            yield Item("task", subject, stage, task.title, day)


def _returned(held: Iterable[TaskView], own: Collection[int], today: date) -> Iterator[Item]:
    """The parts that came back to be put right, told each time that they did; what has no day is for today."""
    back = [(task, [one for one in task.parties if one.agency_id in own and one.is_returned]) for task in held]
    since = plans.returned_on([task.id for task, parts in back if parts], own)
    for task, parts in back:
        if parts and task.is_open:
            day = min((part.due_on for part in parts if part.due_on), default=today)
            subject = f"task:{task.id}/tra-lai-{since.get(task.id, today)}"
            yield Item("task", subject, RETURNED, f"Bị trả lại: {task.title}", day)


def _escalated(actor: Actor, late: Late) -> Iterator[Item]:
    """To the head of an agency: what those right under it have long owed, a line for each period, task and question."""
    agency_id = actor.agency_id
    told = (late.reports, late.tasks, late.answers)
    if agency_id is None or not any(agency_id in one for one in told) or not _is_head(actor):
        return
    yield from _late_reports(late.reports.get(agency_id, ()))
    yield from _late_tasks(late.tasks.get(agency_id, ()))
    yield from told_above(late.answers.get(agency_id, ()))


def _late_tasks(parts: tuple[OverduePart, ...]) -> Iterator[Item]:
    names = agencies.agencies_by_id({part.agency_id for part in parts}) if parts else {}
    groups: dict[int, list[OverduePart]] = {}
    for part in parts:
        groups.setdefault(part.task_id, []).append(part)
    for task_id, group in groups.items():
        who = f"{len(group)} đơn vị" if len(group) > 1 else names[group[0].agency_id].name
        day = min(part.due_on for part in group)
        yield Item("escalated", f"overdue_task:{task_id}/{day}", "escalated", f"{who} chưa xong: {group[0].title}", day)


def _late_reports(duties: tuple[DutyView, ...]) -> Iterator[Item]:
    groups: dict[tuple[str, str], list[DutyView]] = {}
    for duty in duties:
        groups.setdefault((duty.form_code, duty.period.id), []).append(duty)
    for (code, period), group in groups.items():
        count = f"{len(group)} đơn vị" if len(group) > 1 else group[0].agency_name
        title = f"{count} chưa gửi {lower_first(group[0].called)}"
        yield Item("escalated", f"overdue:{code}/{period}", "escalated", title, min(duty.due_on for duty in group))


def _is_head(actor: Actor) -> bool:
    return actor.post_id is not None and agencies.post(actor.post_id).is_head


def _long_overdue(actor: Actor, today: date, rules: ReminderRules) -> dict[int, tuple[DutyView, ...]]:
    """What has been overdue for so long that the level above is told, by the agency right above."""
    found = [one for one in reporting.overdue(actor, today) if notices.is_escalated(one.due_on, today, rules)]
    owing = agencies.agencies_by_id({one.agency_id for one in found})
    return _by_parent((owing[one.agency_id].parent_id, one) for one in found)


def _long_overdue_tasks(today: date, rules: ReminderRules) -> dict[int, tuple[OverduePart, ...]]:
    """The same of tasks: parts that their agencies have not done."""
    found = plans.overdue_parts(today - timedelta(days=rules.escalate_after))
    doing = agencies.agencies_by_id({one.agency_id for one in found}) if found else {}
    return _by_parent((doing[one.agency_id].parent_id, one) for one in found)


def _by_parent(pairs: Iterable[tuple[int | None, Owed]]) -> dict[int, tuple[Owed, ...]]:
    found: dict[int, list[Owed]] = {}
    for parent, one in pairs:
        if parent is not None:
            found.setdefault(parent, []).append(one)
    return {parent: tuple(many) for parent, many in found.items()}
