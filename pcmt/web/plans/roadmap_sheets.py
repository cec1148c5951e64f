"""The registered roadmap as a workbook: handed out as it stands, tried, and entered."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pcmt.areas import queries as areas
from pcmt.files import queries as files
from pcmt.plans import queries as plans
from pcmt.plans.actions.import_roadmap import import_roadmap
from pcmt.plans.actions.preview_roadmap import RoadmapTrial, preview_roadmap
from pcmt.plans.queries import Changes
from pcmt.web.asked import number_of
from pcmt.web.downloads import download_of
from pcmt.web.forms import UploadField
from pcmt.web.views import ActorRequest, page, refusals_in, status_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FEW_FAULTS = 100
HEADS = {"code": "Mã", "name": "Xã, phường", "year": "Năm đăng ký", "note": "Ghi chú", "reason": "Lý do, căn cứ"}


@dataclass(frozen=True)
class ChangeLine:
    """One commune that would change: its name, what becomes of it, and why."""

    name: str
    what: str
    why: str


class RoadmapFileForm(forms.Form):
    """A roadmap in XLSX, as it was handed out and changed."""

    file = UploadField(label="Bảng lộ trình (XLSX)")


@page("plans.view", machine=True)
@require_safe
def roadmap_file(request: ActorRequest, target_id: int) -> HttpResponse:
    """This will hand out the roadmap as it stands, every commune in a line, to be changed and handed in again."""
    data = plans.roadmap_file(request.actor, target_id, timezone.localdate())
    return download_of(data, name=f"lo-trinh-dang-ky-{target_id}.xlsx", media_type=XLSX)


@page("plans.preview_roadmap")
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: ActorRequest, target_id: int) -> HttpResponse:
    """This will try a roadmap that was handed in: what it would change, or what is wrong at which cell."""
    view = plans.roadmap(request.actor, target_id, timezone.localdate())
    form = RoadmapFileForm(request.POST or None, request.FILES or None)
    tried: RoadmapTrial | None = None
    if form.is_valid():
        upload = form.cleaned_data["file"]
        with refusals_in(form):
            tried = preview_roadmap(
                target_id=target_id, data=upload.read(), name=upload.name, actor=request.actor, at=timezone.now()
            )
    faults = tried.kept.faults if tried else ()
    values = {
        "title": _title(tried),
        "lead": "Thử trước, chưa ghi gì; có một dòng sai thì không dòng nào được ghi",
        "target": view.target,
        "form": form,
        "tried": tried,
        "faults": [(fault.row, HEADS.get(fault.key, ""), fault.text) for fault in faults[:FEW_FAULTS]],
        "more_faults": max(0, len(faults) - FEW_FAULTS),
        "lines": _lines(tried.changes) if tried and not faults else (),
        "marked_url": reverse("plans.roadmap_marked", args=[target_id, tried.kept.marked_id])
        if tried and tried.kept.marked_id
        else "",
    }
    return render(request, "plans/roadmap_sheet.html", values, status=422 if faults else status_of(form))


@page("plans.import_roadmap")
@require_POST
def enter(request: ActorRequest, target_id: int) -> HttpResponse:
    """This will enter a roadmap that was tried."""
    changes = import_roadmap(
        target_id=target_id,
        file_id=number_of(request.POST.get("tep", "")) or 0,
        actor=request.actor,
        at=timezone.now(),
    )
    messages.success(request, f"Đã ghi lộ trình: {_summed(changes)}.")
    return redirect("plans.roadmap", target_id)


@page("plans.preview_roadmap")
@require_safe
def marked_file(request: ActorRequest, target_id: int, file_id: int) -> HttpResponse:
    """This will hand back a roadmap that was tried, with its faults at their cells."""
    plans.seen_target(request.actor, target_id)
    kept = files.kept_for(file_id, plans.sheets_of(target_id))
    return download_of(files.content(file_id), name=kept.name, media_type=XLSX)


def _title(tried: RoadmapTrial | None) -> str:
    if tried is None:
        return "Nhập lộ trình đăng ký từ Excel"
    if tried.kept.faults:
        return f"{len(tried.kept.faults)} lỗi cần sửa trước khi ghi"
    if tried.changes.is_empty:
        return "Bảng không đổi gì so với lộ trình đang có"
    return f"Sẽ ghi: {_summed(tried.changes)}"


def _summed(changes: Changes) -> str:
    out = sum(one.to is None for one in changes.moves)
    told = (
        (len(changes.new), "đăng ký mới"),
        (len(changes.moves) - out, "chuyển năm"),
        (out, "đưa ra khỏi lộ trình"),
        (changes.kept, "giữ nguyên"),
    )
    return ", ".join(f"{count} {what}" for count, what in told if count)


def _lines(changes: Changes) -> list[ChangeLine]:
    ids = {*(one.area_id for one in changes.new), *(one.area_id for one in changes.moves)}
    names = {one: view.full_name for one, view in areas.areas_by_id(ids, timezone.localdate()).items()}
    moved = [
        ChangeLine(
            names.get(one.area_id, ""),
            f"đưa ra khỏi lộ trình (đang năm {one.year})" if one.to is None else f"năm {one.year} → năm {one.to}",
            one.reason,
        )
        for one in changes.moves
    ]
    return [
        *moved,
        *(ChangeLine(names.get(one.area_id, ""), f"đăng ký năm {one.year}", one.note) for one in changes.new),
    ]
