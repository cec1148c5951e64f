"""Requests on occasion: their list, the board of one, sending another, withdrawing, and the answers as a file."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pcmt.documents import queries as documents
from pcmt.kernel.period import Period
from pcmt.kernel.refusal import NotAllowed, NotFound, Refusal
from pcmt.reporting.actions import ask as asking
from pcmt.reporting.actions import move_deadline as moving
from pcmt.reporting.actions import withdraw_request as withdrawing
from pcmt.reporting.queries import DutyView, extensions_waiting
from pcmt.reporting.queries import requests as queries
from pcmt.reporting.queries.request_answers import request_answers
from pcmt.reporting.queries.requests import Addressee, RequestBoard, RequestView
from pcmt.rulebook.queries import Form, book
from pcmt.web.components import State
from pcmt.web.downloads import csv_of, download_of
from pcmt.web.forms import VnDateField
from pcmt.web.paging import page_of
from pcmt.web.reporting.forms import DeadlineForm, WithdrawForm
from pcmt.web.reporting.sections import sides
from pcmt.web.reporting.wording import CHECKED, timing_state
from pcmt.web.views import ActorRequest, page, refusals_in, status_of
from vanban.text import fold, format_number
from workbook.listing import listed

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILTERS = {
    "": "Tất cả",
    "chua-gui": "Chưa trả lời",
    "qua-han": "Quá hạn",
    "cho": "Chờ kiểm tra, chốt",
    "da-chot": "Đã chốt",
}


A_PAGE = 200


class AskForm(forms.Form):
    """A request: which form, for which days, by when, why, and of whom."""

    form_id = forms.ChoiceField(label="Biểu")
    first_day = VnDateField(label="Số liệu từ ngày")
    last_day = VnDateField(label="Đến hết ngày")
    due_on = VnDateField(label="Hạn gửi")
    reason = forms.CharField(label="Lý do", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    document = forms.CharField(
        label="Văn bản yêu cầu", max_length=200, required=False, help_text="Số, ký hiệu của văn bản đã đăng ký."
    )

    def __init__(self, *args: Any, known: Sequence[Form], of: Sequence[Addressee] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["form_id"] = forms.ChoiceField(label="Biểu", choices=[(one.id, one.label) for one in known])
        self.fields["only"] = forms.TypedMultipleChoiceField(
            label="Chỉ gửi cho", required=False, coerce=int, widget=forms.CheckboxSelectMultiple,
            choices=[(str(one.agency_id), one.label) for one in of],
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """This will hold the days against each other."""
        said = super().clean() or {}
        first, last = said.get("first_day"), said.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", "Ngày cuối không thể trước ngày đầu.")
        return said


@page("reporting.view")
@require_safe
def requests(request: ActorRequest) -> HttpResponse:
    """This will list the requests, latest deadline first."""
    found = queries.requests(request.actor, timezone.localdate())
    running = [one for one in found if one.withdrawn_at is None and one.standing.missing]
    values = {
        "title": f"{len(running)} yêu cầu đột xuất còn đơn vị chưa trả lời" if running else "Yêu cầu đột xuất",
        "sides": sides("reporting.requests", request.GET.get("bieu", "")),
        "requests": [(one, _state(one)) for one in found],
        "may_ask": request.actor.may_somewhere("reporting.ask"),
        "may_build": request.actor.may_somewhere("rulebook.begin_form_draft"),
        "own": request.actor.areas_for("reporting.view") is not None,
    }
    return render(request, "reporting/requests.html", values)


@page("reporting.view")
@require_safe
def one_request(request: ActorRequest, request_id: int) -> HttpResponse:
    """This will show who has answered a request, who is late, and who has not."""
    return _shown(request, request_id, DeadlineForm())


@page("reporting.move_deadline")
@require_POST
def move_deadline(request: ActorRequest, request_id: int) -> HttpResponse:
    """This will set another deadline for all who were asked."""
    form = DeadlineForm(request.POST)
    if form.is_valid():
        with refusals_in(form, request.actor):
            moved = moving.move_deadline(
                request_id=request_id,
                due_on=form.cleaned_data["due_on"],
                reason=form.cleaned_data["reason"],
                actor=request.actor,
                at=timezone.now(),
            )
            messages.success(request, f"Đã dời hạn gửi của {moved} đơn vị; lý do hiện ở báo cáo của từng nơi.")
            return redirect("reporting.request", request_id)
    return _shown(request, request_id, form)


def _shown(request: ActorRequest, request_id: int, deadline: DeadlineForm) -> HttpResponse:
    on = timezone.localdate()
    found = queries.request(request.actor, request_id, on)
    chosen, sought = str(request.GET.get("loc", "")), str(request.GET.get("q", "")).strip()
    rows = [row for row in found.rows if _fits(row, chosen) and fold(sought[:200]) in fold(row.area_name)]
    linked = documents.labels([found.request.document_id]) if found.request.document_id else {}
    values = {
        "title": _title(found),
        "found": found,
        "shown": (shown := page_of(rows, request.GET.get("trang", ""), A_PAGE)),
        "rows": [(row, timing_state(row.timing)) for row in shown.rows],
        "matching": len(rows),
        "linked": linked.get(found.request.document_id or 0),
        "filters": FILTERS,
        "chosen": chosen,
        "sought": sought,
        "extensions": len(extensions_waiting(request.actor, form_code=found.form.code, period=found.request.period)),
        "waiting": sum(row.state in CHECKED for row in found.rows),
        "may_accept_many": request.actor.may_somewhere("reporting.accept_many"),
        "may_close": request.actor.may_somewhere("reporting.close_period"),
        "of_all": f"trên {found.request.standing.owed} đơn vị",
        "accepted_kind": "met" if found.request.standing.accepted else "void",
        "overdue_kind": "risk" if found.request.standing.overdue else "void",
        "reason": WithdrawForm(auto_id="rut_%s"),
        "deadline": deadline,
    }
    return render(request, "reporting/request.html", values, status=status_of(deadline))


@page("reporting.ask")
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: ActorRequest) -> HttpResponse:
    """This will send a request on a form that is in force."""
    on = timezone.localdate()
    known = [one for one in book().forms(on) if one.is_on_request]
    wanted = str(request.POST.get("form_id") or request.GET.get("bieu", ""))
    chosen = next((one for one in known if one.id == wanted), known[0] if known else None)
    of = queries.addressees(chosen, on)[0] if chosen else ()
    start = {"form_id": chosen.id if chosen else "", "last_day": on}
    form = AskForm(request.POST or None, known=known, of=of, initial=start)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        with refusals_in(form):
            number = asking.ask(
                form_id=said["form_id"],
                period=Period.between(said["first_day"], said["last_day"]),
                due_on=said["due_on"],
                reason=said["reason"],
                document_id=_document(request, said["document"]),
                agency_ids=said["only"],
                actor=request.actor,
                at=timezone.now(),
            )
            messages.success(request, "Đã gửi yêu cầu; các đơn vị thấy ngay trên bàn làm việc.")
            return redirect("reporting.request", number)
    values = {"title": "Gửi yêu cầu đột xuất", "form": form, "known": known, "chosen": chosen, "of": of}
    return render(request, "reporting/ask.html", values, status=status_of(form))


@page("reporting.withdraw_request")
@require_POST
def withdraw_request(request: ActorRequest, request_id: int) -> HttpResponse:
    """This will take back a request that nobody has answered."""
    try:
        gone = withdrawing.withdraw_request(
            request_id=request_id,
            reason=str(request.POST.get("reason", "")),
            actor=request.actor,
            at=timezone.now(),
        )
    except (NotFound, NotAllowed):
        raise
    except Refusal as refusal:
        messages.error(request, f"{refusal.message} {refusal.remedy}")
        return redirect("reporting.request", request_id)
    messages.success(request, f"Đã rút yêu cầu; {gone} đơn vị không còn phải trả lời.")
    return redirect("reporting.requests")


@page("reporting.view", machine=True)
@require_safe
def answers(request: ActorRequest, request_id: int, kind: str) -> HttpResponse:
    """This will hand out all answers as one table: kind is xlsx or csv."""
    found = request_answers(request.actor, request_id, timezone.localdate())
    if kind == "xlsx":
        content = listed(found.title, found.heads, found.lines)
        return download_of(content, name=f"{found.title}.xlsx", media_type=XLSX)
    if kind != "csv":
        raise NotFound
    return csv_of(found.heads, ([_text(one) for one in line] for line in found.lines), name=f"{found.title}.csv")


def _document(request: ActorRequest, words: str) -> int | None:
    """The registered document that the words name; one that is named and not found is refused at its field."""
    if not words:
        return None
    found = documents.named_in(request.actor, words)
    if found is None:
        said = "Không thấy văn bản này trong sổ đăng ký; đăng ký trước, hoặc để trống."
        raise Refusal(said, code="no_document", fields={"document": said})
    return found.id


def _text(value: str | Decimal | datetime | date | None) -> str:
    return format_number(value) if isinstance(value, Decimal) else str(value or "")


def _state(one: RequestView) -> State:
    standing = one.standing
    if one.withdrawn_at is not None:
        return State("void", "đã rút")
    if standing.overdue:
        return State("risk", f"{standing.overdue} quá hạn")
    if standing.missing:
        return State("on", f"còn {standing.missing} chưa trả lời")
    return State("met", "đã trả lời đủ")


def _title(found: RequestBoard) -> str:
    standing = found.request.standing
    if found.request.withdrawn_at is not None:
        return "Yêu cầu đã rút"
    overdue = f", {standing.overdue} quá hạn" if standing.overdue else ""
    return f"{standing.sent}/{standing.owed} đơn vị đã trả lời{overdue}"


def _fits(row: DutyView, chosen: str) -> bool:
    return {
        "chua-gui": row.sent_at is None,
        "qua-han": row.timing is not None and row.timing.timing == "overdue",
        "cho": row.state in CHECKED,
        "da-chot": row.state == "accepted",
    }.get(chosen, True)
