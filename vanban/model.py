"""What the reader finds in a document. Every finding keeps its place in the text and says why it was made.

Of a finding, `confidence` is 0 to 1, `reason` names the rule that made it (a key of data/reasons.toml, which words it
in Vietnamese) and `cue` holds the words of the text that the rule went by.
"""

from dataclasses import dataclass, field
from datetime import date

from vanban.text import Surface


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of `Reading.text`: from `start` up to, not including, `end`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a table cell's paragraph of `Reading.text`; `table` counts tables from 1, 0 is running text."""

    start: int
    end: int
    table: int = 0
    row: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Metadata:
    """What stands in a document's head and signature; None where it is blank or absent.

    `kind` is the abbreviation of NĐ 30/2020 (KH, QĐ, CT …) or TIN for a news report about a document.
    """

    kind: str
    number: str | None = None
    issued_on: date | None = None
    issuer: str | None = None
    place: str | None = None
    title: str | None = None
    signer: str | None = None
    signer_title: str | None = None


@dataclass(frozen=True, slots=True)
class Provision:
    """A labelled node of the outline with the stretch it rules, its sub-nodes included.

    `path` joins the labels from the top ("I.4.a", may repeat); `anchor` is stable and unique ("I.4.a", "I.4.a~2",
    "dieu-6.1"). Lettering and numbering are as printed; `heading` holds the first words after the label.
    """

    anchor: str
    path: str
    label: str
    depth: int
    heading: str
    start: int
    end: int
    order: int


@dataclass(frozen=True, slots=True)
class Citation:
    """One distinct act that the document names, with every place where it does."""

    kind: str
    number: str | None
    name: str | None
    year: str | None
    issued_on: date | None
    issuer: str | None
    spans: tuple[Span, ...]
    confidence: float
    reason: str
    cue: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """One measurable commitment. `value` and `value_high` are decimals as text ("50", "1.5"), None where none is set.

    `relation`: = >= > <= < increase decrease none maintain. `bound` says of an increase or decrease that it is to be
    at least (>=), more (>), at most (<=) or less (<) than the value; "" where just so much. `by`: 2030, 2026-06 or a
    date. `every`: year, quarter, month, half-year, semester. `within`: a limit told by its length, in the document's
    words ("sau 02 năm kể từ ngày …"), "" for none. `sureness`: of 100, how surely its words were read off a picture;
    `confidence` is lowered by it already.
    """

    path: str
    anchor: str
    quote: str
    start: int
    end: int
    relation: str
    value: str | None
    value_high: str | None
    unit: str | None
    subject: str
    by: str | None
    every: str | None
    confidence: float
    reason: str
    table: bool = False
    cue: str = ""
    bound: str = ""
    within: str = ""
    sureness: int = 100


@dataclass(frozen=True, slots=True)
class Assignment:
    """One duty: who leads, who helps, its first words, and when; `due` may lack a year ("12-15" with `every`).

    `asked` where the text asks and does not order (đề nghị: Party bodies, MTTQ, courts). `product` is what a table of
    tasks names as the result (sản phẩm). `table` marks a row of a table of tasks. `until` is where the whole duty ends:
    what follows the quote in its point, up to the next duty, belongs to it; a short duty may end within its quote.
    `within` is a limit told by its length ("trong vòng 05 ngày làm việc kể từ …"), in the document's words, else "".
    `sureness` is a target's.
    """

    path: str
    anchor: str
    quote: str
    start: int
    end: int
    leads: tuple[str, ...]
    supports: tuple[str, ...]
    due: str | None
    every: str | None
    confidence: float
    reason: str
    table: bool = False
    cue: str = ""
    asked: bool = False
    product: str | None = None
    until: int = 0
    within: str = ""
    sureness: int = 100


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of the file: its stretch of `Reading.text`, and whether its words came from a text layer or from OCR.

    sureness: of 100, how sure OCR was of its letters.
    """

    number: int
    start: int
    end: int
    by_ocr: bool = False
    sureness: int = 100


@dataclass(frozen=True, slots=True)
class Unsure:
    """A word read off a picture that may be read wrong: its stretch of `Reading.text`, and how sure OCR was, of 100."""

    start: int
    end: int
    percent: int


@dataclass(frozen=True, slots=True)
class Note:
    """Something the reader wants a person to know: a missing number, a page without text, a repeated label."""

    code: str
    message_vi: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A document read: its text in one spelling, a paragraph a line, and what was found in it.

    `secrecy` is the stamp (MẬT, TỐI MẬT, TUYỆT MẬT) or None. `surface` leads from `text` back to what was given.
    """

    text: str
    metadata: Metadata
    provisions: tuple[Provision, ...] = ()
    citations: tuple[Citation, ...] = ()
    targets: tuple[Target, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    secrecy: str | None = None
    notes: tuple[Note, ...] = ()
    blocks: tuple[Block, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    unsure: tuple[Unsure, ...] = ()
    format: str = "text"
    original: str = field(default="", repr=False)
    surface: Surface = field(default_factory=lambda: Surface("", (0,), (0,)), repr=False)

    def provision_at(self, offset: int) -> Provision | None:
        """This will give the innermost provision that covers the offset, None outside of all."""
        found: Provision | None = None
        for provision in self.provisions:
            if provision.start > offset:
                break
            if offset < provision.end:
                found = provision
        return found
