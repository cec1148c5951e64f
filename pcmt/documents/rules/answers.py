"""The values in which documents answer questions: frozen, plain, with Vietnamese names ready for a page."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar

from pcmt.documents.rules.because import worded
from pcmt.documents.rules.identity import Identity
from pcmt.documents.rules.kinds import NEWS, SETS_NO_WORK, citation_form, cited_form, kind_name
from pcmt.documents.rules.payload import Payload, SuggestionKind
from vanban.text import format_date, lower_first

Row = TypeVar("Row")


@dataclass(frozen=True)
class Page(Generic[Row]):
    """One page of a list: `number` of `pages`, of `total` rows in all; `is_more` where counting ended at `total`."""

    rows: tuple[Row, ...]
    number: int
    pages: int
    total: int
    is_more: bool = False


@dataclass(frozen=True)
class DocumentRow:
    """A document as a list shows it."""

    id: int
    direction: str
    kind: str
    number: str
    title: str
    issuer: str
    issued_on: date | None
    arrival_number: str
    arrived_on: date | None
    open_suggestions: int
    suggestions_count: int
    version: int = 1
    is_current: bool = True

    @property
    def label(self) -> str:
        """How documents name it: "Kế hoạch số 18/KH-UBND ngày 12/02/2026"."""
        return citation_form(self.kind, self.number, self.issued_on)

    @property
    def in_full(self) -> str:
        """It as another document names it as its ground: kind, number, day, issuer, what it is about."""
        told = f"{self.kind_name} số {self.number}" if self.number else self.label
        told += f" ngày {format_date(self.issued_on)}" if self.issued_on else ""
        told += f" của {self.issuer}" if self.issuer else ""
        about = self.title.strip(" .")
        if not about or about.isupper():
            return told
        about = lower_first(about)
        leads_in = ("về ", "ban hành ", "phê duyệt ", "thực hiện ", "triển khai ")
        return f"{told} {about}" if about.startswith(leads_in) else f"{told} về {about}"

    @property
    def kind_name(self) -> str:
        """Its kind in words."""
        return kind_name(self.kind)

    @property
    def was_not_received(self) -> bool:
        """Whether it is news kept for reference, which took no number in the book of what came in."""
        return self.kind == NEWS and self.direction == "in" and not self.arrival_number

    @property
    def sets_work(self) -> bool:
        """Whether what it suggests waits to be settled here: plans, directives, decisions; no laws, no news."""
        return self.kind not in SETS_NO_WORK

    @property
    def settled(self) -> int:
        """How many of its suggestions a person has settled."""
        return self.suggestions_count - self.open_suggestions


@dataclass(frozen=True)
class ProvisionView:
    """A labelled piece of a document with its words; `reference` is what a page shows for tracing.

    path: the reader's, as answer keys have it ("I.3.3.2.a"); `place` is what people say ("I.3.2.a").
    """

    document_id: int
    anchor: str
    path: str
    label: str
    depth: int
    heading: str
    start: int
    end: int
    text: str
    document_title: str
    document_number: str
    issued_on: date | None
    place: str

    @property
    def reference(self) -> str:
        """The reference that `trace` understands."""
        return f"provision:{self.document_id}#{self.anchor}"


@dataclass(frozen=True)
class CitationView:
    """An act that the document names, the places where it does, and the registered document that it is, if any."""

    id: int
    kind: str
    number: str
    name: str
    year: str
    issued_on: date | None
    issuer: str
    spans: tuple[tuple[int, int], ...]
    cited: DocumentRow | None

    @property
    def label(self) -> str:
        """How the document names it."""
        return cited_form(self.kind, Identity(self.number, self.issued_on, self.issuer, self.name, self.year))


@dataclass(frozen=True)
class SuggestionView:
    """A target or duty seen in the text; `confidence` per mille; `settled_ref` is what it became ("target:7").

    `reason` and `cue` are the reader's: its rule, and the words that it went by. `confirmed` is what a person made of
    `payload`, None while nobody has. `scanned_page`: the page of which OCR read it, 0 where the file holds letters.
    `sureness`: of 100, how surely OCR read its words; `confidence` is lowered by it already.
    """

    id: int
    document_id: int
    kind: SuggestionKind
    anchor: str
    start: int
    end: int
    quote: str
    payload: Payload
    confidence: int
    reason: str
    by_hand: bool
    state: str
    settled_ref: str
    settled_reason: str
    cue: str = ""
    confirmed: Payload | None = None
    scanned_page: int = 0
    sureness: int = 100

    @property
    def because(self) -> str:
        """Why the reader, or a person, marked it, in Vietnamese, and what makes it less sure."""
        return self.reason if self.by_hand else worded(self.kind, self.reason, self.cue, self.sureness)

    @property
    def is_open(self) -> bool:
        """Whether it still waits for a person."""
        return self.state == "open"


@dataclass(frozen=True)
class CellView:
    """A paragraph of the text that stands in a table: tables, rows and columns are counted as the reader found them."""

    start: int
    end: int
    table: int
    row: int
    column: int


@dataclass(frozen=True)
class SheetView:
    """A page of the file: its number from 1, its stretch of the text, and whether the words came by OCR."""

    number: int
    start: int
    end: int
    by_ocr: bool


@dataclass(frozen=True)
class DecisionView:
    """One act of a person at the desk: `verb` adopted, dismissed or redrawn, what it closed, and what that became."""

    id: int
    document_id: int
    verb: str
    verb_label: str
    at: datetime
    suggestion_ids: tuple[int, ...]
    references: tuple[str, ...]


@dataclass(frozen=True)
class DocumentView:
    """A document whole. Spans of its parts point into `text`. Suggestions that were drawn anew are left out.

    unsure: spans of the words that OCR was not sure of.
    of_another: the warning that it binds nobody here, being another province's; it stands among `notes` too.
    """

    row: DocumentRow
    place: str
    signer: str
    signer_title: str
    urgency: str
    agency_id: int | None
    file_id: int
    format: str
    of_another: str
    notes: tuple[str, ...]
    registered_at: datetime
    text: str
    text_digest: str
    provisions: tuple[ProvisionView, ...]
    citations: tuple[CitationView, ...]
    suggestions: tuple[SuggestionView, ...]
    cells: tuple[CellView, ...] = ()
    sheets: tuple[SheetView, ...] = ()
    unsure: tuple[tuple[int, int], ...] = ()

    @property
    def id(self) -> int:
        """Its identifier."""
        return self.row.id

    @property
    def label(self) -> str:
        """How documents name it."""
        return self.row.label

    @property
    def asks_to_take_on(self) -> bool:
        """Whether a person is to say first that what another province set is taken on here: once a document."""
        return bool(self.of_another) and not any(item.state == "adopted" for item in self.suggestions)


@dataclass(frozen=True)
class Original:
    """The file as it was registered."""

    name: str
    media_type: str
    content: bytes
