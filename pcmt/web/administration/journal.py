"""The journal as a page: who did what, when and why; and whether the chain over it holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST, require_safe

from pcmt.accounts import queries as accounts
from pcmt.agencies import queries as agencies
from pcmt.journal import queries
from pcmt.journal.actions.export import export as note_export
from pcmt.journal.queries import EntryView, Verification
from pcmt.web.administration.forms import JournalForm
from pcmt.web.administration.wording import changes, subject_words
from pcmt.web.components import State
from pcmt.web.downloads import streamed_csv_of
from pcmt.web.formats.figures import datetime_text, number_text
from pcmt.web.history import action_names
from pcmt.web.navigation import address
from pcmt.web.views import ActorRequest, page
from vanban.text import sort_key

PAGE_SIZE = 50
HEADS = ("Mục", "Lúc", "Việc", "Đối tượng", "Mã tham chiếu", "Người thực hiện", "Lý do", "Thay đổi")
PACKAGES = {
    "accounts": "Tài khoản",
    "agencies": "Cơ quan",
    "areas": "Địa bàn",
    "classification": "Phân loại",
    "documents": "Văn bản",
    "files": "Tệp",
    "indicators": "Chỉ số",
    "journal": "Nhật ký",
    "plans": "Kế hoạch",
    "publications": "Báo cáo tổng hợp",
    "reporting": "Báo cáo số liệu",
}
PAGES_OF = {
    "document": "documents.read",
    "plan": "plans.plan",
    "target": "plans.target",
    "task": "plans.task",
    "submission": "reporting.submission",
    "report": "publications.show",
    "area": "areas.area",
    "agency": "agencies.agency",
    "committee": "agencies.committee",
    "programme": "agencies.programme",
    "user": "accounts.account",
}


@dataclass(frozen=True)
class Line:
    """One entry with action and subject in words, the subject's page, and what changed as "field: before → after"."""

    entry: EntryView
    action: str
    subject: str
    url: str
    changes: tuple[str, ...]


@page("journal.view")
@require_safe
def entries(request: ActorRequest) -> HttpResponse:
    """This will list entries, newest first, narrowed as asked; with `kiem_tra` it also walks the whole journal."""
    form = _form(request)
    asked = form.cleaned_data if form.is_valid() else {}
    older_than = request.GET.get("truoc", "")
    found = queries.latest(
        request.actor,
        **_narrowed(asked),
        before_id=int(older_than) if older_than.isdecimal() and len(older_than) <= 18 else None,
        limit=PAGE_SIZE + 1,
    )
    shown = found[:PAGE_SIZE]
    checked = queries.verify() if request.GET.get("kiem_tra") else None
    values = {
        "title": "Nhật ký",
        "lead": "Ai đã làm gì, lúc nào, vì sao; chỉ ghi thêm, không sửa, không xóa",
        "form": form,
        "lines": [line_of(entry) for entry in shown],
        "older": _older(request, shown[-1].id) if len(found) > PAGE_SIZE else "",
        "begun": bool(older_than),
        "checked": _told(checked) if checked else None,
        "faults": checked.faults if checked else (),
        "asked": any(asked.values()),
        "wanted": urlencode({key: value for key, value in request.GET.items() if key in form.fields and value}),
        "may_export": bool(request.actor.may("journal.export")),
    }
    return render(request, "administration/journal.html", values)


@page("journal.export")
@require_POST
def export(request: ActorRequest) -> StreamingHttpResponse:
    """This will stream the entries asked for as a table file, and note in the journal that they were taken out."""
    form = _form(request)
    asked = form.cleaned_data if form.is_valid() else {}
    # Never a name: the filter's own keys and identifiers.
    told = {key: str(value) for key, value in request.GET.items() if key in form.fields and key != "tu_ngu" and value}
    note_export(asked=told, actor=request.actor, at=timezone.now())
    rows = (_cells(line_of(entry)) for entry in queries.all_of(request.actor, **_narrowed(asked)))
    return streamed_csv_of(HEADS, rows, name="nhat-ky.csv")


def line_of(entry: EntryView) -> Line:
    """This will put an entry into the words of the screens."""
    kind, _, key = entry.subject.partition(":")
    url = address(PAGES_OF[kind], int(key)) if kind in PAGES_OF and key.isdecimal() else ""
    action = action_names().get(entry.action, entry.action)
    changed = changes(entry.subject, entry.before or {}, entry.after or {})
    return Line(entry, action, subject_words(entry.subject), url, changed)


def _cells(line: Line) -> tuple[str, ...]:
    entry = line.entry
    when = datetime_text(localtime(entry.at))
    told = "; ".join(line.changes)
    return (str(entry.id), when, line.action, line.subject, entry.subject, entry.actor_label, entry.reason, told)


def _narrowed(asked: Mapping[str, Any]) -> dict[str, Any]:
    agency = asked.get("co_quan")
    return {
        "action": asked.get("viec", ""),
        "subject": asked.get("ve", ""),
        "person_id": int(asked["nguoi"]) if asked.get("nguoi") else None,
        "post_ids": agencies.post_ids_ever(int(agency)) if agency else None,
        "words": asked.get("tu_ngu", ""),
        "since": asked.get("tu"),
        "until": asked.get("den"),
    }


def _form(request: ActorRequest) -> JournalForm:
    persons = [(one.person_id, one.person_name) for one in accounts.accounts(request.actor)]
    offices = [(one.id, one.name) for one in agencies.agencies(on=timezone.localdate())]
    return JournalForm(request.GET, actions=_choices(), persons=persons, agencies=offices)


def _choices() -> list[tuple[str, object]]:
    """Every action under its package, each package also whole."""
    grouped: dict[str, list[tuple[str, str]]] = {}
    for action, words in sorted(action_names().items(), key=lambda pair: sort_key(pair[1])):
        grouped.setdefault(action.partition(".")[0], []).append((action, words))
    return [
        (PACKAGES.get(package, package), [(f"{package}.", f"Mọi việc: {PACKAGES.get(package, package)}"), *named])
        for package, named in sorted(grouped.items(), key=lambda pair: sort_key(PACKAGES.get(pair[0], pair[0])))
    ]


def _older(request: ActorRequest, before_id: int) -> str:
    kept = [(key, value) for key, value in request.GET.items() if key not in ("truoc", "kiem_tra")]
    return "?" + urlencode([*kept, ("truoc", before_id)])


def _told(checked: Verification) -> State:
    waiting = f"{number_text(checked.unsealed)} mục chờ niêm phong"
    if checked.ok and not checked.sealed:
        return State("late", f"Chưa mục nào được niêm phong; {waiting}. Việc nền “niêm phong nhật ký” cần được chạy.")
    if checked.ok:
        anchored = f", {number_text(checked.anchors)} điểm neo" if checked.anchors else ""
        return State("met", f"Nhật ký toàn vẹn: {number_text(checked.sealed)} mục đã niêm phong{anchored}, {waiting}.")
    where = f" tại mục {checked.first_broken_id}" if checked.first_broken_id else ""
    return State(
        "risk",
        f"Chuỗi niêm phong đứt{where}: dữ liệu đã bị can thiệp ngoài hệ thống. "
        "Giữ nguyên hiện trạng, báo cán bộ bảo vệ dữ liệu và đối chiếu bản sao lưu.",
    )
