"""Lists handed in as sheets: an empty one to fill in, a trial with its faults, and the entering."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pcmt.accounts import queries as accounts
from pcmt.accounts.actions.import_users import import_users
from pcmt.accounts.actions.preview_import import preview_import as try_users
from pcmt.agencies import queries as agencies
from pcmt.agencies.actions.import_agencies import import_agencies
from pcmt.agencies.actions.preview_import import preview_import as try_agencies
from pcmt.files import queries as files
from pcmt.files.actions.keep_sheet import KeptSheet
from pcmt.kernel.actor import Actor
from pcmt.web.asked import number_of
from pcmt.web.downloads import download_of
from pcmt.web.forms import UploadField
from pcmt.web.views import ActorRequest, page, refusals_in, status_of
from vanban.text import format_date
from workbook.spec import Column, Row, SheetSpec
from workbook.template import template

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FEW_FAULTS = 100
FEW_ROWS = 50


class Trial(Protocol):
    """An action that tries a sheet."""

    def __call__(self, *, data: bytes, name: str, actor: Actor, at: datetime) -> KeptSheet: ...


class Entering(Protocol):
    """An action that enters a sheet."""

    def __call__(self, *, file_id: int, actor: Actor, at: datetime) -> Sequence[int]: ...


@dataclass(frozen=True)
class List:
    """A kind of list: what it is called, its pages, its sheet, the columns that a preview shows, its two actions."""

    what: str
    package: str
    enter_page: str
    list_page: str
    spec: Callable[[], SheetSpec]
    shown: tuple[str, ...]
    trial: Trial
    entering: Entering
    then: str = ""

    @property
    def purpose(self) -> str:
        """The action that keeps the files of this list."""
        return f"{self.package}.preview_import"


AGENCIES = List(
    what="cơ quan",
    package="agencies",
    enter_page="agencies.import_agencies",
    list_page="agencies.list",
    spec=agencies.agencies_sheet,
    shown=("name", "kind", "area", "parent", "valid_from"),
    trial=try_agencies,
    entering=import_agencies,
)
USERS = List(
    what="tài khoản",
    package="accounts",
    enter_page="accounts.import_users",
    list_page="accounts.list",
    spec=accounts.users_sheet,
    shown=("person", "title", "agency", "username", "role", "valid_from", "valid_to"),
    trial=try_users,
    entering=import_users,
    then="Cấp đường dẫn để mỗi người tự đặt mật khẩu.",
)


class SheetForm(forms.Form):
    """A filled-in sheet."""

    file = UploadField(label="Bảng đã điền (XLSX)")


@page("agencies.preview_import")
@require_http_methods(["GET", "HEAD", "POST"])
def agencies_trial(request: ActorRequest) -> HttpResponse:
    """This will try a sheet of agencies."""
    return _trial(request, AGENCIES)


@page("accounts.preview_import")
@require_http_methods(["GET", "HEAD", "POST"])
def users_trial(request: ActorRequest) -> HttpResponse:
    """This will try a sheet of accounts."""
    return _trial(request, USERS)


@page("agencies.import_agencies")
@require_POST
def agencies_entering(request: ActorRequest) -> HttpResponse:
    """This will enter a sheet of agencies."""
    return _enter(request, AGENCIES)


@page("accounts.import_users")
@require_POST
def users_entering(request: ActorRequest) -> HttpResponse:
    """This will enter a sheet of accounts."""
    return _enter(request, USERS)


@page("agencies.preview_import")
@require_safe
def agencies_file(request: ActorRequest, file_id: int | None = None) -> HttpResponse:
    """This will hand out the empty sheet of agencies, or one that was handed in, with its faults."""
    return _file(AGENCIES, file_id)


@page("accounts.preview_import")
@require_safe
def users_file(request: ActorRequest, file_id: int | None = None) -> HttpResponse:
    """This will hand out the empty sheet of accounts, or one that was handed in, with its faults."""
    return _file(USERS, file_id)


def _trial(request: ActorRequest, kind: List) -> HttpResponse:
    form = SheetForm(request.POST or None, request.FILES or None)
    tried: KeptSheet | None = None
    if form.is_valid():
        upload = form.cleaned_data["file"]
        with refusals_in(form):
            tried = kind.trial(data=upload.read(), name=upload.name, actor=request.actor, at=timezone.now())
    spec = kind.spec()
    heads = {column.key: column.head for column in spec.columns}
    faults = tried.faults if tried else ()
    values: dict[str, Any] = {
        "title": _title(kind, tried),
        "lead": "Thử trước, chưa ghi gì; có một dòng sai thì không dòng nào được nhập",
        "kind": kind,
        "form": form,
        "tried": tried,
        "rows": [(fault.row, heads.get(fault.key, ""), fault.text) for fault in faults[:FEW_FAULTS]],
        "wrong_rows": len({fault.row for fault in faults}),
        "more_faults": max(0, len(faults) - FEW_FAULTS),
        "heads": [heads[key] for key in kind.shown],
        "ready": _ready(kind, spec, tried.rows) if tried and not faults else (),
        "more_rows": max(0, len(tried.rows) - FEW_ROWS) if tried else 0,
        "columns": spec.columns,
        "empty_url": reverse(f"{kind.package}.import_sheet"),
        "marked_url": reverse(f"{kind.package}.import_file", args=[tried.marked_id])
        if tried and tried.marked_id
        else "",
        "enter_url": reverse(kind.enter_page),
        "list_url": reverse(kind.list_page),
    }
    return render(request, "administration/import.html", values, status=422 if faults else status_of(form))


def _ready(kind: List, spec: SheetSpec, rows: Sequence[Row]) -> list[tuple[int, list[tuple[str, str]]]]:
    """The first rows as they would be entered: the number in the sheet, and each shown cell with its head, in words."""
    columns = [spec.column(key) for key in kind.shown]
    return [
        (row.number, [(column.head, _words(column, row.values[column.key])) for column in columns])
        for row in rows[:FEW_ROWS]
    ]


def _words(column: Column, value: object) -> str:
    if isinstance(value, date):
        return format_date(value)
    return dict(column.choices).get(str(value), str(value)) if value else ""


def _title(kind: List, tried: KeptSheet | None) -> str:
    if tried is None or not tried.rows:
        return f"Nhập danh sách {kind.what} từ Excel"
    if tried.faults:
        return f"{len(tried.faults)} lỗi cần sửa trước khi nhập"
    return f"{len(tried.rows)} dòng sẵn sàng nhập"


def _enter(request: ActorRequest, kind: List) -> HttpResponse:
    file_id = number_of(request.POST.get("tep", "")) or 0
    made = kind.entering(file_id=file_id, actor=request.actor, at=timezone.now())
    messages.success(request, " ".join(part for part in (f"Đã nhập {len(made)} {kind.what}.", kind.then) if part))
    return redirect(kind.list_page)


def _file(kind: List, file_id: int | None) -> HttpResponse:
    if file_id is None:
        return download_of(template(kind.spec()), name=f"mau-{kind.what.replace(' ', '-')}.xlsx", media_type=XLSX)
    kept = files.kept_for(file_id, kind.purpose)
    return download_of(files.content(file_id), name=kept.name, media_type=XLSX)
