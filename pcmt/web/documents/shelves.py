"""The parts of the register, each a page of its own."""

from django.http import HttpRequest
from django.urls import reverse

from pcmt.web.components import Link

SHELVES = {
    "documents.list": "Kho văn bản",
    "documents.incoming": "Văn bản đến",
    "documents.outgoing": "Văn bản đi",
}


def shelves(here: str) -> list[Link]:
    """This will give the tabs of the register; `here` is the name of the page that is open."""
    return [Link(label, reverse(name), current=name == here) for name, label in SHELVES.items()]


def page_number(request: HttpRequest) -> int:
    """This will read the page of a long list from the address, 1 where it makes no sense."""
    number = request.GET.get("trang", "1")
    return int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1
