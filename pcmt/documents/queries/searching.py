"""Search over what documents say: the document, and the provisions that answer."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from pcmt.documents import policy
from pcmt.documents.matching import Where, matching
from pcmt.documents.models import Document, Provision
from pcmt.documents.queries.rows import ROW_FIELDS, row_of
from pcmt.documents.rules.answers import DocumentRow, Page
from pcmt.documents.rules.identity import issuer_key
from pcmt.documents.rules.searching import Place, Snippet, Wanted, is_number, number_asked, snippets, wanted
from pcmt.kernel.actor import Actor

PAGE_SIZE = 10
SHOWN = 3
MOST_NUMBERS = 200


@dataclass(frozen=True)
class Asked:
    """What is searched for, and in which documents: kind, issuer (any part of the name), year of issue, topic."""

    q: str
    kind: str = ""
    direction: str = ""
    issuer: str = ""
    year: int | None = None
    topic: str = ""


@dataclass(frozen=True)
class ProvisionHit:
    """A passage that answers, with the words found; `path` "" where it stands outside of all provisions."""

    path: str
    snippet: Snippet

    @property
    def label(self) -> str:
        """The provision as it is named: "mục II.1.a", "Điều 3.2"; "" outside of all."""
        return self.path if not self.path or " " in self.path else f"mục {self.path}"


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
    among = narrowed(Document.objects.all(), asked)
    total = holding(among, question).count()
    pages = max(1, -(-total // PAGE_SIZE))
    page = min(max(1, page), pages)
    # Identifiers first: a database that sorts whole rows would carry every text along.
    ids = best_first(among, question, min(page * PAGE_SIZE, total))[(page - 1) * PAGE_SIZE :]
    texts = Document.objects.filter(id__in=ids).only(*ROW_FIELDS, "text").in_bulk()
    rows = [texts[document_id] for document_id in ids]
    places = _places(rows)
    return Page(tuple(_hit(row, places.get(row.id, {}), question) for row in rows), page, pages, total)


def holding(among: QuerySet[Document], question: Wanted) -> QuerySet[Document]:
    """This will keep the documents that hold every word or phrase asked for."""
    return among.filter(matching(question, Where.TEXT))


def best_first(among: QuerySet[Document], question: Wanted, most: int) -> list[int]:
    """This will give the first `most` documents that hold every word or phrase asked for, the best first.

    One class of hits is asked for after the other until there are enough, so that words that stand in every document
    are not ranked in every document.
    """
    found: dict[int, None] = {}
    for condition in _classes(question):
        newest = among.filter(condition).order_by("-id").values_list("id", flat=True)
        # Those that an earlier class held may come once more.
        found |= dict.fromkeys(newest[: most + len(found)])
        if len(found) >= most:
            break
    return list(found)[:most]


def narrowed(found: QuerySet[Document], asked: Asked) -> QuerySet[Document]:
    """This will keep the documents of a kind, direction, issuer, year and topic, where these are asked for."""
    found = found.filter(kind=asked.kind) if asked.kind else found
    found = found.filter(direction=asked.direction) if asked.direction in Document.Direction.values else found
    found = found.filter(issuer_key__contains=issuer_key(asked.issuer)) if asked.issuer.strip() else found
    found = found.filter(issued_on__year=asked.year) if asked.year else found
    return found.filter(topics__code=asked.topic) if asked.topic else found


def _classes(question: Wanted) -> Iterator[Q]:
    """This will tell the classes of hits apart, the best first; the last holds all."""
    if figures := number_asked(question):
        numbered = Document.objects.filter(number_key__startswith=figures).values_list("id", "number")[:MOST_NUMBERS]
        if ids := [document_id for document_id, number in numbered if is_number(question, number)]:
            yield Q(id__in=ids)
    whole = question.whole()
    yield matching(whole, Where.HEAD)
    if len(question.words) > 1:
        yield matching(question, Where.HEAD)
    if question.has_marks:
        yield matching(whole, Where.MARKED)
    if len(question.phrases) > 1:
        yield matching(whole, Where.TEXT)
        if question.has_marks:
            yield matching(question, Where.MARKED)
    yield matching(question, Where.TEXT)


def _places(rows: list[Document]) -> dict[int, dict[str, tuple[str, Place]]]:
    found: dict[int, dict[str, tuple[str, Place]]] = {}
    provisions = Provision.objects.filter(document__in=[row.id for row in rows]).order_by("document_id", "order")
    for one in provisions.only("document_id", "anchor", "path", "start", "end"):
        place = Place(one.anchor, one.start, one.end)
        found.setdefault(one.document_id, {})[one.anchor] = (one.path, place)
    return found


def _hit(row: Document, places: dict[str, tuple[str, Place]], question: Wanted) -> DocumentHit:
    found = snippets(row.text, [place for _, place in places.values()], question, SHOWN)
    passages = tuple(ProvisionHit(places.get(one.anchor, ("", None))[0], one) for one in found)
    return DocumentHit(row_of(row), passages)
