"""What may be asked of notices: one's own, what waits to be sent, and what did not arrive."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings

from pcmt.agencies import queries as agencies
from pcmt.kernel.actor import Actor
from pcmt.notices import policy
from pcmt.notices.mailing import is_on
from pcmt.notices.models import Choice, Digest, Feed, Notice
from pcmt.notices.rules.icalendar import Entry, calendar
from pcmt.notices.rules.mail import body_of, subject_of
from pcmt.notices.rules.stages import KINDS, Item, is_escalated, stage_of
from pcmt.notices.telling import news_to

__all__ = [
    "KINDS",
    "ChoiceView",
    "Entry",
    "FeedView",
    "Item",
    "Letter",
    "MailView",
    "NoticeView",
    "calendar",
    "choice_of",
    "feed_of",
    "is_escalated",
    "is_on",
    "letter_to",
    "mails",
    "notices",
    "stage_of",
    "to_send",
    "told_on",
    "unseen",
]
KEPT_IN_SIGHT = timedelta(days=60)


@dataclass(frozen=True)
class NoticeView:
    """One thing that a person was told."""

    kind: str
    kind_label: str
    subject: str
    title: str
    due_on: date
    told_on: date
    is_new: bool


@dataclass(frozen=True)
class ChoiceView:
    """What a person chose: a mail a day or none, where to, of which kinds."""

    by_mail: bool
    email: str
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class FeedView:
    """That a person's calendar has an address, and when it was last asked for; never the address itself."""

    made_at: datetime
    used_on: date | None


@dataclass(frozen=True)
class MailView:
    """A mail as administrators see it: whose, of which day, how it stands, never what it says."""

    person_name: str
    day: date
    state: str
    state_label: str
    attempts: int
    next_at: datetime | None
    sent_at: datetime | None
    error: str


@dataclass(frozen=True)
class Letter:
    """What a person would be told on a day: subject and body as their mail has them, and whether one would be sent."""

    subject: str
    body: str
    by_mail: bool


def letter_to(user_id: int, items: Iterable[Item], on: date) -> Letter | None:
    """This will write what of these would be news to a person; None where nothing would be. Nobody is told by it."""
    news = news_to(user_id, items)
    if not news:
        return None
    choice = Choice.objects.filter(user_id=user_id, by_mail=True).first()
    by_mail = choice is not None and is_on() and any(item.kind not in choice.muted for item in news)
    return Letter(subject_of(news, on), body_of(news, on, settings.PUBLIC_ADDRESS), by_mail)


def notices(actor: Actor, on: date) -> tuple[NoticeView, ...]:
    """This will list what the actor was told in the last sixty days, newest first."""
    if not policy.may_on_own(actor) or actor.user_id is None:
        return ()
    rows = Notice.objects.filter(user_id=actor.user_id, digest__day__gt=on - KEPT_IN_SIGHT).select_related("digest")
    return tuple(_view(row) for row in rows.order_by("-digest__day", "due_on", "id"))


def unseen(actor: Actor, kind: str) -> tuple[NoticeView, ...]:
    """This will list the notices of a kind that the actor has not put away, the earliest day first."""
    if not policy.may_on_own(actor) or actor.user_id is None:
        return ()
    rows = Notice.objects.filter(user_id=actor.user_id, kind=kind, seen_at__isnull=True).select_related("digest")
    return tuple(_view(row) for row in rows.order_by("due_on", "id"))


def choice_of(actor: Actor) -> ChoiceView:
    """This will give what the actor chose; no mail where they have chosen nothing."""
    own = policy.may_on_own(actor) and actor.user_id is not None
    row = Choice.objects.filter(user_id=actor.user_id or 0).first() if own else None
    if row is None:
        return ChoiceView(False, "", tuple(KINDS))
    return ChoiceView(row.by_mail, row.email, tuple(kind for kind in KINDS if kind not in row.muted))


def feed_of(actor: Actor) -> FeedView | None:
    """This will tell whether the actor's calendar has an address."""
    if not policy.may_on_own(actor) or actor.user_id is None:
        return None
    row = Feed.objects.filter(user_id=actor.user_id, revoked_at__isnull=True).first()
    return FeedView(row.made_at, row.used_on) if row else None


def told_on(day: date) -> frozenset[int]:
    """This will name the accounts that were told of their day, for the job that tells them."""
    return frozenset(Digest.objects.filter(day=day).values_list("user_id", flat=True))


def to_send(at: datetime, most: int) -> tuple[int, ...]:
    """This will name mails whose time has come, for the job that sends them."""
    rows = Digest.objects.filter(state=Digest.State.WAITING, next_at__lte=at).order_by("next_at", "id")
    return tuple(rows.values_list("id", flat=True)[:most])


def mails(actor: Actor, most: int = 200) -> tuple[MailView, ...]:
    """This will list the mails, those that did not arrive first; nothing to who may not see them."""
    if not policy.may(actor, "notices.view"):
        return ()
    order = [Digest.State.FAILED, Digest.State.SENDING, Digest.State.WAITING, Digest.State.SENT]
    rows = list(Digest.objects.filter(state__in=order).select_related("user").order_by("-day", "-id")[: most * 2])
    names = agencies.person_names({row.user.person_id for row in rows})
    rows.sort(key=lambda row: order.index(Digest.State(row.state)))
    return tuple(
        MailView(
            names[row.user.person_id], row.day, row.state, row.get_state_display(), row.attempts, row.next_at,
            row.sent_at, row.error,
        )
        for row in rows[:most]
    )  # fmt: skip


def _view(row: Notice) -> NoticeView:
    label = KINDS.get(row.kind, row.kind)
    return NoticeView(row.kind, label, row.subject, row.title, row.due_on, row.digest.day, row.seen_at is None)
