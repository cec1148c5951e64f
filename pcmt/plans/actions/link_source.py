"""Keep a sentence as another source of what the plan already has."""

from datetime import datetime

from django.db import transaction

from pcmt.documents import queries as documents
from pcmt.documents.actions.settle_suggestion import settle_suggestion
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound
from pcmt.plans import policy
from pcmt.plans.access import obtain_target, obtain_task, path_of
from pcmt.plans.actions.adopt_plan import CannotAdopt
from pcmt.plans.models import Source, Target, Task


@transaction.atomic
def link_source(*, suggestion_id: int, reference: str, actor: Actor, at: datetime) -> None:
    """This will settle a suggestion with a target or task that says the same ("target:7"), instead of doubling it."""
    held = _obtain(reference, actor)

    suggestion = documents.suggestion(suggestion_id)
    if not suggestion.is_open:
        raise CannotAdopt("Gợi ý này đã được xử lý.", where=suggestion.settled_ref, remedy="Tải lại trang.")
    if (suggestion.kind == "target") != isinstance(held, Target):
        raise CannotAdopt("Gợi ý và mục đã có không cùng loại.")
    if isinstance(held, Target) and held.state != Target.State.ACTIVE:
        raise CannotAdopt("Chỉ tiêu này đã rút khỏi kế hoạch.", where=reference)

    Source.objects.create(
        target=held if isinstance(held, Target) else None,
        task=held if isinstance(held, Task) else None,
        document_id=suggestion.document_id,
        anchor=suggestion.anchor,
        path=path_of(suggestion),
        quote=suggestion.quote,
        suggestion_id=suggestion.id,
    )
    settle_suggestion(suggestion_id=suggestion_id, state="adopted", settled_ref=reference, actor=actor, at=at)

    record(
        action="plans.link_source",
        subject=reference,
        actor=actor,
        at=at,
        after={"suggestion": suggestion_id, "document": suggestion.document_id, "anchor": suggestion.anchor},
    )


def _obtain(reference: str, actor: Actor) -> Target | Task:
    kind, _, number = reference.partition(":")
    if kind not in ("target", "task") or not (number.isascii() and number.isdigit() and len(number) < 18):
        raise NotFound("Không tìm thấy mục đã có trong kế hoạch.")
    if kind == "target":
        return obtain_target(int(number), "plans.link_source", actor)
    task = obtain_task(int(number), actor)
    policy.may_change("plans.link_source", actor, agency_id=task.plan.agency_id).require()
    return task
