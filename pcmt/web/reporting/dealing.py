"""What is agreed around a report: taking it up, threads, more time, a report of nothing; and closing a period."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pcmt.kernel.period import Period
from pcmt.kernel.refusal import NotAllowed, NotFound, Refusal
from pcmt.reporting import queries
from pcmt.reporting.actions import allow_late_entry as allowing
from pcmt.reporting.actions import ask_extension as asking
from pcmt.reporting.actions import close_period as closing
from pcmt.reporting.actions import decide_extension as deciding
from pcmt.reporting.actions import remark as remarking
from pcmt.reporting.actions import reopen_period as reopening
from pcmt.reporting.actions import report_nothing as nothing
from pcmt.reporting.actions import take_up as taking
from pcmt.reporting.queries import PeriodDesk
from pcmt.rulebook.queries import book
from pcmt.web.asked import number_of
from pcmt.web.reporting.asked import period_named
from pcmt.web.reporting.forms import AnswerForm, ExtensionForm, LateForm, read_version
from pcmt.web.views import ActorRequest, page, refusals_in, status_of


@page("reporting.take_up")
@require_POST
def take_up(request: ActorRequest, submission_id: int) -> HttpResponse:
    """This will put the report under review by who asks."""
    return _do(
        request,
        lambda: taking.take_up(
            submission_id=submission_id, version=read_version(request.POST), actor=request.actor, at=timezone.now()
        ),
        "Đã nhận kiểm tra; đồng nghiệp thấy tên anh/chị trên báo cáo.",
        reverse("reporting.submission", args=[submission_id]),
    )


@page("reporting.remark")
@require_POST
def remark(request: ActorRequest, submission_id: int) -> HttpResponse:
    """This will add a question or an answer to a thread of the report."""
    return _do(
        request,
        lambda: remarking.remark(
            submission_id=submission_id,
            element=request.POST.get("element", ""),
            text=request.POST.get("text", ""),
            actor=request.actor,
            at=timezone.now(),
        ),
        "Đã ghi ý kiến.",
        reverse("reporting.submission", args=[submission_id]) + "#hoi-dap",
    )


@page("reporting.report_nothing")
@require_POST
def report_nothing(request: ActorRequest, submission_id: int) -> HttpResponse:
    """This will fill the draft as a report of nothing."""
    return _do(
        request,
        lambda: nothing.report_nothing(
            submission_id=submission_id, version=read_version(request.POST), actor=request.actor, at=timezone.now()
        ),
        "Đã ghi 0 vào các ô phát sinh trong kỳ; số cuối kỳ lấy theo kỳ trước. Xem lại, trả lời các ô còn trống rồi "
        "trình xác nhận, ký.",
        reverse("reporting.submission", args=[submission_id]),
    )


@page("reporting.ask_extension")
@require_http_methods(["GET", "HEAD", "POST"])
def ask_extension(request: ActorRequest, submission_id: int) -> HttpResponse:
    """This will ask until when and why, and send the request to the standing office."""
    view = queries.submission(request.actor, submission_id, timezone.localdate())
    form = ExtensionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form, request.actor):
            asking.ask_extension(
                submission_id=submission_id,
                wanted_on=form.cleaned_data["wanted_on"],
                reason=form.cleaned_data["reason"],
                actor=request.actor,
                at=timezone.now(),
            )
            messages.success(request, "Đã gửi đề nghị gia hạn. Thời hạn giữ nguyên cho đến khi được đồng ý.")
            return redirect("reporting.submission", submission_id)
    values = {"title": "Xin gia hạn báo cáo", "view": view, "form": form}
    return render(request, "reporting/ask_extension.html", values, status=status_of(form))


@page("reporting.decide_extension")
@require_POST
def decide_extension(request: ActorRequest, extension_id: int) -> HttpResponse:
    """This will grant or refuse a request for more time and go back to the period."""
    form = AnswerForm(request.POST)
    back = _desk_address(request.POST.get("bieu", ""), request.POST.get("ky", ""))
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return HttpResponseRedirect(back)
    granted = form.cleaned_data["granted_on"] if "dong-y" in request.POST else None
    if "dong-y" in request.POST and granted is None:
        messages.error(request, "Chưa ghi ngày gia hạn đến.")
        return HttpResponseRedirect(back)
    return _do(
        request,
        lambda: deciding.decide_extension(
            extension_id=extension_id,
            granted_on=granted,
            answer=form.cleaned_data["answer"],
            actor=request.actor,
            at=timezone.now(),
        ),
        "Đã đồng ý gia hạn; thời hạn mới dùng để tính đúng hạn." if granted else "Đã trả lời không đồng ý gia hạn.",
        back,
    )


@page("reporting.close_period")
@require_safe
def period(request: ActorRequest) -> HttpResponse:
    """This will show whether a period is closed, who asks for more time, and who may enter late."""
    on = timezone.localdate()
    form_code = request.GET.get("bieu") or book().forms(on)[0].code
    known = queries.periods_known(form_code)
    wanted = period_named(request.GET["ky"]) if request.GET.get("ky") else known[0] if known else None
    found = queries.period_desk(request.actor, form_code, wanted, on) if wanted else None
    values = {
        "title": _title(found, wanted),
        "form": book().form(form_code, wanted.last_day if wanted else on),
        "period": wanted,
        "periods": known,
        "found": found,
        "may_close": found is not None and found.due_on is not None and found.closed is None and on > found.due_on,
        "shut": [one for one in found.unclosed if one.shut] if found else [],
    }
    return render(request, "reporting/period.html", values)


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
    form = LateForm(request.POST)
    back = _desk_address(request.POST.get("bieu", ""), request.POST.get("ky", ""))
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return HttpResponseRedirect(back)
    return _do(
        request,
        lambda: allowing.allow_late_entry(
            submission_id=number_of(request.POST.get("submission", "")) or 0,
            until=form.cleaned_data["until"],
            reason=form.cleaned_data["reason"],
            actor=request.actor,
            at=timezone.now(),
        ),
        "Đã cho nhập muộn.",
        back,
    )


def _turn(request: ActorRequest, act: Callable[..., object], done: str) -> HttpResponse:
    """Close or reopen the period that the form names, for the reason that it gives."""
    form_code, wanted = request.POST.get("bieu", ""), period_named(request.POST.get("ky", ""))
    reason = request.POST.get("reason", "")
    return _do(
        request,
        lambda: act(form_code=form_code, period=wanted, reason=reason, actor=request.actor, at=timezone.now()),
        f"{done} {wanted.label_inside}.",
        _desk_address(form_code, wanted.id),
    )


def _do(request: ActorRequest, act: Callable[[], object], done: str, back: str) -> HttpResponse:
    """Act once and go back with what came of it; what may not be seen or done is refused as everywhere."""
    try:
        act()
    except (NotFound, NotAllowed):
        raise
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return HttpResponseRedirect(back)


def _desk_address(form_code: str, period_id: str) -> str:
    return f"{reverse('reporting.period')}?{urlencode({'bieu': form_code, 'ky': period_id})}"


def _title(found: PeriodDesk | None, wanted: Period | None) -> str:
    if found is None or wanted is None or not found.owed:
        return "Kỳ báo cáo chưa mở"
    if found.closed:
        return f"{wanted.name}: kỳ đã đóng"
    waiting = f", {len(found.waiting)} đề nghị gia hạn chờ quyết định" if found.waiting else ""
    return f"{wanted.name}: kỳ đang mở{waiting}"
