"""The books in which documents are registered, line by line as they are printed.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục IV (sổ đăng ký văn bản đến, sổ đăng ký văn bản đi).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet

from pcmt.agencies import queries as agencies
from pcmt.documents import policy
from pcmt.documents.models import Document
from pcmt.documents.rules.kinds import kind_name
from pcmt.kernel.actor import Actor


@dataclass(frozen=True)
class BookLine:
    """One document as a book has it; `receiver` and `passed_on` for what came in, `signer` for what went out."""

    id: int
    arrival_number: str
    arrived_on: date | None
    issuer: str
    number: str
    issued_on: date | None
    kind_name: str
    title: str
    receiver: str
    passed_on: date | None
    signer: str
    note: str

    @property
    def kind_and_title(self) -> str:
        """Tên loại và trích yếu nội dung."""
        return f"{self.kind_name}: {self.title}" if self.title else self.kind_name


def book(actor: Actor, direction: str, year: int, *, month: int | None = None) -> tuple[BookLine, ...]:
    """This will give a year of a book, or one month of it, in the order of its numbers.

    What came in counts by the day of arrival, what went out by the day of issue; what has no such day is in no book.
    """
    if not policy.may_view(actor):
        return ()
    found = Document.objects.filter(direction=direction, version=1)
    if direction == Document.Direction.IN:
        found = found.filter(arrived_on__year=year).order_by(F("book_count").asc(nulls_last=True), "arrived_on", "id")
        found = found.filter(arrived_on__month=month) if month else found
    else:
        found = found.filter(issued_on__year=year).order_by("issued_on", "id")
        found = found.filter(issued_on__month=month) if month else found
    rows = [*found.select_related("handling__post__person", "handling__reply").defer("text", "handling__reply__text")]
    handlers = {row.handling.agency_id for row in rows if getattr(row, "handling", None)}
    names = agencies.agencies_by_id(one for one in handlers if one)
    return tuple(_line(row, {key: view.short_name for key, view in names.items()}) for row in rows)


def years(actor: Actor, direction: str) -> tuple[int, ...]:
    """This will list the years for which a book has lines, newest first."""
    if not policy.may_view(actor):
        return ()
    rows: QuerySet[Document] = Document.objects.filter(direction=direction, version=1)
    field = "arrived_on" if direction == Document.Direction.IN else "issued_on"
    days = rows.filter(~Q(**{field: None})).dates(field, "year", order="DESC")
    return tuple(day.year for day in days)


def _line(row: Document, names: Mapping[int, str]) -> BookLine:
    handled = getattr(row, "handling", None)
    person = handled.post.person.name if handled and handled.post else ""
    agency = names.get(handled.agency_id or 0, "") if handled else ""
    answer = f"Trả lời: {handled.reply.number}" if handled and handled.reply else ""
    return BookLine(
        id=row.id,
        arrival_number=row.arrival_number,
        arrived_on=row.arrived_on,
        issuer=row.issuer,
        number=row.number,
        issued_on=row.issued_on,
        kind_name=kind_name(row.kind),
        title=row.title,
        receiver=", ".join(part for part in (agency, person) if part),
        passed_on=handled.passed_on if handled else None,
        signer=row.signer,
        note="; ".join(part for part in (row.urgency, answer) if part),
    )
