"""Closing many reports of a period at once, what is doubtful kept apart."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from pcmt.kernel.period import Period
from pcmt.kernel.refusal import NotAllowed, NotFound, Refusal
from pcmt.reporting import queries
from pcmt.reporting.actions import accept_many as accepting
from pcmt.reporting.queries import Closable, ToClose
from pcmt.rulebook.queries import book
from pcmt.web.components import State
from pcmt.web.reporting.asked import period_opened
from pcmt.web.reporting.forms import read_chosen
from pcmt.web.reporting.wording import timing_state
from pcmt.web.views import ActorRequest, page

LEFT_TOLD = 10


@page("reporting.accept_many")
@require_http_methods(["GET", "HEAD", "POST"])
def accept_many(request: ActorRequest) -> HttpResponse:
    """This will list the sent reports of a period, plain ones ready to be closed together, and close those chosen."""
    asked = request.POST if request.method == "POST" else request.GET
    on = timezone.localdate()
    form_code = asked.get("bieu") or book().forms(on)[0].code
    known = queries.periods_known(form_code)
    period = period_opened(asked.get("ky", ""), known)
    if request.method == "POST" and period is not None:
        return _close(request, form_code, period)
    found = queries.to_close(request.actor, form_code, period, on) if period else ToClose((), (), (), 0, 0)
    values = {
        "title": _title(found, period),
        "form": book().form(form_code, period.last_day if period else on),
        "period": period,
        "periods": known,
        "found": found,
        "plain": _with_timing(found.plain),
        "doubtful": _with_timing(found.doubtful),
        "barred": _with_timing(found.barred),
        "here": request.get_full_path(),
        "may_set_aside": bool(request.actor.may("reporting.set_aside_many")),
    }
    return render(request, "reporting/accept_many.html", values)


def _close(request: ActorRequest, form_code: str, period: Period) -> HttpResponse:
    try:
        done = accepting.accept_many(seen=read_chosen(request.POST), actor=request.actor, at=timezone.now())
    except (NotFound, NotAllowed):
        raise
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        if done.closed:
            messages.success(request, f"Đã chốt số liệu {len(done.closed)} báo cáo; số tổng hợp của tỉnh đã cập nhật.")
        if done.left:
            messages.warning(request, _left_told(request, done.left, form_code, period))
    where = urlencode({"bieu": form_code, "ky": period.id})
    return HttpResponseRedirect(f"{reverse('reporting.accept_many')}?{where}")


def _left_told(request: ActorRequest, left: Sequence[tuple[int, str]], form_code: str, period: Period) -> str:
    """Whose reports were left, by reason; a report that is not of the list has no name."""
    owed = queries.duties(request.actor, form_code=form_code, period=period)
    names = {one.submission_id: one.area_name for one in owed}
    whose: dict[str, list[str]] = {}
    for submission_id, why in left[:LEFT_TOLD]:
        whose.setdefault(why, []).extend([names[submission_id]] if submission_id in names else [])
    told = [f"{', '.join(units)}: {why}" if units else why for why, units in whose.items()]
    more = f" Và {len(left) - LEFT_TOLD} báo cáo khác." if len(left) > LEFT_TOLD else ""
    return f"{len(left)} báo cáo chưa chốt được. {' '.join(told)}{more}"


def _with_timing(rows: tuple[Closable, ...]) -> list[tuple[Closable, State | None]]:
    return [(row, timing_state(row.timing)) for row in rows]


def _title(found: ToClose, period: Period | None) -> str:
    if period is None:
        return "Chưa có kỳ báo cáo nào được mở"
    if not found.waiting:
        return f"{period.name}: không có báo cáo nào chờ chốt"
    apart = f", {len(found.doubtful)} báo cáo cần xem riêng" if found.doubtful else ""
    return f"{period.name}: {len(found.plain)} báo cáo chốt được ngay{apart}"
