"""Coordination programmes of agencies: list, one page each, and what changes them."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from pcmt.agencies import queries
from pcmt.agencies.actions.end_programme import end_programme
from pcmt.agencies.actions.extend_programme import extend_programme
from pcmt.agencies.actions.found_programme import found_programme
from pcmt.agencies.actions.record_review import record_review
from pcmt.agencies.queries import ProgrammeView
from pcmt.journal import queries as journal
from pcmt.web import history
from pcmt.web.agencies.form_page import FORM_METHODS
from pcmt.web.agencies.papers import address_of, reference_of
from pcmt.web.agencies.programme_forms import EndProgrammeForm, ExtendProgrammeForm, FoundProgrammeForm, ReviewForm
from pcmt.web.agencies.views import tabs
from pcmt.web.components import State
from pcmt.web.views import ActorRequest, page, refusals_in, status_of
from vanban.text import format_date


@page("agencies.view")
@require_safe
def programmes(request: ActorRequest) -> HttpResponse:
    """This will list the programmes, those in force first, each with what is due."""
    today = timezone.localdate()
    found = queries.all_programmes()
    standing = [one for one in found if one.stands(today)]
    due = sum(one.review_due_on is not None and one.review_due_on <= today for one in standing)
    values = {
        "title": f"{len(standing)} quy chế, chương trình đang thực hiện" if found else "Quy chế, chương trình phối hợp",
        "lead": f"{due} đến kỳ sơ kết" if due else "Cơ quan nào phối hợp với cơ quan nào, lĩnh vực gì, đến khi nào",
        "tabs": tabs("agencies.programmes"),
        "rows": [(one, standing_of(one)) for one in sorted(found, key=lambda one: not one.stands(today))],
        "may_found": request.actor.may_somewhere("agencies.found_programme"),
    }
    return render(request, "agencies/programmes.html", values)


@page("agencies.view")
@require_safe
def programme(request: ActorRequest, programme_id: int) -> HttpResponse:
    """This will show one programme: parties, papers, term, reviews held and due."""
    shown = queries.programme(programme_id)
    today = timezone.localdate()
    may = {
        f"may_{verb}": shown.stands(today) and _may(request, f"{verb}_programme", shown) for verb in ("extend", "end")
    }
    values = {
        "title": shown.name,
        "lead": f"{shown.kind_label} · {shown.fields}",
        "programme": shown,
        "state": standing_of(shown),
        "papers": [(paper, address_of(paper.document)) for paper in shown.papers],
        "reviews": [(review, address_of(review.document)) for review in shown.reviews],
        "review_late": shown.review_due_on is not None and shown.review_due_on <= today,
        "may_review": shown.valid_from <= today and _may(request, "record_review", shown),
        "events": history.events(journal.entries(subject=f"programme:{programme_id}")),
        **may,
    }
    return render(request, "agencies/programme.html", values)


@page("agencies.found_programme")
@require_http_methods(FORM_METHODS)
def found(request: ActorRequest) -> HttpResponse:
    """This will enter a programme with its parties."""
    today = timezone.localdate()
    form = FoundProgrammeForm(
        request.POST or None, initial={"signed_on": today, "valid_from": today, "review_months": 12}, on=today
    )
    if form.is_valid():
        with refusals_in(form):
            values = dict(form.cleaned_data)
            made = found_programme(
                fields=values.pop("fields_of_work"),
                lead_ids=[one.id for one in values.pop("leads")],
                support_ids=[one.id for one in values.pop("supports")],
                document=reference_of(request.actor, values["paper"]),
                **values,
                actor=request.actor,
                at=timezone.now(),
            )
            messages.success(request, f"Đã ghi {values['name']}.")
            return redirect("agencies.programme", made)
    values = {
        "title": "Thêm quy chế, chương trình phối hợp",
        "lead": "Các bên, lĩnh vực, thời hạn như trong văn bản ký kết",
        "form": form,
        "doing": "Ghi chương trình",
        "back": reverse("agencies.programmes"),
    }
    return render(request, "agencies/decide.html", values, status=status_of(form))


@page("agencies.extend_programme")
@require_http_methods(FORM_METHODS)
def extend(request: ActorRequest, programme_id: int) -> HttpResponse:
    """This will let a programme go on until a later day."""
    form = ExtendProgrammeForm(request.POST or None, initial={"signed_on": timezone.localdate()})
    return _changed(request, programme_id, form, extend_programme, title="Gia hạn", done="Đã ghi gia hạn.")


@page("agencies.end_programme")
@require_http_methods(FORM_METHODS)
def end(request: ActorRequest, programme_id: int) -> HttpResponse:
    """This will end a programme before its term."""
    today = timezone.localdate()
    form = EndProgrammeForm(request.POST or None, initial={"signed_on": today, "last_day": today})
    return _changed(request, programme_id, form, end_programme, title="Chấm dứt", done="Đã ghi chấm dứt.")


@page("agencies.record_review")
@require_http_methods(FORM_METHODS)
def review(request: ActorRequest, programme_id: int) -> HttpResponse:
    """This will note that a programme was summed up."""
    form = ReviewForm(request.POST or None, initial={"held_on": timezone.localdate()})
    return _changed(request, programme_id, form, record_review, title="Sơ kết", done="Đã ghi buổi sơ kết.")


def standing_of(shown: ProgrammeView) -> State:
    """This will tell where a programme stands today: not begun, in force, a review owed, over."""
    today = timezone.localdate()
    if today < shown.valid_from:
        return State("on", f"từ {format_date(shown.valid_from)}")
    if not shown.stands(today):
        return State("void", "đã hết hạn")
    if shown.review_due_on is not None and shown.review_due_on <= today:
        return State("late", f"sơ kết trước {format_date(shown.review_due_on)}")
    return State("met", "đang thực hiện")


def _may(request: ActorRequest, verb: str, shown: ProgrammeView) -> bool:
    return bool(request.actor.may(f"agencies.{verb}", agency_id=shown.leads[0].id))


def _changed(
    request: ActorRequest,
    programme_id: int,
    form: Form,
    action: Callable[..., None],
    *,
    title: str,
    done: str,
) -> HttpResponse:
    shown = queries.programme(programme_id)
    if form.is_valid():
        with refusals_in(form):
            words = form.cleaned_data.get("paper") or form.cleaned_data.get("note", "")
            paper = reference_of(request.actor, words)
            action(
                programme_id=programme_id, document=paper, **form.cleaned_data, actor=request.actor, at=timezone.now()
            )
            messages.success(request, done)
            return redirect("agencies.programme", programme_id)
    values = {
        "title": f"{title}: {shown.name}",
        "form": form,
        "programme": shown,
        "doing": f"Ghi {title[0].lower()}{title[1:]}",
        "back": reverse("agencies.programme", args=[programme_id]),
    }
    return render(request, "agencies/decide.html", values, status=status_of(form))
