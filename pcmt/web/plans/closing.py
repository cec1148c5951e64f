"""A task whose result is a figure: said on its page, and closed or left open once the figure is there."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from pcmt.plans import queries as plans
from pcmt.plans.actions.accept_closing import accept_closing
from pcmt.plans.actions.decline_closing import decline_closing
from pcmt.plans.actions.measure_task import measure_task
from pcmt.web.plans.task_forms import MeasureForm
from pcmt.web.plans.tasks import task_page
from pcmt.web.views import ActorRequest, page, status_of, tried


@page("plans.measure_task")
@require_POST
def measure(request: ActorRequest, task_id: int) -> HttpResponse:
    """This will note the figure of a task, or that there is none."""
    plans.seen_task(request.actor, task_id, on=timezone.localdate())
    form = MeasureForm(request.POST, timezone.localdate())

    def act(said: dict[str, Any]) -> object:
        figure = (
            plans.MeasureInput(said["indicator"], said["area"], said["relation"], said["value"])
            if said["indicator"]
            else None
        )
        return measure_task(task_id=task_id, said=figure, actor=request.actor, at=timezone.now())

    if tried(form, act):
        messages.success(request, "Đã ghi số liệu kết thúc nhiệm vụ.")
        return redirect("plans.task", task_id)
    return task_page(request, task_id, {"measuring": form, "refused": form}, status_of(form))


@page("plans.accept_closing")
@require_POST
def accept(request: ActorRequest, task_id: int, closing_id: int) -> HttpResponse:
    """This will close the task by its figure."""
    plans.seen_task(request.actor, task_id, on=timezone.localdate())
    form = forms.Form(request.POST)

    def act(_: dict[str, Any]) -> object:
        said = request.POST.get("reason", "")
        return accept_closing(closing_id=closing_id, words=said, actor=request.actor, at=timezone.now())

    return _decided(request, task_id, form, act, "Đã kết thúc nhiệm vụ theo số liệu.")


@page("plans.decline_closing")
@require_POST
def decline(request: ActorRequest, task_id: int, closing_id: int) -> HttpResponse:
    """This will leave the task open."""
    plans.seen_task(request.actor, task_id, on=timezone.localdate())
    form = forms.Form(request.POST)

    def act(_: dict[str, Any]) -> object:
        said = request.POST.get("reason", "")
        return decline_closing(closing_id=closing_id, reason=said, actor=request.actor, at=timezone.now())

    return _decided(request, task_id, form, act, "Đã ghi: chưa kết thúc nhiệm vụ.")


def _decided(request: ActorRequest, task_id: int, form: forms.Form, act: Any, told: str) -> HttpResponse:
    if tried(form, act):
        messages.success(request, told)
        return redirect("plans.task", task_id)
    return task_page(request, task_id, {"refused": form}, status_of(form))
