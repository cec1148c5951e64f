"""All targets of a plan on one page, the most urgent first: where each stands, what is wanted now, what is foreseen."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from pcmt.areas import queries as areas
from pcmt.indicators import queries as indicators
from pcmt.indicators.queries import Outlook, Progress
from pcmt.plans import queries as plans
from pcmt.plans.actions.name_leads import name_leads
from pcmt.plans.queries import TargetView
from pcmt.web.components import State
from pcmt.web.plans.ahead import KINDS
from pcmt.web.plans.lead_form import LeadsForm
from pcmt.web.plans.ways import unled
from pcmt.web.views import ActorRequest, page, refusals_in, status_of

URGENCY = {"risk": 0, "late": 1, "void": 3, "on": 4, "met": 5}
FORESEEN_LATE = 2
"""The urgency of what keeps its roadmap, or has none, and is foreseen not to arrive."""


@dataclass(frozen=True)
class TargetLine:
    """One target with its standing and projection; state, ahead, ahead_state: None where it is not measured, foreseen.

    ahead, ahead_state: at the deadline.
    """

    target: TargetView
    progress: Progress | None
    ahead: str
    ahead_state: State | None
    urgency: int
    state: State | None = None


@page("plans.view")
@require_safe
def show_targets(request: ActorRequest, plan_id: int) -> HttpResponse:
    """This will show a plan's targets by urgency: what is off target, by how much, and why."""
    on = timezone.localdate()
    view = plans.plan(request.actor, plan_id)
    every = plans.targets(request.actor)
    own = [one for one in every if one.plan_id == plan_id]
    places = areas.areas_by_id({one.scope_area_id for one in own}, on)
    seen = {area_id for area_id, area in places.items() if indicators.may_view(request.actor, area)}
    prospects = indicators.prospects([one for one in own if one.scope_area_id in seen], on, every)
    lines = [line_of(one, prospects.get(one.id)) for one in own]
    lines.sort(key=lambda line: (line.urgency, line.target.by.last_day, line.target.id))
    counts = {kind: sum(line.progress is not None and line.progress.state == kind for line in lines) for kind in KINDS}
    context = {
        "title": f"{len(own)} chỉ tiêu",
        "plan": view,
        "lines": lines,
        "off": counts["risk"] + counts["late"],
        "met": counts["met"],
        "void": counts["void"],
        "on": on,
        **unled(request.actor, view, own),
    }
    return render(request, "plans/targets.html", context)


@page("plans.name_leads")
@require_http_methods(["GET", "HEAD", "POST"])
def name_target_leads(request: ActorRequest, plan_id: int) -> HttpResponse:
    """This will show all targets of a plan with who leads in each, and name them together."""
    view = plans.plan(request.actor, plan_id)
    own = plans.targets(request.actor, plan_id=plan_id)
    form = LeadsForm(request.POST if request.method == "POST" else None, own, timezone.localdate())
    if form.is_valid():
        with refusals_in(form):
            changed = name_leads(plan_id=plan_id, leads=form.chosen(), actor=request.actor, at=timezone.now())
            told = f"Đã ghi cơ quan chủ trì {changed} chỉ tiêu." if changed else "Không có gì thay đổi."
            messages.success(request, told)
            return redirect("plans.targets", plan_id)
    lacking = sum(one.lead_id is None for one in own)
    context = {
        "title": f"{lacking} chỉ tiêu chưa có cơ quan chủ trì" if lacking else "Cơ quan chủ trì chỉ tiêu",
        "plan": view,
        "form": form,
    }
    return render(request, "plans/leads.html", context, status=status_of(form))


def line_of(target: TargetView, prospect: indicators.Prospect | None) -> TargetLine:
    """This will put a target on its line; None of what the actor may not see."""
    if prospect is None:
        return TargetLine(target, None, "", None, URGENCY["void"])
    view, state = prospect.outlook, prospect.progress.state
    urgency = FORESEEN_LATE if prospect.fails else URGENCY[state]
    told = State("late" if prospect.fails else KINDS[state], prospect.label)
    return TargetLine(target, prospect.progress, _ahead(view), _ahead_state(view), urgency, told)


def _ahead(view: Outlook | None) -> str:
    if view is None or view.best is None:
        return ""
    return indicators.said(view.best.value, view.rule.scale, view.rule.unit)


def _ahead_state(view: Outlook | None) -> State | None:
    if view is None or view.best is None:
        return None
    return State(KINDS[view.verdict], view.label)
