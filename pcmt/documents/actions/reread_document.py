"""Read a registered document again with the reader of today."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

import vanban
from pcmt.documents import policy
from pcmt.documents.findings import keep_citations, keep_outline, keep_suggestions, reader_columns
from pcmt.documents.linking import link
from pcmt.documents.models import Document, Provision, Suggestion
from pcmt.documents.rereading import Again, read_held
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound

RENEWED = ("anchor", "start", "end", "quote", "payload", "confidence", "sureness", "reason", "cue")


@dataclass(frozen=True)
class Reread:
    """What reading again changed: suggestions by what became of them, and decisions that stand as they were."""

    new: int
    renewed: int
    gone: int
    kept: int
    read_otherwise: int


@transaction.atomic
def reread_document(*, document_id: int, actor: Actor, at: datetime) -> Reread:
    """This will find provisions, citations and suggestions anew in the text as it is held; the text stays.

    What a person adopted, dismissed, drew or marked stays as it is and is not asked again; anchors that were pointed
    at still lead to their words. The head stays too: a person may have corrected it.
    """
    document = Document.objects.select_for_update(of=("self",)).filter(id=document_id).first()
    if document is None or not policy.may_view(actor):
        raise NotFound("Không tìm thấy văn bản.")
    policy.may_change("documents.reread_document", actor, agency_id=document.agency_id).require()

    again = read_held(document, Suggestion.objects.select_for_update().filter(document=document))
    before = document.read_as

    _renew_outline(document, again.reading)
    document.citations.all().delete()
    keep_citations(document, again.reading)
    _renew_suggestions(document, again)
    for name, value in reader_columns(again.reading).items():
        setattr(document, name, value)
    document.save(update_fields=["reader_notes", "read_as"])
    linked = link(document)

    done = Reread(len(again.new), len(again.renewed), len(again.gone), again.kept_count, len(again.read_otherwise))
    record(
        action="documents.reread_document",
        subject=f"document:{document.id}",
        actor=actor,
        at=at,
        before={"reader": before},
        after={"reader": document.read_as, "links": linked, **vars(done)},
    )
    return done


def _renew_outline(document: Document, reading: vanban.Reading) -> None:
    seen = {found.anchor[:128] for found in reading.provisions}
    former = [row for row in document.provisions.all() if row.anchor not in seen]
    document.provisions.all().delete()
    for row in former:
        row.pk, row.is_former = None, True
    Provision.objects.bulk_create(former)
    keep_outline(document, reading)


def _renew_suggestions(document: Document, again: Again) -> None:
    for row, columns in again.renewed:
        for name in RENEWED:
            setattr(row, name, columns[name])
    Suggestion.objects.bulk_update([row for row, _ in again.renewed], RENEWED)
    Suggestion.objects.filter(id__in=[row.id for row in again.gone]).delete()
    for row in again.settled:
        innermost = again.reading.provision_at(row.start)
        row.anchor = innermost.anchor[:128] if innermost else ""
    Suggestion.objects.bulk_update(again.settled, ["anchor"])
    keep_suggestions(document, again.new)
