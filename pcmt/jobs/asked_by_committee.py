"""What people are told of a committee's work: what their agency is asked for, and what those below have long owed."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from pcmt.agencies import queries as agencies
from pcmt.committee import queries as committee
from pcmt.committee.queries import Awaited
from pcmt.kernel.actor import Actor
from pcmt.notices import queries as notices
from pcmt.notices.queries import Item
from pcmt.rulebook.queries import ReminderRules
from vanban.text import lower_first

ASKED, RETURNED = "asked", "returned"
"""Stages without a day: told as soon as it is asked for, and each time that an answer came back."""

ATTENDED = ("meeting", "inspection")
"""What one is at on its day: it is not owed afterwards."""

UNTOLD = "opinion"
"""A leader's words stay in the system; the mail says that there are some."""

UNDONE = {
    "briefing": "chưa quán triệt",
    "review": "chưa gửi báo cáo",
    "finding": "chưa khắc phục",
    "opinion": "chưa trả lời ý kiến chỉ đạo",
}


def what_is_asked(actor: Actor, rules: ReminderRules, today: date) -> Iterator[Item]:
    """This will gather what waits for the actor's agency: once when it is asked for, then by its day."""
    for one in committee.awaiting(actor, today):
        title = one.kind_label if one.kind == UNTOLD else f"{one.kind_label}: {one.title}"
        stage = notices.stage_of(one.due_on, today, rules)
        if one.kind in ATTENDED and one.is_late(today):
            continue
        if one.is_returned:
            subject = f"{one.kind}:{one.id}/tra-lai-{one.answered_on}"
            yield Item("asked", subject, RETURNED, f"{title} (được trả lại)", one.due_on)
        yield Item("asked", f"{one.kind}:{one.id}", stage or ASKED, title, one.due_on)


def long_owed(today: date, rules: ReminderRules) -> dict[int, tuple[Awaited, ...]]:
    """This will gather what has been owed for so long that the level above is told, by the agency right above."""
    owed = committee.overdue(today - timedelta(days=rules.escalate_after))
    owing = agencies.agencies_by_id({one.agency_id for one in owed}) if owed else {}
    found: dict[int, list[Awaited]] = {}
    for one in owed:
        if (parent := owing[one.agency_id].parent_id) is not None:
            found.setdefault(parent, []).append(one)
    return {parent: tuple(many) for parent, many in found.items()}


def told_above(owed: Iterable[Awaited]) -> Iterator[Item]:
    """This will tell the head of the level above, a line for each thing that was asked for."""
    groups: dict[tuple[str, int], list[Awaited]] = {}
    for one in owed:
        groups.setdefault((one.kind, one.id), []).append(one)
    names = agencies.agencies_by_id({one.agency_id for many in groups.values() for one in many})
    for (kind, key), many in groups.items():
        who = f"{len(many)} đơn vị" if len(many) > 1 else names[many[0].agency_id].name
        what = "" if kind == UNTOLD else f": {lower_first(many[0].title)}"
        day = min(one.due_on for one in many)
        yield Item("escalated", f"overdue_{kind}:{key}/{day}", "escalated", f"{who} {UNDONE[kind]}{what}", day)
