"""Draft the conclusion of an inspection."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from pcmt.committee.inspection_access import obtain_inspection
from pcmt.committee.inspection_drafting import conclusion_of
from pcmt.committee.models import InspectionVisit
from pcmt.committee.rules.inspecting import BadInspection
from pcmt.documents.actions.begin_draft import begin_draft
from pcmt.documents.actions.revise_draft import revise_draft
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal
from pcmt.rulebook.queries import book
from vanban.write.docx import write_docx
from vanban.write.refusal import WriteRefused

FILE_NAME = "ket-luan-kiem-tra.docx"


@transaction.atomic
def draft_inspection(*, inspection_id: int, actor: Actor, at: datetime) -> int:
    """This will lay the conclusion out as a thông báo of Nghị định 30/2020/NĐ-CP among the outgoing drafts.

    Returns the draft. Done again, it replaces the file of the same draft while that may still be changed.
    """
    inspection = obtain_inspection(inspection_id, "committee.draft_inspection", actor)

    book().lifecycle("inspection").after(inspection.state, "draft_inspection")
    if not InspectionVisit.objects.filter(inspection=inspection, visited_on__isnull=False).exists():
        raise BadInspection("Chưa kiểm tra đơn vị nào.", remedy="Ghi kết quả kiểm tra tại đơn vị trước.")
    try:
        document = conclusion_of(inspection, localdate(at))
        data = write_docx(document)
    except WriteRefused as refused:
        raise Refusal(refused.message, remedy=refused.remedy, code=refused.code) from refused

    if inspection.draft_id is None:
        inspection.draft_id = begin_draft(data=data, name=FILE_NAME, title=document.title, actor=actor, at=at)
        inspection.save(update_fields=["draft"])
    else:
        revise_draft(draft_id=inspection.draft_id, data=data, name=FILE_NAME, actor=actor, at=at)

    record(
        action="committee.draft_inspection",
        subject=f"inspection:{inspection.pk}",
        actor=actor,
        at=at,
        after={"draft": inspection.draft_id},
    )
    return inspection.draft_id
