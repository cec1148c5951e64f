"""What became of files handed in together."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q

from pcmt.documents import policy
from pcmt.documents.models import Batch, ReceivedFile
from pcmt.documents.numbering import next_arrival_number
from pcmt.documents.queries.rows import ROW_FIELDS, row_of
from pcmt.documents.rules.answers import DocumentRow
from pcmt.documents.rules.receiving import MOST_FILES
from pcmt.files import queries as files
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound

__all__ = [
    "MOST_FILES",
    "BatchRow",
    "BatchView",
    "ReceivedView",
    "batch",
    "batches",
    "free_arrival_number",
    "held_tokens",
    "reads_quickly",
]

QUICK_SIZE = 5 * 1024 * 1024
"""Bytes up to which one file with text is read while its sender waits: a second or two."""
TONES = {"registered": "met", "known": "on", "waiting": "void", "reading": "on", "refused": "risk", "secret": "risk"}
UNFINISHED = ("waiting", "reading")


@dataclass(frozen=True)
class ReceivedView:
    """A file of a batch; `tone` is the state's colour, `document` what it became or was known as."""

    id: int
    name: str
    size: int
    state: str
    label: str
    is_slow: bool
    message: str
    remedy: str
    document: DocumentRow | None

    @property
    def kilobytes(self) -> int:
        """Its size, rounded up."""
        return -(-self.size // 1024)

    @property
    def tone(self) -> str:
        """The kind of state that a page shows."""
        return TONES[self.state]


@dataclass(frozen=True)
class BatchView:
    """A batch with its files in the order in which they were handed in."""

    id: int
    received_at: datetime
    person_id: int | None
    direction: str
    arrived_on: date | None
    urgency: str
    files: tuple[ReceivedView, ...]

    @property
    def total(self) -> int:
        """How many files there are."""
        return len(self.files)

    @property
    def done(self) -> int:
        """How many have their outcome."""
        return sum(file.state not in UNFINISHED for file in self.files)

    @property
    def is_finished(self) -> bool:
        """Whether each file has its outcome."""
        return self.done == self.total

    def waits_since(self, at: datetime) -> int:
        """This will give the seconds for which nothing has been read at all, 0 where reading has begun."""
        begun = any(file.state != "waiting" for file in self.files)
        return 0 if begun else max(0, int((at - self.received_at).total_seconds()))


@dataclass(frozen=True)
class BatchRow:
    """A batch in one line."""

    id: int
    received_at: datetime
    total: int
    unfinished: int
    not_taken: int


def batch(actor: Actor, batch_id: int) -> BatchView:
    """This will give a batch with each file's outcome; NotFound where the actor registers nothing for its agency."""
    found = Batch.objects.filter(id=batch_id).first()
    if found is None or not policy.may_see_batch(actor, agency_id=found.agency_id):
        raise NotFound("Không tìm thấy lần nhận tệp này.")
    rows = found.files.select_related("document").only(
        *(field.name for field in ReceivedFile._meta.fields), *(f"document__{name}" for name in ROW_FIELDS)
    )
    return BatchView(
        id=found.id,
        received_at=found.received_at,
        person_id=found.person_id,
        direction=found.direction,
        arrived_on=found.arrived_on,
        urgency=found.urgency,
        files=tuple(_received(row) for row in rows),
    )


def batches(actor: Actor, *, most: int = 5) -> tuple[BatchRow, ...]:
    """This will list the newest batches of the agencies for which the actor registers, newest first."""
    agencies = actor.agencies_for("documents.register_document")
    found = Batch.objects.all() if agencies is None else Batch.objects.filter(agency_id__in=agencies)
    counted = found.annotate(
        total=Count("files"),
        unfinished=Count("files", filter=Q(files__state__in=UNFINISHED)),
        not_taken=Count("files", filter=Q(files__state__in=("refused", "secret"))),
    ).order_by("-id")[:most]
    return tuple(BatchRow(row.id, row.received_at, row.total, row.unfinished, row.not_taken) for row in counted)


def free_arrival_number(actor: Actor, year: int) -> str:
    """This will propose the next arrival number of the actor's agency in a year."""
    return next_arrival_number(actor.agency_id, year)


def held_tokens() -> frozenset[str]:
    """This will give the tokens of the files that still wait; what else lies in the waiting place was forgotten."""
    return frozenset(ReceivedFile.objects.exclude(held="").values_list("held", flat=True))


def reads_quickly(data: bytes, name: str) -> bool:
    """This will tell whether a file can be read while its sender waits: small, with its words as text.

    One whose name claims another type will be refused, and that is said at once.
    """
    return len(data) <= QUICK_SIZE and (files.has_words(data) or files.flaw_of_name(data, name) != "")


def _received(row: ReceivedFile) -> ReceivedView:
    return ReceivedView(
        id=row.id,
        name=row.name,
        size=row.size,
        state=row.state,
        label=row.get_state_display(),
        is_slow=row.is_slow,
        message=row.message,
        remedy=row.remedy,
        document=row_of(row.document) if row.document else None,
    )
