"""Conclusions on their way to tasks: the row that may be changed, its sentence in the announcement, its task."""

from datetime import datetime

from pcmt.committee.access import CannotWrite
from pcmt.committee.models import Conclusion, Meeting
from pcmt.committee.rules.inputs import BadConclusion
from pcmt.documents import queries as documents
from pcmt.documents.actions.suggest import suggest
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound
from pcmt.plans.queries import TaskInput

ENDINGS = " .;,:/"
"""What may follow a sentence's words in the announcement and is no part of them."""


def obtain_conclusion(meeting: Meeting, conclusion_id: int) -> Conclusion:
    """This will give a conclusion of a locked meeting that has not become a task; NotFound, or CannotWrite."""
    row = meeting.conclusions.filter(pk=conclusion_id).first()
    if row is None:
        raise NotFound("Không tìm thấy kết luận.")
    if row.task_id is not None:
        raise CannotWrite(
            "Kết luận này đã được giao thành nhiệm vụ.",
            where=f"task:{row.task_id}",
            remedy="Sửa hoặc rút tại trang nhiệm vụ.",
        )
    return row


def suggestion_for(row: Conclusion, text: documents.DocumentView, actor: Actor, at: datetime) -> int:
    """This will give the open suggestion over a conclusion's words in the announcement, marked by hand if need be."""
    span = documents.find_passage(text, row.words.rstrip(ENDINGS))
    if span is None:
        raise CannotWrite(
            f"Kết luận {row.order} không có nguyên văn trong {text.label}.",
            remedy="Sửa lời kết luận cho đúng thông báo đã ban hành, hoặc xác nhận từ văn bản tại bàn xác nhận.",
        )
    start, end = span
    # A sentence already marked inside the words says the same; the longest of them is meant.
    duties = [item for item in text.suggestions if item.kind == "duty" and item.start < end and item.end > start]
    waiting = [item for item in duties if item.is_open]
    if waiting:
        return max(waiting, key=lambda item: min(item.end, end) - max(item.start, start)).id
    if settled := next((item for item in duties if item.settled_ref), None):
        raise CannotWrite(
            f"Câu của kết luận {row.order} đã được xác nhận thành nhiệm vụ tại bàn xác nhận.", where=settled.settled_ref
        )
    duty = documents.ProposedDuty(due=row.due_on.isoformat() if row.due_on else "", product=row.product)
    return suggest(document_id=text.row.id, kind="duty", start=start, end=end, payload=duty, actor=actor, at=at)


def task_input(row: Conclusion) -> TaskInput:
    """This will word a conclusion as a task; BadConclusion where nobody is charged with it."""
    parties = list(row.parties.all())
    leads = [one for one in parties if one.role == "lead"]
    supports = [one for one in parties if one.role == "support"]
    if not leads:
        raise BadConclusion(
            f"Kết luận {row.order} chưa giao cho cơ quan nào chủ trì.", remedy="Sửa kết luận, ghi cơ quan chủ trì."
        )
    groups: dict[str, list[int]] = {}
    for one in parties:
        if one.agency_id is not None and one.as_written:
            groups.setdefault(one.as_written, []).append(one.agency_id)
    return TaskInput(
        title=row.words,
        leads=tuple(one.agency_id for one in leads if one.agency_id is not None),
        supports=tuple(one.agency_id for one in supports if one.agency_id is not None),
        lead_words=tuple(one.as_written for one in leads if one.agency_id is None),
        support_words=tuple(one.as_written for one in supports if one.agency_id is None),
        due_on=row.due_on,
        product=row.product,
        groups=tuple((name, tuple(members)) for name, members in groups.items()),
    )
