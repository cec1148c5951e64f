"""The layout of an official report: which blocks stand in it, and to which figures, words and plans they are bound.

A block's `code` is the BLOCK in the reference `report:ID#BLOCK`. Texts may hold the places `{province}`, `{period}`,
`{first_day}` and `{last_day}`; a sentence also holds the names of its bindings.
"""

from dataclasses import dataclass
from datetime import date

from pcmt.kernel.period import Calendar, Kind
from pcmt.kernel.source import Source

COLUMNS = ("this", "previous", "last_year", "year_to_date")
AGAINST = ("previous", "last_year")
SUBJECT_KINDS = ("element", "indicator")
PLAN_PARTS = ("targets", "tasks")
TEXT_PLACES = frozenset({"province", "period", "first_day", "last_day"})


@dataclass(frozen=True)
class Subject:
    """What a figure is of: an element (full code with its category) or an indicator."""

    kind: str
    code: str


@dataclass(frozen=True)
class HeadingBlock:
    """A heading with its Vietnamese numbering (`I`, `1`, `a`) and depth from 1."""

    code: str
    number: str
    text: str
    level: int


@dataclass(frozen=True)
class FigureRow:
    """A row of a figure table; indent 1 stands for “trong đó”."""

    subject: Subject
    label: str
    indent: int = 0


@dataclass(frozen=True)
class FiguresBlock:
    """A table of the province's figures: a row a subject, a column each of COLUMNS that is named."""

    code: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[FigureRow, ...]


@dataclass(frozen=True)
class Binding:
    """A figure in a sentence, by the name that the template gives it.

    against: the column (`previous`, `last_year`) with which the period's figure is compared in words; empty where the
    figure itself stands in the sentence.
    """

    name: str
    subject: Subject
    column: str
    against: str = ""


@dataclass(frozen=True)
class SentenceBlock:
    """A paragraph whose figures are bound: `Đã tổ chức {talks} buổi tuyên truyền …`."""

    code: str
    template: str
    bindings: tuple[Binding, ...]


@dataclass(frozen=True)
class CommuneTableBlock:
    """A table of communes, ordered by one of its subjects; limit 0 means all of them."""

    code: str
    caption: str
    columns: tuple[FigureRow, ...]
    order_by: Subject
    descending: bool
    limit: int


@dataclass(frozen=True)
class AgencyWordsBlock:
    """What the agencies themselves wrote in one field of a form in the period, each under its name."""

    code: str
    heading: str
    form: str
    field: str


@dataclass(frozen=True)
class PlanStateBlock:
    """Where the plan stands: its targets, or its tasks, with who leads and what is late."""

    code: str
    caption: str
    part: str


@dataclass(frozen=True)
class WordsBlock:
    """Words of the office that writes the report; `suggested` is there to begin with."""

    code: str
    label: str
    help: str
    required: bool
    suggested: str = ""


Block = HeadingBlock | FiguresBlock | SentenceBlock | CommuneTableBlock | AgencyWordsBlock | PlanStateBlock | WordsBlock


@dataclass(frozen=True)
class SignatureLines:
    """Who signs: the lines of authority (`TM. BAN CHỈ ĐẠO`, `KT. TRƯỞNG BAN`) and the signer's title."""

    authority: tuple[str, ...]
    title: tuple[str, ...]


@dataclass(frozen=True)
class ReportLayout:
    """One dated version of a report; `kind` is the document type's abbreviation (`BC`), `symbol` follows the number."""

    code: str
    label: str
    kind: str
    valid_from: date
    valid_to: date | None
    period_kind: Kind
    calendar: Calendar
    superior: str
    issuer: str
    symbol: str
    title: str
    addressees: tuple[str, ...]
    grounds: tuple[str, ...]
    blocks: tuple[Block, ...]
    recipients: tuple[str, ...]
    signature: SignatureLines
    source: Source

    @property
    def id(self) -> str:
        """The identifier of this version: `bao-cao-quy@2026-01-01`."""
        return f"{self.code}@{self.valid_from}"

    def block(self, code: str) -> Block | None:
        """This will find a block by its code, or None."""
        return next((block for block in self.blocks if block.code == code), None)
