"""The steps of a task: each takes what a form sent, calls one action, and leads back to the task's page."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from pcmt.kernel.refusal import NotFound
from pcmt.plans import queries as plans
from pcmt.plans.actions.accept_task import accept_task
from pcmt.plans.actions.ask_extension import ask_extension
from pcmt.plans.actions.decide_extension import decide_extension
from pcmt.plans.actions.finish_task import finish_task
from pcmt.plans.actions.note_finished import note_finished
from pcmt.plans.actions.pause_task import pause_task
from pcmt.plans.actions.record_progress import record_progress
from pcmt.plans.actions.resume_task import resume_task
from pcmt.plans.actions.return_task import return_task
from pcmt.plans.actions.withdraw_task import withdraw_task
from pcmt.web.plans.forms import ReasonForm
from pcmt.web.plans.task_forms import (
    DecisionForm,
    ExtensionForm,
    FinishForm,
    PaperForm,
    ProgressForm,
    ResumeForm,
    VerdictForm,
)
from pcmt.web.plans.tasks import decision_form, task_page
from pcmt.web.views import ActorRequest, page, status_of, tried

Act = Callable[[dict[str, Any]], object]


@page("plans.record_progress")
@require_POST
def report(request: ActorRequest, task_id: int) -> HttpResponse:
    """This will record how far the actor's agency is."""
    form = ProgressForm(request.POST, request.FILES, auto_id="tien-do-%s")

    def act(said: dict[str, Any]) -> object:
        return record_progress(
            task_id=task_id,
            percent=said["percent"],
            words=said["words"],
            evidence=form.evidence(),
            actor=request.actor,
            at=timezone.now(),
        )

    return _step(request, task_id, form, act, ("progress", "Đã ghi tiến độ."))


@page("plans.finish_task")
@require_POST
def finish(request: ActorRequest, task_id: int) -> HttpResponse:
    """This will report the actor's part as done."""
    form = FinishForm(request.POST, request.FILES, auto_id="xong-%s")

    def act(said: dict[str, Any]) -> object:
        return finish_task(
            task_id=task_id,
            words=said["words"],
            evidence=form.evidence(),
            actor=request.actor,
            at=timezone.now(),
        )

    return _step(request, task_id, form, act, ("result", "Đã báo cáo hoàn thành; chờ cơ quan giao việc nghiệm thu."))


@page("plans.note_finished")
@require_POST
def note(request: ActorRequest, task_id: int) -> HttpResponse:
    """This will note that agencies reported on paper that they are done."""
    view = _seen(request, task_id)
    undone = [party for party in view.parties if party.counts and party.is_open]
    form = PaperForm(request.POST, request.FILES, parties=undone, auto_id="giay-%s")

    def act(said: dict[str, Any]) -> object:
        return note_finished(
            task_id=task_id,
            words=said["words"],
            agency_ids=form.chosen(),
            evidence=form.evidence(),
            actor=request.actor,
            at=timezone.now(),
        )

    return _step(request, task_id, form, act, ("paper", "Đã ghi báo cáo hoàn thành; một người khác nghiệm thu."))


@page("plans.accept_task")
@require_POST
def accept(request: ActorRequest, task_id: int) -> HttpResponse:
    """This will accept reported parts."""
    form = VerdictForm(request.POST, parties=_seen(request, task_id).waiting, auto_id="nghiem-thu-%s")

    def act(said: dict[str, Any]) -> object:
        return accept_task(
            task_id=task_id,
            agency_ids=form.chosen(),
            words=said["reason"],
            actor=request.actor,
            at=timezone.now(),
        )

    return _step(request, task_id, form, act, ("verdict", "Đã nghiệm thu."))


@page("plans.return_task")
@require_POST
def give_back(request: ActorRequest, task_id: int) -> HttpResponse:
    """This will return reported parts with the reason."""
    form = VerdictForm(request.POST, parties=_seen(request, task_id).waiting, auto_id="nghiem-thu-%s")

    def act(said: dict[str, Any]) -> object:
        return return_task(
            task_id=task_id,
            agency_ids=form.chosen(),
            reason=said["reason"],
            actor=request.actor,
            at=timezone.now(),
        )

    return _step(request, task_id, form, act, ("verdict", "Đã trả lại để làm tiếp."))


@page("plans.ask_extension")
@require_POST
def ask_time(request: ActorRequest, task_id: int) -> HttpResponse:
    """This will ask for more time for the actor's part."""
    form = ExtensionForm(request.POST, auto_id="gia-han-%s")

    def act(said: dict[str, Any]) -> object:
        return ask_extension(task_id=task_id, **said, actor=request.actor, at=timezone.now())

    return _step(request, task_id, form, act, ("extension", "Đã gửi đề nghị gia hạn."))


@page("plans.decide_extension")
@require_POST
def decide(request: ActorRequest, task_id: int, extension_id: int) -> HttpResponse:
    """This will grant or refuse more time."""
    _seen(request, task_id)
    asked = {one.id: one for one in plans.extensions(task_id)}
    if extension_id not in asked:
        raise NotFound("Không tìm thấy đề nghị gia hạn này.")
    form = DecisionForm(request.POST, auto_id=f"quyet-{extension_id}-%s")

    def act(said: dict[str, Any]) -> object:
        return decide_extension(
            extension_id=extension_id,
            granted_on=None if said["refuse"] else said["granted_on"],
            answer=said["answer"],
            actor=request.actor,
            at=timezone.now(),
        )

    if tried(form, act):
        messages.success(request, "Đã ghi quyết định về đề nghị gia hạn.")
        return redirect("plans.task", task_id)
    open_ones = [one for one in asked.values() if one.decided_at is None]
    bound = {
        "decisions": [(one, form if one.id == extension_id else decision_form(one)) for one in open_ones],
        "refused": form,
    }
    return task_page(request, task_id, bound, status_of(form))


@page("plans.pause_task")
@require_POST
def pause(request: ActorRequest, task_id: int) -> HttpResponse:
    """This will put a task off, with its reason."""
    form = ReasonForm(request.POST, auto_id="dung-%s")

    def act(said: dict[str, Any]) -> object:
        return pause_task(task_id=task_id, **said, actor=request.actor, at=timezone.now())

    return _step(request, task_id, form, act, ("pause", "Đã tạm dừng nhiệm vụ."))


@page("plans.resume_task")
@require_POST
def resume(request: ActorRequest, task_id: int) -> HttpResponse:
    """This will go on with a task that was put off."""
    form = ResumeForm(request.POST, auto_id="tiep-%s")

    def act(said: dict[str, Any]) -> object:
        return resume_task(task_id=task_id, **said, actor=request.actor, at=timezone.now())

    return _step(request, task_id, form, act, ("resume", "Nhiệm vụ được thực hiện tiếp."))


@page("plans.withdraw_task")
@require_POST
def withdraw(request: ActorRequest, task_id: int) -> HttpResponse:
    """This will withdraw a task, with its reason."""
    form = ReasonForm(request.POST, auto_id="rut-%s")

    def act(said: dict[str, Any]) -> object:
        return withdraw_task(task_id=task_id, **said, actor=request.actor, at=timezone.now())

    return _step(request, task_id, form, act, ("reason", "Đã rút nhiệm vụ."))


def _seen(request: ActorRequest, task_id: int) -> plans.TaskView:
    return plans.seen_task(request.actor, task_id, on=timezone.localdate())


def _step(request: ActorRequest, task_id: int, form: forms.Form, act: Act, told: tuple[str, str]) -> HttpResponse:
    """Do what a form asks for and lead back to the task, or show the task with the form and what is wrong with it.

    told: the form's name on the page, and what to say when it is done.
    """
    name, done = told
    _seen(request, task_id)
    if tried(form, act):
        messages.success(request, done)
        return redirect("plans.task", task_id)
    return task_page(request, task_id, {name: form}, status_of(form))
