"""How far the paper of a plan being written is, and what keeps the actor from bringing the plan into force."""

from dataclasses import dataclass

from pcmt.documents.queries.drafting import paper_state
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal
from pcmt.plans import policy
from pcmt.plans.issuing import became, check_hands
from pcmt.plans.models import Plan
from pcmt.plans.rules.answers import PlanView


@dataclass(frozen=True)
class Issuing:
    """Where the paper stands, in words ("" where none was made), and whether the actor may bring the plan into force.

    obstacle: why the actor may not though the paper is signed; "" where nothing stands in the way, or it is not signed.
    """

    paper: str
    is_signed: bool
    may: bool
    obstacle: str = ""


def issuing(actor: Actor, view: PlanView) -> Issuing:
    """This will tell how a plan being written comes into force; for a plan that the actor was shown."""
    paper = paper_state(view.draft_id) if view.draft_id else ""
    try:
        became(view.draft_id)
    except Refusal:
        return Issuing(paper, is_signed=False, may=False)
    if not policy.may_change("plans.issue_plan", actor, agency_id=view.agency_id):
        return Issuing(paper, is_signed=True, may=False)
    try:
        check_hands(Plan.objects.get(id=view.id), actor)
    except Refusal as refusal:
        return Issuing(paper, is_signed=True, may=False, obstacle=f"{refusal.message} {refusal.remedy}")
    return Issuing(paper, is_signed=True, may=True)
