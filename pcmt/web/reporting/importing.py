"""Figures handed in by file: a page for people, and the same address for programs with an access token."""

import zlib
from collections.abc import Iterator
from datetime import date
from tempfile import SpooledTemporaryFile
from typing import IO

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from pcmt.areas import queries as areas
from pcmt.kernel.refusal import NotFound, Refusal
from pcmt.reporting.actions.import_figures import Outcome, import_figures
from pcmt.rulebook.queries import book
from pcmt.web.downloads import csv_of
from pcmt.web.forms import UploadField
from pcmt.web.views import ActorRequest, page, refusals_in, status_of

HEADS = ("form", "area", "period", "element", "category", "value")
WHOLE, ROWS, TRIAL = "whole", "rows", "trial"
WAYS = {
    WHOLE: "Chỉ ghi khi mọi dòng đều nhận được",
    ROWS: "Ghi các dòng nhận được, bỏ các dòng có lỗi",
    TRIAL: "Thử, không ghi gì",
}
LARGEST_BODY = 64 * 1024 * 1024
_IN_MEMORY = 4 * 1024 * 1024
_CHUNK = 256 * 1024
_SHOWN = 60  # bytes of a strange body


class FiguresForm(forms.Form):
    """A file of figures, and what to do with rows that cannot be taken."""

    file = UploadField(label="Tệp số liệu (CSV, XLSX, JSON)")
    way = forms.ChoiceField(label="Cách ghi", choices=[*WAYS.items()], initial=WHOLE, widget=forms.RadioSelect)


@page("reporting.import_figures", machine=True)
@require_http_methods(["GET", "HEAD", "POST"])
def figures(request: ActorRequest) -> HttpResponse:
    """This will take a file of figures from a person, or its bare content from a program, and tell what came of it.

    A program sends CSV or JSON as the body, gzip or not, and `?cach=whole|rows|trial`; the answer is JSON.
    """
    if hasattr(request, "bearer"):
        return _from_program(request)
    form = FiguresForm(request.POST or None, request.FILES or None)
    outcome: Outcome | None = None
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            outcome = _taken(form.cleaned_data["file"], form.cleaned_data["way"], request)
    values = {"title": _title(outcome), "form": form, "outcome": outcome, "limit": LARGEST_BODY // 1024**2}
    return render(request, "reporting/import_figures.html", values, status=status_of(form))


@page("reporting.import_figures")
@require_safe
def import_table(request: ActorRequest, table: str) -> HttpResponse:
    """This will hand out the codes of what forms ask for, of units, or the heads to fill in under, as CSV."""
    on = timezone.localdate()
    match table:
        case "mau":
            return csv_of(HEADS, (), name="mau-nhap-hang-loat.csv")
        case "ma":
            return csv_of(("form", "element", "label", "unit", "part"), _asked_for(on), name="ma-chi-tieu.csv")
        case "ma-dia-ban":
            units = ((row.code, row.name) for row in areas.register(on, level="commune"))
            return csv_of(("area", "name"), units, name="ma-dia-ban.csv")
    raise NotFound("Không có mẫu này.")


def _asked_for(on: date) -> Iterator[tuple[str, ...]]:
    """Every cell that somebody fills in, by form and part; those worked out from others are not handed in."""
    for form in book().forms(on):
        for section in form.sections:
            for cell in section.cells:
                if cell.computed is None:
                    yield form.code, cell.element, cell.label, cell.unit, section.label


def _from_program(request: ActorRequest) -> HttpResponse:
    way = request.GET.get("cach", WHOLE)
    if request.method != "POST" or way not in WAYS:
        said = {"message": "Gửi số liệu bằng POST; cach là whole, rows hoặc trial."}
        return JsonResponse(said, status=405 if request.method != "POST" else 400)
    with SpooledTemporaryFile(max_size=_IN_MEMORY) as body:
        try:
            _receive(request, body)
            _check_kind(request, body)
            outcome = _taken(body, way, request)
        except Refusal as refusal:
            if refusal.needs is not None:
                raise
            return JsonResponse({"message": refusal.message, "remedy": refusal.remedy}, status=422)
    refused_whole = way == WHOLE and outcome.refused
    return JsonResponse(outcome.plain, status=409 if refused_whole else 200)


def _receive(request: HttpRequest, into: IO[bytes]) -> None:
    """Read the body piece by piece, unpacked where it is packed, never more than the limit."""
    packed = request.headers.get("Content-Encoding", "").lower() == "gzip"
    unpack, size = zlib.decompressobj(wbits=31), 0
    try:
        while chunk := request.read(_CHUNK):
            while chunk:
                piece = unpack.decompress(chunk, _CHUNK) if packed else chunk
                chunk = unpack.unconsumed_tail if packed else b""
                size += len(piece)
                if size > LARGEST_BODY:
                    raise Refusal(f"Nội dung lớn hơn {LARGEST_BODY // 1024**2} MB.", remedy="Chia thành nhiều lần gửi.")
                into.write(piece)
    except zlib.error:
        raise Refusal("Nội dung nén gzip bị hỏng.", remedy="Nén lại rồi gửi lại.") from None


def _check_kind(request: HttpRequest, body: IO[bytes]) -> None:
    """What says of itself that it is JSON and is none is told so, and not that it lacks the columns of a table."""
    body.seek(0)
    begins = body.read(_SHOWN).removeprefix(b"\xef\xbb\xbf").decode(errors="replace").strip()
    if not begins:
        raise Refusal("Nội dung gửi lên trống.", remedy="Gửi CSV có dòng tên cột, hoặc một danh sách JSON.")
    if request.content_type == "application/json" and begins[0] not in "[{":
        raise Refusal(
            f"Content-Type là application/json nhưng nội dung không phải JSON: bắt đầu bằng “{begins}”.",
            remedy="Gửi một danh sách các đối tượng, hoặc “dataValues” của DHIS2. Gửi CSV thì ghi text/csv.",
        )


def _taken(stream: IO[bytes], way: str, request: ActorRequest) -> Outcome:
    return import_figures(
        stream=stream,  # type: ignore[arg-type]  # a file of Django's is as good as one of io
        is_trial=way == TRIAL,
        all_or_none=way == WHOLE,
        actor=request.actor,
        at=timezone.now(),
    )


def _title(outcome: Outcome | None) -> str:
    if outcome is None:
        return "Nhập số liệu hàng loạt"
    if outcome.is_written:
        return f"Đã ghi {outcome.new + outcome.changed} số liệu vào {outcome.reports} báo cáo"
    return f"Chưa ghi gì: {outcome.refused} dòng có lỗi" if outcome.refused else "Thử xong: mọi dòng đều nhận được"
