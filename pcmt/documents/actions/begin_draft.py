"""Keep a draft of an outgoing document."""

from datetime import datetime

from django.db import transaction

from pcmt.documents import policy
from pcmt.documents.drafting import CannotDraft, keep_file, lifecycle, read_draft
from pcmt.documents.models import Document, Draft
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from vanban.text import normalise


def begin_draft(
    *,
    data: bytes,
    name: str,
    pdf: bytes = b"",
    title: str = "",
    answers_id: int | None = None,
    actor: Actor,
    at: datetime,
) -> int:
    """This will keep a draft's file and return the draft's identifier.

    title: what it is about (trích yếu), read from the file where it is not given. answers_id: the incoming document
    that it answers. pdf: the same laid out on pages, to be read and printed. Raises CannotRead and IsSecret.
    """
    policy.may_begin_draft(actor).require()

    reading = read_draft(data, name)
    title = " ".join(normalise(title or reading.metadata.title or "").split())
    if not title:
        raise CannotDraft("Dự thảo chưa có trích yếu.", fields={"title": "Ghi trích yếu của dự thảo."})

    answered = Document.objects.filter(id=answers_id).only("id", "version_of_id").first() if answers_id else None
    made = Draft(
        title=title,
        kind=reading.metadata.kind[:16],
        agency_id=actor.agency_id,
        answers_id=(answered.version_of_id or answered.id) if answered else None,
        state=lifecycle().start,
        begun_at=at,
    )
    return _keep(made, data, name, pdf, actor=actor, at=at)


@transaction.atomic
def _keep(draft: Draft, data: bytes, name: str, pdf: bytes, *, actor: Actor, at: datetime) -> int:
    draft.save()
    file_id = keep_file(draft, data, name, pdf, actor=actor, at=at)

    record(
        action="documents.begin_draft",
        subject=f"draft:{draft.id}",
        actor=actor,
        at=at,
        after={"state": draft.state, "file": file_id, "answers": draft.answers_id},
    )
    return draft.id
