"""The values in which a committee at work answers questions: frozen, plain, with Vietnamese names ready for a page."""

from dataclasses import dataclass, field
from datetime import date, time

from pcmt.committee.rules.inputs import MEETING_KINDS
from pcmt.committee.rules.presence import PRESENCE_LABELS, Turnout
from pcmt.documents.queries import DocumentRow
from pcmt.plans.queries import TaskView


@dataclass(frozen=True)
class MeetingRow:
    """A meeting as a list shows it: how many conclusions charge somebody, how many of them are tasks, and how far."""

    id: int
    committee_id: int
    committee_name: str
    title: str
    held_on: date
    begins_at: time | None
    place: str
    state: str
    state_label: str
    tone: str
    attended: int
    seats: int
    conclusions: int
    charging: int
    given: int
    document: DocumentRow | None
    kind: str = "sitting"

    @property
    def kind_label(self) -> str:
        """What it is, in Vietnamese."""
        return MEETING_KINDS[self.kind]

    @property
    def waiting(self) -> int:
        """How many conclusions charge somebody and are no task yet."""
        return self.charging - self.given


@dataclass(frozen=True)
class AgendaView:
    """A point of the agenda with who presents it, "" where the committee itself does."""

    order: int
    title: str
    presenter_id: int | None
    presenter: str


@dataclass(frozen=True)
class AttendanceView:
    """A member and whether they came, as kept on that day; person_id: None where the seat was vacant."""

    person_id: int | None
    agency_id: int | None
    name: str
    title: str
    agency_name: str
    role: str
    role_label: str
    presence: str
    note: str
    chairs: bool

    @property
    def came(self) -> bool:
        """Whether the member was there in person."""
        return self.presence == "present"

    @property
    def presence_label(self) -> str:
        """Whether they came, in Vietnamese."""
        return PRESENCE_LABELS[self.presence]


@dataclass(frozen=True)
class ConclusionView:
    """A conclusion with whom it charges, in words, and the task that it became.

    strangers: names of those charged that no agency of the directory bears, groups aside.
    """

    id: int
    order: int
    words: str
    leads: tuple[str, ...]
    supports: tuple[str, ...]
    due_on: date | None
    product: str
    task_id: int | None
    task: TaskView | None
    strangers: tuple[str, ...] = ()

    @property
    def charges(self) -> bool:
        """Whether somebody is to lead it: what charges nobody is an assessment."""
        return bool(self.leads)


@dataclass(frozen=True)
class MeetingView:
    """A meeting whole. tasks: what its announcement gave, also those confirmed at the desk. open_suggestions: there."""

    row: MeetingRow
    agenda: tuple[AgendaView, ...]
    papers: tuple[DocumentRow, ...]
    attendance: tuple[AttendanceView, ...]
    turnout: Turnout
    minutes: str
    secretary: str
    ended_at: time | None
    cancelled_for: str
    conclusions: tuple[ConclusionView, ...]
    draft_id: int | None
    issued_as: DocumentRow | None
    tasks: tuple[TaskView, ...] = ()
    open_suggestions: int = 0
    may: frozenset[str] = field(default=frozenset())

    @property
    def reference(self) -> str:
        """The reference that the journal understands."""
        return f"meeting:{self.row.id}"

    @property
    def chair(self) -> AttendanceView | None:
        """Who chaired, None before it was held."""
        return next((one for one in self.attendance if one.chairs), None)

    @property
    def other_tasks(self) -> tuple[TaskView, ...]:
        """The tasks from the announcement that no typed conclusion became: they were confirmed at the desk."""
        typed = {one.task_id for one in self.conclusions}
        return tuple(task for task in self.tasks if task.id not in typed)

    @property
    def to_give(self) -> tuple[ConclusionView, ...]:
        """The conclusions that charge somebody and are no task yet."""
        return tuple(one for one in self.conclusions if one.charges and one.task_id is None)
