"""The last step: proposed by one person, released by another, and what was asked once is asked at once."""

from datetime import date

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from pcmt.agencies import queries as agencies
from pcmt.kernel.period import Period
from pcmt.kernel.refusal import NotAllowed, NotFound, Refusal
from pcmt.reporting.actions import ask as asking
from pcmt.reporting.queries import requests as reporting
from pcmt.rulebook.actions import end_form as ending
from pcmt.rulebook.actions import propose_form_draft as proposing
from pcmt.rulebook.actions import release as releasing
from pcmt.rulebook.actions import withdraw_release as withdrawing
from pcmt.rulebook.queries import book
from pcmt.rulebook.queries.drafts import DraftView
from pcmt.web.building.steps import opened, shown, version_in
from pcmt.web.forms import VnDateField
from pcmt.web.views import ActorRequest, page, refusals_in, status_of

HERE = "rulebook.propose_form_draft"


class EndForm(forms.Form):
    """The last day on which a form is owed, and why."""

    last_day = VnDateField(label="Ngày cuối cùng áp dụng")
    reason = forms.CharField(label="Lý do", max_length=500)


@page("rulebook.propose_form_draft")
@require_http_methods(["GET", "HEAD", "POST"])
def propose_form_draft(request: ActorRequest, built_id: int) -> HttpResponse:
    """This will tell what is lacking, and propose the form where nothing is."""
    view = opened(request, built_id)
    if request.method == "POST":
        try:
            proposing.propose_form_draft(
                draft_id=built_id, version=version_in(request, view), actor=request.actor, at=timezone.now()
            )
        except (NotFound, NotAllowed):
            raise
        except Refusal as refusal:
            messages.error(request, f"{refusal.message} {refusal.remedy}")
        else:
            messages.success(request, "Đã đề xuất. Biểu có hiệu lực khi một người khác ban hành.")
        return redirect(HERE, built_id)
    return render(request, "building/propose.html", _values(request, view))


@page("rulebook.release")
@require_POST
def release_form(request: ActorRequest, built_id: int) -> HttpResponse:
    """This will release a proposed form; one that is asked once is asked in the same breath."""
    view = opened(request, built_id)
    if view.row.state != "waiting" or view.row.release_id is None:
        messages.info(request, "Biểu này không còn chờ ban hành.")
        return redirect(HERE, built_id)
    try:
        releasing.release(
            release_id=view.row.release_id,
            digest=str(request.POST.get("digest", "")),
            actor=request.actor,
            at=timezone.now(),
        )
    except (NotFound, NotAllowed):
        raise
    except Refusal as refusal:
        messages.error(request, f"{refusal.message} {refusal.remedy}")
        return redirect(HERE, built_id)
    if not view.plan.is_once:
        messages.success(request, "Đã ban hành; các kỳ tự mở theo ngày áp dụng.")
        return redirect(HERE, built_id)
    return _asked(request, view)


@page("rulebook.withdraw_release")
@require_POST
def withdraw(request: ActorRequest, built_id: int) -> HttpResponse:
    """This will take the proposal back, so that the form can be changed again."""
    view = opened(request, built_id)
    if view.row.state == "waiting" and view.row.release_id is not None:
        withdrawing.withdraw_release(release_id=view.row.release_id, actor=request.actor, at=timezone.now())
        messages.success(request, "Đã rút đề xuất; biểu sửa tiếp được.")
    return redirect(HERE, built_id)


@page("rulebook.end_form")
@require_POST
def end_form(request: ActorRequest, built_id: int) -> HttpResponse:
    """This will propose the last day of a released form."""
    view, form = opened(request, built_id), EndForm(request.POST)
    if form.is_valid():
        with refusals_in(form):
            ending.end_form(form_id=view.form.id, **form.cleaned_data, actor=request.actor, at=timezone.now())
            messages.success(request, "Đã đề xuất kết thúc biểu; có hiệu lực khi một người khác ban hành.")
            return redirect("rulebook.propose_release")
    return render(request, "building/propose.html", _values(request, view, form), status=status_of(form))


def _asked(request: ActorRequest, view: DraftView) -> HttpResponse:
    due = view.plan.due
    period = Period.between(date.fromisoformat(due.first_day), date.fromisoformat(due.last_day))
    try:
        number = asking.ask(
            form_id=view.form.id,
            period=period,
            due_on=date.fromisoformat(due.due_on),
            reason=view.plan.reason,
            document_id=view.plan.document_id,
            actor=request.actor,
            at=timezone.now(),
        )
    except Refusal as refusal:
        messages.warning(request, f"Đã ban hành biểu, nhưng chưa gửi được yêu cầu: {refusal.message} {refusal.remedy}")
        return redirect(HERE, view.row.id)
    messages.success(request, "Đã ban hành và gửi yêu cầu đến các đơn vị.")
    return redirect("reporting.request", number)


def _days(view: DraftView) -> tuple[tuple[str, str], ...]:
    due = view.plan.due
    return ("first", due.first_day), ("last", due.last_day), ("due", due.due_on), ("from", view.plan.version_from)


def _values(request: ActorRequest, view: DraftView, end: EndForm | None = None) -> dict[str, object]:
    known = {form.id: form for form in book().all_forms}
    released = known.get(view.form.id) if view.row.state == "released" else None
    found, without = reporting.addressees(view.form, timezone.localdate())
    own = view.row.proposed_by is not None and view.row.proposed_by in request.actor.hands
    proposer = agencies.person_names([view.row.proposed_by]) if view.row.proposed_by else {}
    title = {
        "building": "Sẵn sàng đề xuất" if not view.faults else f"Còn {len(view.faults)} việc trước khi đề xuất",
        "waiting": "Chờ một người khác ban hành",
        "released": "Biểu đã ban hành",
    }[view.row.state]
    return shown(
        view,
        "propose",
        title,
        cells=len(view.form.cells),
        days={name: date.fromisoformat(text) if text else None for name, text in _days(view)},
        asked=len(found),
        found=found,
        without=without,
        own=own,
        proposer=proposer.get(view.row.proposed_by or 0, ""),
        may_release=bool(request.actor.may("rulebook.release")),
        released=released,
        end=end or EndForm(),
        may_ask=released is not None and released.is_on_request and request.actor.may_somewhere("reporting.ask"),
    )
