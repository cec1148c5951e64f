"""Register a document that came in or went out."""

import hashlib
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

import vanban
from pcmt.documents import policy
from pcmt.documents.head import head, refuse_double
from pcmt.documents.linking import link
from pcmt.documents.models import Citation, Document, Provision, Suggestion
from pcmt.documents.rules.identity import number_key
from pcmt.documents.rules.kinds import citation_form
from pcmt.documents.rules.reading import CannotRead, cells, read, secret, sheets, suggestions
from pcmt.documents.rules.secrecy import stamp_in_head
from pcmt.files.actions.keep import keep
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal


class AlreadyRegistered(Refusal):
    """This will say that the store holds this document already, and under which number."""

    code = "already_registered"


def register_document(
    *,
    data: bytes,
    name: str,
    direction: str = "in",
    arrival_number: str = "",
    arrived_on: date | None = None,
    urgency: str = "",
    reading_copy: tuple[bytes, str] | None = None,
    actor: Actor,
    at: datetime,
) -> int:
    """This will read a file, keep it with all that was found in it, and return the document's identifier.

    reading_copy: content and name of a file to read the text from instead, where the one to be kept has none (a signed
    scan of what was written here). Raises CannotRead, IsSecret (the journal notes only that it happened),
    AlreadyRegistered. All or nothing is kept.
    """
    policy.may_register(actor).require()

    digest = hashlib.sha256(data).hexdigest()
    _refuse_known_file(digest)
    reading = read(*(reading_copy or (data, name)))
    if degree := _stamp(reading) or (_stamp_on_kept(data, name) if reading_copy else None):
        record(
            action="documents.register_document",
            subject="document:refused",
            actor=actor,
            at=at,
            after={"refused": "is_secret"},
        )
        raise secret(degree)
    arrival = {"arrival_number": arrival_number, "arrived_on": arrived_on, "urgency": urgency, "direction": direction}
    columns = head({**_found_head(reading), **arrival}, text=reading.text)
    refuse_double(columns)

    try:
        return _keep(data=data, name=name, digest=digest, reading=reading, columns=columns, actor=actor, at=at)
    except IntegrityError:  # another hand registered the same meanwhile: say so, as if it had come before
        refuse_double(columns)
        _refuse_known_file(digest)
        raise


def _stamp(reading: vanban.Reading) -> str | None:
    return reading.secrecy or stamp_in_head(reading.original or reading.text)


def _stamp_on_kept(data: bytes, name: str) -> str | None:
    """The file that is kept may be another paper than its reading copy; a scan shows no stamp to a reader of text."""
    try:
        return _stamp(read(data, name))
    except CannotRead:
        return None


@transaction.atomic
def _keep(
    *,
    data: bytes,
    name: str,
    digest: str,
    reading: vanban.Reading,
    columns: dict[str, Any],
    actor: Actor,
    at: datetime,
) -> int:
    file = keep(data=data, name=name, purpose="documents.register_document", actor=actor, at=at)
    document = Document.objects.create(
        **columns,
        agency_id=actor.agency_id,
        file_id=file.id,
        file_digest=digest,
        text=reading.text,
        text_digest=hashlib.sha256(reading.text.encode()).hexdigest(),
        format=reading.format,
        notes=[note.message_vi for note in reading.notes],
        cells=cells(reading),
        sheets=sheets(reading),
        registered_at=at,
    )
    _keep_findings(document, reading)
    linked = link(document)

    record(
        action="documents.register_document",
        subject=f"document:{document.id}",
        actor=actor,
        at=at,
        after={"number": document.number, "text": document.text_digest, "file": file.id, "links": linked},
    )
    return document.id


def _refuse_known_file(digest: str) -> None:
    known = Document.objects.filter(file_digest=digest).only("id", "kind", "number", "issued_on").first()
    if known:
        raise AlreadyRegistered(
            f"Tệp này đã được đăng ký: {citation_form(known.kind, known.number, known.issued_on)}.",
            where=f"document:{known.id}",
            remedy="Mở văn bản đã có; nếu thông tin sai, dùng “Sửa thông tin văn bản”.",
        )


def _found_head(reading: vanban.Reading) -> dict[str, object]:
    found = reading.metadata
    return {
        "kind": found.kind,
        "number": found.number or "",
        "issued_on": found.issued_on,
        "issuer": found.issuer or "",
        "place": found.place or "",
        "title": found.title or "",
        "signer": found.signer or "",
        "signer_title": found.signer_title or "",
    }


def _keep_findings(document: Document, reading: vanban.Reading) -> None:
    Provision.objects.bulk_create(
        Provision(
            document=document,
            anchor=found.anchor[:128],
            path=found.path[:128],
            label=found.label[:64],
            depth=found.depth,
            heading=found.heading,
            start=found.start,
            end=found.end,
            order=found.order,
        )
        for found in reading.provisions
    )
    Citation.objects.bulk_create(
        Citation(
            document=document,
            kind=found.kind[:16],
            number=(found.number or "")[:64],
            number_key=number_key(found.number)[:64],
            name=found.name or "",
            year=found.year or "",
            issued_on=found.issued_on,
            issuer=(found.issuer or "")[:255],
            start=min((span.start for span in found.spans), default=0),
            end=max((span.end for span in found.spans[:1]), default=0),
            spans=[[span.start, span.end] for span in found.spans],
        )
        for found in reading.citations
    )
    Suggestion.objects.bulk_create(Suggestion(document=document, **columns) for columns in suggestions(reading))
