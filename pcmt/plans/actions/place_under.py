"""Hang targets and tasks of a plan under one of its parts."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.plans.access import obtain_plan
from pcmt.plans.keeping import CannotChange, refuse_closed
from pcmt.plans.models import Target, Task


@transaction.atomic
def place_under(*, plan_id: int, item_id: int | None, references: Collection[str], actor: Actor, at: datetime) -> None:
    """This will hang these ("target:7", "task:12") under a part; None hangs them under the plan itself.

    Raises CannotChange where one of them, or the part, is none of the plan's.
    """
    plan = obtain_plan(plan_id, "plans.place_under", actor)

    refuse_closed(plan)
    if item_id is not None and not plan.items.filter(id=item_id).exists():
        raise CannotChange("Mục này không thuộc kế hoạch.", fields={"item": "Chọn một mục của kế hoạch này."})
    named = {kind: _ids(references, kind) for kind in ("target", "task")}
    rows = (
        Target.objects.filter(plan=plan, id__in=named["target"]),
        Task.objects.filter(plan=plan, id__in=named["task"]),
    )
    if not references or sum(found.count() for found in rows) != len(set(references)):
        raise CannotChange("Chưa chọn chỉ tiêu, nhiệm vụ nào của kế hoạch này.", remedy="Đánh dấu ít nhất một dòng.")

    for found in rows:
        found.update(item_id=item_id)

    record(
        action="plans.place_under",
        subject=f"plan:{plan.pk}",
        actor=actor,
        at=at,
        after={"item": item_id, "targets": sorted(named["target"]), "tasks": sorted(named["task"])},
    )


def _ids(references: Collection[str], kind: str) -> set[int]:
    split = (one.partition(":") for one in references)
    return {int(key) for name, _, key in split if name == kind and key.isascii() and key.isdigit() and len(key) < 18}
