"""The versions of an act, and what differs between two of them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

import vanban
from pcmt.documents import policy
from pcmt.documents.models import Document
from pcmt.documents.rules.differing import Difference, differences
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound
from vanban.compare import compare

__all__ = ["Difference", "VersionView", "VersionsCompared", "compared", "family", "versions"]


@dataclass(frozen=True)
class VersionView:
    """One version of an act: a document of its own, with its file."""

    id: int
    version: int
    note: str
    is_current: bool
    format: str
    registered_at: datetime
    letters: int


@dataclass(frozen=True)
class VersionsCompared:
    """What changed from one version to a later one, by kind of finding."""

    old: VersionView
    new: VersionView
    targets: tuple[Difference, ...]
    duties: tuple[Difference, ...]
    provisions: tuple[Difference, ...]

    @property
    def is_same(self) -> bool:
        """Whether nothing differs that the reader sees."""
        return not (self.targets or self.duties or self.provisions)


def family(document_id: int) -> frozenset[int]:
    """This will give the identifiers of all versions of the act that a document is a version of, itself included."""
    act = Document.objects.filter(Q(id=document_id) | Q(versions__id=document_id)).values("id")
    found = Document.objects.filter(Q(id__in=act) | Q(version_of_id__in=act)).values_list("id", flat=True)
    return frozenset(found) | {document_id}


def versions(actor: Actor, document_id: int) -> tuple[VersionView, ...]:
    """This will list the versions of an act, newest first; one for most acts."""
    if not policy.may_view(actor):
        return ()
    return tuple(_view(row) for row in _rows(document_id).defer("title").order_by("-version"))


def compared(actor: Actor, old_id: int, new_id: int) -> VersionsCompared:
    """This will tell what changed in targets, duties and words between two versions of one act.

    Raises NotFound for what may not be seen and for documents that are not versions of one act.
    """
    rows = {row.id: row for row in _rows(new_id)} if policy.may_view(actor) else {}
    if old_id not in rows or new_id not in rows or old_id == new_id:
        raise NotFound("Không tìm thấy hai bản của cùng một văn bản để so sánh.")
    old, new = sorted((rows[old_id], rows[new_id]), key=lambda row: row.version)
    found = compare(vanban.read(old.text), vanban.read(new.text))
    return VersionsCompared(
        old=_view(old),
        new=_view(new),
        targets=differences(found.targets),
        duties=differences(found.duties),
        provisions=differences(found.provisions),
    )


def _rows(document_id: int) -> QuerySet[Document]:
    return Document.objects.filter(id__in=family(document_id))


def _view(row: Document) -> VersionView:
    return VersionView(
        id=row.id,
        version=row.version,
        note=row.version_note,
        is_current=row.is_current,
        format=row.format,
        registered_at=row.registered_at,
        letters=len(row.text),
    )
