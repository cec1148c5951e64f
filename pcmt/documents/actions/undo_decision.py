"""Take the last decision at the desk back."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from pcmt.documents import policy
from pcmt.documents.models import Decision, Suggestion
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound, Refusal


class CannotUndo(Refusal):
    """This will say why a decision stands."""

    code = "cannot_undo"


@transaction.atomic
def undo_decision(*, decision_id: int, released: Collection[str] = (), actor: Actor, at: datetime) -> None:
    """This will open again what a decision closed, in newer versions too, and take away what it drew.

    released: references of what was adopted, which whoever calls has taken back already ("target:7").
    """
    decision = (
        Decision.objects.select_for_update(of=("self",)).select_related("document").filter(id=decision_id).first()
    )
    if decision is None or not policy.may_view(actor):
        raise NotFound("Không tìm thấy việc này.")
    policy.may_change("documents.undo_decision", actor, agency_id=decision.document.agency_id).require()

    if decision.undone_at is not None:
        raise CannotUndo("Việc này đã được hoàn tác.")
    closed = list(decision.closed.select_for_update())
    drawn = list(decision.drawn.select_for_update())
    if any(one.state != Suggestion.State.OPEN for one in drawn):
        raise CannotUndo("Mục tách, gộp ra đã được xử lý tiếp.", remedy="Hoàn tác các mục đó trước.")
    if standing := [one.settled_ref for one in closed if one.settled_ref and one.settled_ref not in released]:
        raise CannotUndo("Chỉ tiêu, nhiệm vụ đã lập còn đó.", where=standing[0], remedy="Rút chỉ tiêu, nhiệm vụ trước.")

    Suggestion.objects.filter(id__in=[one.id for one in drawn]).delete()
    reopened = [one.id for one in closed]
    carried = _carried_on(reopened)
    Suggestion.objects.filter(id__in=[*reopened, *carried]).update(
        state=Suggestion.State.OPEN,
        settled_ref="",
        settled_reason="",
        confirmed=None,
        closed_by=None,
        carried_from=None,
    )
    decision.undone_at = at
    decision.save(update_fields=["undone_at"])

    record(
        action="documents.undo_decision",
        subject=f"document:{decision.document_id}",
        actor=actor,
        at=at,
        before={"verb": decision.verb, "suggestions": reopened},
        after={"open": [*reopened, *carried], "taken_away": [one.id for one in drawn]},
    )


def _carried_on(closed: list[int]) -> list[int]:
    """This will give the suggestions of newer versions that count as settled only because these are."""
    found: list[int] = []
    newest = closed
    while newest:
        rows = Suggestion.objects.select_for_update().filter(carried_from__in=newest, closed_by=None)
        newest = [one for one in rows.values_list("id", flat=True) if one not in found]
        found += newest
    return found
