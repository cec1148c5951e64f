"""How a paper is taken in, for the verbs that take one: read, looked over for a stamp, kept with its findings."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import vanban
from pcmt.documents.findings import FILE_NOTE, keep_citations, keep_outline, keep_suggestions, reader_columns
from pcmt.documents.indexing import index
from pcmt.documents.linking import link
from pcmt.documents.models import Document
from pcmt.documents.rules.kinds import citation_form
from pcmt.documents.rules.reading import CannotRead, cells, read, sheets, suggestions, unsure
from pcmt.documents.rules.secrecy import stamp_in_head
from pcmt.files import queries as files
from pcmt.files.actions.keep import keep
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal


class AlreadyRegistered(Refusal):
    """This will say that the store holds this document already, and under which number."""

    code = "already_registered"


@dataclass(frozen=True)
class Paper:
    """A file and what was read in it; `stamp` is its degree of secrecy, "" for none: then nothing of it is kept."""

    data: bytes
    name: str
    digest: str
    reading: vanban.Reading
    stamp: str


def read_paper(data: bytes, name: str, *, reading_copy: tuple[bytes, str] | None = None) -> Paper:
    """This will read a file, or the copy that stands in for its text; raises AlreadyRegistered or CannotRead.

    The file that is kept may be another paper than its reading copy, so both are looked over for a stamp.
    """
    digest = hashlib.sha256(data).hexdigest()
    refuse_known_file(digest)
    if len(data) <= files.LARGEST and (flaw := files.flaw_of_name(data, name)):
        raise CannotRead(flaw, remedy=files.SAVE_AGAIN, code="misnamed")
    reading = read(*(reading_copy or (data, name)))
    stamp = _stamp(reading) or (_stamp_on_kept(data, name) if reading_copy else None)
    return Paper(data, name, digest, reading, stamp or "")


def refuse_known_file(digest: str) -> None:
    """This will refuse a file that was registered before, naming the document."""
    known = Document.objects.filter(file_digest=digest).only("id", "kind", "number", "issued_on").first()
    if known:
        raise AlreadyRegistered(
            f"Tệp này đã được đăng ký: {citation_form(known.kind, known.number, known.issued_on)}.",
            where=f"document:{known.id}",
            remedy="Mở văn bản đã có; nếu thông tin sai, dùng “Sửa thông tin văn bản”.",
        )


def store(paper: Paper, columns: dict[str, Any], *, actor: Actor, at: datetime) -> tuple[Document, int]:
    """This will keep a paper with these columns and all that was found in it, for the actor's agency.

    Returns the document and how many citations were joined. To be called inside the verb's transaction.
    """
    file = keep(data=paper.data, name=paper.name, purpose="documents.register_document", actor=actor, at=at)
    reading = paper.reading
    document = Document.objects.create(
        **columns,
        agency_id=actor.agency_id,
        file_id=file.id,
        file_digest=paper.digest,
        text=reading.text,
        text_digest=hashlib.sha256(reading.text.encode()).hexdigest(),
        format=reading.format,
        notes=[note.message_vi for note in reading.notes if note.code == FILE_NOTE],
        **reader_columns(reading),
        cells=cells(reading),
        sheets=_pages_of(paper),
        unsure=unsure(reading),
        registered_at=at,
    )
    keep_outline(document, reading)
    keep_citations(document, reading)
    keep_suggestions(document, suggestions(reading))
    index(document)
    return document, link(document)


def found_head(reading: vanban.Reading) -> dict[str, object]:
    """This will give the head as the reader found it, as fields of `head`."""
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


def _pages_of(paper: Paper) -> list[list[int]]:
    """The pages that the kept file has pictures of: what came as Akoma Ntoso tells of the pages of another file."""
    told = sheets(paper.reading)
    if not told:
        return []
    try:
        count = vanban.page_count(paper.data)
    except vanban.IntakeRefused:
        return []
    return [sheet for sheet in told if sheet[0] <= count]


def _stamp(reading: vanban.Reading) -> str | None:
    return reading.secrecy or stamp_in_head(reading.original or reading.text)


def _stamp_on_kept(data: bytes, name: str) -> str | None:
    try:
        return _stamp(read(data, name))
    except CannotRead:  # a scan shows no stamp to a reader of text
        return None
