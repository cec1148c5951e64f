"""The entries themselves: of one subject, of the whole journal, with what their keys still open."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils.timezone import make_aware

from pcmt.journal import policy
from pcmt.journal.models import Entry, PayloadKey
from pcmt.journal.rules.payload import REASON, open_up
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound

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
    return _views(page)


def latest(
    actor: Actor,
    *,
    action: str = "",
    subject: str = "",
    person_id: int | None = None,
    post_ids: Collection[int] | None = None,
    words: str = "",
    since: date | None = None,
    until: date | None = None,
    before_id: int | None = None,
    limit: int = 50,
) -> tuple[EntryView, ...]:
    """This will list entries newest first, those before a cursor, to who may look into the whole journal; else none.

    action: a whole name, or a package with its point ("plans.") for all that it does. post_ids: acted in one of these
    posts. words: stand in the reason (only in reasons that are not sealed). since, until: local days, both included.
    Two queries, whatever the number of rows.
    """
    if not policy.may_view(actor):
        return ()
    asked = {
        "action__startswith" if action.endswith(".") else "action": action or None,
        "post_id__in": post_ids,
        "reason__icontains": words.strip() or None,
        "subject": subject or None,
        "person_id": person_id,
        "at__gte": _midnight(since) if since else None,
        "at__lt": _midnight(until + timedelta(days=1)) if until else None,
        "id__lt": before_id,
    }
    rows = Entry.objects.filter(**{name: value for name, value in asked.items() if value is not None})
    page = list(rows.order_by("-id")[:limit])
    return _views(page)


def all_of(actor: Actor, *, chunk: int = 500, **asked: Any) -> Iterator[EntryView]:
    """This will give every entry that `latest` would, newest first, a chunk of rows at a time: memory stays flat."""
    before_id: int | None = None
    while page := latest(actor, before_id=before_id, limit=chunk, **asked):
        yield from page
        before_id = page[-1].id


def newest_of(subject: str, *, limit: int = 20) -> tuple[EntryView, ...]:
    """This will list the entries of one subject newest first, for a reader whom the caller has checked."""
    page = list(Entry.objects.filter(subject=subject).order_by("-id")[:limit])
    return _views(page)


def entry(entry_id: int) -> EntryView | None:
    """This will give one entry."""
    row = Entry.objects.filter(pk=entry_id).first()
    return _views([row])[0] if row else None


def entry_for(actor: Actor, entry_id: int) -> EntryView:
    """This will give one entry to who may look into the journal; raises NotFound for all others."""
    found = entry(entry_id) if policy.may_view(actor) else None
    if found is None:
        raise NotFound(f"Không có mục nhật ký {entry_id}.")
    return found


def personal(entry_id: int) -> dict[str, str] | None:
    """This will open an entry's personal payload; None where there is none or it has been shredded."""
    found = PayloadKey.objects.select_related("payload").filter(payload_id=entry_id).first()
    return open_up(bytes(found.key), bytes(found.payload.ciphertext)) if found else None


def _midnight(day: date) -> datetime:
    return make_aware(datetime.combine(day, time.min))


def _views(rows: Sequence[Entry]) -> tuple[EntryView, ...]:
    opened = _opened([row.pk for row in rows])
    return tuple(_view(row, opened.get(row.pk, {})) for row in rows)


def _view(row: Entry, opened: dict[str, str]) -> EntryView:
    return EntryView(
        id=row.pk,
        at=row.at,
        action=row.action,
        subject=row.subject,
        actor_label=row.system or opened.get("actor", SHREDDED),
        person_id=row.person_id,
        post_id=row.post_id,
        on_behalf_of=row.on_behalf_of,
        before=row.before,
        after=row.after,
        reason=row.reason or opened.get(REASON, ""),
    )


def _opened(ids: list[int]) -> dict[int, dict[str, str]]:
    keys = PayloadKey.objects.select_related("payload").filter(payload_id__in=ids)
    return {row.payload_id: open_up(bytes(row.key), bytes(row.payload.ciphertext)) for row in keys}
