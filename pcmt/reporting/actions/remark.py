"""Ask or answer about a report or one of its cells; who fills it in and who checks it read the same thread."""

from datetime import datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal
from pcmt.reporting import policy
from pcmt.reporting.models import Remark
from pcmt.reporting.rounds import hold

LONGEST = 2000


@transaction.atomic
def remark(*, submission_id: int, element: str = "", text: str, actor: Actor, at: datetime) -> int:
    """This will add a line to the thread of a cell, or of the whole report (no element), and return its identifier.

    The report stays in its state: a question is not a return.
    """
    held = hold(submission_id, actor)
    policy.may_remark(actor, held.duty, held.owners.values()).require()

    text = text.replace("\r\n", "\n").strip()
    if not text or len(text) > LONGEST:
        message = f"Nội dung dài quá {LONGEST} ký tự." if text else "Chưa ghi nội dung."
        raise Refusal(message, remedy="Ghi câu hỏi hoặc câu trả lời.", code="no_text", fields={"text": message})
    if element:
        section = held.form.section_of(element)
        if section is None or held.form.cell(element) is None:
            raise Refusal(f"Biểu không có ô “{element}”.", remedy="Tải lại trang rồi chọn lại ô.", code="unknown_cell")
        if held.form.cell_by_code[element].restricted:
            policy.may_view_restricted(actor, held.duty, held.owners[section.code]).require()

    written = Remark.objects.create(
        submission=held.submission, element=element, text=text, person_id=actor.person_id, at=at
    )

    record(action="reporting.remark", subject=held.subject, actor=actor, at=at, after={"element": element})
    return written.pk
