"""Read the next file that waits, and register it or say why not."""

import logging
from dataclasses import replace
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q

from pcmt.documents import policy
from pcmt.documents.head import NumberTaken
from pcmt.documents.models import ReceivedFile
from pcmt.documents.registering import Arrival, enter, note_secret
from pcmt.documents.rules.reading import secret
from pcmt.documents.rules.receiving import (
    BROKEN_MESSAGE,
    BROKEN_REMEDY,
    LEASE,
    MOST_ATTEMPTS,
    STAMPED_MESSAGE,
    STAMPED_REMEDY,
)
from pcmt.documents.storing import AlreadyRegistered, Paper, read_paper
from pcmt.documents.versioning import enter_version
from pcmt.files import queries as files
from pcmt.files.actions.release import release
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal

State = ReceivedFile.State
log = logging.getLogger(__name__)


def read_received(*, actor: Actor, at: datetime) -> int | None:
    """This will bring one waiting file to its outcome and return its identifier; None where none waits.

    What is quickly read goes first, so that no scan keeps a letter waiting. The file is marked as taken, read outside
    any transaction, and then registered together with its outcome: a crash at any point leaves either nothing done or
    all, and another run takes the file up after ten minutes.
    """
    policy.may_read_received(actor).require()

    received = _take(at)
    if received is None:
        return None
    if received.attempts > MOST_ATTEMPTS:
        _finish(received, State.REFUSED, actor, at, message=BROKEN_MESSAGE, remedy=BROKEN_REMEDY)
        return received.id

    try:
        _read(received, actor, at)
    except Refusal as refusal:
        _finish_refused(received, refusal, actor, at)
    except BaseException as error:  # also a worker told to stop: the file waits again, as if it had not been touched
        ours = ReceivedFile.objects.filter(id=received.id, state=State.READING, attempts=received.attempts)
        ours.update(state=State.WAITING)
        if not isinstance(error, Exception):
            raise
        log.exception("received file %s could not be read (attempt %s)", received.id, received.attempts)
    return received.id


@transaction.atomic
def _take(at: datetime) -> ReceivedFile | None:
    waiting = Q(state=State.WAITING) | Q(state=State.READING, taken_at__lt=at - LEASE)
    queue = ReceivedFile.objects.select_for_update(of=("self",), skip_locked=True).select_related("batch")
    received = queue.filter(waiting).order_by("is_slow", "attempts", "id").first()
    if received:
        received.state, received.taken_at, received.attempts = State.READING, at, received.attempts + 1
        received.save(update_fields=["state", "taken_at", "attempts"])
    return received


def _read(received: ReceivedFile, actor: Actor, at: datetime) -> None:
    batch = received.batch
    paper = read_paper(files.held(received.held), received.name)
    if paper.stamp:
        raise secret(paper.stamp)
    due = (batch.reply_due_on, batch.due_time)
    arrival = Arrival(batch.direction, "", batch.arrived_on, batch.urgency, batch.numbered, *due)
    keeper = replace(actor, agency_id=batch.agency_id)
    try:
        _register(received, paper, arrival, keeper, at)
    except IntegrityError:  # another hand took the number or the file meanwhile: the second look sees it
        _register(received, read_paper(paper.data, paper.name), arrival, keeper, at)


@transaction.atomic
def _register(received: ReceivedFile, paper: Paper, arrival: Arrival, keeper: Actor, at: datetime) -> None:
    if not _is_ours(received):
        return
    batch = received.batch
    if batch.version_of_id:
        document = enter_version(paper, document_id=batch.version_of_id, note=batch.version_note, actor=keeper, at=at)
    else:
        document = enter(paper, arrival, actor=keeper, at=at)
    received.document_id = document.id
    _finish(received, State.REGISTERED, keeper, at)


def _finish_refused(received: ReceivedFile, refusal: Refusal, actor: Actor, at: datetime) -> None:
    if refusal.code == "is_secret":
        note_secret(actor, at)
        received.name, received.size = "", 0
        _finish(received, State.SECRET, actor, at, message=STAMPED_MESSAGE, remedy=STAMPED_REMEDY)
    elif isinstance(refusal, AlreadyRegistered | NumberTaken):
        received.document_id = int(refusal.where.partition(":")[2])
        _finish(received, State.KNOWN, actor, at, message=refusal.message, remedy=refusal.remedy)
    else:
        _finish(received, State.REFUSED, actor, at, message=refusal.message, remedy=refusal.remedy)


@transaction.atomic
def _finish(
    received: ReceivedFile, state: str, actor: Actor, at: datetime, *, message: str = "", remedy: str = ""
) -> None:
    if not _is_ours(received):
        return
    token, received.held = received.held, ""
    received.state, received.finished_at, received.message, received.remedy = state, at, message, remedy
    received.save()
    release(tokens=[token], actor=actor, at=at)

    record(
        action="documents.read_received",
        subject=f"batch:{received.batch_id}",
        actor=actor,
        at=at,
        after={"file": received.id, "state": state, "document": received.document_id},
    )


def _is_ours(received: ReceivedFile) -> bool:
    """Where another worker took the file up meanwhile, this one was thought dead and its outcome does not count."""
    rows = ReceivedFile.objects.select_for_update()
    return rows.filter(id=received.id, state=State.READING, attempts=received.attempts).exists()
