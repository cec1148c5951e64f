"""Whether a draft of a plan can be brought into force: what its paper became, and whose hands it needs."""

from pcmt.documents import queries as documents
from pcmt.journal import queries as journal
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Need
from pcmt.plans.keeping import CannotChange, lifecycle
from pcmt.plans.models import Plan

MOVE = "issue_plan"


def became(draft_id: int | None) -> int:
    """This will give the document that a plan's paper became; CannotChange while it is not signed and numbered."""
    found = documents.issued_from(draft_id) if draft_id else None
    if found is None:
        raise CannotChange(
            "Dự thảo của kế hoạch này chưa được ký, cấp số.",
            remedy="Trình ký, lấy bản đã ký về ở mục Dự thảo văn bản, rồi đưa kế hoạch vào thực hiện.",
        )
    return found


def check_hands(plan: Plan, actor: Actor) -> None:
    """This will refuse with SamePerson whoever wrote the plan's paper: another person brings it into force."""
    needs = Need("plans.issue_plan", plan.agency_id)
    lifecycle().check_hands(MOVE, actor.hands, _hands(plan.pk), needs)


def _hands(plan_id: int) -> dict[str, frozenset[int]]:
    """Who made which move from which bringing into force stays apart, and for whom, from the journal."""
    apart = lifecycle().moves[MOVE].apart_from
    found: dict[str, set[int]] = {move: set() for move in apart}
    for entry in journal.entries(subject=f"plan:{plan_id}", limit=5000):
        move = entry.action.removeprefix("plans.")
        if move in found:
            found[move] |= {one for one in (entry.person_id, entry.on_behalf_of) if one is not None}
    return {move: frozenset(people) for move, people in found.items()}
