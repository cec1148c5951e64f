"""Search over what documents say: the document, and the provisions that answer."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from pcmt.documents import policy
from pcmt.documents.matching import NEWEST, newest, with_runs
from pcmt.documents.models import Document, Provision
from pcmt.documents.queries.rows import ROW_FIELDS, row_of
from pcmt.documents.rules.answers import DocumentRow, Page
from pcmt.documents.rules.identity import issuer_key
from pcmt.documents.rules.places import place_words
from pcmt.documents.rules.searching import Spoken, Terms, Wanted, classes, is_number, number_asked, runs, spoken, wanted
from pcmt.documents.rules.snippets import Place, Snippet, snippets
from pcmt.kernel.actor import Actor

PAGE_SIZE = 10
SHOWN = 3
MOST_NUMBERS = 200
MOST_COUNTED = 1000
"""Hits that are counted: of more, one is told that there are more. Nobody turns a hundred pages."""
_CHECKED_AT_ONCE = 500
_WINDOW = 4


@dataclass(frozen=True)
class Asked:
    """What is searched for, and in which documents: kind, issuer (any part of the name), year of issue, topic."""

    q: str
    kind: str = ""
    direction: str = ""
    issuer: str = ""
    year: int | None = None
    topic: str = ""

    @property
    def spoken(self) -> Spoken:
        """What is looked for, to be told back."""
        return spoken(self.q)


@dataclass(frozen=True)
class ProvisionHit:
    """A passage that answers, with the words found; `path` "" where it stands outside of all provisions."""

    path: str
    snippet: Snippet

    @property
    def label(self) -> str:
        """The provision as it is named: "mục II.1.a", "Điều 3.2"; "" outside of all."""
        return place_words(self.path)


@dataclass(frozen=True)
class DocumentHit:
    """A document that answers, and its best passages in order of the text (none where only its head answers)."""

    row: DocumentRow
    passages: tuple[ProvisionHit, ...]


def search(actor: Actor, asked: Asked, *, page: int = 1) -> Page[DocumentHit]:
    """This will find documents by their words, with marks or without: exact hits first, then the newest.

    First come those whose number is asked for, then those that say it in their title, then those with the words next to
    one another and with the same marks; of one class the last registered. Ten queries at most.
    """
    question = wanted(asked.q)
    if question.is_empty or not policy.may_view(actor):
        return Page((), 1, 1, 0)
    found = best_first(question, narrowed(asked), page=page, size=PAGE_SIZE)
    texts = Document.objects.filter(id__in=found.rows).only(*ROW_FIELDS, "text").in_bulk()
    rows = [texts[document_id] for document_id in found.rows]
    places = _places(rows)
    hits = tuple(_hit(row, places.get(row.id, {}), question) for row in rows)
    return Page(hits, found.number, found.pages, found.total, found.is_more)


def best_first(question: Wanted, among: QuerySet[Document] | None, *, page: int, size: int) -> Page[int]:
    """This will give a page of the documents that hold every word or phrase asked for, the best first.

    among: only these; None for all. One class of hits is asked for after the other until there are enough, so that
    words that stand in every document are not ranked in every document.
    """
    *better, every = classes(question)
    hits = _newest(every, question, among, MOST_COUNTED + 1)
    is_more = len(hits) > MOST_COUNTED
    found = dict.fromkeys(_numbered(question, among))
    total = max(min(len(hits), MOST_COUNTED), len(found))
    pages = max(1, -(-total // size))
    page = min(max(1, page), pages)
    most = min(page * size, total)
    # Where all hits are known, only their order is still asked for.
    within = among if is_more else Document.objects.filter(id__in=hits)
    for terms in better:
        if len(found) >= most:
            break
        # Those that an earlier class held may come once more.
        enough = most + len(found)
        ids = _newest(terms, question, within, enough) if is_more else newest(terms, within, most=enough)
        found |= dict.fromkeys(ids)
    found |= dict.fromkeys(hits)
    return Page(tuple(found)[(page - 1) * size : most], page, pages, total, is_more)


def _newest(terms: Terms, question: Wanted, among: QuerySet[Document] | None, most: int) -> list[int]:
    """This will give the documents of a class of hits, newest first, `most` at the most.

    A phrase of three words or more is looked up in the words of what its pairs found, a window after the other.
    """
    unproved = runs(question)
    if not unproved:
        return newest(terms, among, most=most)
    found: list[int] = []
    below, window = NEWEST, _WINDOW * most
    while window and len(found) < most and (ids := newest(terms, among, below=below, most=window)):
        for first in range(0, len(ids), _CHECKED_AT_ONCE):
            found += with_runs(ids[first : first + _CHECKED_AT_ONCE], unproved)
            if len(found) >= most:
                break
        below, window = ids[-1], (window * _WINDOW if len(ids) == window else 0)
    return found[:most]


def _numbered(question: Wanted, among: QuerySet[Document] | None) -> list[int]:
    """This will give the documents whose number is asked for, newest first."""
    if not (figures := number_asked(question)) or runs(question):
        return []
    meant = Q(number_key=figures) | Q(number_key__startswith=f"{figures}/") | Q(number_key__startswith=f"{figures}-")
    rows = (Document.objects if among is None else among).filter(meant, is_current=True).order_by("-id")
    return [row_id for row_id, number in rows.values_list("id", "number")[:MOST_NUMBERS] if is_number(question, number)]


def narrowed(asked: Asked) -> QuerySet[Document] | None:
    """This will be the documents of a kind, direction, issuer, year and topic, where these are asked for; None: all."""
    found = Document.objects.all()
    found = found.filter(kind=asked.kind) if asked.kind else found
    found = found.filter(direction=asked.direction) if asked.direction in Document.Direction.values else found
    found = found.filter(issuer_key__contains=issuer_key(asked.issuer)) if asked.issuer.strip() else found
    found = found.filter(issued_on__year=asked.year) if asked.year else found
    found = found.filter(topics__code=asked.topic) if asked.topic else found
    return found if found.query.where else None


def _places(rows: list[Document]) -> dict[int, dict[str, tuple[str, Place]]]:
    found: dict[int, dict[str, tuple[str, Place]]] = {}
    provisions = Provision.objects.filter(is_former=False, document__in=[row.id for row in rows]).order_by(
        "document_id", "order"
    )
    for document_id, anchor, path, start, end in provisions.values_list(
        "document_id", "anchor", "path", "start", "end"
    ):
        found.setdefault(document_id, {})[anchor] = (path, Place(anchor, start, end))
    return found


def _hit(row: Document, places: dict[str, tuple[str, Place]], question: Wanted) -> DocumentHit:
    found = snippets(row.text, [place for _, place in places.values()], question, SHOWN)
    passages = tuple(ProvisionHit(places.get(one.anchor, ("", None))[0], one) for one in found)
    return DocumentHit(row_of(row), passages)
