"""A plan's targets and tasks as a sheet: handed out, tried with its faults at their cells, and taken whole."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pcmt.files import queries as files
from pcmt.plans import queries as plans
from pcmt.plans.actions.import_plan import import_plan
from pcmt.plans.actions.preview_plan import PlanTrial, preview_plan
from pcmt.web.asked import number_of
from pcmt.web.downloads import download_of
from pcmt.web.forms import UploadField
from pcmt.web.views import ActorRequest, page, refusals_in, status_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FEW_FAULTS, FEW_LINES = 100, 200
HEADS = {column.key: column.head for column in plans.plan_sheet().columns}


class PlanFileForm(forms.Form):
    """A plan's sheet, as it was handed out and changed."""

    file = UploadField(label="Bảng chỉ tiêu, nhiệm vụ (XLSX)")


@dataclass(frozen=True)
class Told:
    """What a trial came to, for its page. faults: the row, the column's head, what is wrong."""

    title: str
    trial: PlanTrial
    faults: list[tuple[int, str, str]]
    more_faults: int
    more_lines: int
    marked_url: str


@page("plans.view", machine=True)
@require_safe
def plan_file(request: ActorRequest, plan_id: int) -> HttpResponse:
    """This will hand out a plan's targets and tasks, to be changed and handed in again."""
    data = plans.exported(request.actor, plan_id, timezone.localdate())
    return download_of(data, name=f"ke-hoach-{plan_id}.xlsx", media_type=XLSX)


@page("plans.view", machine=True)
@require_safe
def coverage_file(request: ActorRequest, plan_id: int) -> HttpResponse:
    """This will hand out who answers for what, a duty a row and an agency a column."""
    data = plans.exported_coverage(request.actor, plan_id, timezone.localdate())
    return download_of(data, name=f"ai-chiu-trach-nhiem-gi-{plan_id}.xlsx", media_type=XLSX)


@page("plans.preview_plan")
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: ActorRequest, plan_id: int) -> HttpResponse:
    """This will try a sheet that was handed in: what it would add and change, or what is wrong at which cell."""
    view = plans.plan(request.actor, plan_id)
    form = PlanFileForm(request.POST or None, request.FILES or None)
    told = None
    if form.is_valid():
        upload = form.cleaned_data["file"]
        with refusals_in(form):
            told = told_of(
                preview_plan(
                    plan_id=plan_id, data=upload.read(), name=upload.name, actor=request.actor, at=timezone.now()
                ),
                plan_id,
            )
    values = {"title": told.title if told else "Nhập chỉ tiêu, nhiệm vụ từ Excel", "plan": view, "form": form}
    return render(request, "plans/plan_sheet.html", values | {"told": told}, status=status_for(form, told))


@page("plans.import_plan")
@require_POST
def enter(request: ActorRequest, plan_id: int) -> HttpResponse:
    """This will take a sheet that was tried into the plan."""
    plans.plan(request.actor, plan_id)
    kept = files.kept_for(number_of(request.POST.get("tep", "")) or 0, plans.plan_sheets_of(plan_id))
    taken = import_plan(plan_id=plan_id, data=files.content(kept.id), actor=request.actor, at=timezone.now())
    if taken.faults:
        messages.error(request, "Kế hoạch đã đổi sau khi thử, bảng không còn khớp; chưa ghi dòng nào. Thử lại bảng.")
        return redirect("plans.preview_plan", plan_id)
    messages.success(request, f"Đã ghi vào kế hoạch: thêm {len(taken.added)}, sửa {len(taken.revised)}.")
    return redirect("plans.plan", plan_id)


@page("plans.preview_plan")
@require_safe
def marked_file(request: ActorRequest, plan_id: int, file_id: int) -> HttpResponse:
    """This will hand back a sheet that was tried, with its faults at their cells."""
    plans.plan(request.actor, plan_id)
    kept = files.kept_for(file_id, plans.plan_sheets_of(plan_id))
    return download_of(files.content(file_id), name=kept.name, media_type=XLSX)


def told_of(trial: PlanTrial, plan_id: int) -> Told:
    """This will put a trial into what its page shows."""
    taken, kept = trial.taken, trial.kept
    return Told(
        title=_title(trial),
        trial=trial,
        faults=[(fault.row, HEADS.get(fault.key, ""), fault.text) for fault in taken.faults[:FEW_FAULTS]],
        more_faults=max(0, len(taken.faults) - FEW_FAULTS),
        more_lines=max(0, len(taken.lines) - FEW_LINES),
        marked_url=reverse("plans.plan_marked", args=[plan_id, kept.marked_id]) if kept.marked_id else "",
    )


def status_for(form: forms.Form, told: Told | None) -> int:
    """This will give the status of a page that tried: 422 where anything was not accepted."""
    return 422 if told and told.faults else status_of(form)


def _title(trial: PlanTrial) -> str:
    taken = trial.taken
    if taken.faults:
        return f"{len(taken.faults)} lỗi cần sửa trước khi ghi"
    if not taken.lines:
        return "Bảng không đổi gì so với kế hoạch"
    counts = (("thêm", taken.added), ("sửa", taken.revised), ("giữ nguyên", taken.unchanged))
    return "Sẽ ghi: " + ", ".join(f"{verb} {len(many)}" for verb, many in counts if many)
