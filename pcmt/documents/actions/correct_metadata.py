"""Correct what is noted of a document's head."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from pcmt.documents import policy
from pcmt.documents.head import HEAD, head, refuse_double
from pcmt.documents.indexing import index
from pcmt.documents.linking import link
from pcmt.documents.models import Document
from pcmt.documents.numbering import refuse_taken
from pcmt.documents.versioning import act_of
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound, Refusal


class UnknownField(Refusal):
    """This will say that a field is not part of a document's head, or not correctable."""

    code = "unknown_field"


@transaction.atomic
def correct_metadata(*, document_id: int, fields: Mapping[str, object], actor: Actor, at: datetime) -> None:
    """This will put right the number, date, issuer, title … as a person reads them, and join citations anew.

    fields: any of `HEAD`; dates as `date`, the rest as text. The text itself is never changed. All versions of an act
    have one head, so it is corrected on each.
    """
    known = Document.objects.filter(id=document_id).only("agency_id").first()
    if known is None or not policy.may_view(actor):
        raise NotFound("Không tìm thấy văn bản.")
    policy.may_change("documents.correct_metadata", actor, agency_id=known.agency_id).require()

    if unknown := sorted(set(fields) - set(HEAD)):
        raise UnknownField(f"Không sửa được: {', '.join(unknown)}.", remedy=f"Các mục sửa được: {', '.join(HEAD)}.")
    act = act_of(document_id)
    before = {name: getattr(act, name) for name in HEAD}
    columns = head(before | dict(fields))
    refuse_double(columns, except_id=act.id)
    refuse_taken(columns, agency_id=act.agency_id, except_id=act.id)

    _write(act, columns)
    for version in act.versions.all():
        _write(version, columns | {"book_year": None, "book_count": None})

    changed = [name for name in HEAD if before[name] != columns[name] and name not in ("signer", "title")]
    record(
        action="documents.correct_metadata",
        subject=f"document:{document_id}",
        actor=actor,
        at=at,
        before={name: _plain(before[name]) for name in changed},
        after={name: _plain(columns[name]) for name in changed},
    )


def _write(document: Document, columns: Mapping[str, object]) -> None:
    for name, value in columns.items():
        setattr(document, name, value)
    document.save(update_fields=list(columns))
    link(document)
    index(document)


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value or "")
