"""The book of incoming documents: each agency counts its arrivals from 1 every year.

Source: Nghị định 30/2020/NĐ-CP, Điều 22 (đăng ký văn bản đến: số đến lấy liên tiếp, từ 01 ngày 01/01 đến hết năm).
"""

from typing import Any

from django.db.models import Max, Q, QuerySet

from pcmt.documents.models import Document
from pcmt.documents.rules.kinds import citation_form
from pcmt.kernel.refusal import Refusal


class ArrivalNumberTaken(Refusal):
    """This will say that the book has this arrival number already that year, and which number is free."""

    code = "arrival_number_taken"


def next_arrival_number(agency_id: int | None, year: int) -> str:
    """This will give the number after the highest one of an agency's year: "1" where the book is empty."""
    book = _book(agency_id, year)
    return str((book.aggregate(highest=Max("book_count"))["highest"] or 0) + 1)


def refuse_taken(columns: dict[str, Any], *, agency_id: int | None, except_id: int | None = None) -> None:
    """This will refuse with ArrivalNumberTaken where another arrival of that year has the number."""
    year, number = columns["book_year"], columns["arrival_number"]
    if year is None:
        return
    book = _book(agency_id, year).filter(arrival_number=number)
    book = book if except_id is None else book.exclude(id=except_id)
    if found := book.only("id", "kind", "number", "issued_on").first():
        free = next_arrival_number(agency_id, year)
        raise ArrivalNumberTaken(
            f"Số đến {number} năm {year} đã cấp cho {citation_form(found.kind, found.number, found.issued_on)}.",
            remedy=f"Số tiếp theo của sổ là {free}.",
            where=f"document:{found.id}",
            fields={"arrival_number": f"Số đến này đã cấp. Số tiếp theo là {free}."},
        )


def _book(agency_id: int | None, year: int) -> QuerySet[Document]:
    of_agency = Q(agency__isnull=True) if agency_id is None else Q(agency_id=agency_id)
    return Document.objects.filter(of_agency, book_year=year)
