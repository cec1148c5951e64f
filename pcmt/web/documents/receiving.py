"""Files handed in: one read while its sender waits, or many and scans read afterwards, each with its outcome."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.files import File
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_safe

from pcmt.agencies import queries as agencies
from pcmt.documents import queries as documents
from pcmt.documents.actions.receive_files import receive_files
from pcmt.documents.actions.register_document import register_document
from pcmt.documents.queries import receiving
from pcmt.documents.queries.basis import WantedAct, wanted_act
from pcmt.kernel.refusal import Refusal
from pcmt.web.asked import number_of
from pcmt.web.documents.forms import RegisterForm
from pcmt.web.views import ActorRequest, page, refusals_in, status_of

STUCK_AFTER = 120
"""Seconds without a start after which a person is told that nobody reads."""
LOOK_AGAIN = 3
"""Seconds after which the page of an unfinished batch is loaded anew."""


@page("documents.register_document")
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: ActorRequest) -> HttpResponse:
    """This will take files in: one that is quickly read leads to the desk, others to the page of their batch."""
    now = timezone.localtime()
    form = RegisterForm(request.POST or None, request.FILES or None, initial={"arrived_on": now.date()})
    known = None
    wanted = _wanted(request)
    if form.is_valid():
        with refusals_in(form):
            try:
                address = _take_in(request, form.cleaned_data)
                _say_if_another(request, wanted, address)
                return redirect(address)
            except Refusal as refusal:
                known = _known(refusal)
                raise
    context = {
        "title": "Đăng ký văn bản",
        "form": form,
        "known": known,
        "wanted": wanted,
        "batches": receiving.batches(request.actor),
        "free_number": receiving.free_arrival_number(request.actor, now.year),
        "year": now.year,
    }
    return render(request, "documents/register.html", context, status=status_of(form))


@page("documents.register_document")
@require_safe
def batch(request: ActorRequest, batch_id: int) -> HttpResponse:
    """This will show how far the reading of a batch has come, and what became of each file."""
    view = receiving.batch(request.actor, batch_id)
    left = view.total - view.done
    context = {
        "title": f"Còn {left} trong {view.total} tệp đang đọc" if left else f"Đã đọc xong {view.total} tệp",
        "view": view,
        "tally": _tally(view),
        "by": agencies.person_names([view.person_id]).get(view.person_id, "") if view.person_id else "",
        "stuck": view.waits_since(timezone.now()) > STUCK_AFTER,
    }
    answer = render(request, "documents/batch.html", context)
    if left:
        # Told by a header: the page needs no script, and one who leaves loses nothing.
        answer.headers["Refresh"] = str(LOOK_AGAIN)
    return answer


def _wanted(request: ActorRequest) -> WantedAct | None:
    """The act that is cited and missing, where a page led here to have it registered."""
    asked = number_of(request.GET.get("can", ""))
    return None if asked is None else wanted_act(request.actor, asked)


def _say_if_another(request: ActorRequest, wanted: WantedAct | None, address: str) -> None:
    """Warns where the document that was read is not the one that was wanted; a batch is not read yet."""
    is_read = "nhan-tep" not in address
    if wanted and is_read and wanted_act(request.actor, wanted.citation_id):
        words = f"Văn bản vừa đăng ký không khớp với {wanted.label}: số, ngày hoặc cơ quan ban hành khác. Kiểm tra lại."
        messages.warning(request, words)


def _take_in(request: ActorRequest, said: dict[str, Any]) -> str:
    files: list[File[Any]] = said["file"]
    if len(files) == 1 and receiving.reads_quickly(_content(files[0]), files[0].name or ""):
        return _register(request, files[0], said)
    batch_id = receive_files(
        uploads=_contents(files),
        direction=said["direction"],
        arrived_on=said["arrived_on"],
        urgency=said["urgency"],
        numbered=said["numbered"],
        reply_due_on=said["reply_due_on"],
        due_time=said["due_time"],
        is_old=said["is_old"],
        actor=request.actor,
        at=timezone.now(),
    )
    return reverse("documents.batch", args=[batch_id])


def _register(request: ActorRequest, file: File[Any], said: dict[str, Any]) -> str:
    document_id = register_document(
        data=_content(file),
        name=file.name or "",
        direction=said["direction"],
        arrival_number=said["arrival_number"],
        arrived_on=said["arrived_on"],
        urgency=said["urgency"],
        numbered=said["numbered"],
        reply_due_on=said["reply_due_on"],
        due_time=said["due_time"],
        is_old=said["is_old"],
        actor=request.actor,
        at=timezone.now(),
    )
    about = reverse("documents.about", args=[document_id])
    words = "Đã đăng ký và đọc văn bản. <a href='{}'>Kiểm tra số, ngày, trích yếu</a> rồi xác nhận gợi ý."
    messages.success(request, format_html(words, about))
    _say_if_news(request, documents.document(request.actor, document_id).row)
    return reverse("documents.read", args=[document_id])


def _say_if_news(request: ActorRequest, row: documents.DocumentRow) -> None:
    """Says that a saved web page took no number, and what to do where it did come in as a document."""
    if row.was_not_received:
        words = (
            "Tệp này là trang tin, không phải văn bản đến: lưu để tham khảo, chưa cấp số đến, không ai phải xử lý. "
            "Nếu đúng là văn bản đến, <a href='{}'>sửa loại văn bản và ghi số đến</a>."
        )
        messages.warning(request, format_html(words, reverse("documents.correct_metadata", args=[row.id])))


def _content(file: File[Any]) -> bytes:
    file.seek(0)
    return bytes(file.read())


def _contents(files: list[File[Any]]) -> Iterator[tuple[bytes, str]]:
    for file in files:
        yield _content(file), file.name or ""


def _tally(view: receiving.BatchView) -> list[tuple[str, str, int]]:
    """How many files came to which outcome: the tone, the words and the count of each that occurs."""
    found: dict[str, list[receiving.ReceivedView]] = {}
    for file in view.files:
        found.setdefault(file.state, []).append(file)
    return [(group[0].tone, group[0].label, len(group)) for group in found.values()]


def _known(refusal: Refusal) -> int | None:
    kind, _, number = refusal.where.partition(":")
    return int(number) if kind == "document" and number.isdigit() else None
