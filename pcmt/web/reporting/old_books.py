"""Old books of figures: dropped as they are, read in a way that is kept, looked at, and loaded as history."""

import json
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pcmt.files import queries as files
from pcmt.kernel.refusal import Refusal
from pcmt.reporting import queries
from pcmt.reporting.actions import drop_mapping as dropping
from pcmt.reporting.actions import keep_mapping as keeping
from pcmt.reporting.actions import load_book as loading
from pcmt.reporting.actions import open_book as opening
from pcmt.reporting.actions import undo_book as undoing
from pcmt.reporting.queries import Asked, OldBookView
from pcmt.web.asked import number_of
from pcmt.web.downloads import download_of
from pcmt.web.forms import UploadField
from pcmt.web.reporting.book_fields import ROWS, axis_rows, definition_in, places_shown
from pcmt.web.views import ActorRequest, page, refusals_in, status_of, tried

LARGEST_MAPPING = 1024 * 1024


class BookForm(forms.Form):
    """A file of figures of earlier years."""

    file = UploadField(label="Sổ cũ (XLSX, CSV)", widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}))


class MappingForm(forms.Form):
    """A way of reading that another province or an earlier copy handed out."""

    mapping = forms.CharField(label="Tên cách đọc", max_length=120)
    file = UploadField(label="Tệp cách đọc (JSON)", widget=forms.ClearableFileInput(attrs={"accept": ".json"}))


class LoadForm(forms.Form):
    """What a book is, and whether it is loaded though something does not fit; asked for only when it is loaded."""

    use_required_attribute = False
    mapping = forms.CharField(label="Tên cách đọc", max_length=120, required=False)
    basis = forms.CharField(
        label="Nguồn của sổ",
        max_length=300,
        help_text="Sổ nào, của ai, năm nào; ví dụ: Sổ theo dõi năm 2023 của Phòng PC04.",
    )
    without_misfits = forms.BooleanField(label="Đã xem các chỗ chưa khớp; nạp phần khớp", required=False)


class UndoForm(forms.Form):
    """Why a load is undone."""

    reason = forms.CharField(label="Lý do hoàn tác", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


@page("reporting.open_book")
@require_http_methods(["GET", "HEAD", "POST"])
def open_book(request: ActorRequest) -> HttpResponse:
    """This will list books and ways of reading, and take a new book."""
    form = BookForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        with refusals_in(form, request.actor):
            file_id = opening.open_book(data=upload.read(), name=upload.name, actor=request.actor, at=timezone.now())
            return redirect("reporting.load_book", file_id)
    return _show_list(request, form, MappingForm())


@page("reporting.keep_mapping")
@require_POST
def keep_mapping(request: ActorRequest) -> HttpResponse:
    """This will keep a way of reading from a file that was handed out."""
    form = MappingForm(request.POST, request.FILES)
    done = tried(form, lambda said: _keep_from_file(said, request))
    if done:
        messages.success(request, "Đã lưu cách đọc.")
        return redirect("reporting.open_book")
    return _show_list(request, BookForm(), form)


@page("reporting.keep_mapping")
@require_safe
def mapping_file(request: ActorRequest, mapping_id: int) -> HttpResponse:
    """This will hand out a way of reading as a file."""
    name, definition = queries.mapping(request.actor, mapping_id)
    content = json.dumps(definition, ensure_ascii=False, indent=2, sort_keys=True).encode()
    return download_of(content, name=files.safe_name(f"{name}.json"), media_type="application/json")


@page("reporting.drop_mapping")
@require_POST
def drop_mapping(request: ActorRequest, mapping_id: int) -> HttpResponse:
    """This will forget a way of reading."""
    dropping.drop_mapping(mapping_id=mapping_id, actor=request.actor, at=timezone.now())
    messages.success(request, "Đã bỏ cách đọc. Số liệu đã nạp không thay đổi.")
    return redirect("reporting.open_book")


@page("reporting.load_book")
@require_http_methods(["GET", "HEAD", "POST"])
def load_book(request: ActorRequest, file_id: int) -> HttpResponse:
    """This will show a book and how it is read; sent, it shows it anew, keeps the way of reading, or loads it."""
    on = timezone.localdate()
    if request.method != "POST":
        asked = Asked(mapping_id=number_of(request.GET.get("cach", "")))
        view = queries.old_book(request.actor, file_id, asked, on)
        return _show_book(request, file_id, view, LoadForm(initial={"mapping": view.recognised}))
    form = LoadForm(request.POST)
    form.fields["basis"].required = request.POST.get("viec") == "nap"
    shown, chosen = places_shown(request.POST)
    if request.POST.get("viec") == "doan":
        return _show_book(request, file_id, queries.old_book(request.actor, file_id, Asked(shown), on), form)
    definition: dict[str, Any] | None = None
    with refusals_in(form, request.actor):
        definition = definition_in(request.POST)
        if form.is_valid() and (answer := _done(request, file_id, definition, chosen, form)):
            return answer
    return _show_book(request, file_id, _view_or_guess(request, file_id, definition, form), form)


@page("reporting.load_book")
@require_safe
def old_book_load(request: ActorRequest, load_id: int) -> HttpResponse:
    """This will show a book that was loaded."""
    return _show_load(request, load_id, UndoForm())


@page("reporting.load_book")
@require_safe
def old_book_file(request: ActorRequest, load_id: int) -> HttpResponse:
    """This will hand out the file of a book that was loaded, as it came."""
    load, _ = queries.book_load(request.actor, load_id)
    kept = files.file_view(load.file_id)
    return download_of(files.content(kept.id), name=kept.name, media_type=kept.media_type)


@page("reporting.undo_book")
@require_POST
def undo_book(request: ActorRequest, load_id: int) -> HttpResponse:
    """This will undo a load, with a reason."""
    form = UndoForm(request.POST)
    if form.is_valid():
        with refusals_in(form, request.actor):
            taken = undoing.undo_book(
                load_id=load_id, reason=form.cleaned_data["reason"], actor=request.actor, at=timezone.now()
            )
            messages.success(request, f"Đã hoàn tác: {taken} số liệu của lần nạp này không còn hiệu lực.")
            return redirect("reporting.old_book_load", load_id)
    return _show_load(request, load_id, form)


def _done(
    request: ActorRequest, file_id: int, definition: dict[str, Any], chosen: list[int], form: LoadForm
) -> HttpResponse | None:
    """What a press on the page's buttons did: None where it only looks anew."""
    said, at = form.cleaned_data, timezone.now()
    wish = request.POST.get("viec")
    if wish in ("luu", "nap") and (said["mapping"] or wish == "luu"):
        keeping.keep_mapping(name=said["mapping"], definition=definition, actor=request.actor, at=at)
    if wish == "luu":
        messages.success(request, f"Đã lưu cách đọc “{said['mapping']}”; lần sau sổ cùng mẫu được nhận ra.")
    if wish != "nap":
        return None
    load_id = loading.load_book(
        file_id=file_id,
        definition=definition,
        sheets=chosen,
        basis=said["basis"],
        without_misfits=said["without_misfits"],
        actor=request.actor,
        at=at,
    )
    messages.success(request, "Đã nạp sổ cũ vào số liệu các năm trước.")
    return redirect("reporting.old_book_load", load_id)


def _view_or_guess(
    request: ActorRequest, file_id: int, definition: dict[str, Any] | None, form: LoadForm
) -> OldBookView:
    """The book as it was read; where what was sent describes no way of reading, as the system guesses it."""
    on = timezone.localdate()
    shown, chosen = places_shown(request.POST)
    if definition is not None:
        with refusals_in(form, request.actor):
            return queries.old_book(request.actor, file_id, Asked(shown, chosen, definition), on)
    return queries.old_book(request.actor, file_id, Asked(shown), on)


def _show_list(request: ActorRequest, form: BookForm, mapping_form: MappingForm) -> HttpResponse:
    values = {
        "title": "Sổ cũ",
        "form": form,
        "mapping_form": mapping_form,
        "mappings": queries.mappings(request.actor),
        "loads": queries.book_loads(request.actor),
    }
    worst = max(status_of(form), status_of(mapping_form))
    return render(request, "reporting/old_books.html", values, status=worst)


def _show_book(request: ActorRequest, file_id: int, view: OldBookView, form: LoadForm) -> HttpResponse:
    layout = view.definition["layout"]
    form.fields["basis"].required = True
    values = {
        "title": _title(view),
        "file_id": file_id,
        "file_name": files.file_view(file_id).name,
        "view": view,
        "form": form,
        "axes": axis_rows(layout, len(view.letters)),
        "rows": [(name, label, layout[name]) for name, label in ROWS.items()],
        "definition": json.dumps(view.definition, ensure_ascii=False),
        "shown": next(one for one in view.sheets if one.is_shown),
    }
    return render(request, "reporting/old_book.html", values, status=status_of(form))


def _show_load(request: ActorRequest, load_id: int, form: UndoForm) -> HttpResponse:
    load, periods = queries.book_load(request.actor, load_id)
    title = f"Đã nạp {load.figures} số liệu từ sổ cũ" if load.undone_at is None else "Lần nạp đã hoàn tác"
    values = {"title": title, "load": load, "periods": periods, "form": form}
    return render(request, "reporting/old_book_load.html", values, status=status_of(form))


def _title(view: OldBookView) -> str:
    if view.to_load:
        return f"{view.to_load} số liệu sẽ được nạp" + (f", {view.misfits} chỗ chưa khớp" if view.misfits else "")
    return f"{view.misfits} chỗ chưa khớp" if view.misfits else "Chưa có số liệu nào để nạp"


def _keep_from_file(said: dict[str, Any], request: ActorRequest) -> int:
    data = said["file"].read(LARGEST_MAPPING + 1)
    try:
        definition = json.loads(data) if len(data) <= LARGEST_MAPPING else None
    except (ValueError, RecursionError):
        definition = None
    if not isinstance(definition, dict):
        raise Refusal("Tệp không phải cách đọc tải về từ hệ thống.", remedy="Chọn tệp JSON tải ở mục Cách đọc đã lưu.")
    return keeping.keep_mapping(name=said["mapping"], definition=definition, actor=request.actor, at=timezone.now())
