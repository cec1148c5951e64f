"""Say which figure a task is to bring about."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from pcmt.areas import queries as areas
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.plans import policy
from pcmt.plans.access import obtain_task
from pcmt.plans.keeping import CannotChange
from pcmt.plans.models import ClosingProposal, TaskMeasure
from pcmt.plans.rules.inputs import at_scale, decimals
from pcmt.plans.rules.measuring import MeasureInput, check_measure
from pcmt.plans.states import STANDING
from pcmt.rulebook.queries import book


@transaction.atomic
def measure_task(*, task_id: int, said: MeasureInput | None, actor: Actor, at: datetime) -> None:
    """This will note the figure with which a task is reached, or that none is (None); only the plan's keeper may.

    From then on the system proposes to close the task once the figure is there. A proposal that waits ends with the
    figure that it rests on.
    """
    task = obtain_task(task_id, actor)
    policy.may_change("plans.measure_task", actor, agency_id=task.plan.agency_id).require()

    if task.state not in STANDING:
        raise CannotChange("Nhiệm vụ này đã kết thúc hoặc đã rút.", where=task.title[:60])
    if said is not None:
        check_measure(said, returns=bool(task.every))
        book().indicator(said.indicator, localdate(at))
        areas.area(said.area_id, localdate(at))

    TaskMeasure.objects.filter(task=task).delete()
    ClosingProposal.objects.filter(task=task, state=ClosingProposal.State.OPEN).update(
        state=ClosingProposal.State.TAKEN_BACK, decided_on=localdate(at)
    )
    if said is not None:
        scale = decimals(said.value)
        TaskMeasure.objects.create(
            task=task,
            indicator=said.indicator,
            area_id=said.area_id,
            relation=said.relation,
            value=at_scale(said.value, scale) or 0,
            scale=scale,
        )

    record(
        action="plans.measure_task",
        subject=f"task:{task.id}",
        actor=actor,
        at=at,
        after={
            "indicator": said.indicator if said else "",
            "relation": said.relation if said else "",
            "value": f"{said.value:f}" if said else "",
            "area": said.area_id if said else None,
        },
    )
