"""Pages of what a plan asks below: who is to make a plan of their own, where each stands, who answers for what."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from pcmt.agencies.queries import AgencyView
from pcmt.plans import queries as plans
from pcmt.plans.actions.record_own_plan import record_own_plan
from pcmt.web.plans.ways import rooms, unled
from pcmt.web.views import ActorRequest, page, refusals_in, status_of

MOST_COLUMNS, PARTED = 50, 40
"""Tasks of one matrix that a page of paper holds; of more, numbers of three digits among them, so many at a time."""


@dataclass(frozen=True)
class Sheet:
    """Some tasks against the agencies: the tasks with their numbers, and each agency with its marks."""

    columns: Sequence[tuple[int, plans.TaskView]]
    lines: Sequence[tuple[AgencyView, plans.Line, Sequence[str]]]
    is_last: bool


class OwnPlanForm(forms.Form):
    """Which plan in the register answers for an agency."""

    agency = forms.TypedChoiceField(label="Cơ quan", coerce=int)
    own_plan = forms.TypedChoiceField(label="Kế hoạch đã ban hành", coerce=int)

    def __init__(self, data: QueryDict | None, view: plans.Cascade, known: Sequence[plans.PlanView]) -> None:
        super().__init__(data)
        waiting = [(row.agency_id, row.agency_name) for row in view.rows if not row.is_issued]
        self.fields["agency"].choices = waiting  # type: ignore[attr-defined]
        self.fields["own_plan"].choices = [(one.id, one.title[:110]) for one in known]  # type: ignore[attr-defined]
        self.is_of_use = bool(waiting and known)


@page("plans.view")
@require_safe
def show_cascade(request: ActorRequest, plan_id: int) -> HttpResponse:
    """This will show who was asked for a plan of their own, who has one, is late, and what it leaves out."""
    return _cascade(request, plan_id)


@page("plans.record_own_plan")
@require_POST
def record_own(request: ActorRequest, plan_id: int) -> HttpResponse:
    """This will note which registered plan answers for an agency."""
    view = plans.cascade(request.actor, plan_id, timezone.localdate())
    form = OwnPlanForm(request.POST, view, _known(request, plan_id))
    if form.is_valid():
        with refusals_in(form):
            record_own_plan(
                plan_id=plan_id,
                agency_id=form.cleaned_data["agency"],
                own_plan_id=form.cleaned_data["own_plan"],
                actor=request.actor,
                at=timezone.now(),
            )
            messages.success(request, "Đã ghi kế hoạch của cơ quan.")
            return redirect("plans.cascade", plan_id)
    return _cascade(request, plan_id, own=form)


@page("plans.view")
@require_safe
def show_coverage(request: ActorRequest, plan_id: int) -> HttpResponse:
    """This will set the plan's duties against the agencies: nothing without a lead, nobody without a duty."""
    found = plans.coverage(request.actor, plan_id, timezone.localdate())
    columns = list(found.duties.values())
    lines = [line for line in found.cover.lines if line.agency_id in found.agencies]
    context = {
        "title": "Ai chịu trách nhiệm gì",
        "plan": found.plan,
        "rooms": rooms(found.plan, "plans.coverage"),
        "found": found,
        "columns": columns,
        "sheets": [
            Sheet(
                part,
                [(found.agencies[line.agency_id], line, [_mark(one.id, line) for _, one in part]) for line in lines],
                is_last=part[-1][0] == len(columns),
            )
            for part in _parted(columns)
        ],
        "may_match": any(party.agency_id is None for task in columns for party in task.parties)
        and plans.may_keep(request.actor, found.plan, "plans.match_names"),
        **unled(request.actor, found.plan),
        "leaderless": [found.duties[one] for one in found.cover.without_lead],
    }
    return render(request, "plans/coverage.html", context)


def _parted(columns: Sequence[plans.TaskView]) -> list[list[tuple[int, plans.TaskView]]]:
    """The tasks with their numbers, as many together as go on a page of paper."""
    numbered = list(enumerate(columns, 1))
    size = PARTED if len(numbered) > MOST_COLUMNS else MOST_COLUMNS
    return [numbered[at : at + size] for at in range(0, len(numbered), size)]


def _mark(task_id: int, line: plans.Line) -> str:
    return "C" if task_id in line.leads else "P" if task_id in line.supports else ""


def _known(request: ActorRequest, plan_id: int) -> list[plans.PlanView]:
    return [one for one in plans.plans(request.actor) if one.id != plan_id and one.document_id is not None]


def _cascade(request: ActorRequest, plan_id: int, *, own: OwnPlanForm | None = None) -> HttpResponse:
    view = plans.cascade(request.actor, plan_id, timezone.localdate())
    may_ask = view.plan.state == "active" and plans.may_keep(request.actor, view.plan, "plans.ask_for_plans")
    context = {
        "title": "Kế hoạch cấp dưới",
        "plan": view.plan,
        "rooms": rooms(view.plan, "plans.cascade"),
        "view": view,
        "may_ask": may_ask,
        "own": own or OwnPlanForm(None, view, _known(request, plan_id) if may_ask else ()),
        "errors": own,
    }
    return render(request, "plans/cascade.html", context, status=status_of(own) if own else 200)
