"""Register a document that came in or went out."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from pcmt.documents import policy
from pcmt.documents.head import head, refuse_double
from pcmt.documents.rules.reading import secret
from pcmt.documents.storing import AlreadyRegistered, Paper, found_head, read_paper, refuse_known_file, store
from pcmt.journal.actions.record import record
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
    reading_copy: tuple[bytes, str] | None = None,
    known: Mapping[str, object] | None = None,
    actor: Actor,
    at: datetime,
) -> int:
    """This will read a file, keep it with all that was found in it, and return the document's identifier.

    reading_copy: content and name of a file to read the text from instead, where the one to be kept has none (a signed
    scan of what was written here). known: fields of `HEAD` that a person knows and the text need not hold. Raises
    CannotRead, IsSecret (the journal notes only that it happened), AlreadyRegistered. All or nothing is kept.
    """
    policy.may_register(actor).require()

    paper = read_paper(data, name, reading_copy=reading_copy)
    if paper.stamp:
        _note_refusal(actor, at)
        raise secret(paper.stamp)
    arrival = {"arrival_number": arrival_number, "arrived_on": arrived_on, "urgency": urgency, "direction": direction}
    columns = head({**found_head(paper.reading), **arrival, **(known or {})}, text=paper.reading.text)
    refuse_double(columns)

    try:
        return _keep(paper, columns, actor=actor, at=at)
    except IntegrityError:  # another hand registered the same meanwhile: say so, as if it had come before
        refuse_double(columns)
        refuse_known_file(paper.digest)
        raise


@transaction.atomic
def _keep(paper: Paper, columns: dict[str, Any], *, actor: Actor, at: datetime) -> int:
    document, linked = store(paper, columns, actor=actor, at=at)

    record(
        action="documents.register_document",
        subject=f"document:{document.id}",
        actor=actor,
        at=at,
        after={"number": document.number, "text": document.text_digest, "file": document.file_id, "links": linked},
    )
    return document.id


def _note_refusal(actor: Actor, at: datetime) -> None:
    record(
        action="documents.register_document",
        subject="document:refused",
        actor=actor,
        at=at,
        after={"refused": "is_secret"},
    )
