"""Deadlines: more time asked for and decided, a period closed and reopened, and who may enter late all the same."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pcmt.kernel.period import Period
from pcmt.reporting import queries
from pcmt.reporting.actions import allow_late_entry as allowing
from pcmt.reporting.actions import ask_extension as asking
from pcmt.reporting.actions import close_period as closing
from pcmt.reporting.actions import decide_extension as deciding
from pcmt.reporting.actions import reopen_period as reopening
from pcmt.reporting.actions import revoke_late_entry as revoking
from pcmt.reporting.queries import ExtensionView, Leave, PeriodDesk
from pcmt.rulebook.queries import book
from pcmt.web.reporting.asked import period_named
from pcmt.web.reporting.deadline_forms import AnswerForm, ExtensionForm, LateAskingForm, LateForm, LeaveForm
from pcmt.web.reporting.dealing import act_and_return
from pcmt.web.views import ActorRequest, page, refusals_in, status_of
from vanban.text import format_date

ASKED = "Đã gửi đề nghị gia hạn. Thời hạn giữ nguyên cho đến khi được đồng ý."


@page("reporting.ask_extension")
@require_http_methods(["GET", "HEAD", "POST"])
def ask_extension(request: ActorRequest, submission_id: int) -> HttpResponse:
    """This will ask until when and why, and send the request to the standing office."""
    view = queries.submission(request.actor, submission_id, timezone.localdate())
    closed = queries.asks_after_closing(view.duty.form_code, view.duty.period)
    form = (LateAskingForm if closed else ExtensionForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form, request.actor):
            asking.ask_extension(
                submission_id=submission_id,
                wanted_on=form.cleaned_data["wanted_on"],
                reason=form.cleaned_data["reason"],
                actor=request.actor,
                at=timezone.now(),
            )
            messages.success(request, "Đã xin nhập muộn. Được đồng ý thì nhập, gửi được." if closed else ASKED)
            return redirect("reporting.submission", submission_id)
    title = "Xin nhập muộn" if closed else "Xin gia hạn báo cáo"
    values = {"title": title, "view": view, "form": form, "closed": closed}
    return render(request, "reporting/ask_extension.html", values, status=status_of(form))


@page("reporting.decide_extension")
@require_POST
def decide_extension(request: ActorRequest, extension_id: int) -> HttpResponse:
    """This will grant or refuse a request for more time and go back to the period; what is wrong shows beside it."""
    form = AnswerForm(request.POST, auto_id=f"quyet-{extension_id}-%s")
    agreed = "dong-y" in request.POST
    if form.is_valid():
        granted = form.cleaned_data["granted_on"] if agreed else None
        if agreed and granted is None:
            form.add_error("granted_on", "Chưa ghi ngày đồng ý đến.")
        else:
            with refusals_in(form, request.actor):
                deciding.decide_extension(
                    extension_id=extension_id,
                    granted_on=granted,
                    answer=form.cleaned_data["answer"],
                    actor=request.actor,
                    at=timezone.now(),
                )
                return _told(
                    request, "Đã đồng ý; đơn vị thấy ngày mới trên báo cáo." if granted else "Đã trả lời không đồng ý."
                )
    return _shown(request, Forms(answers={extension_id: form}))


@dataclass(frozen=True)
class Forms:
    """What was typed on the page of a period and could not be done, to be shown again where it was typed."""

    late: LateForm | None = None
    answers: Mapping[int, AnswerForm] = field(default_factory=dict)
    leaves: Mapping[int, LeaveForm] = field(default_factory=dict)


@page("reporting.close_period")
@require_safe
def period(request: ActorRequest) -> HttpResponse:
    """This will show whether a period is closed, who asks for more time, and who may enter late."""
    return _shown(request, Forms())


def _shown(request: ActorRequest, typed: Forms) -> HttpResponse:
    """The page of a period; 422 with what was typed where it could not be done."""
    on = timezone.localdate()
    asked = request.POST if request.method == "POST" else request.GET
    form_code = asked.get("bieu") or book().forms(on)[0].code
    known = queries.periods_known(form_code)
    wanted = period_named(asked["ky"]) if asked.get("ky") else known[0] if known else None
    found = queries.period_desk(request.actor, form_code, wanted, on) if wanted else None
    values = {
        "title": _title(found, wanted),
        "form": book().form(form_code, wanted.last_day if wanted else on),
        "period": wanted,
        "periods": known,
        "found": found,
        "may_close": found is not None and found.due_on is not None and found.closed is None and on > found.due_on,
        "asked": _answers(found, typed) if found else [],
        "leaves": _leaves(found, typed) if found else [],
        "late_form": typed.late or LateForm(units=_shut_units(found), auto_id="muon-%s"),
    }
    return render(request, "reporting/period.html", values, status=422 if typed != Forms() else 200)


def _shut_units(found: PeriodDesk | None) -> list[tuple[int, str]]:
    """The units that may be let in, as they are chosen from."""
    return (
        [(one.submission_id, one.area_name + (" (bị trả lại)" if one.was_sent else "")) for one in found.shut]
        if found
        else []
    )


def _answers(found: PeriodDesk, typed: Forms) -> list[tuple[str, ExtensionView, AnswerForm]]:
    """Each request that waits, with the form in which it is answered."""
    return [
        (
            unit,
            one,
            typed.answers.get(one.id)
            or AnswerForm(initial={"granted_on": one.wanted_on}, auto_id=f"quyet-{one.id}-%s"),
        )
        for unit, one in found.waiting
    ]


def _leaves(found: PeriodDesk, typed: Forms) -> list[tuple[Leave, LeaveForm]]:
    """Each leave to enter late that stands, with the form that changes it."""
    return [
        (
            one,
            typed.leaves.get(one.submission_id)
            or LeaveForm(initial={"until": one.until}, auto_id=f"muon-{one.submission_id}-%s"),
        )
        for one in found.leaves
    ]


@page("reporting.close_period")
@require_POST
def close_period(request: ActorRequest) -> HttpResponse:
    """This will close a period."""
    return _turn(request, closing.close_period, "Đã đóng")


@page("reporting.reopen_period")
@require_POST
def reopen_period(request: ActorRequest) -> HttpResponse:
    """This will reopen a period."""
    return _turn(request, reopening.reopen_period, "Đã mở lại")


@page("reporting.allow_late_entry")
@require_POST
def allow_late_entry(request: ActorRequest) -> HttpResponse:
    """This will let one unit enter after closing."""
    wanted, on = period_named(request.POST.get("ky", "")), timezone.localdate()
    found = queries.period_desk(request.actor, request.POST.get("bieu", ""), wanted, on)
    form = LateForm(request.POST, units=_shut_units(found), auto_id="muon-%s")
    if form.is_valid() and _let_in(request, form, form.cleaned_data["submission"]):
        return _told(request, f"Đã cho nhập muộn đến hết ngày {format_date(form.cleaned_data['until'])}.")
    return _shown(request, Forms(late=form))


@page("reporting.allow_late_entry")
@require_POST
def change_late_entry(request: ActorRequest, submission_id: int) -> HttpResponse:
    """This will give a unit that may enter late another day."""
    form = LeaveForm(request.POST, auto_id=f"muon-{submission_id}-%s")
    if form.is_valid() and _let_in(request, form, submission_id):
        return _told(request, f"Đã đổi hạn nhập muộn: đến hết ngày {format_date(form.cleaned_data['until'])}.")
    return _shown(request, Forms(leaves={submission_id: form}))


@page("reporting.revoke_late_entry")
@require_POST
def revoke_late_entry(request: ActorRequest, submission_id: int) -> HttpResponse:
    """This will take back the leave of a unit to enter late."""
    form = LeaveForm(request.POST, auto_id=f"muon-{submission_id}-%s")
    if form.is_valid():
        with refusals_in(form, request.actor):
            revoking.revoke_late_entry(
                submission_id=submission_id,
                reason=form.cleaned_data["reason"],
                actor=request.actor,
                at=timezone.now(),
            )
            return _told(request, "Đã thu hồi; đơn vị không nhập, gửi được nữa. Số đã nhập vẫn giữ trong bản nháp.")
    return _shown(request, Forms(leaves={submission_id: form}))


def _let_in(request: ActorRequest, form: LeaveForm, submission_id: int) -> bool:
    """Allow what a valid form says; False where it was refused, told in the form."""
    until = form.cleaned_data["until"]
    if until is None:
        form.add_error("until", "Chưa ghi ngày được nhập đến hết.")
        return False
    with refusals_in(form, request.actor):
        allowing.allow_late_entry(
            submission_id=submission_id,
            until=until,
            reason=form.cleaned_data["reason"],
            actor=request.actor,
            at=timezone.now(),
        )
        return True
    return False


def _told(request: ActorRequest, done: str) -> HttpResponse:
    """Back to the period that the form names, with what was done."""
    messages.success(request, done)
    return HttpResponseRedirect(_desk_address(request.POST.get("bieu", ""), request.POST.get("ky", "")))


def _turn(request: ActorRequest, act: Callable[..., object], done: str) -> HttpResponse:
    """Close or reopen the period that the form names, for the reason that it gives."""
    form_code, wanted = request.POST.get("bieu", ""), period_named(request.POST.get("ky", ""))
    reason = request.POST.get("reason", "")
    return act_and_return(
        request,
        lambda: act(form_code=form_code, period=wanted, reason=reason, actor=request.actor, at=timezone.now()),
        f"{done} {wanted.label_inside}.",
        _desk_address(form_code, wanted.id),
    )


def _desk_address(form_code: str, period_id: str) -> str:
    return f"{reverse('reporting.period')}?{urlencode({'bieu': form_code, 'ky': period_id})}"


def _title(found: PeriodDesk | None, wanted: Period | None) -> str:
    if found is None or wanted is None or not found.owed:
        return "Kỳ báo cáo chưa mở"
    waiting = f", {len(found.waiting)} đề nghị chờ quyết định" if found.waiting else ""
    return f"{wanted.name}: {'kỳ đã đóng' if found.closed else 'kỳ đang mở'}{waiting}"
