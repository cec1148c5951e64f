"""What came in or is to go out, and waits: to be answered, signed, given to someone, or noted in the sealed book."""

from collections.abc import Sequence
from datetime import date

from pcmt.documents.queries.drafting import DraftView
from pcmt.documents.queries.handling import HandlingView, SealedView
from pcmt.web.desk.chore import Chore, past
from pcmt.web.formats.figures import date_text
from pcmt.web.navigation import address
from pcmt.web.shortened import shortened

SOON_DAYS = 7


def letters_to_answer(letters: Sequence[HandlingView], on: date) -> list[Chore]:
    """This will list what came in and must be answered, overdue or within a week."""
    return [
        Chore(
            f"Trả lời {one.row.label}",
            " · ".join(part for part in (one.agency or "chưa phân đơn vị xử lý", one.urgency, one.row.title) if part),
            "Xử lý văn bản",
            address("documents.handling", one.id),
            one.reply_due_on,
            past(one.reply_due_on, on) if one.reply_due_on else None,
        )
        for one in letters
    ]


def drafts_to_sign(drafts: Sequence[DraftView], on: date) -> list[Chore]:
    """This will list the drafts laid before the actor: whoever wrote them waits, so they are for today."""
    return [
        Chore(
            f"Xem, ký dự thảo: {shortened(one.title)}",
            f"{one.kind_name} · trình ngày {date_text(one.submitted_on)}",
            "Xem dự thảo",
            address("documents.draft", one.id),
            on,
        )
        for one in drafts
    ]


def letters_to_assign(count: int) -> list[Chore]:
    """This will tell how many documents came in that nobody handles, to who may say who does."""
    if not count:
        return []
    url = address("documents.incoming") + "?xu-ly=unassigned"
    return [Chore(f"Phân xử lý {count} văn bản đến", "Văn bản đến chưa có đơn vị xử lý", "Xem danh sách", url)]


def sealed_deadlines(deadlines: Sequence[SealedView], on: date) -> list[Chore]:
    """This will list the deadlines of the sealed book within a week: a number and a day, nothing else is known."""
    return [
        Chore(
            f"Thời hạn theo sổ mật, số {one.book_number}",
            one.agency,
            "Xem thời hạn",
            address("documents.incoming"),
            one.due_on,
            past(one.due_on, on),
        )
        for one in deadlines
        if (one.due_on - on).days <= SOON_DAYS
    ]
