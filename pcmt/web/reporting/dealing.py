"""What is agreed around a report: taking it up, threads, a report of nothing."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from pcmt.kernel.refusal import NotAllowed, NotFound, Refusal
from pcmt.reporting.actions import remark as remarking
from pcmt.reporting.actions import report_nothing as nothing
from pcmt.reporting.actions import take_up as taking
from pcmt.web.reporting.forms import read_version
from pcmt.web.views import ActorRequest, page


@page("reporting.take_up")
@require_POST
def take_up(request: ActorRequest, submission_id: int) -> HttpResponse:
    """This will put the report under review by who asks."""
    return act_and_return(
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
    return act_and_return(
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
    return act_and_return(
        request,
        lambda: nothing.report_nothing(
            submission_id=submission_id, version=read_version(request.POST), actor=request.actor, at=timezone.now()
        ),
        "Đã ghi 0 vào các ô phát sinh trong kỳ; số cuối kỳ lấy theo kỳ trước. Xem lại, trả lời các ô còn trống rồi "
        "trình xác nhận, ký.",
        reverse("reporting.submission", args=[submission_id]),
    )


def act_and_return(request: ActorRequest, act: Callable[[], object], done: str, back: str) -> HttpResponse:
    """This will act once and go back with what came of it; what may not be seen or done is refused as everywhere."""
    try:
        act()
    except (NotFound, NotAllowed):
        raise
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return HttpResponseRedirect(back)
