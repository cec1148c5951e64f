"""How a step of a task goes: what a form sent, one action, back to the task; or the task's page with what is wrong."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import wraps
from typing import Any, Generic, TypeVar

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from pcmt.kernel.actor import Actor
from pcmt.plans import queries as plans
from pcmt.web.plans.tasks import task_page
from pcmt.web.views import ActorRequest, page, status_of, tried

F = TypeVar("F", bound=forms.Form)
View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Step(Generic[F]):
    """A step about to be taken: on which task, by whom and when, with a form that is valid. ids: what else is named."""

    task: plans.TaskView
    form: F
    actor: Actor
    at: datetime
    ids: dict[str, int] = field(default_factory=dict)

    @property
    def said(self) -> dict[str, Any]:
        """What the form said, field by field."""
        return self.form.cleaned_data


def step(
    permission: str, form: Callable[..., F], *, done: str, place: str = ""
) -> Callable[[Callable[[Step[F]], object]], View]:
    """This will make a view of a function that takes one step of a task.

    form: makes the form that was sent, of the request, the task and what else the address names; done: what is said
    once the step was taken; place: the name of the form on the task's page, which shows it again where it was not
    accepted ("" where the page has none: then only what is wrong is told).
    """

    def made(take: Callable[[Step[F]], object]) -> View:
        @page(permission)
        @require_POST
        @wraps(take)
        def view(request: ActorRequest, /, task_id: int, **ids: int) -> HttpResponse:
            task = plans.seen_task(request.actor, task_id, on=timezone.localdate())
            sent = form(request, task, **ids)
            if tried(sent, lambda _: take(Step(task, sent, request.actor, timezone.now(), ids))):
                messages.success(request, done)
                return redirect("plans.task", task_id)
            shown = {place.format(**ids): sent} if place else {}
            return task_page(request, task_id, {**shown, "refused": sent}, status_of(sent))

        return view

    return made
