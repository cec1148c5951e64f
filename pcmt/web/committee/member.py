"""What a member of a committee answers for: late, off target, unanswered there; and what they tell a meeting."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from pcmt.areas import queries as areas
from pcmt.committee import queries as committee
from pcmt.committee.actions.report_to_meeting import report_to_meeting
from pcmt.committee.queries import SeatWork
from pcmt.indicators import queries as indicators
from pcmt.indicators.queries import IndicatorRow
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound
from pcmt.reporting import queries as reporting
from pcmt.reporting.queries import DutyView
from pcmt.web.committee.calling import FORM_METHODS
from pcmt.web.committee.forms import MemberReportForm
from pcmt.web.committee.ways import ways
from pcmt.web.views import ActorRequest, page, refusals_in, status_of
from vanban.text import format_date

OFF = ("risk", "late")
MOST_AREAS = 8
"""So many areas of a seat are judged by their indicators on one page; a seat rarely has more."""

MOST_LINES = 5


@dataclass(frozen=True)
class Part:
    """A seat with what is late there: its own work, indicators off target by area, reports not sent."""

    work: SeatWork
    off: tuple[tuple[str, tuple[IndicatorRow, ...]], ...]
    unsent: tuple[DutyView, ...]

    @property
    def off_count(self) -> int:
        """How many indicators are off target, over all areas."""
        return sum(len(rows) for _, rows in self.off)


@page("committee.view")
@require_safe
def member(request: ActorRequest) -> HttpResponse:
    """This will show each seat that the actor or their agency holds, with what is late in its field and areas."""
    on = timezone.localdate()
    parts = _parts(request.actor, on)
    late = sum(len(one.work.tasks) + len(one.unsent) + len(one.work.unanswered) for one in parts)
    context = {
        "title": f"{late} việc quá hạn ở phần tôi theo dõi" if late else "Phần tôi theo dõi",
        "lead": "Lĩnh vực, địa bàn được phân công trong Ban Chỉ đạo: việc quá hạn, chỉ tiêu chưa đạt, nơi chưa trả lời",
        "ways": ways("committee.member"),
        "parts": parts,
        "may_report": request.actor.may_somewhere("committee.report_to_meeting"),
    }
    return render(request, "committee/member.html", context)


@page("committee.report_to_meeting")
@require_http_methods(FORM_METHODS)
def report(request: ActorRequest, meeting_id: int, seat_id: int) -> HttpResponse:
    """This will write a member's report for a meeting, begun from what is late in their part."""
    on = timezone.localdate()
    part = next((one for one in _parts(request.actor, on) if one.work.seat_id == seat_id), None)
    coming = next((one for one in part.work.meetings if one.id == meeting_id), None) if part else None
    if part is None or coming is None:
        raise NotFound
    form = MemberReportForm(request.POST or None, initial={"words": coming.told or begun(part)})
    back = reverse("committee.member")
    if form.is_valid():
        with refusals_in(form):
            report_to_meeting(
                meeting_id=meeting_id,
                seat_id=seat_id,
                words=form.cleaned_data["words"],
                actor=request.actor,
                at=timezone.now(),
            )
            messages.success(request, "Đã gửi báo cáo cho cuộc họp.")
            return redirect(back)
    context = {
        "title": "Báo cáo của thành viên",
        "lead": f"{coming.title}, ngày {format_date(coming.held_on)}",
        "form": form,
        "doing": "Gửi báo cáo",
        "home": back,
        "home_name": "Phần tôi theo dõi",
        "back": back,
    }
    return render(request, "committee/form.html", context, status=status_of(form))


def begun(part: Part) -> str:
    """This will begin a member's report with what the system knows, a line a matter, to be put right and completed."""
    where = part.work.field or "; ".join(part.work.area_names)
    lines = [f"Phần theo dõi: {where}."] if where else []
    lines += _line("Nhiệm vụ quá hạn", [one.title for one in part.work.tasks])
    lines += _line("Chỉ tiêu chưa đạt", [f"{one.rule.label} ({name})" for name, rows in part.off for one in rows])
    lines += _line("Chưa gửi báo cáo số liệu", [one.area_name for one in part.unsent])
    lines += _line("Chưa trả lời", [f"{one.agency_name}: {one.title}" for one in part.work.unanswered])
    lines += ["Nguyên nhân: ", "Đề nghị với cuộc họp: "]
    return "\n".join(lines)


def _line(label: str, found: Sequence[str]) -> list[str]:
    if not found:
        return []
    rest = f" và {len(found) - MOST_LINES} việc khác" if len(found) > MOST_LINES else ""
    return [f"{label} ({len(found)}): {'; '.join(found[:MOST_LINES])}{rest}."]


def _parts(actor: Actor, on: date) -> tuple[Part, ...]:
    held = committee.seats_held(actor, on=on)
    watched = {area_id for one in held for area_id in one.area_ids[:MOST_AREAS]}
    places = areas.areas_by_id(watched, on)
    off = {key: _off(actor, key, on) for key, area in places.items() if indicators.may_view(actor, area)}
    owed = reporting.overdue(actor, on) if watched else ()
    return tuple(
        Part(
            work=one,
            off=tuple((places[key].full_name, off[key]) for key in one.area_ids if off.get(key)),
            unsent=tuple(duty for duty in owed if duty.area_id in one.area_ids),
        )
        for one in held
    )


def _off(actor: Actor, area_id: int, on: date) -> tuple[IndicatorRow, ...]:
    rows = indicators.judged_rows(actor, area_id, on)
    return tuple(one for one in rows if one.progress is not None and one.progress.state in OFF)
