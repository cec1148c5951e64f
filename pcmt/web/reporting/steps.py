"""The steps of a report: confirm, sign, upload the signed copy, send, return, close, open again."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pcmt.files import queries as files
from pcmt.kernel.refusal import NotAllowed, NotFound, Refusal
from pcmt.reporting import queries
from pcmt.reporting.actions import accept as accepting
from pcmt.reporting.actions import confirm_section as confirming
from pcmt.reporting.actions import correct as correcting
from pcmt.reporting.actions import drop_correction as dropping
from pcmt.reporting.actions import return_for_correction as returning
from pcmt.reporting.actions import sign as signing
from pcmt.reporting.actions import submit as submitting
from pcmt.reporting.actions import upload_signed as uploading
from pcmt.rulebook.queries import book
from pcmt.web.downloads import download_of
from pcmt.web.reporting.forms import (
    CorrectForm,
    DropForm,
    ReturnForm,
    ScanForm,
    read_reasons,
    read_remarks,
    read_version,
)
from pcmt.web.reporting.wishing import reason_asked
from pcmt.web.views import ActorRequest, is_proven, led_to_proof, page, refusals_in, status_of
from vanban.text import lower_first


def _do(request: ActorRequest, submission_id: int, done: str, act: Callable[[], object]) -> HttpResponse:
    """Act once and go back to the report with what came of it; what may not be seen is refused as everywhere."""
    try:
        act()
    except (NotFound, NotAllowed):
        raise
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("reporting.submission", submission_id)


@page("reporting.confirm_section")
@require_POST
def confirm_section(request: ActorRequest, submission_id: int, section: str) -> HttpResponse:
    """This will confirm a section, with the reasons written beside its warnings."""
    return _do(
        request,
        submission_id,
        "Đã xác nhận phần số liệu.",
        lambda: confirming.confirm_section(
            submission_id=submission_id,
            section=section,
            reasons=read_reasons(request.POST),
            version=read_version(request.POST),
            actor=request.actor,
            at=timezone.now(),
        ),
    )


@page("reporting.sign")
@require_POST
def sign(request: ActorRequest, submission_id: int) -> HttpResponse:
    """This will sign the report; where the lifecycle asks for it, once it was proven anew who is there."""
    if book().lifecycle("submission").moves["sign"].proven_now and not is_proven(request):
        return led_to_proof(request)
    return _do(
        request,
        submission_id,
        "Đã ký báo cáo. Cán bộ báo cáo có thể gửi.",
        lambda: signing.sign(
            submission_id=submission_id, version=read_version(request.POST), actor=request.actor, at=timezone.now()
        ),
    )


@page("reporting.upload_signed")
@require_http_methods(["GET", "HEAD", "POST"])
def upload_signed(request: ActorRequest, submission_id: int) -> HttpResponse:
    """This will ask for the scan of the signed paper and keep it."""
    view = queries.submission(request.actor, submission_id, timezone.localdate())
    form = ScanForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        with refusals_in(form, request.actor):
            uploading.upload_signed(
                submission_id=submission_id,
                data=upload.read(),
                name=upload.name,
                code=form.cleaned_data["code"],
                version=read_version(request.POST),
                actor=request.actor,
                at=timezone.now(),
            )
            messages.success(request, "Đã lưu bản ký. Báo cáo có thể gửi.")
            return redirect("reporting.submission", submission_id)
    values = {"title": "Tải lên bản đã ký, đóng dấu", "view": view, "form": form}
    return render(request, "reporting/upload_signed.html", values, status=status_of(form))


@page("reporting.view", machine=True)
@require_safe
def signed_copy(request: ActorRequest, submission_id: int) -> HttpResponse:
    """This will hand out the scan of the signed paper, as a download."""
    view = queries.submission(request.actor, submission_id)
    if view.signature is None or view.signature.file_id is None:
        raise NotFound("Báo cáo này không có bản ký đã quét.")
    kept = files.file_view(view.signature.file_id)
    return download_of(files.content(kept.id), name=kept.name, media_type=kept.media_type)


@page("reporting.submit")
@require_POST
def submit(request: ActorRequest, submission_id: int) -> HttpResponse:
    """This will send the report to the standing office."""
    return _do(
        request,
        submission_id,
        "Đã gửi báo cáo đến cơ quan thường trực.",
        lambda: submitting.submit(
            submission_id=submission_id, version=read_version(request.POST), actor=request.actor, at=timezone.now()
        ),
    )


@page("reporting.return_for_correction")
@require_http_methods(["GET", "HEAD", "POST"])
def return_for_correction(request: ActorRequest, submission_id: int) -> HttpResponse:
    """This will ask for the reason and the cells in question, and return the report."""
    view = queries.submission(request.actor, submission_id, timezone.localdate())
    form = ReturnForm(request.POST or None)
    pointed, remarks = read_remarks(request.POST)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form, request.actor):
            returning.return_for_correction(
                submission_id=submission_id,
                reason=form.cleaned_data["reason"],
                cells=pointed,
                remarks=remarks,
                mend_by=form.cleaned_data["mend_by"],
                version=read_version(request.POST),
                actor=request.actor,
                at=timezone.now(),
            )
            messages.success(request, "Đã trả lại báo cáo để bổ sung.")
            return redirect("reporting.submission", submission_id)
    values = {
        "title": f"Trả lại báo cáo của {lower_first(view.duty.area_name)}",
        "view": view,
        "form": form,
        "rows": [
            (cell, cell.element in pointed, remarks.get(cell.element, ""))
            for section in view.sections
            for cell in section.cells
        ],
    }
    return render(request, "reporting/return.html", values, status=status_of(form))


@page("reporting.accept")
@require_POST
def accept(request: ActorRequest, submission_id: int) -> HttpResponse:
    """This will close the report's figures."""
    return _do(
        request,
        submission_id,
        "Đã chốt số liệu; số tổng hợp của tỉnh đã cập nhật.",
        lambda: accepting.accept(
            submission_id=submission_id, version=read_version(request.POST), actor=request.actor, at=timezone.now()
        ),
    )


@page("reporting.correct")
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: ActorRequest, submission_id: int) -> HttpResponse:
    """This will ask why closed figures must change, and open the next round."""
    view = queries.submission(request.actor, submission_id, timezone.localdate())
    asked = queries.correction_waiting(view)
    form = CorrectForm(request.POST or None, initial={"reason": reason_asked(asked)})
    if request.method == "POST" and form.is_valid():
        with refusals_in(form, request.actor):
            opened = correcting.correct(
                duty_id=view.duty.id, reason=form.cleaned_data["reason"], actor=request.actor, at=timezone.now()
            )
            messages.success(request, "Đã mở lại để đính chính. Số liệu đã chốt giữ nguyên đến khi chốt lại.")
            return redirect("reporting.submission", opened)
    values = {"title": f"Mở lại số liệu đã chốt của {lower_first(view.duty.area_name)}", "view": view, "form": form}
    values["asked"] = asked
    return render(request, "reporting/correct.html", values, status=status_of(form))


@page("reporting.drop_correction")
@require_http_methods(["GET", "HEAD", "POST"])
def drop_correction(request: ActorRequest, submission_id: int) -> HttpResponse:
    """This will show what a correction changes so far, ask why it is dropped, and go to the report that stands."""
    view = queries.submission(request.actor, submission_id, timezone.localdate())
    form = DropForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form, request.actor):
            closed = dropping.drop_correction(
                submission_id=submission_id,
                reason=form.cleaned_data["reason"],
                version=read_version(request.POST),
                actor=request.actor,
                at=timezone.now(),
            )
            messages.success(request, "Đã bỏ bản đính chính. Số đã chốt trước đó vẫn dùng.")
            return redirect("reporting.submission", closed)
    values = {
        "title": f"Bỏ bản đính chính của {lower_first(view.duty.area_name)}",
        "view": view,
        "changes": queries.changes_of(view),
        "form": form,
    }
    return render(request, "reporting/drop_correction.html", values, status=status_of(form))
