"""Bring a draft into force as the document that it was issued as."""

from datetime import datetime

from django.db import transaction

from pcmt.documents import queries as documents
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound
from pcmt.plans.access import obtain_plan
from pcmt.plans.issuing import became, check_hands
from pcmt.plans.keeping import CannotChange, lifecycle
from pcmt.plans.models import Plan


@transaction.atomic
def issue_plan(*, plan_id: int, document_id: int | None = None, actor: Actor, at: datetime) -> int:
    """This will tie a draft to the document with number and day that it became, and return that document.

    document_id: the registered document; left out, it is the one that the plan's own paper became in the register of
    outgoing documents. Its targets and tasks bind from now on. Raises CannotChange where nothing was issued yet, or
    where the document is another plan's already, and SamePerson for who wrote the plan's paper.
    """
    plan = obtain_plan(plan_id, "plans.issue_plan", actor)

    target = lifecycle().after(plan.state, "issue_plan")
    issued = document_id if document_id is not None else became(plan.draft_id)
    check_hands(plan, actor)
    if issued not in documents.labels([issued]):
        raise NotFound("Không tìm thấy văn bản.")
    taken = Plan.objects.filter(document_id__in=documents.family(issued)).exclude(id=plan.pk).first()
    if taken:
        raise CannotChange("Văn bản này đã là kế hoạch khác.", where=f"plan:{taken.pk}")

    before, plan.state, plan.document_id = plan.state, target, issued
    plan.save(update_fields=["state", "document"])

    record(
        action="plans.issue_plan",
        subject=f"plan:{plan.pk}",
        actor=actor,
        at=at,
        before={"state": before},
        after={"state": target, "document": issued},
    )
    return issued
