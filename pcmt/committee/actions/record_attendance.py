"""Record who came to a meeting."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from pcmt.agencies import queries as agencies
from pcmt.committee.access import obtain_meeting
from pcmt.committee.models import Attendance
from pcmt.committee.rules.presence import BadAttendance, Presence, check_presence, turnout
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.rulebook.queries import book


@transaction.atomic
def record_attendance(*, meeting_id: int, said: Sequence[Presence], chair_id: int, actor: Actor, at: datetime) -> None:
    """This will keep who of the committee's seats of that day came, and who chaired; from then on it was held.

    chair_id: the seat that chaired, which must have been there in person. Done again, it replaces the list.
    """
    meeting = obtain_meeting(meeting_id, "committee.record_attendance", actor)

    state = book().lifecycle("meeting").after(meeting.state, "record_attendance")
    if meeting.held_on > localdate(at):
        raise BadAttendance("Chưa đến ngày họp.", remedy="Ghi thành phần dự họp từ ngày họp trở đi.")
    seats = agencies.committee(meeting.committee_id, meeting.held_on).seats
    told = {one.seat_id: one for one in said}
    check_presence(told.values(), [seat.id for seat in seats], chair_id)

    meeting.attendance.all().delete()
    Attendance.objects.bulk_create(
        Attendance(
            meeting=meeting,
            order=order,
            person_id=seat.person_id,
            agency_id=seat.agency_id,
            name=seat.person_name,
            title=seat.title,
            role=seat.role,
            role_label=seat.role_label,
            chairs=seat.id == chair_id,
            presence=told[seat.id].presence,
            note="" if told[seat.id].presence == "present" else " ".join(told[seat.id].note.split()),
        )
        for order, seat in enumerate(seats, 1)
    )
    before, meeting.state = meeting.state, state
    meeting.save(update_fields=["state"])

    counted = turnout(told[seat.id].presence for seat in seats)
    record(
        action="committee.record_attendance",
        subject=f"meeting:{meeting.pk}",
        actor=actor,
        at=at,
        before={"state": before},
        after={"state": state, "present": counted.present, "deputies": counted.deputies, "seats": counted.seats},
    )
