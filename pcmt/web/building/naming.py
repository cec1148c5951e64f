"""The first step: name, reason, document, days and deadline."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from pcmt.documents import queries as documents
from pcmt.rulebook.queries.drafts import DuePlan, FormPlan
from pcmt.web.building.forms import NameForm
from pcmt.web.building.steps import changed, opened, shown, to_step
from pcmt.web.views import ActorRequest, page, status_of

DEFAULT_DAYS = 5


@page("rulebook.change_form_draft")
@require_http_methods(["GET", "HEAD", "POST"])
def name(request: ActorRequest, built_id: int) -> HttpResponse:
    """This will show and take what the form is called, why it is asked, and when it is due."""
    view = opened(request, built_id)
    form = NameForm(request.POST or None, plan=view.plan, initial=_initial(view.plan))
    if request.method == "POST" and form.is_valid():
        found = documents.named_in(request.actor, form.cleaned_data["document"])
        plan = _with(view.plan, form.cleaned_data, found.id if found else None)
        if changed(request, view, plan, "sửa tên, căn cứ, hạn", form):
            if form.cleaned_data["document"] and found is None:
                messages.info(request, "Chưa thấy văn bản này trong sổ đăng ký; vẫn ghi làm căn cứ như đã nhập.")
            return to_step("building.content" if "tiep" in request.POST else "rulebook.change_form_draft", built_id)
    linked = documents.labels([view.plan.document_id]) if view.plan.document_id else {}
    values = shown(view, "name", "Tên, căn cứ và hạn gửi", form=form, linked=linked.get(view.plan.document_id or 0))
    return render(request, "building/name.html", values, status=status_of(form))


def _initial(plan: FormPlan) -> dict[str, Any]:
    today, due = timezone.localdate(), plan.due
    return {
        "label": plan.label,
        "short_label": plan.short_label,
        "reason": plan.reason,
        "document": plan.document,
        "period_kind": plan.period_kind,
        "calendar": plan.calendar if not plan.is_once else "nd09",
        "version_from": _day(plan.version_from),
        "first_day": _day(due.first_day),
        "last_day": _day(due.last_day) or today,
        "due_on": _day(due.due_on),
        "days": due.days,
        "working": due.working,
    }


def _with(plan: FormPlan, said: dict[str, Any], document_id: int | None) -> FormPlan:
    kind = said.get("period_kind", plan.period_kind)
    once = kind == "range"
    days = said["days"] if said["days"] is not None else DEFAULT_DAYS
    return replace(
        plan,
        label=said["label"],
        short_label=said["short_label"],
        reason=said["reason"],
        document=said["document"],
        document_id=document_id,
        period_kind=kind,
        calendar="civil" if once else said.get("calendar") or plan.calendar,
        version_from="" if once else _iso(said["version_from"]),
        due=DuePlan(
            first_day=_iso(said["first_day"]) if once else "",
            last_day=_iso(said["last_day"]) if once else "",
            due_on=_iso(said["due_on"]) if once else "",
            days=days,
            working=said["working"],
        ),
    )


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
