"""Register a document that came in or went out."""

from collections.abc import Mapping
from datetime import date, datetime, time

from django.db import IntegrityError

from pcmt.documents import policy
from pcmt.documents.registering import Arrival, enter, note_secret
from pcmt.documents.rules.reading import secret
from pcmt.documents.storing import AlreadyRegistered, read_paper
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
    reply_due_on: date | None = None,
    due_time: time | None = None,
    reading_copy: tuple[bytes, str] | None = None,
    known: Mapping[str, object] | None = None,
    actor: Actor,
    at: datetime,
) -> int:
    """This will read a file, keep it with all that was found in it, and return the document's identifier.

    reading_copy: content and name of a file to read the text from instead, where the one to be kept has none (a signed
    scan of what was written here). reply_due_on, due_time: by when what came in must be answered. known: fields of
    `HEAD` that a person knows and the text need not hold. Raises CannotRead, IsSecret (the journal notes only that it
    happened), AlreadyRegistered. All or nothing is kept.
    """
    policy.may_register(actor).require()

    paper = read_paper(data, name, reading_copy=reading_copy)
    if paper.stamp:
        note_secret(actor, at)
        raise secret(paper.stamp)

    # Recorded as "documents.register_document" by the step that a file read in the background takes too.
    arrival = Arrival(direction, arrival_number, arrived_on, urgency, reply_due_on=reply_due_on, due_time=due_time)
    try:
        return enter(paper, arrival, known=known, actor=actor, at=at).id
    except IntegrityError:  # another hand registered the same meanwhile: once more, to say so as if it had come before
        return enter(read_paper(data, name, reading_copy=reading_copy), arrival, known=known, actor=actor, at=at).id
