"""Say who handles an incoming document, and by when."""

from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone

from pcmt.agencies import queries as agencies
from pcmt.documents.due import check_due
from pcmt.documents.handling import check_post, lifecycle, obtain_handling
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor


@transaction.atomic
def assign_handler(
    *,
    document_id: int,
    agency_id: int,
    post_id: int | None = None,
    reply_due_on: date | None = None,
    due_time: time | None = None,
    is_old: bool = False,
    actor: Actor,
    at: datetime,
) -> None:
    """This will give an incoming document to an agency, and to a person there if named; the last word counts.

    reply_due_on: by which day an answer is owed, None where none is. due_time: the hour of "hỏa tốc hẹn giờ".
    is_old: the day may have gone by already; one that was kept before is not asked about again.
    """
    handling = obtain_handling(document_id, "documents.assign_handler", actor)

    target = lifecycle().after(handling.state, "assign_handler")
    agency = agencies.agency(agency_id)
    check_post(post_id, agency.id)
    is_known = is_old or reply_due_on == handling.reply_due_on
    check_due(reply_due_on, due_time, arrived_on=handling.document.arrived_on, is_old=is_known, at=at)

    before = {"state": handling.state, "agency": handling.agency_id, "due": _day(handling.reply_due_on)}
    handling.state, handling.agency_id, handling.post_id = target, agency.id, post_id
    handling.reply_due_on, handling.due_time = reply_due_on, due_time
    handling.passed_on = timezone.localdate(at)
    handling.save()

    record(
        action="documents.assign_handler",
        subject=f"document:{handling.document_id}",
        actor=actor,
        at=at,
        before=before,
        after={"state": target, "agency": agency.id, "post": post_id, "due": _day(reply_due_on)},
    )


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
