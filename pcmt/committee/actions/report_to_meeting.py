"""Report to a meeting as one of its members."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from pcmt.agencies import queries as agencies
from pcmt.committee import policy
from pcmt.committee.access import CannotWrite
from pcmt.committee.models import Meeting, MemberReport
from pcmt.committee.rules.inputs import LONGEST_REPORT, BadMeeting
from pcmt.committee.states import PLANNED
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.reason import as_reason
from pcmt.kernel.refusal import NotFound


@transaction.atomic
def report_to_meeting(*, meeting_id: int, seat_id: int, words: str, actor: Actor, at: datetime) -> None:
    """This will keep what a member tells a meeting that is to come; done again, it replaces the words.

    seat_id: the member's seat, held by the actor or by the agency that they act for. Raises NotFound otherwise.
    """
    meeting = Meeting.objects.select_for_update(of=("self",)).filter(pk=meeting_id).first()
    body = agencies.committee(meeting.committee_id, meeting.held_on) if meeting else None
    seat = next((one for one in body.seats if one.id == seat_id), None) if body else None
    if meeting is None or seat is None or not policy.holds(actor, seat):
        raise NotFound("Không tìm thấy cuộc họp của Ban Chỉ đạo mà cơ quan là thành viên.")
    policy.may_report(actor).require()

    if meeting.state != PLANNED:
        raise CannotWrite("Cuộc họp đã diễn ra hoặc đã hủy.", remedy="Báo cáo gửi trước khi họp.")
    if not as_reason(words) or len(words) > LONGEST_REPORT:
        raise BadMeeting("Báo cáo còn trống hoặc quá dài.", fields={"words": f"Ghi nhiều nhất {LONGEST_REPORT} ký tự."})

    MemberReport.objects.update_or_create(
        meeting=meeting,
        seat=seat.id,
        defaults={
            "agency_id": seat.agency_id,
            "person_id": actor.person_id,
            "name": seat.person_name,
            "title": seat.title,
            "words": as_reason(words),
            "told_on": localdate(at),
        },
    )

    record(
        action="committee.report_to_meeting",
        subject=f"meeting:{meeting.pk}",
        actor=actor,
        at=at,
        after={"agency": seat.agency_id, "length": len(as_reason(words))},
    )
