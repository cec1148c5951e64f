"""The list of reports: the completeness board for those who check, the own duties for those who report."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from pcmt.areas import queries as areas
from pcmt.kernel.period import Period
from pcmt.reporting import queries
from pcmt.reporting.actions import open_period as opening
from pcmt.reporting.queries import Board, BoardRow
from pcmt.rulebook.queries import book
from pcmt.web.areas.map_day import map_day
from pcmt.web.asked import number_of
from pcmt.web.components import State
from pcmt.web.formats.figures import percent_text
from pcmt.web.paging import page_of
from pcmt.web.reporting.asked import period_named
from pcmt.web.reporting.board_rows import by_district, by_unit, is_past_map
from pcmt.web.reporting.live import live_values
from pcmt.web.reporting.sections import sides
from pcmt.web.reporting.wording import CHECKED, board_title, duties_title, short_month, timing_state, who_owes
from pcmt.web.views import ActorRequest, page
from vanban.text import fold

A_PAGE = 20
FILTERS = {
    "": "Tất cả",
    "cho": "Chờ kiểm tra, chốt",
    "chua-gui": "Chưa gửi",
    "qua-han": "Quá hạn",
    "tra-lai": "Trả lại để bổ sung",
    "da-chot": "Đã chốt số liệu",
}


@dataclass(frozen=True)
class Fact:
    """One figure on top of the board, and the rows it counts."""

    label: str
    value: str
    state: State
    url: str


@page("reporting.view")
@require_safe
def board(request: ActorRequest) -> HttpResponse:
    """This will show every area's report of a period, or what waits for someone who reports."""
    if request.actor.areas_for("reporting.view") is not None:
        return _own(request)
    on = timezone.localdate()
    form_code = request.GET.get("bieu") or book().forms(on)[0].code
    known = queries.periods_known(form_code)
    period = _shown(form_code, request.GET.get("ky", ""), known, on)
    live = live_values(request.actor, form_code, period, on)  # before the board: what changes meanwhile is seen twice
    found = queries.board(request.actor, form_code, period, on)
    chosen, sought = request.GET.get("loc", ""), request.GET.get("q", "").strip()
    waits_for = () if found.rows else queries.without_agency(form_code, found.to_open or found.period)
    day = map_day(request, "bieu", "ky", "loc", "q")
    rows = [row for row in found.rows if _fits(row, chosen) and fold(sought) in fold(row.area_name)]
    values = {
        "live": live,
        "title": board_title(found) if found.rows else f"{found.period.name}: kỳ báo cáo chưa mở",
        "lead": f"{found.form.label} · {found.period.label}",
        "board": found,
        "sides": sides("reporting.board", form_code),
        "forms": book().forms(on),
        "who": who_owes(found.form),
        "day": day,
        "groups": by_unit(rows, period, day.on) if day.is_asked else by_district(rows),
        "is_past_map": not day.is_asked and is_past_map(found.rows, day.today),
        "shown": len(rows),
        "columns": [short_month(one) for one in found.heat_periods],
        "facts": _facts(found) if found.rows else [],
        "filters": FILTERS,
        "chosen": chosen,
        "sought": sought,
        "waits_for": waits_for,
        "may_accept_many": any(row.duty.state in CHECKED for row in found.rows)
        and request.actor.may_somewhere("reporting.accept_many"),
        "may_close": bool(found.rows) and request.actor.may_somewhere("reporting.close_period"),
        "may_hand_in": request.actor.may_somewhere("reporting.try_workbook"),
        "may_open_book": request.actor.may_somewhere("reporting.open_book"),
        "may_found": request.actor.may_somewhere("agencies.found_usual_agencies"),
    }
    return render(request, "reporting/board.html", values)


@page("reporting.view")
@require_safe
def summary(request: ActorRequest) -> HttpResponse:
    """This will show what the closed reports of a period add up to."""
    on = timezone.localdate()
    form_code = request.GET.get("bieu") or book().forms(on)[0].code
    opened = queries.periods_known(form_code)
    known = sorted({*opened, *queries.book_periods(form_code)}, key=lambda one: one.first_day, reverse=True)
    period = _shown(form_code, request.GET.get("ky", ""), opened or known, on)
    day = map_day(request, "bieu", "ky", "dia-ban")
    found = queries.summary(request.actor, form_code, period, day.on, number_of(request.GET.get("dia-ban", "")))
    values = {
        "title": _title_of_summary(found, by_reports=period in opened),
        "by_reports": period in opened,
        "lead": f"{found.form.label} · {found.area_name} · {period.label}",
        "summary": found,
        "forms": book().forms(on),
        "periods": known,
        "day": day,
        "parts": areas.served_provinces(day.on) if day.is_other else (),
    }
    return render(request, "reporting/summary.html", values)


@page("reporting.open_period")
@require_POST
def open_period(request: ActorRequest) -> HttpResponse:
    """This will open a period and show its board."""
    form_code, period = request.POST.get("bieu", ""), period_named(request.POST.get("ky", ""))
    try:
        made = opening.open_period(form_code=form_code, period=period, actor=request.actor, at=timezone.now())
    except opening.CannotOpen as refusal:
        messages.error(request, str(refusal))
        return redirect("reporting.board")
    if made:
        messages.success(request, f"Đã mở {period.label_inside}: {made} đơn vị có báo cáo phải gửi.")
    else:
        messages.info(request, f"{period.label} đã mở từ trước, không có gì thay đổi.")
    return HttpResponseRedirect(f"{reverse('reporting.board')}?bieu={form_code}&ky={period.id}")


def _own(request: ActorRequest) -> HttpResponse:
    on = timezone.localdate()
    waiting = queries.awaiting(request.actor, on)
    held = {one.duty.id for one in waiting}
    others = [duty for duty in queries.duties(request.actor, on=on) if duty.id not in held]
    others.sort(key=lambda duty: duty.agency_id not in request.actor.own_agencies)
    shown = page_of(others, request.GET.get("trang", ""), A_PAGE)
    values = {
        "title": duties_title(len(waiting)),
        "may_hand_in": request.actor.may_somewhere("reporting.try_workbook"),
        "may_import": request.actor.may_somewhere("reporting.import_figures"),
        "waiting": [(one, timing_state(one.duty.timing)) for one in waiting],
        "others": [(duty, timing_state(duty.timing)) for duty in shown.rows],
        "shown": shown,
        "total": len(others),
    }
    return render(request, "reporting/duties.html", values)


def _shown(form_code: str, asked: str, known: Sequence[Period], on: date) -> Period:
    """The period asked for; the latest one where none is, or where it was asked of a form with other periods."""
    if asked:
        period = period_named(asked)
        if period.kind is book().form(form_code, period.last_day).period_kind:
            return period
    return known[0] if known else queries.present_period(form_code, on)


def _title_of_summary(found: queries.Summary, *, by_reports: bool) -> str:
    """A period that was never opened has no reports: what it holds came from old books and decisions."""
    if not by_reports and found.expected:
        whose = "cơ quan" if found.of_agencies else "xã, phường"
        return f"{found.period.name}: tổng hợp từ số đã nạp của {found.closed}/{found.expected} {whose}"
    if found.expected:
        return f"{found.period.name}: tổng hợp từ {found.closed}/{found.expected} báo cáo đã chốt"
    return f"{found.period.name}: chưa có báo cáo nào được chốt"


def _fits(row: BoardRow, chosen: str) -> bool:
    duty = row.duty
    return {
        "": True,
        "cho": duty.state in CHECKED,
        "chua-gui": duty.sent_at is None,
        "qua-han": duty.timing is not None and duty.timing.timing == "overdue",
        "tra-lai": duty.state == "returned",
        "da-chot": duty.state == "accepted",
    }.get(chosen, True)


def _facts(found: Board) -> list[Fact]:
    """The four figures on top, each leading to its rows."""
    here = f"{reverse('reporting.board')}?bieu={found.form.code}&ky={found.period.id}&loc="
    late, overdue = found.timed("late"), found.timed("overdue")
    waiting = sum(row.duty.state in CHECKED for row in found.rows)
    returned = sum(row.duty.state == "returned" for row in found.rows)
    unsent = len(found.rows) - found.sent
    return [
        Fact(
            "Đã gửi",
            f"{found.sent}/{len(found.rows)}",
            State("late", f"{late} gửi chậm") if late else State("met", "không gửi chậm"),
            "",
        ),
        Fact("Chưa gửi", str(unsent), _overdue(unsent, overdue), here + "chua-gui"),
        Fact(
            "Chờ kiểm tra, chốt",
            str(waiting),
            State("risk", f"{returned} trả lại") if returned else State("on", "không trả lại"),
            here + "cho",
        ),
        Fact(
            "Đã chốt số liệu",
            f"{found.closed}/{len(found.rows)}",
            State("met" if found.closed else "void", _share(found)),
            here + "da-chot",
        ),
    ]


def _overdue(unsent: int, overdue: int) -> State:
    if overdue:
        return State("risk", f"{overdue} quá hạn")
    return State("void", "chưa đến hạn") if unsent else State("met", "đã gửi đủ")


def _share(found: Board) -> str:
    return percent_text(Fraction(100 * found.closed, len(found.rows))) if found.rows else ""
