"""Pages of plans: what binds until when, who does what, and how far it is."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pcmt.areas import queries as areas
from pcmt.documents import queries as documents
from pcmt.indicators import queries as indicators
from pcmt.journal import queries as journal
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound, Refusal
from pcmt.plans import queries as plans
from pcmt.plans.actions.add_milestone import add_milestone
from pcmt.plans.actions.adopt_plan import adopt_plan
from pcmt.plans.actions.finish_task import finish_task
from pcmt.plans.actions.record_progress import record_progress
from pcmt.plans.actions.withdraw_target import withdraw_target
from pcmt.plans.actions.withdraw_task import withdraw_task
from pcmt.web.components import Link
from pcmt.web.plans.forms import FinishForm, MilestoneForm, PlanForm, ProgressForm, ReasonForm
from pcmt.web.plans.history import events
from pcmt.web.views import ActorRequest, page, show_refusal

STATES = (
    ("", "Tất cả"),
    ("overdue", "Quá hạn"),
    ("todo", "Chưa thực hiện"),
    ("doing", "Đang thực hiện"),
    ("done", "Đã hoàn thành"),
)


@page("plans.view")
@require_safe
def list_plans(request: ActorRequest) -> HttpResponse:
    """This will list the plans, and the actor's own tasks that are late or due."""
    on = timezone.localdate()
    counts = plans.task_counts(request.actor, on)
    late = plans.tasks(request.actor, state="overdue", on=on)
    title = f"{counts.overdue} nhiệm vụ quá hạn" if counts.overdue else "Kế hoạch"
    context = {
        "title": title,
        "plans": plans.plans(request.actor),
        "counts": counts,
        "late": late[:10],
        "overdue_by_plan": Counter(task.plan_id for task in late),
        "may_register": request.actor.may_somewhere("documents.register_document"),
    }
    return render(request, "plans/list.html", context)


@page("plans.view")
@require_safe
def plan(request: ActorRequest, plan_id: int) -> HttpResponse:
    """This will show a plan: targets with their roadmap, tasks by state, who answers for what."""
    on = timezone.localdate()
    view = plans.plan(request.actor, plan_id)
    every = plans.tasks(request.actor, plan_id=plan_id, on=on)
    chosen = request.GET.get("trang_thai", "")
    agency = request.GET.get("co_quan", "")
    shown = [task for task in every if _matches(task, chosen) and (not agency or _has_party(task, agency))]
    targets = plans.targets(request.actor, plan_id=plan_id)
    standing = _standing(request.actor, targets)
    context = {
        "title": view.title,
        "plan": view,
        "targets": [(one, standing.get(one.id)) for one in targets],
        "tasks": shown,
        "tasks_count": len(every),
        "tabs": _tabs(every, chosen, agency),
        "chosen": chosen,
        "agency": agency,
        "parties": _workload(every),
        "overdue": sum(task.is_overdue for task in every),
        "may_adopt": request.actor.may_somewhere("plans.adopt_suggestion"),
    }
    return render(request, "plans/plan.html", context)


@page("plans.view")
@require_safe
def list_tasks(request: ActorRequest) -> HttpResponse:
    """This will list the tasks of the actor's own agency, soonest due first; all that they may see with `tat_ca`."""
    on = timezone.localdate()
    everyone = "tat_ca" in request.GET
    agency_id = None if everyone else request.actor.agency_id
    every = plans.tasks(request.actor, agency_id=agency_id, on=on)
    chosen = request.GET.get("trang_thai", "")
    late = sum(task.is_overdue for task in every)
    title = f"{late} nhiệm vụ quá hạn" if late else "Nhiệm vụ của cơ quan tôi" if not everyone else "Nhiệm vụ"
    context = {
        "title": title,
        "tasks": [task for task in every if _matches(task, chosen)],
        "tabs": _tabs(every, chosen, "", {"tat_ca": "1"} if everyone else {}),
        "everyone": everyone,
    }
    return render(request, "plans/tasks.html", context)


@page("plans.view")
@require_safe
def target(request: ActorRequest, target_id: int) -> HttpResponse:
    """This will show a target: the sentence that asked for it, its roadmap, the national floor, what was done."""
    return _target(request, target_id)


@page("plans.add_milestone")
@require_POST
def add_step(request: ActorRequest, target_id: int) -> HttpResponse:
    """This will add a step to the roadmap."""
    form = MilestoneForm(request.POST)
    plans.seen_target(request.actor, target_id)
    done = _did(
        form,
        lambda said: add_milestone(
            target_id=target_id, period=said["period"], value=said["value"], actor=request.actor, at=timezone.now()
        ),
    )
    if not done:
        return _target(request, target_id, steps=form, status=422)
    messages.success(request, "Đã đặt mức theo lộ trình.")
    return redirect("plans.target", target_id)


@page("plans.withdraw_target")
@require_POST
def withdraw_one_target(request: ActorRequest, target_id: int) -> HttpResponse:
    """This will withdraw a target, with its reason."""
    form = ReasonForm(request.POST)
    plans.seen_target(request.actor, target_id)
    done = _did(
        form,
        lambda said: withdraw_target(
            target_id=target_id, reason=said["reason"], actor=request.actor, at=timezone.now()
        ),
    )
    if not done:
        return _target(request, target_id, reason=form, status=422)
    messages.success(request, "Đã rút chỉ tiêu.")
    return redirect("plans.target", target_id)


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
    done = _did(
        form,
        lambda said: record_progress(
            task_id=task_id, percent=said["percent"], words=said["words"], actor=request.actor, at=timezone.now()
        ),
    )
    if not done:
        return _task(request, task_id, progress=form, status=422)
    messages.success(request, "Đã ghi tiến độ.")
    return redirect("plans.task", task_id)


@page("plans.finish_task")
@require_POST
def finish(request: ActorRequest, task_id: int) -> HttpResponse:
    """This will close a task as done."""
    form = FinishForm(request.POST)
    plans.seen_task(request.actor, task_id, on=timezone.localdate())
    done = _did(
        form, lambda said: finish_task(task_id=task_id, words=said["words"], actor=request.actor, at=timezone.now())
    )
    if not done:
        return _task(request, task_id, result=form, status=422)
    messages.success(request, "Đã ghi nhận hoàn thành nhiệm vụ.")
    return redirect("plans.task", task_id)


@page("plans.withdraw_task")
@require_POST
def withdraw_one_task(request: ActorRequest, task_id: int) -> HttpResponse:
    """This will withdraw a task, with its reason."""
    form = ReasonForm(request.POST)
    plans.seen_task(request.actor, task_id, on=timezone.localdate())
    done = _did(
        form,
        lambda said: withdraw_task(task_id=task_id, reason=said["reason"], actor=request.actor, at=timezone.now()),
    )
    if not done:
        return _task(request, task_id, reason=form, status=422)
    messages.success(request, "Đã rút nhiệm vụ.")
    return redirect("plans.task", task_id)


@page("plans.adopt_plan")
@require_http_methods(["GET", "HEAD", "POST"])
def adopt(request: ActorRequest, document_id: int) -> HttpResponse:
    """This will make a plan of a document, and lead back to the desk to fill it."""
    view = documents.document(request.actor, document_id)
    first = view.row.issued_on.year if view.row.issued_on else timezone.localdate().year
    last = max((int(read.by[:4]) for read in _targets_read(view) if read.by[:4].isdigit()), default=first)
    # A title printed in capitals does not say which of its words are names: the document's own name reads better.
    title = view.label if not view.row.title or view.row.title.isupper() else view.row.title
    initial = {"title": title, "horizon_from": first, "horizon_to": max(first, last)}
    form = PlanForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST":
        done = _did(
            form,
            lambda said: adopt_plan(
                document_id=document_id,
                title=said["title"],
                horizon=form.horizon(),
                actor=request.actor,
                at=timezone.now(),
            ),
        )
        if done:
            messages.success(request, "Đã lập kế hoạch. Xác nhận từng chỉ tiêu, nhiệm vụ để đưa vào kế hoạch.")
            return redirect("documents.read", document_id)
    context = {"title": "Lập kế hoạch từ văn bản", "form": form, "view": view}
    return render(request, "plans/adopt.html", context, status=422 if form.is_bound else 200)


def _target(
    request: ActorRequest,
    target_id: int,
    *,
    steps: forms.Form | None = None,
    reason: forms.Form | None = None,
    status: int = 200,
) -> HttpResponse:
    view = plans.seen_target(request.actor, target_id)
    is_active = view.state == "active"
    context = {
        "title": f"{view.label}: {view.level}, {view.deadline}",
        "target": view,
        "standing": _standing(request.actor, [view] if is_active and view.indicator else []).get(view.id),
        "source": _provision(view.document_id, view.anchor),
        "steps": steps or MilestoneForm(),
        "reason": reason or ReasonForm(),
        "may_step": is_active and view.value is not None and request.actor.may_somewhere("plans.add_milestone"),
        "may_withdraw": is_active and request.actor.may_somewhere("plans.withdraw_target"),
        "events": events(journal.entries(subject=view.reference)),
    }
    return render(request, "plans/target.html", context, status=status)


def _standing(actor: Actor, targets: Sequence[plans.TargetView]) -> dict[int, indicators.Progress]:
    on = timezone.localdate()
    places = areas.areas_by_id({target.scope_area_id for target in targets}, on)
    seen = {area_id for area_id, area in places.items() if indicators.may_view(actor, area)}
    return indicators.progresses([target for target in targets if target.scope_area_id in seen], on)


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
        "source": _provision(view.document_id, view.anchor),
        "said": plans.progress(task_id),
        "mine": mine,
        "progress": progress or ProgressForm(initial={"percent": mine.percent if mine else None}),
        "result": result or FinishForm(),
        "reason": reason or ReasonForm(),
        "may_report": acting is not None,
        "may_finish": view.is_open and (acting in leads or keeps),
        "may_withdraw": view.is_open and keeps,
        "events": events(journal.entries(subject=view.reference)),
    }
    return render(request, "plans/task.html", context, status=status)


def _did(form: forms.Form, act: Callable[[dict[str, Any]], object]) -> bool:
    if not form.is_valid():
        return False
    try:
        act(form.cleaned_data)
    except NotFound:
        raise
    except Refusal as refusal:
        show_refusal(form, refusal)
        return False
    return True


def _provision(document_id: int, anchor: str) -> documents.ProvisionView | None:
    return documents.provision(document_id, anchor) if anchor else None


def _targets_read(view: documents.DocumentView) -> list[documents.ProposedTarget]:
    return [item.payload for item in view.suggestions if isinstance(item.payload, documents.ProposedTarget)]


def _matches(task: plans.TaskView, chosen: str) -> bool:
    if not chosen:
        return task.state != "withdrawn"
    return task.is_overdue if chosen == "overdue" else task.state == chosen


def _has_party(task: plans.TaskView, agency: str) -> bool:
    return any(str(party.agency_id) == agency for party in (*task.leads, *task.supports))


def _tabs(
    every: tuple[plans.TaskView, ...], chosen: str, agency: str, kept: dict[str, str] | None = None
) -> tuple[Link, ...]:
    asked = {**(kept or {}), **({"co_quan": agency} if agency else {})}
    rest = f"&{urlencode(asked)}" if asked else ""
    return tuple(
        Link(label, f"?trang_thai={code}{rest}", sum(_matches(task, code) for task in every), current=code == chosen)
        for code, label in STATES
    )


def _workload(every: tuple[plans.TaskView, ...]) -> list[tuple[plans.PartyView, int, int, int]]:
    """This will tell for each agency how many tasks it leads, supports and is late with, busiest first."""
    named: dict[int, plans.PartyView] = {}
    leads, supports, late = Counter[int](), Counter[int](), Counter[int]()
    for task in every:
        for party in (*task.leads, *task.supports):
            if party.agency_id is None:
                continue
            named.setdefault(party.agency_id, party)
            (leads if party.role == "lead" else supports)[party.agency_id] += 1
            late[party.agency_id] += task.is_overdue and party.role == "lead"
    order = sorted(named, key=lambda key: (-leads[key], -supports[key], named[key].name))
    return [(named[key], leads[key], supports[key], late[key]) for key in order]
