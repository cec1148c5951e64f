"""A paper entered in the register, whether it is read while its sender waits or afterwards."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from django.db import transaction

from pcmt.documents.head import head, refuse_double
from pcmt.documents.models import Document, Handling
from pcmt.documents.numbering import next_arrival_number, refuse_taken
from pcmt.documents.rules.kinds import NEWS
from pcmt.documents.storing import Paper, found_head, store
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.rulebook.queries import book

ACTION = "documents.register_document"


@dataclass(frozen=True)
class Arrival:
    """How a paper came or went; `numbered` takes the book's next number where none is given.

    reply_due_on, due_time: by when what came in must be answered.
    """

    direction: str = "in"
    number: str = ""
    arrived_on: date | None = None
    urgency: str = ""
    numbered: bool = False
    reply_due_on: date | None = None
    due_time: time | None = None


@transaction.atomic
def enter(
    paper: Paper, arrival: Arrival, *, known: Mapping[str, object] | None = None, actor: Actor, at: datetime
) -> Document:
    """This will keep a paper without a stamp as a document of the actor's agency.

    known: fields of `HEAD` that go before what was read. News without a number of its own in the book is kept for
    reference: it takes none, and nobody has to handle it. Refuses a number that is taken, its own or the book's.
    """
    is_news = _is_news(paper) and not arrival.number
    arrival = arrival if is_news else _numbered(arrival, actor.agency_id)
    fields = {
        **found_head(paper.reading),
        "direction": arrival.direction,
        "arrival_number": arrival.number,
        "arrived_on": arrival.arrived_on,
        "urgency": arrival.urgency,
        **(known or {}),
    }
    columns = head(fields)
    refuse_double(columns)
    refuse_taken(columns, agency_id=actor.agency_id)

    document, linked = store(paper, columns, actor=actor, at=at)
    if arrival.direction == Document.Direction.IN and not is_news:
        day, hour = arrival.reply_due_on, arrival.due_time if arrival.reply_due_on else None
        Handling.objects.create(
            document=document, state=book().lifecycle("handling").start, reply_due_on=day, due_time=hour
        )

    record(
        action=ACTION,
        subject=f"document:{document.id}",
        actor=actor,
        at=at,
        after={"number": document.number, "text": document.text_digest, "file": document.file_id, "links": linked},
    )
    return document


def note_secret(actor: Actor, at: datetime) -> None:
    """This will note in the journal that a stamped paper was refused, and nothing of the paper."""
    record(action=ACTION, subject="document:refused", actor=actor, at=at, after={"refused": "is_secret"})


def _is_news(paper: Paper) -> bool:
    """A scan without a head may be a letter that was read badly."""
    return paper.reading.metadata.kind == NEWS and not any(sheet.by_ocr for sheet in paper.reading.sheets)


def _numbered(arrival: Arrival, agency_id: int | None) -> Arrival:
    if not arrival.numbered or arrival.number or arrival.direction != "in" or arrival.arrived_on is None:
        return arrival
    return replace(arrival, number=next_arrival_number(agency_id, arrival.arrived_on.year))
