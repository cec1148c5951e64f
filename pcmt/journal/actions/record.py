"""Record that something was done."""

import secrets
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from pcmt.journal.kinds import kinds
from pcmt.journal.models import Entry, Payload, PayloadKey
from pcmt.journal.rules.kinds import checked
from pcmt.journal.rules.payload import REASON, fingerprint, seal_up
from pcmt.journal.sealed import as_stored, stamp_of, stamped_fields
from pcmt.kernel.actor import Actor
from pcmt.prepared import Rows

_ENTRIES, _PAYLOADS, _KEYS = Rows(Entry), Rows(Payload), Rows(PayloadKey)


@transaction.atomic(savepoint=False)
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
    addresses; kept apart under a key of its own. A person's label is personal, a job's is not; so is the reason, where
    the kind's privacy class says so. Raises Undeclared for a kind, or a personal field, that is not declared.
    Every action ends with this call, so it asks for no permission of its own.
    """
    kind = checked(kinds(), action, frozenset(personal or {}))

    by_person = actor.person_id is not None
    hidden = kind.privacy.reason_is_sealed and reason
    sealed = {
        **(personal or {}),
        **({"actor": actor.label} if by_person else {}),
        **({REASON: reason} if hidden else {}),
    }
    key, ciphertext = seal_up(sealed) if sealed else (b"", b"")

    entry = Entry(
        at=at,
        action=action,
        subject=subject,
        person_id=actor.person_id,
        post_id=actor.post_id,
        on_behalf_of=actor.principal_id,
        delegation_id=actor.on_behalf.delegation_id if actor.on_behalf else None,
        system="" if by_person else actor.label,
        before=as_stored(before),
        after=as_stored(after),
        reason="" if hidden else reason,
        payload_digest=fingerprint(ciphertext) if sealed else "",
        nonce=secrets.token_hex(16),
    )
    entry.stamp = stamp_of(stamped_fields(entry))
    _ENTRIES.add(entry)
    if sealed:
        _PAYLOADS.add(Payload(entry_id=entry.pk, ciphertext=ciphertext))
        _KEYS.add(PayloadKey(payload_id=entry.pk, key=key))
    return entry.pk
