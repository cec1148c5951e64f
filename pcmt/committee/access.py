"""Rows of meetings obtained only by an actor who may change them."""

from datetime import date

from pcmt.agencies import queries as agencies
from pcmt.committee import policy
from pcmt.committee.models import Meeting
from pcmt.committee.states import WRITTEN_IN
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound, Refusal
from pcmt.rulebook.queries import book


class CannotWrite(Refusal):
    """This will say that a meeting is not in a state in which this may be written."""

    code = "cannot_write"


def obtain_committee(committee_id: int, permission: str, actor: Actor, on: date) -> agencies.CommitteeView:
    """This will give a committee with its seats of a day to an actor who may do this for it; NotFound, NotAllowed."""
    view = agencies.committee(committee_id, on)
    if not policy.sees(actor, view):
        raise NotFound("Không tìm thấy Ban Chỉ đạo, Tổ giúp việc này.")
    policy.may_keep(permission, actor, view).require()
    return view


def obtain_meeting(meeting_id: int, permission: str, actor: Actor) -> Meeting:
    """This will lock a meeting for an actor who may do this with it; raises NotFound or NotAllowed."""
    row = Meeting.objects.select_for_update(of=("self",)).filter(pk=meeting_id).first()
    view = agencies.committee(row.committee_id, row.held_on) if row else None
    if row is None or view is None or not policy.sees(actor, view):
        raise NotFound("Không tìm thấy cuộc họp.")
    policy.may_keep(permission, actor, view).require()
    return row


def refuse_unwritable(meeting: Meeting) -> None:
    """This will refuse to write minutes or conclusions of a meeting that has not been held."""
    if meeting.state not in WRITTEN_IN:
        label = book().lifecycle("meeting").states[meeting.state].label
        raise CannotWrite(
            f"Cuộc họp đang ở trạng thái “{label}”.", remedy="Ghi thành phần dự họp trước, rồi ghi biên bản, kết luận."
        )
