"""Give the conclusions of a meeting as tasks of a plan."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from pcmt.committee.access import CannotWrite, obtain_meeting
from pcmt.committee.concluding import suggestion_for, task_input
from pcmt.committee.models import Conclusion
from pcmt.documents import queries as documents
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.plans.actions.adopt_suggestion import adopt_suggestion
from pcmt.rulebook.queries import book


@transaction.atomic
def give_tasks(
    *, meeting_id: int, plan_id: int, conclusion_ids: Collection[int], actor: Actor, at: datetime
) -> tuple[str, ...]:
    """This will make a task of each conclusion, resting on its sentence in the announcement; returns the references.

    The sentence is looked up in the registered text: what the reader has suggested there is adopted, else it is marked
    by hand. Refuses all, naming the first, where a conclusion is not in the text word for word, or charges nobody.
    """
    meeting = obtain_meeting(meeting_id, "committee.give_tasks", actor)

    book().lifecycle("meeting").after(meeting.state, "give_tasks")
    rows = list(meeting.conclusions.filter(pk__in=conclusion_ids).prefetch_related("parties"))
    if not rows or len(rows) != len(set(conclusion_ids)):
        raise CannotWrite("Chưa chọn kết luận nào.", remedy="Đánh dấu kết luận cần giao.")
    if given := next((row for row in rows if row.task_id is not None), None):
        raise CannotWrite(f"Kết luận {given.order} đã được giao thành nhiệm vụ.", where=f"task:{given.task_id}")
    text = documents.document(actor, meeting.document_id or 0)

    references = tuple(_give(row, text, plan_id, actor, at) for row in rows)

    record(
        action="committee.give_tasks",
        subject=f"meeting:{meeting.pk}",
        actor=actor,
        at=at,
        after={"plan": plan_id, "conclusions": [row.pk for row in rows], "references": list(references)},
    )
    return references


def _give(row: Conclusion, text: documents.DocumentView, plan_id: int, actor: Actor, at: datetime) -> str:
    said = task_input(row)
    suggestion_id = suggestion_for(row, text, actor, at)
    reference = adopt_suggestion(suggestion_id=suggestion_id, plan_id=plan_id, correction=said, actor=actor, at=at)
    row.task_id = int(reference.partition(":")[2])
    row.save(update_fields=["task"])
    return reference
