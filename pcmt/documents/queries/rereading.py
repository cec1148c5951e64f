"""What reading a document again would change, shown before it is done; and which documents an older reader read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import vanban
from pcmt.documents import policy
from pcmt.documents.models import Document
from pcmt.documents.rereading import read_held
from pcmt.documents.rules.differing import Difference, differences
from pcmt.documents.rules.payload import ProposedDuty, ProposedTarget, from_json
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound
from vanban.compare import compare


@dataclass(frozen=True)
class ReadOtherwise:
    """A decision that stands although the reader now reads another value, time or agency in its passage."""

    suggestion_id: int
    anchor: str
    quote: str
    settled_ref: str


@dataclass(frozen=True)
class Rereading:
    """What differs between the reading that the register holds and one of today, and what stays."""

    is_due: bool
    kept: int
    new: int
    gone: int
    targets: tuple[Difference, ...]
    duties: tuple[Difference, ...]
    provisions: tuple[Difference, ...]
    read_otherwise: tuple[ReadOtherwise, ...]

    @property
    def is_same(self) -> bool:
        """Whether today's reader finds what was found before."""
        return not (self.targets or self.duties or self.provisions or self.new or self.gone)


def rereading(actor: Actor, document_id: int) -> Rereading:
    """This will tell what reading a document again would change; NotFound where the actor may not see it."""
    found = Document.objects.filter(id=document_id).first() if policy.may_view(actor) else None
    if found is None:
        raise NotFound("Không tìm thấy văn bản.")
    again = read_held(found, found.suggestions.all())
    held = [_columns(row) for row in again.rows.values() if not row.by_hand]
    changed = compare(
        _as_read(found.text, _outline(found), held), _as_read(found.text, again.reading.provisions, again.found)
    )
    return Rereading(
        is_due=found.read_as != vanban.fingerprint(),
        kept=again.kept_count,
        new=len(again.new),
        gone=len(again.gone),
        targets=differences(changed.targets),
        duties=differences(changed.duties),
        provisions=differences(changed.provisions),
        read_otherwise=tuple(
            ReadOtherwise(row.id, row.anchor, row.quote, row.settled_ref) for row, _ in again.read_otherwise
        ),
    )


def read_before(actor: Actor) -> tuple[int, ...]:
    """This will list the documents that an older reader read, newest first."""
    if not policy.may_view(actor):
        return ()
    older = Document.objects.exclude(read_as=vanban.fingerprint()).order_by("-id")
    return tuple(older.values_list("id", flat=True))


def was_read_before(document_id: int) -> bool:
    """This will tell whether an older reader read this document. Asks for no actor: it tells nothing of it."""
    return Document.objects.filter(id=document_id).exclude(read_as=vanban.fingerprint()).exists()


def _columns(row: Any) -> Mapping[str, Any]:
    return {name: getattr(row, name) for name in ("kind", "anchor", "start", "end", "quote", "payload")}


def _outline(document: Document) -> tuple[vanban.Provision, ...]:
    return tuple(
        vanban.Provision(row.anchor, row.path, row.label, row.depth, row.heading, row.start, row.end, order=row.order)
        for row in document.provisions.filter(is_former=False)
    )


def _as_read(text: str, provisions: tuple[vanban.Provision, ...], found: Iterable[Mapping[str, Any]]) -> vanban.Reading:
    """Suggestions in the form of the reader, so that two lots of them can be compared as two readings are."""
    paths = {part.anchor: part.path for part in provisions}
    targets, duties = [], []
    for one in found:
        payload = from_json(one["kind"], dict(one["payload"]))
        place = (paths.get(one["anchor"], ""), one["anchor"], one["quote"], one["start"], one["end"])
        if isinstance(payload, ProposedTarget):
            targets.append(_target(payload, place))
        else:
            duties.append(_duty(payload, place))
    whole = vanban.Metadata(kind="")
    return vanban.Reading(text, whole, provisions, targets=tuple(targets), assignments=tuple(duties))


def _target(read: ProposedTarget, place: tuple[str, str, str, int, int]) -> vanban.Target:
    return vanban.Target(
        *place,
        relation=read.relation,
        value=read.value or None,
        value_high=read.value_high or None,
        unit=read.unit or None,
        subject=read.subject,
        by=read.by or None,
        every=read.every or None,
        confidence=1.0,
        reason="",
    )


def _duty(read: ProposedDuty, place: tuple[str, str, str, int, int]) -> vanban.Assignment:
    return vanban.Assignment(
        *place,
        leads=read.leads,
        supports=read.supports,
        due=read.due or None,
        every=read.every or None,
        confidence=1.0,
        reason="",
    )
