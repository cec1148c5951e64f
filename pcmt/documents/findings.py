"""What a reading found in a document, kept as rows: outline, citations, suggestions, and what the reader remarks."""

from collections.abc import Iterable, Mapping
from typing import Any

import vanban
from pcmt.documents.models import Citation, Document, Provision, Suggestion
from pcmt.documents.rules.bases import basis_of
from pcmt.documents.rules.identity import act_key, number_key
from pcmt.rulebook.queries import book

FILE_NOTE = "intake"
"""The code of notes that come from the file (a page without text), not from reading its words."""


def reader_columns(reading: vanban.Reading) -> dict[str, Any]:
    """This will give the columns of a document that tell which reader read it, and what it remarks."""
    remarks = [note.message_vi for note in reading.notes if note.code != FILE_NOTE]
    return {"reader_notes": remarks, "read_as": vanban.fingerprint()}


def keep_outline(document: Document, reading: vanban.Reading) -> None:
    """This will keep the provisions of a reading."""
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


def keep_citations(document: Document, reading: vanban.Reading) -> None:
    """This will keep the acts that a reading found cited, joined to no document yet."""
    is_basis = basis_of(reading, book().ladder.basis_headings)
    Citation.objects.bulk_create(
        Citation(
            document=document,
            kind=found.kind[:16],
            number=(found.number or "")[:64],
            number_key=number_key(found.number)[:64],
            act_key=act_key(found.number)[:80],
            name=found.name or "",
            year=found.year or "",
            issued_on=found.issued_on,
            issuer=(found.issuer or "")[:255],
            start=min((span.start for span in found.spans), default=0),
            end=max((span.end for span in found.spans[:1]), default=0),
            spans=[[span.start, span.end] for span in found.spans],
            is_basis=any(is_basis(span) for span in found.spans),
        )
        for found in reading.citations
    )


def keep_suggestions(document: Document, found: Iterable[Mapping[str, Any]]) -> None:
    """This will keep targets and duties, each as the columns that `rules.reading.suggestions` gives."""
    Suggestion.objects.bulk_create(Suggestion(document=document, **columns) for columns in found)
