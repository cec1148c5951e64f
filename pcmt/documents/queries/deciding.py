"""What was decided at the desk last, for the one who decided it."""

from pcmt.documents import policy
from pcmt.documents.models import Decision
from pcmt.documents.rules.answers import DecisionView
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound


def last_decision(actor: Actor, document_id: int) -> DecisionView | None:
    """This will give the actor's own newest decision on a document that still stands, None where there is none."""
    if not policy.may_view(actor):
        return None
    own = Decision.objects.filter(document_id=document_id, user_id=actor.user_id or 0, undone_at=None)
    found = own.order_by("-id").first()
    return _view(found) if found else None


def decision(actor: Actor, decision_id: int) -> DecisionView:
    """This will give one decision; NotFound where there is none, or the actor may not see its document."""
    found = Decision.objects.filter(id=decision_id).first() if policy.may_view(actor) else None
    if found is None:
        raise NotFound("Không tìm thấy việc này.")
    return _view(found)


def _view(row: Decision) -> DecisionView:
    closed = list(row.closed.order_by("start", "id").values_list("id", "settled_ref"))
    return DecisionView(
        id=row.id,
        document_id=row.document_id,
        verb=row.verb,
        verb_label=_done(row, len(closed)),
        at=row.at,
        suggestion_ids=tuple(one for one, _ in closed),
        references=tuple(dict.fromkeys(reference for _, reference in closed if reference)),
    )


def _done(row: Decision, closed: int) -> str:
    """This will name what was done; what joined, split or moved is told by how many came of how many."""
    if row.verb != Decision.Verb.REDRAWN:
        return row.get_verb_display()
    if closed > 1:
        return "gộp"
    return "tách" if row.drawn.count() > 1 else "chỉnh đoạn"
