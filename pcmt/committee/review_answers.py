"""The values in which questions about reviews are answered: frozen, plain, with Vietnamese words ready for a page."""

from dataclasses import dataclass, field
from datetime import date

from pcmt.committee.rules.reviewing import (
    ONWARD,
    OUTCOME_TONES,
    OUTCOMES,
    REVIEW_KINDS,
    SECTIONS,
    SENT,
    STANDINGS,
    TARGET_OUTCOMES,
    Standing,
)
from pcmt.documents.queries import DocumentRow
from pcmt.plans.queries import TargetView, TaskView


@dataclass(frozen=True)
class LineView:
    """What became of a task or a target. agency_name, agency_id: who says so of a task, None of a target.

    figure: what the result stands on.
    """

    of_id: int
    agency_name: str
    outcome: str
    result: str
    cause: str
    lesson: str
    onward: str
    figure: str = ""
    agency_id: int | None = None

    @property
    def outcome_label(self) -> str:
        """How a task ended, in Vietnamese."""
        return OUTCOMES[self.outcome]

    @property
    def target_label(self) -> str:
        """How a target ended, in Vietnamese."""
        return TARGET_OUTCOMES[self.outcome]

    @property
    def tone(self) -> str:
        """Its tone on the screen."""
        return OUTCOME_TONES[self.outcome]

    @property
    def onward_label(self) -> str:
        """What becomes of it, in Vietnamese."""
        return ONWARD[self.onward]


@dataclass(frozen=True)
class AnswerView:
    """What an agency owes and said. words: by section, as in `SECTIONS`. mine: the actor answers for it."""

    agency_id: int
    agency_name: str
    is_asked: bool
    standing: Standing
    sent_on: date | None
    returned_for: str
    words: tuple[tuple[str, str], ...]
    lines: tuple[LineView, ...]
    mine: bool = False

    @property
    def tone(self) -> str:
        """Its tone on the screen."""
        return STANDINGS[self.standing][0]

    @property
    def label(self) -> str:
        """How it stands, in Vietnamese."""
        return STANDINGS[self.standing][1]

    @property
    def is_sent(self) -> bool:
        """Whether it was sent and not returned."""
        return self.standing in SENT

    @property
    def has_draft(self) -> bool:
        """Whether something is written of it that was not sent; known to its agency alone."""
        return self.mine and not self.is_sent and bool(self.lines or self.told)

    @property
    def told(self) -> tuple[tuple[str, str], ...]:
        """What it says in general, each with the name of its section."""
        return tuple((SECTIONS[name], words) for name, words in self.words if words)

    @property
    def done(self) -> int:
        """How many of its tasks it calls done."""
        return sum(one.outcome == "done" for one in self.lines)


@dataclass(frozen=True)
class ReviewRow:
    """A review as a list shows it. sent, asked: agencies. awaits: agencies of the actor that have not answered."""

    id: int
    title: str
    kind: str
    plan_id: int
    plan_title: str
    covers_from: date
    covers_to: date
    due_on: date
    state: str
    state_label: str
    tone: str
    asked: int
    sent: int
    awaits: tuple[int, ...] = ()

    @property
    def kind_label(self) -> str:
        """What kind of review it is, in Vietnamese."""
        return REVIEW_KINDS[self.kind]


@dataclass(frozen=True)
class ReviewView:
    """A review whole, as far as the actor sees it. targets, tasks: each with its lines."""

    row: ReviewRow
    note: str
    withdrawn_for: str
    answers: tuple[AnswerView, ...]
    targets: tuple[tuple[TargetView, LineView | None], ...]
    tasks: tuple[tuple[TaskView, tuple[LineView, ...]], ...]
    draft_id: int | None = None
    issued_as: DocumentRow | None = None
    document: DocumentRow | None = None
    may: frozenset[str] = field(default=frozenset())

    @property
    def reference(self) -> str:
        """The reference that the journal understands."""
        return f"review:{self.row.id}"

    @property
    def late(self) -> int:
        """How many agencies have not answered, past the day."""
        return sum(one.standing == "late" for one in self.answers)

    @property
    def mine(self) -> tuple[AnswerView, ...]:
        """What the actor answers for."""
        return tuple(one for one in self.answers if one.mine)

    @property
    def tells(self) -> bool:
        """Whether there is anything to make a report of: a target judged, or an agency's answer sent."""
        return self.judged > 0 or any(one.is_sent for one in self.answers)

    @property
    def judged(self) -> int:
        """How many targets have their line."""
        return sum(line is not None for _, line in self.targets)

    @property
    def reached(self) -> int:
        """How many targets are called reached."""
        return sum(line is not None and line.outcome == "done" for _, line in self.targets)
