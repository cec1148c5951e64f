"""The values in which questions about inspections are answered: frozen, plain, with Vietnamese words for a page."""

from dataclasses import dataclass, field
from datetime import date

from pcmt.committee.rules.inspecting import INSPECTION_KINDS, MARK_TONES, MARKS
from pcmt.committee.settling import Settling
from pcmt.documents.queries import DocumentRow
from pcmt.rulebook.queries import Checklist


@dataclass(frozen=True)
class MarkView:
    """What was seen of one item of the checklist."""

    item: str
    group: str
    question: str
    answer: str
    note: str

    @property
    def label(self) -> str:
        """How far it is met, in Vietnamese."""
        return MARKS[self.answer]

    @property
    def tone(self) -> str:
        """Its tone on the screen."""
        return MARK_TONES[self.answer]


@dataclass(frozen=True, kw_only=True)
class FindingView(Settling):
    """What a unit must put right."""

    LATE = "quá hạn khắc phục"

    inspection_id: int
    inspection_title: str
    visit_id: int
    words: str
    remedy: str
    due_on: date


@dataclass(frozen=True)
class VisitView:
    """A unit with what was seen there; visited_on is None until it was."""

    id: int
    agency_id: int
    agency_name: str
    visited_on: date | None
    met: str
    words: str
    marks: tuple[MarkView, ...]
    findings: tuple[FindingView, ...]

    def count(self, answer: str) -> int:
        """This will count the items that were marked so."""
        return sum(one.answer == answer for one in self.marks)

    @property
    def met_count(self) -> int:
        """How many items are met."""
        return self.count("met")

    @property
    def lacking(self) -> int:
        """How many items are not, or not wholly, met."""
        return self.count("partly") + self.count("unmet")


@dataclass(frozen=True)
class InspectionRow:
    """An inspection as a list shows it. open_findings, late: what is not put right, and what of it past its day."""

    id: int
    title: str
    kind: str
    starts_on: date
    ends_on: date
    state: str
    state_label: str
    tone: str
    units: int
    visited: int
    findings: int
    open_findings: int
    late: int

    @property
    def kind_label(self) -> str:
        """What kind it is, in Vietnamese."""
        return INSPECTION_KINDS[self.kind]


@dataclass(frozen=True)
class InspectionView:
    """An inspection whole, as far as the actor sees it."""

    row: InspectionRow
    checklist: Checklist
    plan_id: int | None
    plan_title: str
    decision: DocumentRow | None
    note: str
    cancelled_for: str
    team: tuple[tuple[str, str], ...]
    visits: tuple[VisitView, ...]
    draft_id: int | None = None
    issued_as: DocumentRow | None = None
    document: DocumentRow | None = None
    may: frozenset[str] = field(default=frozenset())

    @property
    def reference(self) -> str:
        """The reference that the journal understands."""
        return f"inspection:{self.row.id}"
