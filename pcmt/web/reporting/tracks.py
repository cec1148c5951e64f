"""How reports came in over a year: the heat maps of a form and of a unit, and the list of what is late."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from pcmt.kernel.refusal import NotFound, Refusal
from pcmt.publications.actions import urge as urging
from pcmt.reporting import queries
from pcmt.reporting.queries import DutyView, Track, Tracks
from pcmt.rulebook.queries import Form
from pcmt.web.components import HeatRow, State
from pcmt.web.formats.figures import percent_text
from pcmt.web.navigation import address
from pcmt.web.reporting.late_words import pasted
from pcmt.web.reporting.sections import sides
from pcmt.web.reporting.wording import heat_state, short_month, timing_state
from pcmt.web.views import ActorRequest, page
from vanban.text import fold


@dataclass(frozen=True)
class Picture:
    """One form's heat map as the template reads it."""

    form: Form
    columns: tuple[str, ...]
    rows: tuple[HeatRow, ...]
    in_time: int
    judged: int
    share: str


@page("reporting.view")
@require_safe
def timeliness(request: ActorRequest) -> HttpResponse:
    """This will show how every unit sent a form over its last twelve periods."""
    on = timezone.localdate()
    forms = queries.forms_owed(request.actor, on)
    code = request.GET.get("bieu", "")
    form = _chosen(forms, code) if code else queries.most_owed(request.actor, forms)
    found = queries.tracks(request.actor, form.code, on) if form else None
    sought = request.GET.get("q", "").strip()
    shown = [one for one in found.tracks if fold(sought) in fold(one.label)] if found else []
    worst_first = request.GET.get("thu_tu") == "cham"
    if worst_first:
        shown.sort(key=lambda one: one.in_time - one.judged)
    picture = _picture(found, shown, by_unit=True) if found else None
    values = {
        "title": _title(picture),
        "lead": f"{form.label} · {len(found.periods)} kỳ gần nhất" if form and found else "",
        "sides": sides("reporting.timeliness", form.code if form else ""),
        "forms": forms,
        "form": form,
        "picture": picture,
        "count": len(found.tracks) if found else 0,
        "sought": sought,
        "worst_first": worst_first,
        "on": on,
    }
    return render(request, "reporting/timeliness.html", values)


@page("reporting.view")
@require_safe
def unit_timeliness(request: ActorRequest, area_id: int) -> HttpResponse:
    """This will show how one unit sent each of its forms over the last twelve periods of each."""
    on = timezone.localdate()
    found = queries.tracks_of_area(request.actor, area_id, on)
    if not found:
        raise NotFound("Không tìm thấy báo cáo của địa bàn này.")
    name = found[0].tracks[0].label
    pictures = [_picture(one, one.tracks, by_unit=False) for one in found]
    judged, in_time = sum(one.judged for one in pictures), sum(one.in_time for one in pictures)
    values = {
        "title": f"{name}: {in_time}/{judged} báo cáo đúng hạn" if judged else f"{name}: chưa báo cáo nào đến hạn",
        "name": name,
        "pictures": pictures,
        "on": on,
    }
    return render(request, "reporting/unit_timeliness.html", values)


@page("reporting.view")
@require_safe
def overdue(request: ActorRequest) -> HttpResponse:
    """This will list the reports that are overdue, with the text to paste elsewhere and the letter of urging."""
    on = timezone.localdate()
    forms = queries.forms_owed(request.actor, on)
    code = request.GET.get("bieu", "")
    form = next((one for one in forms if one.code == code), None)
    found = queries.overdue(request.actor, on, form.code if form else None)
    units, groups = len({one.agency_id for one in found}), dict[str, list[tuple[DutyView, State | None]]]()
    for one in found:
        groups.setdefault(one.form_short, []).append((one, timing_state(one.timing)))
    values = {
        "title": f"{units} đơn vị còn {len(found)} báo cáo quá hạn chưa gửi"
        if found
        else "Không có báo cáo nào quá hạn",
        "lead": form.label if form else found[0].form_label if len(groups) == 1 else "Tất cả các biểu",
        "sides": sides("reporting.overdue", form.code if form else ""),
        "forms": forms,
        "form": form,
        "groups": [*groups.items()],
        "text": pasted(found, on),
        "may_urge": request.actor.may_somewhere("publications.urge"),
    }
    return render(request, "reporting/overdue.html", values)


@page("publications.urge")
@require_POST
def urge(request: ActorRequest) -> HttpResponse:
    """This will draft the letter of urging and show it among the drafts."""
    try:
        draft_id = urging.urge(form_code=request.POST.get("bieu", "") or None, actor=request.actor, at=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("reporting.overdue")
    messages.success(request, "Đã lập dự thảo công văn đôn đốc. Xem tệp, sửa nếu cần, rồi trình ký.")
    return redirect("documents.draft", draft_id)


def _chosen(forms: Sequence[Form], code: str) -> Form:
    found = next((form for form in forms if form.code == code), None)
    if found is None:
        raise NotFound("Không tìm thấy biểu này.")
    return found


def _picture(found: Tracks, shown: Sequence[Track], *, by_unit: bool) -> Picture:
    return Picture(
        form=found.form,
        columns=tuple(short_month(one) for one in found.periods),
        rows=tuple(_row(one, by_unit=by_unit) for one in shown),
        in_time=sum(one.in_time for one in found.tracks),
        judged=sum(one.judged for one in found.tracks),
        share=percent_text(found.share) if found.share is not None else "",
    )


def _row(track: Track, *, by_unit: bool) -> HeatRow:
    latest = next((mark.submission_id for mark in reversed(track.marks) if mark.submission_id), None)
    url = (
        address("reporting.unit_timeliness", track.area_id)
        if by_unit
        else address("reporting.submission", latest)
        if latest
        else ""
    )
    return HeatRow(track.label, [heat_state(mark) for mark in track.marks], url)


def _title(picture: Picture | None) -> str:
    if picture is None or not picture.columns:
        return "Chưa có kỳ báo cáo nào được mở"
    if not picture.judged:
        return "Chưa báo cáo nào đến hạn"
    return f"{picture.share} báo cáo gửi đúng hạn ({picture.in_time}/{picture.judged})"
