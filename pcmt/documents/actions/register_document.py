"""Register a document that came in or went out."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time

from django.db import IntegrityError, transaction

from pcmt.documents import policy
from pcmt.documents.due import check_due
from pcmt.documents.registering import Arrival, enter, note_secret
from pcmt.documents.rules.reading import secret
from pcmt.documents.storing import AlreadyRegistered, Paper, read_paper, refuse_known_file
from pcmt.kernel.actor import Actor

__all__ = ["AlreadyRegistered", "register_document"]


def register_document(
    *,
    data: bytes,
    name: str,
    direction: str = "in",
    arrival_number: str = "",
    arrived_on: date | None = None,
    urgency: str = "",
    numbered: bool = False,
    reply_due_on: date | None = None,
    due_time: time | None = None,
    is_old: bool = False,
    reading_copy: tuple[bytes, str] | None = None,
    known: Mapping[str, object] | None = None,
    then: Callable[[int], None] | None = None,
    actor: Actor,
    at: datetime,
) -> int:
    """This will read a file, keep it with all that was found in it, and return the document's identifier.

    reading_copy: content and name of a file to read the text from instead, where the one to be kept has none (a signed
    scan of what was written here). numbered: the book's next arrival number is taken. reply_due_on, due_time: by when
    what came in must be answered; is_old: that day may have gone by already. known: fields of `HEAD` that a person
    knows and the text need not hold. then: what the caller changes in the same transaction, given
    the identifier; a scan is read before that begins, so nothing is locked meanwhile. Raises CannotRead, IsSecret (the
    journal notes only that it happened), AlreadyRegistered. All or nothing is kept.
    """
    policy.may_register(actor).require()
    if direction == "in":
        check_due(reply_due_on, due_time, arrived_on=arrived_on, is_old=is_old, at=at)

    paper = read_paper(data, name, reading_copy=reading_copy)
    if paper.stamp:
        note_secret(actor, at)
        raise secret(paper.stamp)

    # Recorded as "documents.register_document" by the step that a file read in the background takes too.
    arrival = Arrival(
        direction, arrival_number, arrived_on, urgency, numbered, reply_due_on=reply_due_on, due_time=due_time
    )
    try:
        return _enter(paper, arrival, known, then, actor=actor, at=at)
    except IntegrityError:  # another hand registered the same meanwhile: once more, to say so as if it had come before
        refuse_known_file(paper.digest)
        return _enter(paper, arrival, known, then, actor=actor, at=at)


@transaction.atomic
def _enter(
    paper: Paper,
    arrival: Arrival,
    known: Mapping[str, object] | None,
    then: Callable[[int], None] | None,
    *,
    actor: Actor,
    at: datetime,
) -> int:
    document_id = enter(paper, arrival, known=known, actor=actor, at=at).id
    if then:
        then(document_id)
    return document_id
