"""What tasks ask of the desk: one's own to do, those of others to accept, extend or urge."""

from collections.abc import Sequence
from datetime import date

from pcmt.plans.queries import ClosingView, PartyView, TaskView
from pcmt.web.components import State
from pcmt.web.desk.chore import Chore, past
from pcmt.web.desk.gathering import Found
from pcmt.web.formats.figures import date_text
from pcmt.web.navigation import address
from pcmt.web.shortened import shortened

MOST_NAMED = 3
SOON_DAYS = 7


def task_chores(found: Found, on: date) -> list[Chore]:
    """This will gather what tasks ask of one actor: of who looks over all, the late ones in one line."""
    tasks = found.tasks or ()
    chores = [*reports_to_judge(found.kept, on), *time_to_decide(found.kept, on)]
    chores += [_close(one, on) for one in found.closings]
    chores += late_tasks(tasks, on) if found.oversees else []
    chores += without_charge(tasks, found.own_agencies) if found.charges else []
    return chores + own_tasks(tasks, on, found.own_agencies, apart=found.oversees)


def _close(one: ClosingView, on: date) -> Chore:
    """A task whose figure is reached: somebody is to say whether it is done."""
    url = address("plans.task", one.task_id)
    return Chore(f"Kết thúc theo số liệu: {shortened(one.task_title)}", one.shown, "Xem, kết thúc", url, on)


def reports_to_judge(tasks: Sequence[TaskView], on: date) -> list[Chore]:
    """This will gather the tasks with reports of parts done: for today, as others wait for the answer."""
    waiting = [task for task in tasks if task.waiting or task.state == "reported"]
    if not waiting:
        return []
    if len(waiting) == 1:
        title, url = f"Nghiệm thu: {shortened(waiting[0].title)}", address("plans.task", waiting[0].id)
    else:
        title = f"Nghiệm thu {len(waiting)} nhiệm vụ đã báo cáo hoàn thành"
        url = address("plans.tasks") + "?trang_thai=to_judge&tat_ca=1"
    reports = sum(len(task.waiting) or 1 for task in waiting)
    text = f"{reports} báo cáo: " + "; ".join(_who(task.waiting) or shortened(task.title) for task in waiting[:2])
    return [Chore(title, text, "Xem, nghiệm thu", url, on)]


def time_to_decide(tasks: Sequence[TaskView], on: date) -> list[Chore]:
    """This will list the tasks for which more time was asked: to be answered before the day is over."""
    return [
        Chore(
            f"Quyết định gia hạn: {shortened(task.title)}",
            f"{_who(task.asking)} · hạn hiện nay {date_text(task.due_on)}",
            "Xem, quyết định",
            address("plans.task", task.id),
            max(task.due_on or on, on),
        )
        for task in tasks
        if task.asking
    ]


def late_tasks(tasks: Sequence[TaskView], on: date) -> list[Chore]:
    """This will gather the late tasks of the whole plan in one line, for those who oversee."""
    late = [task for task in tasks if task.is_overdue and task.due_on]
    if not late:
        return []
    worst = min(task.due_on for task in late if task.due_on)
    text = "; ".join(f"{_leads(task)}: {shortened(task.title)}" for task in late[:2])
    url = address("plans.tasks") + "?trang_thai=overdue&tat_ca=1"
    return [Chore(f"{len(late)} nhiệm vụ quá hạn", text, "Xem danh sách", url, on, past(worst, on))]


def without_charge(tasks: Sequence[TaskView], own: frozenset[int]) -> list[Chore]:
    """This will tell how many of the parts that the actor's agency leads are in nobody's hands, in one line."""
    waiting = [
        task
        for task in tasks
        if task.state not in ENDED
        and any(one.agency_id in own and one.is_open and one.in_charge_id is None for one in task.leads)
    ]
    if not waiting:
        return []
    url = address("plans.tasks") + "?phu_trach=chua"
    text = "; ".join(shortened(task.title) for task in waiting[:2])
    return [Chore(f"Phân công người phụ trách {len(waiting)} nhiệm vụ", text, "Chọn, phân công", url)]


def own_tasks(tasks: Sequence[TaskView], on: date, own: frozenset[int], *, apart: bool = False) -> list[Chore]:
    """This will list the parts of the actor's agency that are returned, late, due within a week, or without a day.

    apart: the actor looks over all tasks, so that of their own only those are told that were returned.
    """
    return [
        _own(task, part, tasks, own, on)
        for task in tasks
        if task.state not in ENDED
        for part in task.parties
        if part.agency_id in own and part.is_open and (part.state == "returned" or (not apart and _presses(part, on)))
    ]


ENDED = ("paused", "withdrawn", "done")


def _presses(part: PartyView, on: date) -> bool:
    return part.due_on is None or (part.due_on - on).days <= SOON_DAYS


def _own(task: TaskView, part: PartyView, tasks: Sequence[TaskView], own: frozenset[int], on: date) -> Chore:
    """One part to do; after a merger, where an office has several in a task, it is told whose this was.

    What was returned is for today, whatever its day: who returned it waits.
    """
    returned = State("late", "bị trả lại") if part.is_returned else None
    behind = State("risk", f"{part.behind.missed} kỳ chưa xong") if part.behind else None
    several = sum(one.agency_id in own for one in task.parties) > 1
    told = [
        *([f"phần của {part.short_name}"] if several else []),
        task.document_label,
        f"tiến độ {part.percent or 0}%",
        *([] if part.due_on else ["không có thời hạn"]),
        *([f"hạn {date_text(part.due_on)}"] if returned and part.due_on else []),
        *([f"kỳ này hạn {date_text(part.behind.now)}"] if part.behind and part.behind.now else []),
    ]
    action = "Báo cáo lại" if returned else "Cập nhật tiến độ"
    day = min(part.due_on or on, on) if returned else part.due_on
    title = shortened(task.title, others=(one.title for one in tasks))
    return Chore(title, " · ".join(told), action, address("plans.task", task.id), day, returned or behind)


def _who(parties: Sequence[PartyView]) -> str:
    return ", ".join(party.name for party in parties[:MOST_NAMED]) + ("…" if len(parties) > MOST_NAMED else "")


def _leads(task: TaskView) -> str:
    return task.leads_text or "chưa rõ cơ quan chủ trì"
