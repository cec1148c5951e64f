"""What may be asked of documents: typed values out, for an actor who may see them."""

from collections import Counter
from collections.abc import Iterable

from django.db.models import Count, Q

from pcmt.documents import policy
from pcmt.documents.models import Citation, Document, Provision, Suggestion
from pcmt.documents.queries.deciding import decision, last_decision
from pcmt.documents.queries.drafting import issued_from
from pcmt.documents.queries.learning import keyed_documents
from pcmt.documents.queries.of_agencies import of_agencies
from pcmt.documents.queries.origin import note_of_origin
from pcmt.documents.queries.paper import SheetSource, sheet, sheet_image
from pcmt.documents.queries.rows import ROW_FIELDS, row_of
from pcmt.documents.queries.searching import Asked, DocumentHit, ProvisionHit, best_first, search
from pcmt.documents.queries.suggesting import (
    find_near,
    find_passage,
    leads_named,
    next_open,
    open_suggestions_count,
    sentence,
    sentence_of,
    set_out,
    starts,
    suggestion,
    suggestion_view,
    time_limit,
    wider,
)
from pcmt.documents.queries.verdicts import verdict, verdict_on_draft
from pcmt.documents.queries.versions import family
from pcmt.documents.rules.answers import (
    CellView,
    CitationView,
    DecisionView,
    DocumentRow,
    DocumentView,
    Original,
    Page,
    ProvisionView,
    SheetView,
    SuggestionView,
)
from pcmt.documents.rules.doubts import doubtful_words, unsure_words
from pcmt.documents.rules.identity import first_number, number_key
from pcmt.documents.rules.kinds import KINDS, SETS_NO_WORK
from pcmt.documents.rules.marks import Mark, Paragraph, Piece
from pcmt.documents.rules.numbers import flaw_of_number
from pcmt.documents.rules.payload import ProposedDuty, ProposedTarget
from pcmt.documents.rules.places import above, place, place_words, places
from pcmt.documents.rules.reading import SIZE_LIMIT
from pcmt.documents.rules.redrawing import Drawn, by_lead, cut, joints, payload_of_piece, sentence_count
from pcmt.documents.rules.searching import wanted
from pcmt.documents.rules.silence import SilentSection, likely_leads, own_words, silent_sections
from pcmt.files import queries as files
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound
from pcmt.prepared import Prepared

__all__ = [
    "KINDS",
    "SIZE_LIMIT",
    "Asked",
    "CellView",
    "CitationView",
    "DecisionView",
    "DocumentHit",
    "DocumentRow",
    "DocumentView",
    "Drawn",
    "Mark",
    "Original",
    "Page",
    "Paragraph",
    "Piece",
    "ProposedDuty",
    "ProposedTarget",
    "ProvisionHit",
    "ProvisionView",
    "SheetSource",
    "SheetView",
    "SilentSection",
    "SuggestionView",
    "by_lead",
    "cited_by",
    "cut",
    "decision",
    "document",
    "documents",
    "doubtful_words",
    "family",
    "find_near",
    "find_passage",
    "flaw_of_number",
    "headings",
    "issued_from",
    "issued_under",
    "joints",
    "keyed_documents",
    "labels",
    "last_decision",
    "leads_named",
    "likely_leads",
    "named_in",
    "next_open",
    "of_agencies",
    "open_suggestions_count",
    "original",
    "own_words",
    "payload_of_piece",
    "place_words",
    "provision",
    "provision_called",
    "search",
    "sentence",
    "sentence_count",
    "sentence_of",
    "set_out",
    "sheet",
    "sheet_image",
    "silent_sections",
    "starts",
    "suggestion",
    "time_limit",
    "unsure_words",
    "verdict",
    "verdict_on_draft",
    "wider",
]

PAGE_SIZE = 25

_HEADS = Prepared(lambda ids: Document.objects.filter(id__in=ids).only(*ROW_FIELDS))


def documents(
    actor: Actor, *, q: str = "", kind: str = "", direction: str = "", page: int = 1, waiting: bool = False
) -> Page[DocumentRow]:
    """This will list documents, newest first, or best hits first where words are searched, with marks or without.

    waiting: only those that set work and have suggestions that nobody has settled yet.
    """
    if not policy.may_view(actor):
        return Page((), 1, 1, 0)
    question = wanted(q)
    found = Document.objects.filter(is_current=True)
    found = found.filter(kind=kind) if kind else found
    found = found.filter(direction=direction) if direction in Document.Direction.values else found
    if waiting:
        found = found.filter(id__in=Suggestion.objects.filter(state="open").values("document_id"))
        found = found.exclude(kind__in=SETS_NO_WORK)
    rows = found.only(*ROW_FIELDS).annotate(
        open_count=Count("suggestions", filter=Q(suggestions__state="open")),
        all_count=Count("suggestions", filter=~Q(suggestions__state="redrawn")),
    )
    if question.is_empty:
        at = _opened(page, found.count())
        first = (at.number - 1) * PAGE_SIZE
        shown = list(rows.order_by("-registered_at", "-id")[first : first + PAGE_SIZE])
    else:
        at = best_first(question, found if kind or direction or waiting else None, page=page, size=PAGE_SIZE)
        by_id = rows.in_bulk(at.rows)
        shown = [by_id[document_id] for document_id in at.rows]
    told = tuple(row_of(row, row.open_count, row.all_count) for row in shown)
    return Page(told, at.number, at.pages, at.total, at.is_more)


def _opened(page: int, total: int) -> Page[int]:
    pages = max(1, -(-total // PAGE_SIZE))
    return Page((), min(max(1, page), pages), pages, total)


def document(actor: Actor, document_id: int) -> DocumentView:
    """This will give a document whole: text, provisions, citations, suggestions; NotFound where it may not be seen."""
    found = Document.objects.filter(id=document_id).first() if policy.may_view(actor) else None
    if found is None:
        raise NotFound("Không tìm thấy văn bản.")
    citations = found.citations.select_related("cited").defer("cited__text")
    suggestions = tuple(suggestion_view(row, found.sheets) for row in found.suggestions.exclude(state="redrawn"))
    states = Counter(suggestion.state for suggestion in suggestions)
    return DocumentView(
        row=row_of(found, states["open"], len(suggestions)),
        place=found.place,
        signer=found.signer,
        signer_title=found.signer_title,
        urgency=found.urgency,
        agency_id=found.agency_id,
        file_id=found.file_id,
        format=found.format,
        of_another=(foreign := note_of_origin(found)),
        notes=(*((foreign,) if foreign else ()), *found.notes, *found.reader_notes),
        registered_at=found.registered_at,
        text=found.text,
        text_digest=found.text_digest,
        provisions=_outline(found),
        citations=tuple(_citation(row) for row in citations),
        suggestions=suggestions,
        cells=tuple(CellView(*cell) for cell in found.cells),
        unsure=tuple((start, end) for start, end, _ in found.unsure),
        sheets=tuple(SheetView(number, start, end, bool(by_ocr)) for number, start, end, by_ocr, *_ in found.sheets),
    )


def provision(document_id: int, anchor: str) -> ProvisionView:
    """This will give one provision with its words; NotFound where the document has no such anchor.

    Asks for no actor: it is for packages above, that have checked what their own page may show.
    """
    found = Provision.objects.select_related("document").filter(document_id=document_id, anchor=anchor).first()
    if found is None:
        raise NotFound("Không tìm thấy điều khoản này trong văn bản.", where=f"provision:{document_id}#{anchor}")
    labels = Provision.objects.filter(document_id=document_id, anchor__in=above(anchor)).values_list("anchor", "label")
    return _provision(found, found.document, place(anchor, dict(labels)))


def headings(parts: Iterable[tuple[int, str]]) -> dict[tuple[int, str], tuple[str, str]]:
    """This will name provisions, each by document and anchor: its place (“mục IV.1”) and its heading; in one question.

    Asks for no actor (see `provision`); what a document has no more is left out.
    """
    asked = set(parts)
    anchors = {one for _, anchor in asked for one in above(anchor)}
    rows = Provision.objects.filter(document_id__in={document_id for document_id, _ in asked}, anchor__in=anchors)
    said = {(row[0], row[1]): row[2:] for row in rows.values_list("document_id", "anchor", "label", "heading")}
    labels = {key: {one: said[key[0], one][0] for one in above(key[1]) if (key[0], one) in said} for key in asked}
    return {key: (place_words(place(key[1], labels[key])), said[key][1]) for key in asked if key in said}


def cited_by(document_id: int) -> tuple[DocumentRow, ...]:
    """This will list the registered documents that cite this one, newest first."""
    found = Document.objects.filter(citations__cited_id=document_id).distinct().order_by("-issued_on", "-id")
    return tuple(row_of(row) for row in found.only(*ROW_FIELDS))


def provision_called(document_id: int, name: str) -> ProvisionView:
    """This will find a provision by its anchor, or by the end of it that a person would say ("dieu-6.1").

    The first in the text is meant where several end so; NotFound where none does. Asks for no actor (see `provision`).
    """
    ends = Q(anchor=name) | Q(anchor__endswith=f".{name}")
    found = Provision.objects.filter(ends, document_id=document_id).order_by("order").values_list("anchor", flat=True)
    anchors = list(found[:1]) if name not in found else [name]
    return provision(document_id, anchors[0] if anchors else name)


def labels(document_ids: Iterable[int]) -> dict[int, DocumentRow]:
    """This will give the heads of several documents at once, by identifier."""
    return {row.id: row_of(row) for row in _HEADS.all(set(document_ids))}


def issued_under(number: str, year: int, *, agency_id: int | None) -> DocumentRow | None:
    """This will give the document that an agency sent out under this number in a year; None where the number is free.

    Numbers begin at 1 each year (Nghị định 30/2020/NĐ-CP, Điều 15), and other bodies count for themselves.
    """
    of_agency = Q(agency__isnull=True) if agency_id is None else Q(agency_id=agency_id)
    sent = Document.objects.filter(of_agency, direction=Document.Direction.OUT, issued_on__year=year)
    found = sent.filter(number_key=number_key(number)).only(*ROW_FIELDS).order_by("id").first()
    return row_of(found) if found else None


def named_in(actor: Actor, words: str) -> DocumentRow | None:
    """This will give the document that words name by its number ("Quyết định số 88/QĐ-UBND ngày …").

    None where the actor may see none of that number, or where the number alone does not tell which.
    """
    number = first_number(words)
    if not number or not policy.may_view(actor):
        return None
    rows = Document.objects.filter(number_key=number_key(number), is_current=True).only(*ROW_FIELDS)[:2]
    return row_of(rows[0]) if len(rows) == 1 else None


def original(actor: Actor, document_id: int) -> Original:
    """This will give the file as it was registered; NotFound where the actor may not see the document."""
    view = Document.objects.only("file_id").filter(id=document_id).first() if policy.may_view(actor) else None
    if view is None:
        raise NotFound("Không tìm thấy văn bản.")
    kept = files.file_view(view.file_id)
    return Original(kept.name, kept.media_type, files.content(view.file_id))


def _outline(of: Document) -> tuple[ProvisionView, ...]:
    rows = list(of.provisions.filter(is_former=False))
    said = places((row.anchor, row.label) for row in rows)
    return tuple(_provision(row, of, said[row.anchor]) for row in rows)


def _provision(row: Provision, of: Document, said: str) -> ProvisionView:
    return ProvisionView(
        document_id=of.id,
        anchor=row.anchor,
        path=row.path,
        label=row.label,
        depth=row.depth,
        heading=row.heading,
        start=row.start,
        end=row.end,
        text=of.text[row.start : row.end],
        document_title=of.title,
        document_number=of.number,
        issued_on=of.issued_on,
        place=said,
    )


def _citation(row: Citation) -> CitationView:
    return CitationView(
        id=row.id,
        kind=row.kind,
        number=row.number,
        name=row.name,
        year=row.year,
        issued_on=row.issued_on,
        issuer=row.issuer,
        spans=tuple((int(start), int(end)) for start, end in row.spans),
        cited=row_of(row.cited) if row.cited else None,
    )
