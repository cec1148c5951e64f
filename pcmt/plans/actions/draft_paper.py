"""Draft the official document of a plan from its parts."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from pcmt.documents.actions.begin_draft import begin_draft
from pcmt.documents.actions.revise_draft import revise_draft
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal
from pcmt.plans.access import obtain_plan
from pcmt.plans.drafting import paper_of
from pcmt.plans.keeping import CannotChange
from pcmt.plans.rules.paper import plan_document
from pcmt.plans.states import PLAN_DRAFT
from vanban.write.files import docx_and_pdf
from vanban.write.refusal import WriteRefused

FILE_NAME = "ke-hoach.docx"


@transaction.atomic
def draft_paper(*, plan_id: int, actor: Actor, at: datetime) -> int:
    """This will lay a draft plan out as DOCX and PDF of Nghị định 30/2020/NĐ-CP, and return the outgoing draft.

    Done again, it replaces the file of the same draft while that may still be changed. From there it is submitted,
    signed and numbered; `plans.issue_plan` then brings the plan into force.
    """
    plan = obtain_plan(plan_id, "plans.draft_paper", actor)

    if plan.state != PLAN_DRAFT or plan.agency_id is None:
        raise CannotChange("Chỉ lập dự thảo văn bản cho kế hoạch đang soạn.")
    try:
        data, pdf = docx_and_pdf(plan_document(paper_of(plan, localdate(at))))
    except WriteRefused as refused:
        raise Refusal(refused.message, remedy=refused.remedy, code=refused.code) from refused

    if plan.draft_id is None:
        plan.draft_id = begin_draft(data=data, name=FILE_NAME, pdf=pdf, title=plan.title, actor=actor, at=at)
        plan.save(update_fields=["draft"])
    else:
        revise_draft(draft_id=plan.draft_id, data=data, name=FILE_NAME, pdf=pdf, actor=actor, at=at)

    record(
        action="plans.draft_paper",
        subject=f"plan:{plan.pk}",
        actor=actor,
        at=at,
        after={"draft": plan.draft_id},
    )
    return plan.draft_id
