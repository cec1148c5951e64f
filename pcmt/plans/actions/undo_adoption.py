"""Take back what was just adopted, while nothing was built on it."""

from datetime import datetime

from django.db import transaction

from pcmt.documents import queries as documents
from pcmt.documents.actions.undo_decision import CannotUndo, undo_decision
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.plans import policy
from pcmt.plans.access import obtain_target
from pcmt.plans.models import Source, Target, Task
from pcmt.plans.states import START


@transaction.atomic
def undo_adoption(*, decision_id: int, actor: Actor, at: datetime) -> None:
    """This will take the targets and tasks of one decision out of their plan as if never adopted.

    Raises CannotUndo once a roadmap, progress, a correction or another source stands on one of them: then it is
    withdrawn, with a reason, and stays readable.
    """
    decision = documents.decision(actor, decision_id)
    targets = [
        obtain_target(one, "plans.undo_adoption", actor)
        for one in Target.objects.filter(suggestion__in=decision.suggestion_ids).values_list("id", flat=True)
    ]
    tasks = list(Task.objects.select_for_update(of=("self",)).filter(suggestion__in=decision.suggestion_ids))
    for agency_id in {task.plan.agency_id for task in tasks}:
        policy.may_change("plans.undo_adoption", actor, agency_id=agency_id).require()

    linked = Source.objects.filter(suggestion__in=decision.suggestion_ids)
    others = Source.objects.exclude(suggestion__in=decision.suggestion_ids)
    for target in targets:
        stands = (
            target.milestones,
            target.corrections,
            target.registrations,
            target.shares,
            others.filter(target=target),
        )
        if any(rows.exists() for rows in stands) or target.state != Target.State.ACTIVE:
            raise _built_on(
                f"target:{target.id}", "Chỉ tiêu đã có lộ trình, đã giao cho xã, đã sửa, có nguồn khác hoặc đã rút"
            )
    for task in tasks:
        built = (
            task.progress.exists()
            or task.extensions.exists()
            or task.corrections.exists()
            or others.filter(task=task).exists()
        )
        if built or task.state != START:
            raise _built_on(f"task:{task.id}", "Nhiệm vụ đã có tiến độ, đã sửa, có nguồn khác hoặc đã kết thúc")

    linked.delete()
    Target.objects.filter(id__in=[target.id for target in targets]).delete()
    Task.objects.filter(id__in=[task.id for task in tasks]).delete()
    undo_decision(decision_id=decision_id, released=decision.references, actor=actor, at=at)

    record(
        action="plans.undo_adoption",
        subject=f"document:{decision.document_id}",
        actor=actor,
        at=at,
        before={"references": list(decision.references)},
        after={"open": list(decision.suggestion_ids)},
    )


def _built_on(reference: str, why: str) -> CannotUndo:
    return CannotUndo(f"{why}, không hoàn tác được.", where=reference, remedy="Rút khỏi kế hoạch, ghi rõ lý do.")
