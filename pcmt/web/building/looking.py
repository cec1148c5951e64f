"""The fifth step: the form as whoever fills it in will see it, tried out, and as it prints."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from pcmt.areas import queries as areas
from pcmt.kernel.period import Period
from pcmt.reporting.queries import trials
from pcmt.rulebook.queries.drafts import DraftView
from pcmt.web.building.steps import opened, shown
from pcmt.web.reporting.forms import read_entry
from pcmt.web.reporting.grid import grid_sections, grid_words
from pcmt.web.reporting.sheet import wrong_fields
from pcmt.web.views import ActorRequest, page

UNIT = "Đơn vị trả lời"


@page("rulebook.change_form_draft")
@require_http_methods(["GET", "HEAD", "POST"])
def trial(request: ActorRequest, built_id: int) -> HttpResponse:
    """This will show the entry grid; what is typed is checked and shown again, and nothing is stored."""
    view = opened(request, built_id)
    entry = read_entry(request.POST) if request.method == "POST" else None
    tried = _tried(view, dict(entry.cells) if entry else {})
    sections = grid_sections(tried.view, entry, tried.wrong)
    values = shown(
        view,
        "trial",
        "Xem thử như người điền",
        report=tried.view,
        sections=sections,
        words=grid_words(tried.view, entry),
        wrong=wrong_fields(sections),
        tried=entry is not None,
    )
    return render(request, "building/trial.html", values, status=422 if tried.wrong else 200)


@page("rulebook.change_form_draft")
@require_safe
def print_blank(request: ActorRequest, built_id: int) -> HttpResponse:
    """This will lay the blank form out for paper."""
    view = opened(request, built_id)
    found = _tried(view, {})
    values = {
        "title": view.plan.label,
        "draft": view,
        "view": found.view,
        "sections": grid_sections(found.view),
        "blank": True,
        "agency": {"name": UNIT},
        "province": areas.province(timezone.localdate()),
    }
    return render(request, "building/print.html", values)


def _tried(view: DraftView, typed: dict[str, str]) -> trials.Trial:
    due, period = view.plan.due, None
    if view.plan.is_once and due.first_day and due.last_day:
        period = Period.between(date.fromisoformat(due.first_day), date.fromisoformat(due.last_day))
    return trials.trial(view.form, typed, unit=UNIT, period=period, on=timezone.localdate())
