"""Tie a meeting to the announcement of its conclusions as it was issued."""

from datetime import datetime

from django.db import transaction

from pcmt.committee.access import CannotWrite, obtain_meeting
from pcmt.documents import queries as documents
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound
from pcmt.rulebook.queries import book


@transaction.atomic
def link_announcement(*, meeting_id: int, document_id: int, actor: Actor, at: datetime) -> None:
    """This will say by which registered document a meeting's conclusions were made known.

    The tasks that this document gave at the desk are the meeting's from then on. Another one may be linked while no
    conclusion of the first has become a task.
    """
    meeting = obtain_meeting(meeting_id, "committee.link_announcement", actor)

    state = book().lifecycle("meeting").after(meeting.state, "link_announcement")
    found = documents.labels([document_id]).get(document_id)
    if found is None:
        raise NotFound("Không tìm thấy văn bản.")
    if found.issued_on is not None and found.issued_on < meeting.held_on:
        raise CannotWrite(
            "Văn bản này ban hành trước ngày họp.",
            fields={"number": "Chọn thông báo kết luận, biên bản ban hành từ ngày họp trở đi."},
        )
    if meeting.document_id not in (None, document_id) and meeting.conclusions.filter(task__isnull=False).exists():
        raise CannotWrite(
            "Đã có kết luận thành nhiệm vụ theo văn bản đang gắn.",
            remedy="Rút các nhiệm vụ đó trước khi gắn văn bản khác.",
        )

    before, meeting.document_id, meeting.state = meeting.document_id, document_id, state
    meeting.save(update_fields=["document", "state"])

    record(
        action="committee.link_announcement",
        subject=f"meeting:{meeting.pk}",
        actor=actor,
        at=at,
        before={"document": before},
        after={"document": document_id, "state": state},
    )
