"""Corrections that a unit asks for: the page where it says what is wrong, and the answer that nothing is opened."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from pcmt.kernel.refusal import NotAllowed, NotFound, Refusal
from pcmt.reporting import queries
from pcmt.reporting.actions import ask_correction as asking
from pcmt.reporting.actions import refuse_correction as refusing
from pcmt.reporting.queries import CorrectionAskedView
from pcmt.web.asked import number_of
from pcmt.web.reporting.forms import CELL
from pcmt.web.views import ActorRequest, page


@page("reporting.ask_correction")
@require_http_methods(["GET", "HEAD", "POST"])
def ask_correction(request: ActorRequest, submission_id: int) -> HttpResponse:
    """This will ask which closed figures are wrong, what would be right and why, and put it before who closes."""
    view = queries.submission(request.actor, submission_id, timezone.localdate())
    typed = {key.removeprefix(CELL): str(text) for key, text in request.POST.items() if key.startswith(CELL)}
    wrong, reason, refusal = request.POST.getlist("wrong"), request.POST.get("reason", ""), None
    if request.method == "POST":
        try:
            asking.ask_correction(
                submission_id=submission_id,
                figures=typed,
                wrong=wrong,
                reason=reason,
                actor=request.actor,
                at=timezone.now(),
            )
        except (NotFound, NotAllowed):
            raise
        except Refusal as raised:
            refusal = raised
        else:
            messages.success(request, "Đã gửi đề nghị đính chính. Số đã chốt vẫn dùng cho đến khi đính chính xong.")
            return redirect("reporting.submission", submission_id)
    faults = refusal.fields if refusal else {}
    values = {
        "title": f"Đề nghị đính chính {view.duty.name_inside}",
        "view": view,
        "rows": [
            (cell, typed.get(cell.element, ""), cell.element in wrong, faults.get(cell.element, ""))
            for cell in queries.correctable(request.actor, view)
        ],
        "reason": reason,
        "refusal": refusal,
        "wrong_reason": faults.get("reason", ""),
    }
    return render(request, "reporting/ask_correction.html", values, status=422 if refusal else 200)


@page("reporting.refuse_correction")
@require_POST
def refuse_correction(request: ActorRequest, submission_id: int) -> HttpResponse:
    """This will tell the unit why its report is not opened again."""
    try:
        refusing.refuse_correction(
            asked_id=number_of(request.POST.get("de-nghi", "")) or 0,
            answer=request.POST.get("answer", ""),
            actor=request.actor,
            at=timezone.now(),
        )
    except (NotFound, NotAllowed):
        raise
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Đã trả lời đơn vị; số đã chốt giữ nguyên.")
    return redirect("reporting.submission", submission_id)


def reason_asked(waiting: CorrectionAskedView | None) -> str:
    """This will begin the reason of a correction with the request that waits for it."""
    return f"Theo đề nghị của đơn vị: {waiting.reason}" if waiting else ""


def figures_asked(waiting: CorrectionAskedView | None) -> dict[str, str]:
    """This will give what a waiting request says to be right, by element."""
    return {one.element: one.right for one in waiting.cells} if waiting else {}
