"""What is due on which day for an actor: reports and tasks together, as the calendar and its feed show them."""

from dataclasses import dataclass
from datetime import date

from pcmt.kernel.actor import Actor
from pcmt.notices.queries import Entry
from pcmt.plans import queries as plans
from pcmt.plans.queries import Deadline
from pcmt.reporting import queries as reporting
from pcmt.reporting.queries import Owed
from pcmt.web.components import State
from pcmt.web.navigation import address

LONGEST_TITLE = 160


@dataclass(frozen=True)
class Thing:
    """One thing due on a day: its title, what more is known, how it stands, and whose it is."""

    day: date
    title: str
    note: str
    state: State
    url: str
    uid: str
    agency_ids: frozenset[int]
    task_id: int | None = None


def things(actor: Actor, first: date, last: date, on: date) -> tuple[Thing, ...]:
    """This will gather what is due between two days: what the actor's agency owes, or all for who looks over all."""
    oversees = actor.areas_for("reporting.view") is None
    owed = reporting.owed_between(actor, first, last, on) if actor.may_somewhere("reporting.view") else ()
    tasks: tuple[plans.TaskView, ...] = ()
    if actor.may_somewhere("plans.view"):
        tasks = plans.tasks(actor, agency_ids=None if oversees else actor.own_agencies, on=on)
    found = [_report(one, on) for one in owed] + [_task(one, on) for one in plans.deadlines(tasks, first, last)]
    return tuple(sorted(found, key=lambda one: (one.day, one.title)))


def entries(found: tuple[Thing, ...]) -> tuple[Entry, ...]:
    """This will give the calendar's entries: titles and days only."""
    return tuple(Entry(one.uid, one.title, one.day) for one in found)


def _report(one: Owed, on: date) -> Thing:
    many = one.units > 1
    if not one.is_open:
        state, note = State("void", "sắp tới"), "kỳ báo cáo chưa mở"
    elif one.sent == one.units:
        state, note = State("met", "đã gửi"), f"{one.sent}/{one.units} đơn vị đã gửi" if many else ""
    else:
        state = State("risk", f"quá hạn {(on - one.due_on).days} ngày") if one.due_on < on else State("on", "phải gửi")
        note = f"{one.sent}/{one.units} đơn vị đã gửi" if many else ""
    url = address("reporting.board") + f"?bieu={one.form_code}&ky={one.period.id}"
    if one.submission_id is not None:
        url = address("reporting.submission", one.submission_id)
    return Thing(one.due_on, one.called, note, state, url, f"bao-cao-{one.reference}@pcmt", one.agency_ids)


def _task(one: Deadline, on: date) -> Thing:
    late = one.day < on
    state = State("risk", f"quá hạn {(on - one.day).days} ngày") if late else State("on", "phải làm")
    if one.returns:
        state = State("void" if not late else "late", one.task.recurrence)
    known = (one.task.leads_text, one.task.document_number or one.task.document_label)
    note = " · ".join(part for part in known if part)
    title = one.task.title
    title = title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1].rsplit(" ", 1)[0] + "…"
    whose = frozenset(party.agency_id for party in (*one.task.leads, *one.task.supports) if party.agency_id is not None)
    uid = f"nhiem-vu-{one.task.id}-{one.day:%Y%m%d}@pcmt"
    return Thing(one.day, title, note, state, address("plans.task", one.task.id), uid, whose, one.task.id)
