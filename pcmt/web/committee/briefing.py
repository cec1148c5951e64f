"""Briefings: the requests, who has done what, what an agency records."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from pcmt.committee import queries as committee
from pcmt.committee.actions.ask_briefing import ask_briefing
from pcmt.committee.actions.record_briefing import record_briefing
from pcmt.committee.actions.take_back_briefing import take_back_briefing
from pcmt.committee.actions.withdraw_briefing import withdraw_briefing
from pcmt.journal import queries as journal
from pcmt.kernel.refusal import NotFound
from pcmt.web import history
from pcmt.web.committee.briefing_forms import AskBriefingForm, SessionForm
from pcmt.web.committee.calling import FORM_METHODS
from pcmt.web.committee.forms import ReasonForm
from pcmt.web.committee.ways import ways
from pcmt.web.components import Event
from pcmt.web.downloads import csv_of
from pcmt.web.views import ActorRequest, page, refusals_in, status_of
from vanban.text import format_date

HEADS = ("Cơ quan", "Tình trạng", "Ngày", "Nơi tổ chức", "Hình thức", "Triệu tập", "Dự")


@page("committee.view")
@require_safe
def briefings(request: ActorRequest) -> HttpResponse:
    """This will list the requests, and tell how many wait for the actor's own agency."""
    found = committee.briefings(request.actor, on=timezone.localdate())
    mine = sum(one.awaits_me for one in found)
    context = {
        "title": f"{mine} văn bản chờ cơ quan tôi quán triệt" if mine else "Quán triệt văn bản",
        "lead": "Văn bản nào, cơ quan nào đã quán triệt đến bao nhiêu người, còn cơ quan nào chưa",
        "ways": ways("committee.briefings"),
        "rows": found,
        "may_ask": request.actor.may_somewhere("committee.ask_briefing"),
    }
    return render(request, "committee/briefings.html", context)


@page("committee.view")
@require_safe
def show_briefing(request: ActorRequest, briefing_id: int) -> HttpResponse:
    """This will show a request: the figures, who has not, every sitting; `con` leaves those who have out."""
    view = committee.briefing(request.actor, briefing_id, on=timezone.localdate())
    only_open = "con" in request.GET
    context = {
        "title": f"Quán triệt {view.document.label}",
        "view": view,
        "duties": [one for one in view.duties if not (only_open and one.is_done)],
        "only_open": only_open,
        "events": _asked(view) if view.may_withdraw else (),
    }
    return render(request, "committee/briefing.html", context)


@page("committee.view")
@require_safe
def table(request: ActorRequest, briefing_id: int) -> HttpResponse:
    """This will hand out who has done what as a table file, a line for each sitting that counts."""
    view = committee.briefing(request.actor, briefing_id, on=timezone.localdate())
    rows = [
        (
            duty.agency_name,
            duty.label,
            *((format_date(one.held_on), one.place, one.form_label, str(one.invited), str(one.present)) if one else ""),
        )
        for duty in view.duties
        for one in duty.counting or (None,)
    ]
    return csv_of(HEADS, rows, name=f"quan-triet-{briefing_id}.csv")


@page("committee.ask_briefing")
@require_http_methods(FORM_METHODS)
def ask(request: ActorRequest) -> HttpResponse:
    """This will ask agencies to brief their people on a document; `so` names it."""
    form = AskBriefingForm(
        request.POST or None,
        actor=request.actor,
        on=timezone.localdate(),
        initial={"number": request.GET.get("so", "")[:200]},
    )
    if form.is_valid():
        typed = form.cleaned_data
        with refusals_in(form):
            made = ask_briefing(
                document_id=typed["number"].id,
                agency_ids=typed["agencies"],
                due_on=typed["due_on"],
                note=typed["note"],
                actor=request.actor,
                at=timezone.now(),
            )
            messages.success(request, "Đã yêu cầu quán triệt.")
            return redirect("committee.briefing", made)
    context = {
        "title": "Yêu cầu quán triệt văn bản",
        "lead": "Mỗi cơ quan tự ghi kết quả: ở đâu, ngày nào, bao nhiêu người dự",
        "form": form,
        "doing": "Yêu cầu quán triệt",
        "home": reverse("committee.briefings"),
        "home_name": "Quán triệt văn bản",
        "back": reverse("committee.briefings"),
    }
    return render(request, "committee/form.html", context, status=status_of(form))


@page("committee.record_briefing")
@require_http_methods(FORM_METHODS)
def record(request: ActorRequest, briefing_id: int, agency_id: int) -> HttpResponse:
    """This will record a sitting of an agency for which the actor answers."""
    today = timezone.localdate()
    view, duty = _duty(request, briefing_id, agency_id)
    form = SessionForm(request.POST or None, initial={"held_on": today})
    done = "Đã ghi kết quả quán triệt."

    def act() -> None:
        record_briefing(
            briefing_id=briefing_id, agency_id=agency_id, said=form.said(), actor=request.actor, at=timezone.now()
        )

    return _form(request, view, form, act, title=f"Kết quả quán triệt của {duty.agency_name}", done=done)


@page("committee.take_back_briefing")
@require_http_methods(FORM_METHODS)
def take_back(request: ActorRequest, briefing_id: int, agency_id: int, sitting_id: int) -> HttpResponse:
    """This will let a sitting that was recorded by mistake count no more."""
    view, duty = _duty(request, briefing_id, agency_id)
    if sitting_id not in {one.id for one in duty.counting}:
        raise NotFound
    form = ReasonForm(request.POST or None)

    def act() -> None:
        take_back_briefing(
            briefing_id=briefing_id,
            agency_id=agency_id,
            sitting_id=sitting_id,
            reason=form.cleaned_data["reason"],
            actor=request.actor,
            at=timezone.now(),
        )

    done = "Đã rút kết quả ghi nhầm."
    return _form(request, view, form, act, title="Rút kết quả đã ghi nhầm", done=done, grave=True)


@page("committee.withdraw_briefing")
@require_http_methods(FORM_METHODS)
def withdraw(request: ActorRequest, briefing_id: int) -> HttpResponse:
    """This will withdraw a request, with its reason."""
    view = committee.briefing(request.actor, briefing_id, on=timezone.localdate())
    form = ReasonForm(request.POST or None)

    def act() -> None:
        withdraw_briefing(
            briefing_id=briefing_id, reason=form.cleaned_data["reason"], actor=request.actor, at=timezone.now()
        )

    return _form(request, view, form, act, title="Rút yêu cầu quán triệt", done="Đã rút yêu cầu.", grave=True)


def _asked(view: committee.BriefingView) -> tuple[Event, ...]:
    """What was done with the request itself: what each agency told stands in its row."""
    entries = journal.entries(subject=view.reference)
    return history.events(one for one in entries if one.action != "committee.record_briefing")


def _duty(request: ActorRequest, briefing_id: int, agency_id: int) -> tuple[committee.BriefingView, committee.DutyView]:
    view = committee.briefing(request.actor, briefing_id, on=timezone.localdate())
    duty = next((one for one in view.mine if one.agency_id == agency_id), None)
    if duty is None:
        raise NotFound
    return view, duty


def _form(
    request: ActorRequest,
    view: committee.BriefingView,
    form: forms.Form,
    act: Callable[[], None],
    *,
    title: str,
    done: str,
    grave: bool = False,
) -> HttpResponse:
    """The page of a form about a request: done, it leads back to the request."""
    if form.is_valid():
        with refusals_in(form):
            act()
            messages.success(request, done)
            return redirect("committee.briefing", view.id)
    context = {
        "title": title,
        "lead": view.document.label,
        "form": form,
        "doing": title if grave else "Ghi kết quả",
        "grave": grave,
        "home": reverse("committee.briefings"),
        "home_name": "Quán triệt văn bản",
        "back": reverse("committee.briefing", args=[view.id]),
    }
    return render(request, "committee/form.html", context, status=status_of(form))
