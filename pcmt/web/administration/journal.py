"""The journal as a page: who did what, when and why; and whether the chain over it holds."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pcmt.accounts import queries as accounts
from pcmt.journal import queries
from pcmt.journal.queries import EntryView, Verification
from pcmt.web.administration.forms import JournalForm
from pcmt.web.administration.wording import changes, subject_words
from pcmt.web.components import State
from pcmt.web.formats.figures import number_text
from pcmt.web.history import action_names
from pcmt.web.navigation import address
from pcmt.web.views import ActorRequest, page

PAGE_SIZE = 50
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
    """This will list entries, newest first, narrowed as asked; with `kiem_tra` it also walks the whole chain."""
    form = _form(request)
    asked = form.cleaned_data if form.is_valid() else {}
    older_than = request.GET.get("truoc", "")
    found = queries.latest(
        request.actor,
        action=asked.get("viec", ""),
        subject=asked.get("ve", ""),
        person_id=int(asked["nguoi"]) if asked.get("nguoi") else None,
        since=asked.get("tu"),
        until=asked.get("den"),
        before_id=int(older_than) if older_than.isdecimal() and len(older_than) <= 18 else None,
        limit=PAGE_SIZE + 1,
    )
    shown = found[:PAGE_SIZE]
    checked = queries.verify() if request.GET.get("kiem_tra") else None
    values = {
        "title": "Nhật ký",
        "lead": "Ai đã làm gì, lúc nào, vì sao; chỉ ghi thêm, không sửa, không xóa",
        "form": form,
        "lines": [_line(entry) for entry in shown],
        "older": _older(request, shown[-1].id) if len(found) > PAGE_SIZE else "",
        "begun": bool(older_than),
        "checked": _told(checked) if checked else None,
        "asked": any(asked.values()),
    }
    return render(request, "administration/journal.html", values)


def _form(request: ActorRequest) -> JournalForm:
    persons = [(one.person_id, one.person_name) for one in accounts.accounts(request.actor)]
    return JournalForm(request.GET, actions=sorted(action_names().items()), persons=persons)


def _line(entry: EntryView) -> Line:
    kind, _, key = entry.subject.partition(":")
    url = address(PAGES_OF[kind], int(key)) if kind in PAGES_OF and key.isdecimal() else ""
    action = action_names().get(entry.action, entry.action)
    changed = changes(entry.subject, entry.before or {}, entry.after or {})
    return Line(entry, action, subject_words(entry.subject), url, changed)


def _older(request: ActorRequest, before_id: int) -> str:
    kept = [(key, value) for key, value in request.GET.items() if key not in ("truoc", "kiem_tra")]
    return "?" + urlencode([*kept, ("truoc", before_id)])


def _told(checked: Verification) -> State:
    waiting = f"{number_text(checked.unsealed)} mục chờ niêm phong"
    if checked.ok and not checked.sealed:
        return State("late", f"Chưa mục nào được niêm phong; {waiting}. Việc nền “niêm phong nhật ký” cần được chạy.")
    if checked.ok:
        return State("met", f"Nhật ký toàn vẹn: {number_text(checked.sealed)} mục đã niêm phong, {waiting}.")
    return State(
        "risk",
        f"Chuỗi niêm phong đứt tại mục {checked.first_broken_id}: dữ liệu đã bị can thiệp ngoài hệ thống. "
        "Giữ nguyên hiện trạng, báo cán bộ bảo vệ dữ liệu và đối chiếu bản sao lưu.",
    )
