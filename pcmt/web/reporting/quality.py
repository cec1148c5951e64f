"""What to look at first in the reports of a period: ranked units, each sign with its reason, set aside with one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from pcmt.kernel.period import Period
from pcmt.kernel.refusal import NotAllowed, NotFound, Refusal
from pcmt.reporting import queries
from pcmt.reporting.actions import set_aside as setting_aside
from pcmt.reporting.actions import set_aside_many as setting_many_aside
from pcmt.reporting.queries import KIND_LABELS, SuspectReport
from pcmt.rulebook.queries import QualityRules, book
from pcmt.web.origin import is_ours
from pcmt.web.reporting.asked import period_opened
from pcmt.web.reporting.forms import read_marked
from pcmt.web.views import ActorRequest, page
from vanban.text import fold

ALL_BOX = "all"


@dataclass(frozen=True)
class Asked:
    """What of the list is wanted: one kind of sign, or units whose name has certain letters."""

    kind: str
    sought: str

    def narrow(self, reports: Sequence[SuspectReport]) -> list[SuspectReport]:
        """This will keep the units asked for, with the signs asked for."""
        found = []
        for report in reports:
            kept = replace(
                report,
                open=tuple(one for one in report.open if self.kind in ("", one.kind)),
                seen=tuple(one for one in report.seen if self.kind in ("", one.kind)),
            )
            if (kept.open or kept.seen) and fold(self.sought) in fold(report.area_name):
                found.append(kept)
        return found


@dataclass(frozen=True)
class Answered:
    """What was answered to a row of the list, shown in the row: messages, and the boxes (`KIND:ELEMENT`) kept open."""

    messages: Sequence[Message] = ()

    @property
    def boxes(self) -> frozenset[str]:
        """The boxes whose reason was refused."""
        return frozenset(_place(one)[1] for one in self.messages)


@page("reporting.view")
@require_safe
def quality(request: ActorRequest) -> HttpResponse:
    """This will rank the sent reports of a period by what stands out in them."""
    on = timezone.localdate()
    form_code = request.GET.get("bieu") or book().forms(on)[0].code
    known = queries.periods_known(form_code)
    period = period_opened(request.GET.get("ky", ""), known)
    asked = Asked(request.GET.get("loai", ""), request.GET.get("q", "").strip())
    found = queries.suspicions(request.actor, form_code, period) if period else ()
    shown = asked.narrow(found)
    at_top, at_rows = _answered(request, shown)
    values = {
        "messages": at_top,
        "title": _title(found, period),
        "form": book().form(form_code, period.last_day if period else on),
        "forms": book().forms(on),
        "period": period,
        "periods": known,
        "kinds": KIND_LABELS,
        "asked": asked,
        "reports": [(one, at_rows.get(one.submission_id)) for one in shown if one.open],
        "settled": [(one, at_rows.get(one.submission_id)) for one in shown if one.seen and not one.open],
        "settled_open": any(not one.open and one.submission_id in at_rows for one in shown),
        "sent": len(found),
        "plain": sum(not one.open and not one.seen for one in found),
        "rules": _rules_told(book().quality),
        "source": book().quality.source,
        "here": request.get_full_path(),
        "may_compare": request.actor.may_somewhere("indicators.view"),
        "may_set_aside": bool(request.actor.may("reporting.set_aside")),
        "may_set_aside_many": bool(request.actor.may("reporting.set_aside_many")),
        "all_box": ALL_BOX,
    }
    return render(request, "reporting/quality.html", values)


@page("reporting.set_aside")
@require_POST
def set_aside(request: ActorRequest, submission_id: int) -> HttpResponse:
    """This will set one sign aside and go back to its row in the list as it was asked for."""
    row = _row(submission_id)
    try:
        setting_aside.set_aside(
            submission_id=submission_id,
            kind=request.POST.get("kind", ""),
            element=request.POST.get("element", ""),
            words=request.POST.get("words", ""),
            reason=request.POST.get("reason", ""),
            actor=request.actor,
            at=timezone.now(),
        )
    except (NotFound, NotAllowed):
        raise
    except Refusal as refusal:
        box = f"{request.POST.get('kind', '')}:{request.POST.get('element', '')}"
        messages.error(request, str(refusal), extra_tags=f"{row} {box}")
    else:
        messages.success(request, "Đã ghi nhận là hợp lý; dấu hiệu trở lại nếu số liệu thay đổi.", extra_tags=row)
    return HttpResponseRedirect(_back(request, submission_id))


@page("reporting.set_aside_many")
@require_POST
def set_aside_many(request: ActorRequest) -> HttpResponse:
    """This will set the signs of the ticked reports aside under one reason, and go back to the list."""
    seen = read_marked(request.POST)
    row = _row(next(iter(seen))) if len(seen) == 1 and "mot" in request.POST else ""
    try:
        done = setting_many_aside.set_aside_many(
            seen=seen, reason=request.POST.get("reason", ""), actor=request.actor, at=timezone.now()
        )
    except (NotFound, NotAllowed):
        raise
    except Refusal as refusal:
        messages.error(request, str(refusal), extra_tags=f"{row} {ALL_BOX}" if row else "")
    else:
        if done.reports:
            messages.success(request, _many_told(done, alone=bool(row)), extra_tags=row)
        for why in dict.fromkeys(why for _, why in done.left):
            count = sum(told == why for _, told in done.left)
            messages.warning(request, f"{count} báo cáo chưa ghi nhận được. {why}", extra_tags=row)
    return HttpResponseRedirect(_list(request, row) or reverse("reporting.quality"))


def _many_told(done: setting_many_aside.Aside, *, alone: bool) -> str:
    of = "" if alone else f" của {len(done.reports)} báo cáo"
    return f"Đã ghi nhận {done.oddities} dấu hiệu{of} là hợp lý; dấu hiệu trở lại nếu số liệu thay đổi."


def _back(request: ActorRequest, submission_id: int) -> str:
    """The list as it was asked for, where it says so itself; else the report."""
    return _list(request, _row(submission_id)) or reverse("reporting.submission", args=[submission_id])


def _list(request: ActorRequest, row: str) -> str:
    """The page that sent the form, at one of its rows; empty where it names no page of ours."""
    here = request.POST.get("back", "")
    if not is_ours(request, here):
        return ""
    return f"{here}#{row}" if row else here


def _row(submission_id: int) -> str:
    """Where a report stands on the page."""
    return f"bao-cao-{submission_id}"


def _answered(request: ActorRequest, shown: Sequence[SuspectReport]) -> tuple[list[Message], dict[int, Answered]]:
    """The messages for the top of the page, and those that answer a row in it, by submission."""
    rows = {_row(report.submission_id): report.submission_id for report in shown}
    at_top: list[Message] = []
    at_rows: dict[int, Answered] = {}
    for one in messages.get_messages(request):
        submission_id = rows.get(_place(one)[0])
        if submission_id is None:
            at_top.append(one)
        else:
            before = at_rows.get(submission_id, Answered())
            at_rows[submission_id] = Answered((*before.messages, one))
    return at_top, at_rows


def _place(message: Message) -> tuple[str, str]:
    """The row that a message answers, and the box in it; both empty where it answers none."""
    row, _, box = (message.extra_tags or "").partition(" ")
    return row, box


def _title(found: Sequence[SuspectReport], period: Period | None) -> str:
    if period is None:
        return "Chưa có kỳ báo cáo nào được mở"
    odd = sum(bool(one.open) for one in found)
    if not found:
        return f"{period.name}: chưa có báo cáo nào được gửi"
    return (
        f"{period.name}: {odd}/{len(found)} báo cáo đã gửi có dấu hiệu cần xem"
        if odd
        else (f"{period.name}: không có dấu hiệu nào cần xem trong {len(found)} báo cáo đã gửi")
    )


def _rules_told(rules: QualityRules) -> list[tuple[str, str, int]]:
    """Each kind of sign with what makes it one, and its points."""
    told = {
        "copied": f"Từ {rules.copied_cells} ô phát sinh trong kỳ trở lên, hầu hết giống hệt kỳ trước.",
        "unusual": f"Cách xa mức của chính đơn vị trong ít nhất {rules.own_periods} kỳ trước.",
        "stopped": f"Bằng 0 trong khi {rules.stopped_periods} kỳ liền trước đều có.",
        "rounded": f"Từ {rules.round_cells} số lớn trở lên, hầu hết là bội của 5.",
        "jump": f"Tăng hoặc giảm nhiều lần, chênh lệch từ {rules.jump_least}.",
        "peers": f"Cách xa mức thường gặp của ít nhất {rules.peers} đơn vị cùng loại.",
        "explained": "Phép kiểm tra không khớp, đơn vị đã nêu lý do.",
    }
    return [(KIND_LABELS[kind], told[kind], rules.weights[kind]) for kind in KIND_LABELS]
