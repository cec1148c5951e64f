"""Reports by Excel: a blank handed out, a filled-in one tried, what it would change, and the taking of it."""

from collections.abc import Iterable

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pcmt.files import queries as files
from pcmt.kernel.refusal import NotFound
from pcmt.reporting import queries
from pcmt.reporting.actions import take_workbook as taking
from pcmt.reporting.actions import try_workbook as trying
from pcmt.reporting.queries import BlankFile, Taken
from pcmt.web.downloads import download_of
from pcmt.web.forms import UploadField
from pcmt.web.reporting.asked import period_named
from pcmt.web.reporting.wording import conflicts_title
from pcmt.web.views import ActorRequest, page, refusals_in, status_of
from vanban.text import lower_first

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FEW_FAULTS, FEW_DIFFERENCES = 100, 200
KEEP, SEEN, MINE = "keep:", "seen:", "mine"
LONGEST_COUNT = 9


class WorkbookForm(forms.Form):
    """A filled-in blank."""

    file = UploadField(label="Tệp Excel đã điền", widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}))


@page("reporting.try_workbook", machine=True)
@require_safe
def blank(request: ActorRequest, submission_id: int) -> HttpResponse:
    """This will hand out a report as a workbook to fill in."""
    return _download(queries.blank(request.actor, submission_id, timezone.now()))


@page("reporting.try_workbook", machine=True)
@require_safe
def blank_of_many(request: ActorRequest) -> HttpResponse:
    """This will hand out all reports of a form and period that one fills in, as one workbook."""
    period = period_named(request.GET.get("ky", ""))
    return _download(queries.blank_of_many(request.actor, request.GET.get("bieu", ""), period, timezone.now()))


@page("reporting.try_workbook", machine=True)
@require_safe
def marked(request: ActorRequest, token: str) -> HttpResponse:
    """This will hand out a copy with its faults marked; whoever tried the file knows the token."""
    return download_of(files.held(token), name="bieu-da-ghi-loi.xlsx", media_type=XLSX)


@page("reporting.try_workbook")
@require_http_methods(["GET", "HEAD", "POST"])
def try_workbook(request: ActorRequest, submission_id: int | None = None) -> HttpResponse:
    """This will ask for a filled-in workbook, and show what it would change before anything is saved."""
    form = WorkbookForm(request.POST or None, request.FILES or None)
    tried: trying.Tried | None = None
    if request.method == "POST" and form.is_valid():
        with refusals_in(form, request.actor):
            data = form.cleaned_data["file"].read()
            tried = trying.try_workbook(data=data, submission_id=submission_id, actor=request.actor, at=timezone.now())
    return _show(request, submission_id, form, tried)


@page("reporting.take_workbook")
@require_POST
def take_workbook(request: ActorRequest, submission_id: int | None = None) -> HttpResponse:
    """This will save what was shown; what somebody else changed since is shown again, and nothing is saved."""
    data, form = files.held(_token(request.POST)), WorkbookForm()
    taken: Taken | None = None
    with refusals_in(form, request.actor):
        taken = taking.take_workbook(
            data=data,
            submission_id=submission_id,
            partial=request.POST.get("cach") == "phan-dung",
            decided=_decided(request.POST),
            actor=request.actor,
            at=timezone.now(),
        )
    if taken is not None and taken.applied:
        messages.success(request, _done(taken))
        if len(taken.units) == 1:
            return redirect("reporting.submission", taken.units[0].submission_id)
        return redirect("reporting.board")
    tried = None
    if taken is not None:
        messages.warning(request, "Chưa lưu: từ lúc xem trước, có ô vừa thay đổi. Xem lại rồi lưu.")
        tried = trying.try_workbook(data=data, submission_id=submission_id, actor=request.actor, at=timezone.now())
    return _show(request, submission_id, form, tried)


def _show(
    request: ActorRequest, submission_id: int | None, form: WorkbookForm, tried: trying.Tried | None
) -> HttpResponse:
    view = queries.submission(request.actor, submission_id) if submission_id is not None else None
    taken = tried.taken if tried else None
    differences = [(unit, one) for unit in taken.units for one in unit.differences] if taken else []
    values = {
        "title": _title(taken, view.duty.area_name if view else ""),
        "view": view,
        "form": form,
        "tried": tried,
        "taken": taken,
        "differences": differences[:FEW_DIFFERENCES],
        "more_differences": max(0, len(differences) - FEW_DIFFERENCES),
        "faults": taken.faults[:FEW_FAULTS] if taken else (),
        "more_faults": max(0, len(taken.faults) - FEW_FAULTS) if taken else 0,
        "problems": [(unit, one) for unit in taken.units for one in unit.problems] if taken else [],
        "shared": queries.fillable(request.actor) if view is None else (),
    }
    wrong = taken is not None and not taken.is_clean
    return render(request, "reporting/try_workbook.html", values, status=422 if wrong else status_of(form))


def _title(taken: Taken | None, unit: str) -> str:
    if taken is None:
        return f"Nộp tệp Excel của {lower_first(unit)}" if unit else "Nhập số liệu bằng tệp Excel"
    if taken.faults:
        return f"{len(taken.faults)} chỗ trong tệp cần sửa; chưa lưu ô nào"
    if taken.conflicts:
        return conflicts_title([one.conflict for one in taken.conflicts], own_at="sau khi lấy mẫu")
    return f"{taken.saved} mục sẽ được lưu" if taken.saved else "Tệp không có gì khác bản đang lưu"


def _done(taken: Taken) -> str:
    said = f"Đã lưu {taken.saved} mục của {len(taken.units)} đơn vị từ tệp Excel."
    return said + (f" Còn {len(taken.faults)} chỗ chưa nhận." if taken.faults else "")


def _decided(post: QueryDict) -> dict[str, int | None]:
    """Of each field in conflict the revision over which the file's text stands, or None where the stored one stays."""
    decided: dict[str, int | None] = {}
    for key in _named(post, KEEP):
        text = str(post.get(SEEN + key, ""))
        is_count = text.isascii() and text.isdigit() and len(text) <= LONGEST_COUNT
        decided[key] = int(text) if post[KEEP + key] == MINE and is_count else None
    return decided


def _named(post: QueryDict, prefix: str) -> Iterable[str]:
    return (key.removeprefix(prefix) for key in post if key.startswith(prefix))


def _token(post: QueryDict) -> str:
    token = str(post.get("tep", ""))
    if not token.isascii() or not token.isalnum():
        raise NotFound("Tệp chờ đọc không còn.")
    return token


def _download(made: BlankFile) -> HttpResponse:
    return download_of(made.content, name=made.name, media_type=XLSX)
