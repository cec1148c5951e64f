"""The books on paper and as a table file: sổ đăng ký văn bản đến, văn bản đi."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from pcmt.agencies import queries as agencies
from pcmt.documents.queries import books
from pcmt.documents.queries.books import BookLine
from pcmt.kernel.refusal import NotFound
from pcmt.web.components import Link
from pcmt.web.downloads import csv_of
from pcmt.web.formats.figures import date_text
from pcmt.web.views import ActorRequest, page

BOOKS = {"den": ("in", "Sổ đăng ký văn bản đến"), "di": ("out", "Sổ đăng ký văn bản đi")}
IN_HEADS = (
    "Ngày đến",
    "Số đến",
    "Tác giả",
    "Số, ký hiệu văn bản",
    "Ngày tháng",
    "Tên loại và trích yếu nội dung văn bản",
    "Đơn vị hoặc người nhận",
    "Ngày chuyển",
    "Ký nhận",
    "Ghi chú",
)
OUT_HEADS = (
    "Số, ký hiệu văn bản",
    "Ngày tháng văn bản",
    "Tên loại và trích yếu nội dung văn bản",
    "Người ký",
    "Nơi nhận văn bản",
    "Đơn vị, người nhận bản lưu",
    "Số lượng bản",
    "Ngày chuyển",
    "Ký nhận",
    "Ghi chú",
)


@page("documents.view", machine=True)
@require_safe
def book(request: ActorRequest, which: str, year: int) -> HttpResponse:
    """This will show a year of a book as it is printed; `thang` narrows it to a month, `tep=csv` hands it out."""
    if which not in BOOKS:
        raise NotFound
    direction, title = BOOKS[which]
    month = _month(request.GET.get("thang", ""))
    lines = books.book(request.actor, direction, year, month=month)
    heads = IN_HEADS if direction == "in" else OUT_HEADS
    rows = [(_incoming(line) if direction == "in" else _outgoing(line)) for line in lines]
    if request.GET.get("tep") == "csv":
        name = f"so-van-ban-{which}-{year}{f'-{month:02}' if month else ''}.csv"
        return csv_of(heads, rows, name=name)
    address = reverse("documents.book", args=[which, year])
    agency_id = request.actor.agency_id
    context = {
        "title": title,
        "agency": agencies.agency(agency_id).name if agency_id else "",
        "year": year,
        "month": month,
        "heads": heads,
        "numbers": range(1, len(heads) + 1),
        "rows": rows,
        "back": reverse("documents.incoming" if direction == "in" else "documents.outgoing"),
        "csv": f"{address}?tep=csv" + (f"&thang={month}" if month else ""),
        "months": [
            Link("Cả năm", address, current=month is None),
            *(Link(f"Tháng {one}", f"{address}?thang={one}", current=month == one) for one in range(1, 13)),
        ],
        "years": _years(request, direction, which, year),
    }
    return render(request, "documents/book.html", context)


def _years(request: ActorRequest, direction: str, which: str, year: int) -> list[Link]:
    known = sorted({*books.years(request.actor, direction), timezone.localdate().year, year}, reverse=True)
    return [Link(f"Năm {one}", reverse("documents.book", args=[which, one]), current=one == year) for one in known]


def _incoming(line: BookLine) -> tuple[str, ...]:
    return (
        _day(line.arrived_on),
        line.arrival_number,
        line.issuer,
        line.number,
        _day(line.issued_on),
        line.kind_and_title,
        line.receiver,
        _day(line.passed_on),
        "",
        line.note,
    )


def _outgoing(line: BookLine) -> tuple[str, ...]:
    return (line.number, _day(line.issued_on), line.kind_and_title, line.signer, "", "", "", "", "", line.note)


def _day(day: date | None) -> str:
    return date_text(day) if day else ""


def _month(text: str) -> int | None:
    return int(text) if text in {str(number) for number in range(1, 13)} else None
