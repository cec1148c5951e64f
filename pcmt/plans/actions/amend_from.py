"""Bring a target or task of a plan to what a newer document says of it."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from pcmt.documents import queries as documents
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.plans import policy
from pcmt.plans.access import obtain_plan
from pcmt.plans.actions.adopt_plan import CannotAdopt
from pcmt.plans.actions.link_source import link_source
from pcmt.plans.actions.revise_target import revise_target
from pcmt.plans.actions.revise_task import revise_task
from pcmt.plans.directing import Amendment, directed
from pcmt.plans.keeping import refuse_closed
from pcmt.plans.models import Target
from pcmt.plans.rules.inputs import TargetInput, TaskInput


@transaction.atomic
def amend_from(*, plan_id: int, suggestion_id: int, revision: int, actor: Actor, at: datetime) -> str:
    """This will put what the plan has right as the document says, keep its sentence as a source, return the reference.

    revision: how many corrections of it the person saw. Where the document says the same, only the source is kept;
    a sentence that another plan took up stays that one's, and is only followed.
    Raises CannotAdopt where the plan has nothing of the kind, and where a figure was read from a picture: a person
    compares and types that. What the document said before stays beside (`plans.amendments`).
    """
    plan = obtain_plan(plan_id, "plans.amend_from", actor)

    refuse_closed(plan)
    item = documents.suggestion(suggestion_id)
    view = documents.document(actor, item.document_id)
    found = directed(plan, view, localdate(at)).amendments
    one = next((amendment for amendment in found if amendment.item.id == suggestion_id), None)
    if one is None:
        raise CannotAdopt(
            "Kế hoạch không có mục nào tương ứng, hoặc gợi ý này đã được xử lý.",
            remedy="Tải lại trang; mục mới thì xác nhận ở văn bản.",
        )
    if one.said is not None and item.kind == "target" and item.scanned_page:
        raise CannotAdopt(
            f"Con số được đọc từ ảnh quét, trang {item.scanned_page}.",
            remedy="Đối chiếu với ảnh trang rồi sửa chỉ tiêu bằng tay, nêu số văn bản ở ô lý do.",
        )

    reference = f"target:{one.held.pk}" if isinstance(one.held, Target) else f"task:{one.held.pk}"
    if one.said is not None:
        _revise(one, revision, f"Theo {view.label}", actor, at)
        newest = one.held.corrections.latest("id")
        newest.document_id = view.row.id
        newest.save(update_fields=["document"])
    if item.is_open and policy.may_change("plans.link_source", actor, agency_id=plan.agency_id):
        link_source(suggestion_id=suggestion_id, reference=reference, actor=actor, at=at)

    record(
        action="plans.amend_from",
        subject=reference,
        actor=actor,
        at=at,
        after={"plan": plan_id, "document": view.row.id, "suggestion": suggestion_id, "revised": one.said is not None},
    )
    return reference


def _revise(one: Amendment, revision: int, reason: str, actor: Actor, at: datetime) -> None:
    if isinstance(one.said, TargetInput):
        revise_target(target_id=one.held.pk, said=one.said, revision=revision, reason=reason, actor=actor, at=at)
    elif isinstance(one.said, TaskInput):
        revise_task(task_id=one.held.pk, said=one.said, revision=revision, reason=reason, actor=actor, at=at)
