"""Pages of plans: what binds until when, who does what, and a document made a plan."""

from collections import Counter

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from pcmt.documents import queries as documents
from pcmt.documents.queries.basis import ended_bases
from pcmt.plans import queries as plans
from pcmt.plans.actions.adopt_plan import adopt_plan
from pcmt.web.committee.beside import opinions_beside
from pcmt.web.documents.basis import basis_context
from pcmt.web.plans.filters import matches, tabs
from pcmt.web.plans.folding import Choice, folded
from pcmt.web.plans.forms import PlanForm
from pcmt.web.plans.targets import standing_of
from pcmt.web.plans.ways import rooms, unled
from pcmt.web.views import ActorRequest, page, refusals_in, status_of

OF_KEEPER = (
    "revise_plan",
    "repeat_plan",
    "draft_paper",
    "discard_plan",
    "end_plan",
    "add_target",
    "add_task",
    "preview_plan",
)
CHANGING = ("draft", "active")


@page("plans.view")
@require_safe
def plan(request: ActorRequest, plan_id: int) -> HttpResponse:
    """This will show a plan: targets with their roadmap, tasks by state, who answers for what."""
    on = timezone.localdate()
    view = plans.plan(request.actor, plan_id)
    every = plans.tasks(request.actor, plan_id=plan_id, on=on)
    targets = plans.targets(request.actor, plan_id=plan_id)
    place = plans.in_document_order((*targets, *every), first=view.ground_id)
    choice = _choice(request)
    shown = [task for task in every if matches(task, choice.standing, on) and _is_of(task, choice.agency)]
    shown = shown if choice.by_deadline else sorted(shown, key=lambda task: place[task.reference])
    standing = standing_of(request.actor, targets)
    context = {
        "title": view.title,
        "plan": view,
        "rooms": rooms(view, "plans.plan"),
        "may": {verb: plans.may_keep(request.actor, view, f"plans.{verb}") for verb in OF_KEEPER},
        "is_changing": view.state in CHANGING,
        "issuing": plans.issuing(request.actor, view) if view.is_draft else None,
        "may_begin_from": plans.may_begin_from(request.actor, view),
        "targets": [(one, standing.get(one.id)) for one in sorted(targets, key=lambda target: place[target.reference])],
        **folded(shown, choice, first=view.ground_id),
        "tasks_count": len(every),
        "tabs": tabs(every, choice.standing, choice.agency, on, choice.order),
        "agency": choice.agency,
        "parties": _workload(every),
        "ended": ended_bases(request.actor, view.ground_id, on=on),
        "overdue": sum(task.is_overdue for task in every),
        **unled(request.actor, view, targets),
        "may_adopt": plans.may_keep(request.actor, view, "plans.adopt_suggestion"),
        **opinions_beside(request.actor, "plan", plan_id, on),
        "may_match": any(_has_stranger(task) for task in every)
        and plans.may_keep(request.actor, view, "plans.match_names"),
    }
    return render(request, "plans/plan.html", context)


def _has_stranger(task: plans.TaskView) -> bool:
    """Whether a task names somebody who is in no register, or was not when it was confirmed."""
    return task.is_open and any(party.agency_id is None for party in (*task.leads, *task.supports))


@page("plans.view")
@require_safe
def basis(request: ActorRequest, plan_id: int) -> HttpResponse:
    """This will show what a plan rests on, and the plans of departments and communes that rest on it."""
    view = plans.plan(request.actor, plan_id)
    context = basis_context(request, view.ground_id) | {"plan": view, "rooms": rooms(view, "plans.basis")}
    return render(request, "plans/basis.html", context)


@page("plans.adopt_plan")
@require_http_methods(["GET", "HEAD", "POST"])
def adopt(request: ActorRequest, document_id: int) -> HttpResponse:
    """This will make a plan of a document, and lead back to the desk to fill it."""
    view = documents.document(request.actor, document_id)
    first = view.row.issued_on.year if view.row.issued_on else timezone.localdate().year
    read_until = max((int(read.by[:4]) for read in _targets_read(view) if read.by[:4].isdigit()), default=first)
    said = plans.years_said(view.row.title or view.label, first) or (first, max(first, read_until))
    # A title printed in capitals does not say which of its words are names; the sentences below it do.
    title = plans.recased(view.row.title, view.text) if view.row.title.isupper() else view.row.title or view.label
    initial = {"title": plans.own_name(title), "horizon_from": said[0], "horizon_to": said[1]}
    form = PlanForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        with refusals_in(form):
            adopt_plan(
                document_id=document_id,
                title=form.cleaned_data["title"],
                horizon=form.horizon(),
                actor=request.actor,
                at=timezone.now(),
            )
            messages.success(request, "Đã lập kế hoạch. Xác nhận từng chỉ tiêu, nhiệm vụ để đưa vào kế hoạch.")
            return redirect("documents.read", document_id)
    context = {"title": "Lập kế hoạch từ văn bản", "form": form, "view": view}
    return render(request, "plans/adopt.html", context, status=status_of(form))


def _targets_read(view: documents.DocumentView) -> list[documents.ProposedTarget]:
    return [item.payload for item in view.suggestions if isinstance(item.payload, documents.ProposedTarget)]


def _choice(request: ActorRequest) -> Choice:
    asked = request.GET
    return Choice(
        asked.get("trang_thai", ""),
        asked.get("co_quan", ""),
        by_deadline=asked.get("thu_tu") == "han",
        whole="mo" in asked,
    )


def _is_of(task: plans.TaskView, agency: str) -> bool:
    """Whether an agency has a part in a task; without one asked for, every task."""
    return not agency or any(str(party.agency_id) == agency for party in (*task.leads, *task.supports))


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
