"""The values in which plans answer questions about tasks: frozen, plain, with Vietnamese words ready for a page."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from pcmt.plans.rules.answers import SourceView
from pcmt.plans.rules.groups import names_text
from pcmt.plans.rules.inputs import RECURRENCES
from pcmt.plans.rules.returning import Behind
from pcmt.plans.rules.rolling import ALL, Part, Reached, reached
from pcmt.plans.rules.standing import Standing
from pcmt.plans.states import FINISHED, OPEN, REPORTED, RETURNED

SENTENCE = 6
"""Names that one sentence of a document lists and that a page tells in its words; more are counted."""


@dataclass(frozen=True)
class PartyView:
    """An agency in a task, or the document's words for one that is not registered (`agency_id` None).

    is_asked: a body that is asked (đề nghị), not ordered. `percent` is its newest word, None where it gave none.
    group: the document's words for the group that it is meant by ("Các sở, ban, ngành"), empty where it is named alone.
    standing: how its part stands on the day asked. part: what it does, where not the whole. due_on: of its own or the
    task's. extension_id: a request for more time that waits. missed_on: the day that had
    passed when it asked for more time. behind: the days let pass of a task that returns.
    """

    agency_id: int | None
    name: str
    role: str
    is_asked: bool = False
    percent: int | None = None
    words: str = ""
    at: datetime | None = None
    group: str = ""
    state: str = "todo"
    standing: Standing | None = None
    weight: int = 1
    part: str = ""
    due_on: date | None = None
    finished_on: date | None = None
    in_charge_id: int | None = None
    extension_id: int | None = None
    missed_on: date | None = None
    short_name: str = ""
    behind: Behind | None = None

    @property
    def judged_on(self) -> date | None:
        """The day against which it is told whether it was done in time."""
        return self.missed_on or self.due_on

    @property
    def is_open(self) -> bool:
        """Whether it has something to do."""
        return self.state in OPEN

    @property
    def is_returned(self) -> bool:
        """Whether its report came back to be put right."""
        return self.state == RETURNED

    @property
    def counts(self) -> bool:
        """Whether the task waits for it."""
        return self.agency_id is not None and self.weight > 0


@dataclass(frozen=True)
class TaskView:
    """A duty with who leads, who helps, and how far it is. keeper_id: whose its plan is.

    behind: of one that returns, the days that were let pass.
    """

    id: int
    plan_id: int
    plan_title: str
    title: str
    quote: str
    document_id: int
    document_number: str
    document_label: str
    anchor: str
    place: str
    suggestion_id: int | None
    state: str
    state_label: str
    tone: str
    is_open: bool
    due_on: date | None
    every: str
    product: str
    finished_on: date | None
    leads: tuple[PartyView, ...]
    supports: tuple[PartyView, ...]
    is_overdue: bool
    within: str = ""
    sources: tuple[SourceView, ...] = ()
    standing: Standing | None = None
    weight: int = 1
    item_id: int | None = None
    carries_id: int | None = None
    missed_on: date | None = None
    keeper_id: int | None = None
    behind: Behind | None = None

    @property
    def reference(self) -> str:
        """The reference that `trace` understands."""
        return f"task:{self.id}"

    @property
    def parties(self) -> tuple[PartyView, ...]:
        """Everyone in it, who leads first."""
        return (*self.leads, *self.supports)

    @property
    def waiting(self) -> tuple[PartyView, ...]:
        """The parts that were reported as done and wait to be accepted."""
        return tuple(party for party in self.parties if party.state == REPORTED)

    @property
    def asking(self) -> tuple[PartyView, ...]:
        """The parts for which more time was asked, not decided yet."""
        return tuple(party for party in self.parties if party.extension_id is not None)

    @property
    def reached(self) -> Reached:
        """How far its parts are together, by weight; of one that nobody registered does, nothing or all."""
        counted = [
            Part(one.state, one.weight, one.percent or 0, finished_on=one.finished_on)
            for one in self.parties
            if one.counts
        ]
        return reached(counted) if counted else Reached(ALL if self.state == FINISHED else 0, 1)

    @property
    def provision_reference(self) -> str:
        """The sentence that asked for it."""
        return f"provision:{self.document_id}#{self.anchor}"

    @property
    def leads_text(self) -> str:
        """Who leads, in a line, groups as the document calls them: "Sở Y tế; Các sở, ban, ngành"."""
        return names_text(_called(self.leads), few=SENTENCE)

    @property
    def supports_text(self) -> str:
        """Who helps, in a line."""
        return names_text(_called(self.supports), few=SENTENCE)

    @property
    def percent(self) -> int:
        """How far it is, in whole percent by the weight of its parts, rounded down; silence counts as nothing."""
        return self.reached.percent

    @property
    def recurrence(self) -> str:
        """How often, in words; empty where it is done once."""
        return RECURRENCES[self.every] if self.every else ""


def _called(parties: tuple[PartyView, ...]) -> list[str]:
    """The names of parties, each group once in the document's words; a group of one is that agency."""
    size = Counter(party.group for party in parties if party.group)
    return list(dict.fromkeys(party.group if size[party.group] > 1 else party.name for party in parties))


@dataclass(frozen=True)
class ProgressView:
    """One word of an agency on a task, with what lies beside it and what the issuer said to it.

    agency_name: "" where the keeper spoke for a task that nobody registered does. verdict: "accepted", "returned", "".
    """

    id: int
    agency_id: int | None
    agency_name: str
    percent: int
    words: str
    at: datetime
    person_id: int | None
    for_day: date | None = None
    is_final: bool = False
    on_paper: bool = False
    verdict: str = ""
    verdict_words: str = ""
    verdict_on: date | None = None
    evidence: tuple["EvidenceView", ...] = ()


@dataclass(frozen=True)
class EvidenceView:
    """A piece of evidence: a file, a link, or a figure of this system by its reference."""

    id: int
    kind: str
    label: str
    link: str = ""
    file_id: int | None = None


@dataclass(frozen=True)
class ExtensionView:
    """More time asked for a part: until when, why, and what was decided (`decided_at` None: not yet).

    is_late: it was asked for after the day had passed.
    """

    id: int
    task_id: int
    agency_id: int
    agency_name: str
    due_before: date
    wanted_on: date
    reason: str
    asked_at: datetime
    granted_on: date | None
    answer: str
    decided_at: datetime | None
    is_late: bool = False


@dataclass(frozen=True)
class TaskCounts:
    """How many tasks the actor sees, by how they stand."""

    open: int
    overdue: int
    due_soon: int
    done: int
    reported: int = 0
    returned: int = 0
    paused: int = 0
