"""Pages that put a confirmed target or task right: its form beside the sentence that asked for it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from pcmt.kernel.period import Period
from pcmt.plans import queries as plans
from pcmt.plans.actions.revise_target import revise_target
from pcmt.plans.actions.revise_task import revise_task
from pcmt.web.plans.revising_forms import ReviseTargetForm, ReviseTaskForm
from pcmt.web.plans.source import provision
from pcmt.web.views import ActorRequest, page, refusals_in, status_of

FORM_METHODS = ["GET", "HEAD", "POST"]
DONE = "Đã ghi nội dung sửa; nội dung trước đó còn ở mục “Đã sửa những gì”."


@page("plans.revise_target")
@require_http_methods(FORM_METHODS)
def revise_one_target(request: ActorRequest, target_id: int) -> HttpResponse:
    """This will show a target in a form, and put it right as the form says."""
    view = plans.seen_target(request.actor, target_id)
    initial = ReviseTargetForm.initial_from(plans.said_target(target_id), len(plans.corrections(view.reference)))
    form = ReviseTargetForm(request.POST or None, initial=initial, on=timezone.localdate())
    if form.is_valid():
        with refusals_in(form):
            fallen = revise_target(
                target_id=target_id,
                said=form.confirmed(),
                revision=form.cleaned_data["revision"],
                reason=form.cleaned_data["reason"],
                actor=request.actor,
                at=timezone.now(),
            )
            gone = ", ".join(Period.parse(one).name_inside for one in fallen)
            messages.success(request, DONE + (f" Đã bỏ mức lộ trình {gone}." if gone else ""))
            return redirect("plans.target", target_id)
    return _form_page(request, view, form, "Chỉ tiêu")


@page("plans.revise_task")
@require_http_methods(FORM_METHODS)
def revise_one_task(request: ActorRequest, task_id: int) -> HttpResponse:
    """This will show a task in a form, and put it right as the form says."""
    on = timezone.localdate()
    view = plans.seen_task(request.actor, task_id, on=on)
    said, held = plans.said_task(task_id, on=on)
    initial = ReviseTaskForm.initial_from(said, len(plans.corrections(view.reference)))
    if said.due_on is None and request.GET.get("han"):
        initial["due_on"] = plans.proposed_day(view)
    form = ReviseTaskForm(request.POST or None, initial=initial, held=held)
    if form.is_valid():
        with refusals_in(form):
            revise_task(
                task_id=task_id,
                said=form.confirmed(on),
                revision=form.cleaned_data["revision"],
                reason=form.cleaned_data["reason"],
                actor=request.actor,
                at=timezone.now(),
            )
            messages.success(request, DONE)
            return redirect("plans.task", task_id)
    return _form_page(request, view, form, "Nhiệm vụ")


def _form_page(
    request: ActorRequest,
    view: plans.TargetView | plans.TaskView,
    form: ReviseTargetForm | ReviseTaskForm,
    kind_label: str,
) -> HttpResponse:
    context = {
        "title": f"Sửa {kind_label.lower()}",
        "view": view,
        "said": view.said if isinstance(view, plans.TargetView) else view.quote,
        "form": form,
        "kind_label": kind_label,
        "steps": view.milestones if isinstance(view, plans.TargetView) else (),
        "source": provision(view.document_id, view.anchor),
        "back": reverse(f"plans.{view.reference.partition(':')[0]}", args=[view.id]),
    }
    return render(request, "plans/revise.html", context, status=status_of(form))
