"""The page that answers “vì sao?” for any figure or sentence, both ways."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from pcmt.trace import queries
from pcmt.trace.queries import TraceNode
from pcmt.web.components import Event
from pcmt.web.formats.figures import datetime_text
from pcmt.web.navigation import address
from pcmt.web.trace.addresses import origin
from pcmt.web.views import ActorRequest, page

HEADS = {
    "cell": "Số liệu đã chốt",
    "value": "Giá trị chỉ số",
    "total": "Số liệu tổng hợp",
    "target": "Chỉ tiêu",
    "task": "Nhiệm vụ",
    "item": "Mục của kế hoạch",
    "provision": "Nội dung văn bản",
    "report": "Số liệu trong báo cáo",
    "area_event": "Thay đổi địa bàn",
    "words": "Lời văn của đơn vị",
    "touched": "Đi theo thay đổi",
    "element": "Số liệu đầu vào",
    "document": "Văn bản",
    "duty": "Báo cáo số liệu",
    "law": "Căn cứ",
}
UP_WORDS = {
    "cell": "Căn cứ thu thập, và nơi dùng số liệu này",
    "provision": "Văn bản này được viện dẫn tại",
    "words": "Nơi dùng lời văn này",
}
DOWN_WORDS = {
    "cell": "Các lần chốt khác của số liệu này",
    "provision": "Từ nội dung này đã đặt ra",
    "target": "Đo bằng",
    "report": "Các số liệu được nêu",
    "area_event": "Những gì đã đi theo thay đổi",
}

NO_UP = {
    "area_event": "Chưa gắn với văn bản nào đã đăng ký; căn cứ ghi ở trên.",
    "provision": "Chưa có văn bản nào đã đăng ký viện dẫn văn bản này.",
    "words": "Chưa có báo cáo tổng hợp nào dùng lời văn này.",
}


@dataclass(frozen=True)
class Shown:
    """A node as the page shows it: with its address where it has one."""

    node: TraceNode
    url: str
    up: tuple["Shown", ...]
    down: tuple["Shown", ...]

    @property
    def facts(self) -> list[tuple[str, str, str]]:
        """What is known of it, label, words and address: what stands on a page of its own leads there in words."""
        return [(label, *_told(value)) for label, value in self.node.facts]

    @property
    def head(self) -> str:
        """What kind of thing it is, in words."""
        return HEADS.get(self.node.kind, "")


def _told(value: str) -> tuple[str, str]:
    kind, _, number = value.partition(":")
    if kind == "submission" and number.isdigit():
        return "mở báo cáo của đơn vị", address("reporting.submission", number)
    return value, ""


@page()
@require_safe
def show(request: ActorRequest, reference: str) -> HttpResponse:
    """This will show one reference: what asked for it, what it stands on, and what was done with it."""
    node = queries.trace(reference, request.actor, timezone.now())
    values = {
        "title": node.title,
        "shown": shown(node),
        "up_words": UP_WORDS.get(node.kind, "Yêu cầu từ"),
        "down_words": DOWN_WORDS.get(node.kind, "Tính từ các số liệu"),
        "events": [Event(event.what, datetime_text(event.at), event.who, "met", event.note) for event in node.events],
        "no_up": NO_UP.get(node.kind, "Chưa có văn bản nào trong hệ thống yêu cầu nội dung này."),
        "origin": origin(node),
    }
    return render(request, "trace/show.html", values)


@page()
@require_safe
def find(request: ActorRequest) -> HttpResponse:
    """This will take a reference typed by hand, and explain the forms there are."""
    wanted = request.GET.get("ma", "").strip()
    if wanted:
        return redirect("trace.show", reference=wanted)
    return render(request, "trace/find.html", {"title": "Tra nguồn số liệu", "forms": queries.FORMS})


def shown(node: TraceNode) -> Shown:
    """This will give every node of a trace its address: its own trace, or the page where the thing stands."""
    url = reverse("trace.show", args=[node.reference]) if node.reference else origin(node)
    return Shown(node, url, tuple(shown(one) for one in node.up), tuple(shown(one) for one in node.down))
