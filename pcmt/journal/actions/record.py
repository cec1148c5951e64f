"""Record that something was done."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from pcmt.journal.models import Entry, Payload, PayloadKey
from pcmt.journal.rules.payload import fingerprint, seal_up
from pcmt.kernel.actor import Actor


@transaction.atomic
def record(
    *,
    action: str,
    subject: str,
    actor: Actor,
    at: datetime,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
    reason: str = "",
    personal: Mapping[str, str] | None = None,
) -> int:
    """This will write one entry, in the caller's transaction, and return its identifier.

    subject: a reference ("submission:12"). before, after: references and scaled figures only. personal: names,
    addresses; kept apart under a key of its own. A person's label is personal, a job's is not.
    Every action ends with this call, so it asks for no permission of its own.
    """
    by_person = actor.person_id is not None
    sealed = {**(personal or {}), **({"actor": actor.label} if by_person else {})}
    key, ciphertext = seal_up(sealed) if sealed else (b"", b"")

    entry = Entry.objects.create(
        at=at,
        action=action,
        subject=subject,
        person_id=actor.person_id,
        post_id=actor.post_id,
        on_behalf_of=actor.on_behalf.person_id if actor.on_behalf else None,
        delegation_id=actor.on_behalf.delegation_id if actor.on_behalf else None,
        system="" if by_person else actor.label,
        before=dict(before) if before is not None else None,
        after=dict(after) if after is not None else None,
        reason=reason,
        payload_digest=fingerprint(ciphertext) if sealed else "",
    )
    if sealed:
        payload = Payload.objects.create(entry=entry, ciphertext=ciphertext)
        PayloadKey.objects.create(payload=payload, key=key)
    return entry.pk
