"""The one way a suggestion is closed, for the verbs that close one."""

from pcmt.documents import policy
from pcmt.documents.models import Suggestion
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound, Refusal


class AlreadySettled(Refusal):
    """This will say that a suggestion was settled before, and how."""

    code = "already_settled"


def obtain(suggestion_id: int, permission: str, actor: Actor) -> Suggestion:
    """This will lock a suggestion for an actor who may settle it; raises NotFound or NotAllowed."""
    found = (
        Suggestion.objects.select_for_update(of=("self",))
        .select_related("document")
        .defer("document__text", "document__search")
        .filter(id=suggestion_id)
        .first()
    )
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


def close(suggestion: Suggestion, *, state: str, reference: str = "", reason: str = "") -> None:
    """This will write the outcome down."""
    suggestion.state, suggestion.settled_ref, suggestion.settled_reason = state, reference, reason
    suggestion.save(update_fields=["state", "settled_ref", "settled_reason"])
