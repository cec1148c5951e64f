"""Put a draft before the person who signs."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from pcmt.agencies import queries as agencies
from pcmt.documents.drafting import CannotDraft, lifecycle, obtain_draft
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.lifecycle import SamePerson
from vanban.text import format_date, normalise


@transaction.atomic
def submit_draft(
    *, draft_id: int, post_id: int, submitted_on: date, submission: str = "", actor: Actor, at: datetime
) -> None:
    """This will note to whom a draft was submitted (phiếu trình) and when; submission: what the slip says."""
    draft = obtain_draft(draft_id, "documents.submit_draft", actor)

    target = lifecycle().after(draft.state, "submit_draft")
    post = agencies.post(post_id)
    if post.person_id in actor.hands:
        raise SamePerson(
            "Không trình dự thảo cho chính mình.",
            remedy="Chọn người có thẩm quyền ký khác, hoặc đề nghị người khác trình.",
            fields={"post": "Chọn người ký không phải là người trình."},
        )
    if submitted_on > timezone.localdate(at):
        raise CannotDraft("Ngày trình sau hôm nay.", fields={"submitted_on": "Ngày trình không thể sau hôm nay."})
    begun_on = timezone.localdate(draft.begun_at)
    if submitted_on < begun_on:
        raise CannotDraft(
            "Ngày trình trước khi có dự thảo.",
            fields={
                "submitted_on": f"Dự thảo được lập ngày {format_date(begun_on)}; ngày trình không thể trước ngày đó."
            },
        )

    before, draft.state = draft.state, target
    draft.submitted_to_id, draft.submitted_on = post.id, submitted_on
    draft.submission, draft.returned_for = normalise(submission).strip(), ""
    draft.save()

    record(
        action="documents.submit_draft",
        subject=f"draft:{draft.id}",
        actor=actor,
        at=at,
        before={"state": before},
        after={"state": target, "post": post.id, "on": submitted_on.isoformat()},
    )
