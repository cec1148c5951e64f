"""Which fields of an entry the chain covers, and the stamps that say it was the system that wrote it."""

import json
from collections.abc import Mapping
from datetime import UTC

from django.conf import settings

from pcmt.journal.models import Anchor, Entry, Head
from pcmt.journal.rules.stamp import is_stamped, stamp


def public_fields(entry: Entry) -> dict[str, object]:
    """This will give the fields that the digest is made of; the personal payload is in it by its digest only."""
    # Named only where they are, so that older entries keep the digest under which they were sealed.
    later = {"on_behalf_of": entry.on_behalf_of, "delegation": entry.delegation_id, "nonce": entry.nonce}
    return {
        "id": entry.pk,
        "at": entry.at.astimezone(UTC).isoformat(),
        "action": entry.action,
        "subject": entry.subject,
        "person": entry.person_id,
        "post": entry.post_id,
        "system": entry.system,
        "before": entry.before,
        "after": entry.after,
        "reason": entry.reason,
        "payload": entry.payload_digest,
        **{name: value for name, value in later.items() if value is not None},
    }


def stamped_fields(entry: Entry) -> dict[str, object]:
    """This will give what an entry's stamp covers: all but its identifier, which the database gives later."""
    return {name: value for name, value in public_fields(entry).items() if name != "id"}


def head_fields(head: Head | Anchor) -> dict[str, object]:
    """This will give what the stamp of the chain's end, or of an anchor, covers."""
    day = {"day": head.day.isoformat()} if isinstance(head, Anchor) else {}
    return {"position": head.position, "link": head.link, **day}


def stamp_of(content: Mapping[str, object]) -> str:
    """This will stamp content under the key of this installation."""
    return stamp(content, settings.SECRET_KEY)


def is_ours(content: Mapping[str, object], mark: str) -> bool:
    """This will tell whether this installation made the mark, under its key or under one that it had before."""
    return is_stamped(content, mark, [settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS)])


def as_stored(values: Mapping[str, object] | None) -> dict[str, object] | None:
    """This will give values as the database will give them back: tuples as lists, keys as text."""
    if values is None:
        return None
    stored: dict[str, object] = json.loads(json.dumps(dict(values)))
    return stored
