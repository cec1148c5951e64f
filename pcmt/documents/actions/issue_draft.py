"""Take back the signed paper of a draft with its number and day."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from pcmt.documents.actions.record_reply import record_reply
from pcmt.documents.drafting import CannotDraft, flaw_of_copy, lifecycle, obtain_draft
from pcmt.documents.models import Document, Handling
from pcmt.documents.queries import issued_under
from pcmt.documents.registering import Arrival, enter, note_secret
from pcmt.documents.rules.numbers import flaw_of_day, flaw_of_number
from pcmt.documents.rules.reading import secret
from pcmt.documents.storing import Paper, read_paper
from pcmt.files import queries as files
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor


def issue_draft(
    *, draft_id: int, number: str, issued_on: date, data: bytes, name: str, actor: Actor, at: datetime
) -> int:
    """This will register the signed paper as an outgoing document and return its identifier; the draft stays beside.

    What the draft answers is closed as answered. number, issued_on: as văn thư gave them. data: the signed file;
    where it is a scan, the text is read from the draft. Refuses what is no signed copy, or the draft itself, a number
    taken in that year, and a day ahead. The paper is read before anything is locked: a scan takes its time.
    """
    with transaction.atomic():
        draft = obtain_draft(draft_id, "documents.issue_draft", actor)

    lifecycle().after(draft.state, "issue_draft")
    number = number.strip()
    flaws = {
        "number": flaw_of_number(number) or _taken(number, issued_on.year, draft.agency_id),
        "issued_on": flaw_of_day(issued_on, timezone.localdate(at)),
        "file": files.flaw_of_scan(data) or flaw_of_copy(draft, data, name),
    }
    if fields := {name: flaw for name, flaw in flaws.items() if flaw}:
        raise CannotDraft(
            "Số, ngày ban hành hoặc bản đã ký chưa đúng.",
            remedy="Ghi theo văn bản đã ký và tải lên bản đã ký.",
            fields=fields,
        )
    newest = draft.files.select_related("file").first()
    copy = (files.content(newest.file_id), newest.file.name) if newest and not files.has_words(data) else None
    paper = read_paper(data, name, reading_copy=copy)
    if paper.stamp:
        note_secret(actor, at)
        raise secret(paper.stamp)

    return _issue(draft_id, paper, {"number": number, "issued_on": issued_on, "title": draft.title}, actor, at)


@transaction.atomic
def _issue(draft_id: int, paper: Paper, known: dict[str, object], actor: Actor, at: datetime) -> int:
    draft = obtain_draft(draft_id, "documents.issue_draft", actor)
    target = lifecycle().after(draft.state, "issue_draft")
    document = enter(paper, Arrival(direction=Document.Direction.OUT), known=known, actor=actor, at=at)
    before, draft.state = draft.state, target
    draft.document_id = document.id
    draft.save(update_fields=["state", "document"])
    if draft.answers_id and Handling.objects.filter(document_id=draft.answers_id, closed_at=None).exists():
        record_reply(document_id=draft.answers_id, reply_id=document.id, actor=actor, at=at)

    record(
        action="documents.issue_draft",
        subject=f"draft:{draft.id}",
        actor=actor,
        at=at,
        before={"state": before},
        after={
            "state": target,
            "number": document.number,
            "issued_on": str(known["issued_on"]),
            "document": f"document:{document.id}",
        },
    )
    return document.id


def _taken(number: str, year: int, agency_id: int | None) -> str:
    taken = issued_under(number, year, agency_id=agency_id)
    return f"Năm {year}, số này đã cấp cho {taken.label}. Hỏi lại văn thư." if taken else ""
