"""The one way a suggestion is closed, for the verbs that close one, and the decision of which that is a part."""

from collections.abc import Collection
from datetime import datetime

from pcmt.documents import policy
from pcmt.documents.models import Decision, Suggestion
from pcmt.documents.rules.payload import Payload, to_json
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound, Refusal


class AlreadySettled(Refusal):
    """This will say that a suggestion was settled before, and how."""

    code = "already_settled"


def obtain(suggestion_id: int, permission: str, actor: Actor, *, with_text: bool = False) -> Suggestion:
    """This will lock a suggestion for an actor who may settle it; raises NotFound or NotAllowed."""
    rows = Suggestion.objects.select_for_update(of=("self",)).select_related("document")
    rows = rows if with_text else rows.defer("document__text")
    found = rows.filter(id=suggestion_id).first()
    if found is None or not policy.may_view(actor):
        raise NotFound("Không tìm thấy gợi ý này.")
    policy.may_change(permission, actor, agency_id=found.document.agency_id).require()
    return found


def refuse_settled(suggestion: Suggestion) -> None:
    """This will refuse with AlreadySettled where a person has settled it before."""
    if suggestion.state == Suggestion.State.OPEN:
        return
    became = f" thành {suggestion.settled_ref}" if suggestion.settled_ref else ""
    raise AlreadySettled(
        f"Gợi ý này {suggestion.get_state_display()}{became} từ trước.",
        where=suggestion.settled_ref,
        remedy="Tải lại trang để xem trạng thái mới nhất.",
    )


def decide(document_id: int, verb: str, *, actor: Actor, at: datetime) -> Decision:
    """This will give the decision that this act makes: all that one person closes in one instant is one decision."""
    decision, _ = Decision.objects.get_or_create(
        document_id=document_id, verb=verb, user_id=actor.user_id or 0, at=at, undone_at=None
    )
    return decision


def close_all(suggestion_ids: Collection[int], decision: Decision, *, reason: str) -> None:
    """This will write the same outcome down for many that became nothing."""
    Suggestion.objects.filter(id__in=suggestion_ids).update(
        state=decision.verb, settled_ref="", settled_reason=reason, confirmed=None, closed_by=decision
    )


def close(
    suggestion: Suggestion,
    decision: Decision,
    *,
    reference: str = "",
    reason: str = "",
    confirmed: Payload | None = None,
) -> None:
    """This will write the outcome down: the state of the decision's verb, what it became, what a person made of it."""
    suggestion.state, suggestion.settled_ref, suggestion.settled_reason = decision.verb, reference, reason
    suggestion.confirmed = to_json(confirmed) if confirmed else None
    suggestion.closed_by = decision
    suggestion.save(update_fields=["state", "settled_ref", "settled_reason", "confirmed", "closed_by"])
