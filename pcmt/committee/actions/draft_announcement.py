"""Draft the announcement of a meeting's conclusions."""

from datetime import datetime

from django.db import transaction

from pcmt.committee.access import obtain_meeting
from pcmt.committee.drafting import announcement_of
from pcmt.committee.rules.inputs import BadMeeting
from pcmt.documents.actions.begin_draft import begin_draft
from pcmt.documents.actions.revise_draft import revise_draft
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal
from pcmt.rulebook.queries import book
from vanban.write.docx import write_docx
from vanban.write.refusal import WriteRefused

FILE_NAME = "thong-bao-ket-luan.docx"


@transaction.atomic
def draft_announcement(*, meeting_id: int, actor: Actor, at: datetime) -> int:
    """This will lay the conclusions out as a thông báo of Nghị định 30/2020/NĐ-CP among the outgoing drafts.

    Returns the draft. Done again, it replaces the file of the same draft while that may still be changed. From there it
    is submitted, signed and numbered like every outgoing document, then linked to the meeting.
    """
    meeting = obtain_meeting(meeting_id, "committee.draft_announcement", actor)

    book().lifecycle("meeting").after(meeting.state, "draft_announcement")
    if not meeting.conclusions.exists():
        raise BadMeeting("Chưa ghi kết luận nào.", remedy="Ghi các kết luận của người chủ trì trước.")
    try:
        document = announcement_of(meeting)
        data = write_docx(document)
    except WriteRefused as refused:
        raise Refusal(refused.message, remedy=refused.remedy, code=refused.code) from refused

    if meeting.draft_id is None:
        meeting.draft_id = begin_draft(data=data, name=FILE_NAME, title=document.title, actor=actor, at=at)
        meeting.save(update_fields=["draft"])
    else:
        revise_draft(draft_id=meeting.draft_id, data=data, name=FILE_NAME, actor=actor, at=at)

    record(
        action="committee.draft_announcement",
        subject=f"meeting:{meeting.pk}",
        actor=actor,
        at=at,
        after={"draft": meeting.draft_id},
    )
    return meeting.draft_id
