"""Pages of targets: the sentence, the roadmap, today's figure beside the level asked."""

from collections.abc import Sequence
from datetime import date

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from pcmt.areas import queries as areas
from pcmt.indicators import queries as indicators
from pcmt.journal import queries as journal
from pcmt.kernel.actor import Actor
from pcmt.plans import queries as plans
from pcmt.plans.actions.add_milestone import add_milestone
from pcmt.plans.actions.name_lead import name_lead
from pcmt.plans.actions.withdraw_target import withdraw_target
from pcmt.web.history import events
from pcmt.web.plans.ahead import SupposeForm, ahead_panel
from pcmt.web.plans.forms import MilestoneForm, ReasonForm
from pcmt.web.plans.lead_form import LeadForm
from pcmt.web.plans.source import provision
from pcmt.web.views import ActorRequest, page, refusals_in, status_of


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
    if form.is_valid():
        with refusals_in(form):
            add_milestone(
                target_id=target_id,
                period=form.cleaned_data["period"],
                value=form.cleaned_data["value"],
                actor=request.actor,
                at=timezone.now(),
            )
            messages.success(request, "Đã đặt mức theo lộ trình.")
            return redirect("plans.target", target_id)
    return _target(request, target_id, steps=form, status=status_of(form))


@page("plans.withdraw_target")
@require_POST
def withdraw_one_target(request: ActorRequest, target_id: int) -> HttpResponse:
    """This will withdraw a target, with its reason."""
    form = ReasonForm(request.POST)
    plans.seen_target(request.actor, target_id)
    if form.is_valid():
        with refusals_in(form):
            withdraw_target(
                target_id=target_id, reason=form.cleaned_data["reason"], actor=request.actor, at=timezone.now()
            )
            messages.success(request, "Đã rút chỉ tiêu.")
            return redirect("plans.target", target_id)
    return _target(request, target_id, reason=form, status=status_of(form))


@page("plans.name_lead")
@require_POST
def name_target_lead(request: ActorRequest, target_id: int) -> HttpResponse:
    """This will name the agency that leads in a target, or nobody."""
    form = LeadForm(request.POST, view=plans.seen_target(request.actor, target_id), on=timezone.localdate())
    if form.is_valid():
        with refusals_in(form):
            name_lead(target_id=target_id, agency_id=form.chosen, actor=request.actor, at=timezone.now())
            messages.success(request, "Đã ghi cơ quan chủ trì chỉ tiêu.")
            return redirect("plans.target", target_id)
    return _target(request, target_id, lead=form, status=status_of(form))


def _target(
    request: ActorRequest,
    target_id: int,
    *,
    steps: forms.Form | None = None,
    reason: forms.Form | None = None,
    lead: forms.Form | None = None,
    status: int = 200,
) -> HttpResponse:
    view = plans.seen_target(request.actor, target_id)
    is_active = view.state == "active"
    prospect = prospect_of(request.actor, view) if is_active and view.indicator else None
    may_lead = is_active and plans.may_keep(request.actor, view, "plans.name_lead")
    supposing = SupposeForm(request.GET if "gia_dinh" in request.GET else None)
    figures = supposing.cleaned_data["gia_dinh"] if supposing.is_valid() else ()
    context = {
        "title": f"{view.label}: {view.level}, {view.deadline}",
        "target": view,
        "standing": prospect.progress if prospect else None,
        "ahead": ahead_panel(prospect.outlook, figures, on=timezone.localdate()) if prospect else None,
        "on_the_way": _on_the_way(view, prospect.outlook) if prospect else (),
        "read_with": indicators.read_with(view, timezone.localdate()) if prospect else (),
        "supposing": supposing,
        "divides": view.value is not None and plans.divides(view, timezone.localdate()),
        "registers": plans.registers(view, timezone.localdate()),
        "source": provision(view.document_id, view.anchor),
        "steps": steps or MilestoneForm(),
        "reason": reason or ReasonForm(),
        "may_step": is_active and view.value is not None and plans.may_keep(request.actor, view, "plans.add_milestone"),
        "lead_form": (lead or LeadForm(view=view, on=timezone.localdate())) if may_lead else None,
        "corrections": plans.corrections(view.reference),
        "may_revise": is_active and plans.may_keep(request.actor, view, "plans.revise_target"),
        "may_withdraw": is_active and plans.may_keep(request.actor, view, "plans.withdraw_target"),
        "events": events(journal.entries(subject=view.reference)),
    }
    return render(request, "plans/target.html", context, status=status)


def _on_the_way(target: plans.TargetView, outlook: indicators.Outlook | None) -> tuple[tuple[date, str], ...]:
    """The steps by which it is judged that are not its own: levels of other targets on the same indicator."""
    if outlook is None:
        return ()
    rule = outlook.rule
    own = {indicators.last_day(period, rule.calendar) for period, _ in target.milestones}
    steps = [(day, level) for day, level in outlook.goal.milestones if day not in own]
    return tuple((day, indicators.said(level, rule.scale, rule.unit)) for day, level in steps)


def prospect_of(actor: Actor, target: plans.TargetView) -> indicators.Prospect | None:
    """This will judge one target and look ahead; None where the actor may not see its area's values.

    Nearer targets of the plans on the same indicator are steps on its way.
    """
    on = timezone.localdate()
    place = areas.areas_by_id({target.scope_area_id}, on).get(target.scope_area_id)
    if place is None or not indicators.may_view(actor, place):
        return None
    beside = plans.targets(actor, indicator=target.indicator)
    return indicators.prospects([target], on, beside)[target.id]


def standing_of(actor: Actor, targets: Sequence[plans.TargetView]) -> dict[int, indicators.Progress]:
    """This will judge the targets whose area's values the actor may see, by their ids."""
    on = timezone.localdate()
    places = areas.areas_by_id({target.scope_area_id for target in targets}, on)
    seen = {area_id for area_id, area in places.items() if indicators.may_view(actor, area)}
    return indicators.progresses([target for target in targets if target.scope_area_id in seen], on)
