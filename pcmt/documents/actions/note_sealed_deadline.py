"""Note a bare deadline of a paper that is kept in the sealed book."""

import re
from datetime import date, datetime

from django.db import transaction

from pcmt.agencies import queries as agencies
from pcmt.documents import policy
from pcmt.documents.handling import CannotHandle, check_post
from pcmt.documents.models import SealedDeadline
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor

NUMBER = re.compile(r"\d{1,5}[a-zđ]?(?:/\d{4})?", re.IGNORECASE)


@transaction.atomic
def note_sealed_deadline(
    *, book_number: str, due_on: date, agency_id: int, post_id: int | None = None, actor: Actor, at: datetime
) -> int:
    """This will keep a deadline "theo sổ mật" and return its identifier: number in the book, day, who handles it.

    The number is digits, a letter and a year at most ("12", "12a/2026"), so that no word of the paper slips in.
    """
    policy.may_note_sealed(actor).require()

    book_number = book_number.strip()
    if not NUMBER.fullmatch(book_number):
        raise CannotHandle(
            "Chỉ ghi số thứ tự trong sổ mật, không ghi số, ký hiệu hay nội dung của văn bản mật.",
            remedy="Ghi như 12 hoặc 12a/2026.",
            fields={"book_number": "Chỉ ghi số thứ tự trong sổ mật, ví dụ 12 hoặc 12/2026."},
        )
    agency = agencies.agency(agency_id)
    check_post(post_id, agency.id)
    if SealedDeadline.objects.filter(keeper_id=actor.agency_id, book_number=book_number, closed_at=None).exists():
        raise CannotHandle(
            "Số này của sổ mật đang có một thời hạn chưa xong.",
            remedy="Kết thúc thời hạn cũ trước, hoặc kiểm tra lại số.",
            fields={"book_number": "Số này đang có thời hạn chưa xong."},
        )

    made = SealedDeadline.objects.create(
        keeper_id=actor.agency_id,
        book_number=book_number,
        due_on=due_on,
        agency_id=agency.id,
        post_id=post_id,
        noted_at=at,
    )

    record(
        action="documents.note_sealed_deadline",
        subject=f"sealed:{made.id}",
        actor=actor,
        at=at,
        after={"book_number": book_number, "due": due_on.isoformat(), "agency": agency.id, "post": post_id},
    )
    return made.id
