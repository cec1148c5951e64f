"""Send the mail of a person's day."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.notices import mailing, policy
from pcmt.notices.models import Choice, Digest
from pcmt.notices.rules.mail import body_of, subject_of
from pcmt.notices.rules.stages import Item

WAITS = (timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=6))
"""How long to wait after each failure; after the last the mail is given up, and administrators see it."""


def send_digest(*, digest_id: int, actor: Actor, at: datetime) -> bool:
    """This will send a mail that waits, and tell whether it went out; False also where it need not any more.

    It is marked before it leaves: where the machine stops in between, it is never sent a second time.
    """
    policy.may(actor, "notices.send_digest").require()

    due = Digest.objects.filter(pk=digest_id, state=Digest.State.WAITING, next_at__lte=at)
    if not due.update(state=Digest.State.SENDING, attempts=F("attempts") + 1):
        return False
    digest = Digest.objects.get(pk=digest_id)
    choice = Choice.objects.filter(user_id=digest.user_id, by_mail=True).first()
    items = _items(digest, choice.muted) if choice else []
    if choice is None or not items:
        return _ended(digest, Digest.State.KEPT, "", actor, at)

    try:
        subject, body = subject_of(items, digest.day), body_of(items, digest.day, settings.PUBLIC_ADDRESS)
        mailing.send(to=choice.email, subject=subject, body=body)
    except OSError as error:  # smtplib's errors are such, as are those of the network
        return _failed(digest, type(error).__name__, actor, at)
    return _ended(digest, Digest.State.SENT, "", actor, at)


def _items(digest: Digest, muted: list[str]) -> list[Item]:
    rows = digest.notices.exclude(kind__in=muted).order_by("due_on", "id")
    return [Item(row.kind, row.subject, row.stage, row.title, row.due_on) for row in rows]


def _failed(digest: Digest, error: str, actor: Actor, at: datetime) -> bool:
    """The answer of a mail server may hold an address: only the kind of failure is kept."""
    if digest.attempts > len(WAITS):
        return _ended(digest, Digest.State.FAILED, error, actor, at)
    wait = WAITS[digest.attempts - 1]
    Digest.objects.filter(pk=digest.pk).update(state=Digest.State.WAITING, next_at=at + wait, error=error[:200])
    return False


@transaction.atomic
def _ended(digest: Digest, state: Digest.State, error: str, actor: Actor, at: datetime) -> bool:
    is_sent = state is Digest.State.SENT
    Digest.objects.filter(pk=digest.pk).update(
        state=state, error=error[:200], next_at=None, sent_at=at if is_sent else None
    )

    if state is not Digest.State.KEPT:
        record(
            action="notices.send_digest",
            subject=f"user:{digest.user_id}",
            actor=actor,
            at=at,
            after={"state": state.value, "attempts": digest.attempts},
        )
    return is_sent
