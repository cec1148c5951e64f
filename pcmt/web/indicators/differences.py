"""Where two sources speak of one thing: the table of differences, and what was found of one of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from pcmt.indicators import queries as indicators
from pcmt.indicators.actions import record_finding as recording
from pcmt.indicators.queries import Difference
from pcmt.kernel.period import Period
from pcmt.kernel.refusal import NotAllowed, NotFound, Refusal
from pcmt.web.asked import number_of
from pcmt.web.components import State
from pcmt.web.formats.figures import percent_text
from pcmt.web.indicators.asked import asked_period
from pcmt.web.views import ActorRequest, page

PERIODS_OFFERED = 12
OUTCOMES = {
    "differs": State("risk", "chênh lệch"),
    "unknown": State("void", "chưa đủ số liệu"),
    "within": State("on", "trong mức cho phép"),
    "agrees": State("met", "khớp"),
}
FOUND = State("met", "đã kết luận")


@dataclass(frozen=True)
class Row:
    """One cross-check as the template reads it."""

    difference: Difference
    state: State
    share: str
    stands: tuple[tuple[str, str], ...]


@page("indicators.view")
@require_safe
def differences(request: ActorRequest) -> HttpResponse:
    """This will lay two sources of one thing side by side, what differs and is not explained yet first."""
    on = timezone.localdate()
    periods = indicators.compared_periods(on, PERIODS_OFFERED)
    period = asked_period(request) or (periods[0] if periods else None)
    found = indicators.differences(request.actor, period, on) if period else ()
    whole = request.GET.get("tat_ca") == "1"
    shown = [one for one in found if whole or one.cross_check.level == "province" or one.outcome == "differs"]
    values = {
        "title": _title(found, period),
        "period": period,
        "periods": periods,
        "rows": [_row(one) for one in shown],
        "calm": _calm([one for one in found if one not in shown]),
        "whole": whole,
        "may_record": request.actor.may_somewhere("indicators.record_finding"),
    }
    return render(request, "indicators/differences.html", values)


@page("indicators.record_finding")
@require_POST
def record_finding(request: ActorRequest) -> HttpResponse:
    """This will write down which of two sources stands, and go back to the table."""
    area_id, period = number_of(request.POST.get("area", "")), _period(request.POST.get("period", ""))
    code = request.POST.get("cross_check", "")
    if area_id is None:
        raise NotFound("Không có phép đối chiếu này trong kỳ.")
    try:
        recording.record_finding(
            cross_check=code,
            area_id=area_id,
            period=period,
            figures=request.POST.get("figures", ""),
            stands=request.POST.get("stands", ""),
            reason=request.POST.get("reason", ""),
            actor=request.actor,
            at=timezone.now(),
        )
    except (NotFound, NotAllowed):
        raise
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Đã ghi kết luận. Một trong hai số thay đổi thì phải đối chiếu lại.")
    asked = urlencode({"ky": request.POST.get("back", "") or period.id})
    return HttpResponseRedirect(f"{reverse('indicators.differences')}?{asked}#doi-chieu-{code}-{area_id}")


def _calm(left: Sequence[Difference]) -> list[tuple[str, str]]:
    """What is not listed commune by commune: each comparison with how many communes agree, or lack a figure."""
    told: dict[str, list[Difference]] = {}
    for one in left:
        told.setdefault(one.cross_check.label, []).append(one)
    return [(label, ", ".join(_counted(group))) for label, group in told.items()]


def _counted(group: Sequence[Difference]) -> Iterator[str]:
    for outcome, state in OUTCOMES.items():
        if count := sum(one.outcome == outcome for one in group):
            yield f"{count} xã {state.words}"


def _row(one: Difference) -> Row:
    settled = one.outcome == "differs" and not one.is_open
    return Row(
        difference=one,
        state=FOUND if settled else OUTCOMES[one.outcome],
        share=percent_text(one.share * 100) if one.share else "",
        stands=tuple((code, indicators.stands_label(code, one.cross_check)) for code in indicators.STANDS),
    )


def _title(found: Sequence[Difference], period: Period | None) -> str:
    if period is None or not found:
        return "Chưa có việc nào có hai nguồn số liệu"
    still = sum(one.is_open for one in found)
    if still:
        return f"{period.name}: {still}/{len(found)} việc có hai nguồn chênh lệch chưa rõ"
    lacking = sum(one.outcome == "unknown" for one in found)
    if lacking == len(found):
        return f"{period.name}: chưa đủ số liệu để đối chiếu"
    return f"{period.name}: không còn chênh lệch nào chưa rõ giữa các nguồn"


def _period(identifier: str) -> Period:
    try:
        return Period.parse(identifier)
    except ValueError:
        raise NotFound("Không có phép đối chiếu này trong kỳ.") from None
