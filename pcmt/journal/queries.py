"""What may be asked of the journal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.timezone import make_aware

from pcmt.journal import policy
from pcmt.journal.models import Entry, Payload, PayloadKey, Seal
from pcmt.journal.rules.chain import START, digest, link
from pcmt.journal.rules.payload import fingerprint, open_up
from pcmt.journal.sealed import public_fields
from pcmt.kernel.actor import Actor

SHREDDED = "(đã xóa thông tin cá nhân)"


@dataclass(frozen=True)
class EntryView:
    """One entry as its reader sees it; `actor_label` says so where the name has been shredded."""

    id: int
    at: datetime
    action: str
    subject: str
    actor_label: str
    person_id: int | None
    post_id: int | None
    on_behalf_of: int | None
    before: dict[str, object] | None
    after: dict[str, object] | None
    reason: str


@dataclass(frozen=True)
class Verification:
    """Whether the chain holds: how many entries it covers, how many wait, and where it first breaks."""

    ok: bool
    sealed: int
    unsealed: int
    first_broken_id: int | None


def entries(
    *,
    subject: str | None = None,
    subjects: Sequence[str] = (),
    action: str | None = None,
    after_id: int = 0,
    limit: int = 200,
) -> tuple[EntryView, ...]:
    """This will list entries in order, of one subject or several, or of one action, from a cursor on.

    The caller has checked that its reader may see these subjects. Two queries, whatever the number of rows.
    """
    rows = Entry.objects.filter(id__gt=after_id).order_by("id")
    wanted = [*subjects, *([subject] if subject is not None else [])]
    if wanted or subject is not None:
        rows = rows.filter(subject__in=wanted)
    if action is not None:
        rows = rows.filter(action=action)
    page = list(rows[:limit])
    labels = _labels([row.pk for row in page])
    return tuple(_view(row, labels) for row in page)


def latest(
    actor: Actor,
    *,
    action: str = "",
    subject: str = "",
    person_id: int | None = None,
    since: date | None = None,
    until: date | None = None,
    before_id: int | None = None,
    limit: int = 50,
) -> tuple[EntryView, ...]:
    """This will list entries newest first, those before a cursor, to who may look into the whole journal; else none.

    since, until: local days, both included. Two queries, whatever the number of rows.
    """
    if not policy.may_view(actor):
        return ()
    asked = {
        "action": action or None,
        "subject": subject or None,
        "person_id": person_id,
        "at__gte": _midnight(since) if since else None,
        "at__lt": _midnight(until + timedelta(days=1)) if until else None,
        "id__lt": before_id,
    }
    rows = Entry.objects.filter(**{name: value for name, value in asked.items() if value is not None})
    page = list(rows.order_by("-id")[:limit])
    labels = _labels([row.pk for row in page])
    return tuple(_view(row, labels) for row in page)


def newest_of(subject: str, *, limit: int = 20) -> tuple[EntryView, ...]:
    """This will list the entries of one subject newest first, for a reader whom the caller has checked."""
    page = list(Entry.objects.filter(subject=subject).order_by("-id")[:limit])
    labels = _labels([row.pk for row in page])
    return tuple(_view(row, labels) for row in page)


def entry(entry_id: int) -> EntryView | None:
    """This will give one entry."""
    row = Entry.objects.filter(pk=entry_id).first()
    return _view(row, _labels([entry_id])) if row else None


def personal(entry_id: int) -> dict[str, str] | None:
    """This will open an entry's personal payload; None where there is none or it has been shredded."""
    found = PayloadKey.objects.select_related("payload").filter(payload_id=entry_id).first()
    return open_up(bytes(found.key), bytes(found.payload.ciphertext)) if found else None


def verify() -> Verification:
    """This will walk the whole chain from its start and say where it first breaks, if it does.

    It finds an entry changed, removed or put in, a link changed, and a payload exchanged.
    """
    previous, position, broken = START, 0, None
    payloads = {row.pk: fingerprint(bytes(row.ciphertext)) for row in Payload.objects.iterator(chunk_size=1000)}
    for row in Seal.objects.select_related("entry").order_by("position").iterator(chunk_size=1000):
        position += 1
        previous = link(previous, digest(public_fields(row.entry)))
        whole = payloads.get(row.entry_id, "") == row.entry.payload_digest
        if broken is None and (row.link != previous or row.position != position or not whole):
            broken = row.entry_id
    unsealed = Entry.objects.filter(seal__isnull=True).count()
    return Verification(broken is None, position, unsealed, broken)


def _midnight(day: date) -> datetime:
    return make_aware(datetime.combine(day, time.min))


def _view(row: Entry, labels: dict[int, str]) -> EntryView:
    return EntryView(
        id=row.pk,
        at=row.at,
        action=row.action,
        subject=row.subject,
        actor_label=row.system or labels.get(row.pk, SHREDDED),
        person_id=row.person_id,
        post_id=row.post_id,
        on_behalf_of=row.on_behalf_of,
        before=row.before,
        after=row.after,
        reason=row.reason,
    )


def _labels(ids: list[int]) -> dict[int, str]:
    keys = PayloadKey.objects.select_related("payload").filter(payload_id__in=ids)
    return {
        row.payload_id: open_up(bytes(row.key), bytes(row.payload.ciphertext)).get("actor", SHREDDED) for row in keys
    }
