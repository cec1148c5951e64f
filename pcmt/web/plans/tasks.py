"""Pages of tasks: whose they are, how far each agency is, and their end."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from pcmt.journal import queries as journal
from pcmt.plans import queries as plans
from pcmt.plans.actions.finish_task import finish_task
from pcmt.plans.actions.record_progress import record_progress
from pcmt.plans.actions.withdraw_task import withdraw_task
from pcmt.web.history import events
from pcmt.web.plans.filters import matches, tabs
from pcmt.web.plans.forms import FinishForm, ProgressForm, ReasonForm
from pcmt.web.plans.source import provision
from pcmt.web.views import ActorRequest, page, refusals_in, status_of


@page("plans.view")
@require_safe
def list_tasks(request: ActorRequest) -> HttpResponse:
    """This will list the tasks of the actor's own agency, soonest due first; all that they may see with `tat_ca`."""
    on = timezone.localdate()
    everyone = "tat_ca" in request.GET
    own = None if everyone else request.actor.own_agencies
    every = plans.tasks(request.actor, agency_ids=own, on=on)
    chosen = request.GET.get("trang_thai", "")
    late = sum(task.is_overdue for task in every)
    title = f"{late} nhiệm vụ quá hạn" if late else "Nhiệm vụ của cơ quan tôi" if not everyone else "Nhiệm vụ"
    context = {
        "title": title,
        "tasks": [task for task in every if matches(task, chosen)],
        "tabs": tabs(every, chosen, "", {"tat_ca": "1"} if everyone else {}),
        "everyone": everyone,
    }
    return render(request, "plans/tasks.html", context)


@page("plans.view")
@require_safe
def task(request: ActorRequest, task_id: int) -> HttpResponse:
    """This will show a task: the sentence that gave it, who leads and helps, how far each is."""
    return _task(request, task_id)


@page("plans.record_progress")
@require_POST
def report(request: ActorRequest, task_id: int) -> HttpResponse:
    """This will record how far the actor's agency is."""
    form = ProgressForm(request.POST)
    plans.seen_task(request.actor, task_id, on=timezone.localdate())
    if form.is_valid():
        with refusals_in(form):
            record_progress(
                task_id=task_id,
                percent=form.cleaned_data["percent"],
                words=form.cleaned_data["words"],
                actor=request.actor,
                at=timezone.now(),
            )
            messages.success(request, "Đã ghi tiến độ.")
            return redirect("plans.task", task_id)
    return _task(request, task_id, progress=form, status=status_of(form))


@page("plans.finish_task")
@require_POST
def finish(request: ActorRequest, task_id: int) -> HttpResponse:
    """This will close a task as done."""
    form = FinishForm(request.POST)
    plans.seen_task(request.actor, task_id, on=timezone.localdate())
    if form.is_valid():
        with refusals_in(form):
            finish_task(task_id=task_id, words=form.cleaned_data["words"], actor=request.actor, at=timezone.now())
            messages.success(request, "Đã ghi nhận hoàn thành nhiệm vụ.")
            return redirect("plans.task", task_id)
    return _task(request, task_id, result=form, status=status_of(form))


@page("plans.withdraw_task")
@require_POST
def withdraw_one_task(request: ActorRequest, task_id: int) -> HttpResponse:
    """This will withdraw a task, with its reason."""
    form = ReasonForm(request.POST)
    plans.seen_task(request.actor, task_id, on=timezone.localdate())
    if form.is_valid():
        with refusals_in(form):
            withdraw_task(task_id=task_id, reason=form.cleaned_data["reason"], actor=request.actor, at=timezone.now())
            messages.success(request, "Đã rút nhiệm vụ.")
            return redirect("plans.task", task_id)
    return _task(request, task_id, reason=form, status=status_of(form))


def _task(
    request: ActorRequest,
    task_id: int,
    *,
    progress: forms.Form | None = None,
    result: forms.Form | None = None,
    reason: forms.Form | None = None,
    status: int = 200,
) -> HttpResponse:
    view = plans.seen_task(request.actor, task_id, on=timezone.localdate())
    acting = plans.answers_for(request.actor, view) if view.is_open else None
    leads = {party.agency_id for party in view.leads}
    keeps = request.actor.may_somewhere("plans.withdraw_task")
    mine = next((party for party in (*view.leads, *view.supports) if acting and party.agency_id == acting), None)
    context = {
        "title": view.title,
        "task": view,
        "source": provision(view.document_id, view.anchor),
        "said": plans.progress(task_id),
        "mine": mine,
        "progress": progress or ProgressForm(initial={"percent": mine.percent if mine else None}),
        "result": result or FinishForm(),
        "reason": reason or ReasonForm(),
        "may_report": acting is not None,
        "may_finish": view.is_open and (acting in leads or keeps),
        "corrections": plans.corrections(view.reference),
        "may_revise": view.is_open and request.actor.may_somewhere("plans.revise_task"),
        "may_withdraw": view.is_open and keeps,
        "events": events(journal.entries(subject=view.reference)),
    }
    return render(request, "plans/task.html", context, status=status)
