"""Call a meeting of a committee."""

from datetime import datetime

from django.db import transaction

from pcmt.committee.access import obtain_committee
from pcmt.committee.models import Meeting
from pcmt.committee.rules.inputs import BadMeeting, MeetingInput, check_meeting
from pcmt.committee.setting import refuse_unknown, set_out
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.rulebook.queries import book


@transaction.atomic
def call_meeting(*, committee_id: int, said: MeetingInput, actor: Actor, at: datetime) -> int:
    """This will keep a meeting with its agenda and papers, and return its identifier.

    A meeting that was held before this system knew of it is called with its day, then its attendance is recorded.
    """
    committee = obtain_committee(committee_id, "committee.call_meeting", actor, said.held_on)

    check_meeting(said)
    refuse_unknown(said)
    if not committee.seats:
        raise BadMeeting(
            "Ngày này Ban Chỉ đạo không có thành viên.",
            remedy="Kiểm tra ngày họp, hoặc ghi quyết định thành lập, kiện toàn trước.",
            fields={"held_on": "Ngày này không có thành viên nào."},
        )

    meeting = Meeting.objects.create(
        committee_id=committee_id,
        kind=said.kind,
        title=" ".join(said.title.split()),
        held_on=said.held_on,
        begins_at=said.begins_at,
        place=said.place.strip(),
        state=book().lifecycle("meeting").start,
    )
    set_out(meeting, said)

    record(
        action="committee.call_meeting",
        subject=f"meeting:{meeting.pk}",
        actor=actor,
        at=at,
        after={"committee": committee_id, "held_on": said.held_on.isoformat(), "papers": list(said.papers)},
    )
    return meeting.pk
