"""A task whose result is a figure: said on its page, and closed or left open once the figure is there."""

from django import forms
from django.utils import timezone

from pcmt.plans import queries as plans
from pcmt.plans.actions.accept_closing import accept_closing
from pcmt.plans.actions.decline_closing import decline_closing
from pcmt.plans.actions.measure_task import measure_task
from pcmt.web.plans.stepping import Step, step
from pcmt.web.plans.task_forms import MeasureForm
from pcmt.web.views import ActorRequest


class ClosingForm(forms.Form):
    """What is said of the proposal to close; whether it must be is the action's to say."""

    reason = forms.CharField(required=False, max_length=2000)


@step(
    "plans.measure_task",
    lambda request, _: MeasureForm(request.POST, timezone.localdate()),
    place="measuring",
    done="Đã ghi số liệu kết thúc nhiệm vụ.",
)
def measure(now: Step[MeasureForm]) -> None:
    """This will note the figure of a task, or that there is none."""
    said = now.said
    figure = plans.MeasureInput(said["indicator"], said["area"], said["relation"], said["value"])
    measure_task(task_id=now.task.id, said=figure if said["indicator"] else None, actor=now.actor, at=now.at)


def _closing(request: ActorRequest, _: plans.TaskView, closing_id: int) -> ClosingForm:
    return ClosingForm(request.POST)


@step("plans.accept_closing", _closing, done="Đã kết thúc nhiệm vụ theo số liệu.")
def accept(now: Step[ClosingForm]) -> None:
    """This will close the task by its figure."""
    accept_closing(closing_id=now.ids["closing_id"], words=now.said["reason"], actor=now.actor, at=now.at)


@step("plans.decline_closing", _closing, done="Đã ghi: chưa kết thúc nhiệm vụ.")
def decline(now: Step[ClosingForm]) -> None:
    """This will leave the task open."""
    decline_closing(closing_id=now.ids["closing_id"], reason=now.said["reason"], actor=now.actor, at=now.at)
