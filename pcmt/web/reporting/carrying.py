"""Corrections of closed periods: the page that carries one on, and what stands beside the cells that take it up."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotAllowed, NotFound, Refusal
from pcmt.reporting import queries
from pcmt.reporting.actions import carry_correction as carrying
from pcmt.reporting.queries import SubmissionView
from pcmt.web.reporting.forms import CELL
from pcmt.web.reporting.wishing import figures_asked, reason_asked
from pcmt.web.views import ActorRequest, page
from vanban.text import lower_first


@page("reporting.carry_correction")
@require_http_methods(["GET", "HEAD", "POST"])
def carry_correction(request: ActorRequest, submission_id: int) -> HttpResponse:
    """This will ask for the right figures of a closed period, and carry the differences into the next one."""
    view = queries.submission(request.actor, submission_id, timezone.localdate())
    found = queries.carriable(request.actor, view)
    typed = {key.removeprefix(CELL): str(text) for key, text in request.POST.items() if key.startswith(CELL)}
    reason, refusal = request.POST.get("reason", ""), None
    if request.method != "POST":
        asked = queries.correction_waiting(view)
        typed, reason = figures_asked(asked), reason_asked(asked)
    if request.method == "POST":
        try:
            into = carrying.carry_correction(
                submission_id=submission_id,
                figures={element: text for element, text in typed.items() if text.strip()},
                reason=reason,
                actor=request.actor,
                at=timezone.now(),
            )
        except (NotFound, NotAllowed):
            raise
        except Refusal as raised:
            refusal = raised
        else:
            messages.success(request, f"Đã ghi điều chỉnh vào {into.name_inside}. Số đã chốt giữ nguyên.")
            return redirect("reporting.submission", submission_id)
    wrong = refusal.fields if refusal else {}
    values = {
        "title": f"Điều chỉnh {view.duty.period.name_inside} của {lower_first(view.duty.area_name)} vào kỳ sau",
        "view": view,
        "found": found,
        "rows": [
            (cell, right, typed.get(cell.element, ""), wrong.get(cell.element, "")) for cell, right in found.cells
        ],
        "wrong": [(cell.element, cell.label, wrong[cell.element]) for cell, _ in found.cells if cell.element in wrong],
        "reason": reason,
        "refusal": refusal,
        "wrong_reason": wrong.get("reason", ""),
    }
    return render(request, "reporting/carry_correction.html", values, status=422 if refusal else 200)


def may_carry(actor: Actor, view: SubmissionView) -> bool:
    """This will tell whether a correction may be carried on from here: closed, its period too, and by whom checks."""
    duty = view.duty
    allowed = actor.may("reporting.carry_correction", agency_id=duty.agency_id, area_id=duty.area_id)
    return bool(view.closed and duty.state == "accepted" and allowed)
