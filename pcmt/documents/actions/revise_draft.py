"""Replace the file of a draft by a newer one."""

from datetime import datetime

from django.db import transaction

from pcmt.documents.drafting import keep_file, lifecycle, obtain_draft, read_draft
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor


def revise_draft(*, draft_id: int, data: bytes, name: str, pdf: bytes = b"", actor: Actor, at: datetime) -> None:
    """This will keep a newer file of a draft, the older ones beside it; a returned draft can be submitted again.

    pdf: the same laid out on pages, to be read and printed.
    """
    with transaction.atomic():
        draft = obtain_draft(draft_id, "documents.revise_draft", actor)

    lifecycle().after(draft.state, "revise_draft")
    read_draft(data, name)

    _revise(draft_id, data, name, pdf, actor=actor, at=at)


@transaction.atomic
def _revise(draft_id: int, data: bytes, name: str, pdf: bytes, *, actor: Actor, at: datetime) -> None:
    draft = obtain_draft(draft_id, "documents.revise_draft", actor)
    target = lifecycle().after(draft.state, "revise_draft")
    before, draft.state = draft.state, target
    draft.save(update_fields=["state"])
    file_id = keep_file(draft, data, name, pdf, actor=actor, at=at)

    record(
        action="documents.revise_draft",
        subject=f"draft:{draft.id}",
        actor=actor,
        at=at,
        before={"state": before},
        after={"state": target, "file": file_id},
    )
