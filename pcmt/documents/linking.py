"""Citations joined to the registered documents that they mean, in whichever order the two arrive."""

from collections import defaultdict

from django.db import connection
from django.db.models import Q, QuerySet

from pcmt.documents.models import Citation, Document
from pcmt.documents.rules.identity import Identity, means
from pcmt.documents.standing import one_body_symbols
from pcmt.rulebook.queries import book

NAMED = ("Luật", "HP", "PL")
"""Kinds of act that are cited by name and year."""
LOCK = 7_301_028  # the advisory lock that keeps two who link apart on PostgreSQL; SQLite has one writer anyway
_SAID = ("number", "issued_on", "issuer", "name", "year")
_BY_NAME = Q(act_key="", kind__in=NAMED) & ~Q(year="")


def link(document: Document) -> int:
    """This will join this document's citations to what is registered, and others' citations to it; returns how many.

    Links that no longer hold, because a head was corrected, are taken away first. Of two that come at the same moment
    the second looks once the first is committed, or neither would find the other.
    """
    _after_others()
    symbols = one_body_symbols(book().ladder)
    held = Citation.objects.filter(cited=document).only(*_SAID)
    gone = [one for one in held if not means(_cited(one), _own(document), one_body=symbols)]
    for citation in gone:
        citation.cited = None
    Citation.objects.bulk_update(gone, ["cited"])
    return _link_from(document, symbols) + _link_to(document, symbols)


def _after_others() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _link_from(document: Document, symbols: frozenset[str]) -> int:
    waiting = document.citations.filter(Q(cited=None), ~Q(act_key="") | _BY_NAME)
    candidates = _candidates(document, waiting)
    linked = []
    for citation in waiting if candidates else ():
        near = candidates[citation.act_key or citation.kind]
        meant = [one for one in near if means(_cited(citation), _own(one), one_body=symbols)]
        if len(meant) == 1:  # where two fit, the citation does not say which it means
            citation.cited = meant[0]
            linked.append(citation)
    Citation.objects.bulk_update(linked, ["cited"])
    return len(linked)


def _link_to(document: Document, symbols: frozenset[str]) -> int:
    asked = Q(act_key=document.act_key) & ~Q(act_key="")
    if document.kind in NAMED and document.issued_on:
        asked |= _BY_NAME & Q(year=str(document.issued_on.year))
    waiting = Citation.objects.filter(asked, cited=None).exclude(document=document).only(*_SAID)
    linked = [one for one in waiting if document.is_current and means(_cited(one), _own(document), one_body=symbols)]
    for citation in linked:
        citation.cited = document
    Citation.objects.bulk_update(linked, ["cited"])
    return len(linked)


def _candidates(document: Document, waiting: QuerySet[Citation]) -> dict[str, list[Document]]:
    """The documents that may be meant, by the number's key, and those that are cited by name by their kind too."""
    kinds = Q(kind__in=waiting.filter(_BY_NAME).values("kind"))
    numbers = Q(act_key__in=waiting.exclude(act_key="").values("act_key"))
    kept = Document.objects.filter(numbers | kinds, is_current=True).exclude(id=document.id)
    found = defaultdict[str, list[Document]](list)
    for one in kept.only("id", "kind", "number", "act_key", "title", "issued_on", "issuer"):
        found[one.act_key].append(one)
        found[one.kind].append(one)
    return found


def _cited(citation: Citation) -> Identity:
    return Identity(citation.number, citation.issued_on, citation.issuer, citation.name, citation.year)


def _own(document: Document) -> Identity:
    return Identity(document.number, document.issued_on, document.issuer, document.title)
