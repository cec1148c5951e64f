"""Which fields of an entry the chain covers."""

from datetime import UTC

from pcmt.journal.models import Entry


def public_fields(entry: Entry) -> dict[str, object]:
    """This will give the fields that the digest is made of; the personal payload is in it by its digest only."""
    # Named only where somebody acted for another, so that older entries keep the digest under which they were sealed.
    behalf = {"on_behalf_of": entry.on_behalf_of, "delegation": entry.delegation_id}
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
        **{name: value for name, value in behalf.items() if value is not None},
    }
