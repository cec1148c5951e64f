"""Note what a leader wrote on an incoming document."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from pcmt.agencies import queries as agencies
from pcmt.documents.handling import CannotHandle, obtain_handling
from pcmt.documents.models import Endorsement
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from vanban.text import normalise

LONGEST = 2000


@transaction.atomic
def endorse(*, document_id: int, words: str, post_id: int, written_on: date, actor: Actor, at: datetime) -> int:
    """This will keep a leader's note (bút phê) on an incoming document and return its identifier.

    post_id: whose words they are; the actor may be the clerk who copies them. written_on: the day beside them.
    """
    handling = obtain_handling(document_id, "documents.endorse", actor)

    words = normalise(words).strip()
    flaws = {
        "words": "Ghi nội dung bút phê." if not words else "Bút phê quá dài." if len(words) > LONGEST else "",
        "written_on": "Ngày bút phê không thể sau hôm nay." if written_on > timezone.localdate(at) else "",
    }
    if fields := {name: flaw for name, flaw in flaws.items() if flaw}:
        raise CannotHandle("Bút phê chưa đúng.", fields=fields)
    post = agencies.post(post_id)

    made = Endorsement.objects.create(
        document_id=handling.document_id, words=words, post_id=post.id, written_on=written_on, noted_at=at
    )

    record(
        action="documents.endorse",
        subject=f"document:{handling.document_id}",
        actor=actor,
        at=at,
        after={"endorsement": made.id, "post": post.id, "on": written_on.isoformat()},
    )
    return made.id
