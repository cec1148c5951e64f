"""Close the public page, or drop a proposal for it; one person is enough to take figures back."""

from datetime import datetime

from django.db import transaction

from pcmt.indicators.actions.propose_public_page import CannotPublish
from pcmt.indicators.models import PublicPage
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.reason import as_reason
from pcmt.kernel.refusal import NotFound


@transaction.atomic
def close_public_page(*, page_id: int, reason: str, actor: Actor, at: datetime) -> None:
    """This will end what is public at once; what others copied until then is out of reach."""
    actor.may("indicators.close_public_page").require()
    held = PublicPage.objects.select_for_update().filter(pk=page_id).first()
    if held is None:
        raise NotFound

    if held.closed_at is not None:
        raise CannotPublish("Trang này đã dừng từ trước.")
    if not as_reason(reason):
        raise CannotPublish("Chưa ghi lý do dừng.", fields={"reason": "Ghi lý do dừng công khai."})

    state = "open" if held.opened_at else "proposed"
    held.closed_at, held.closed_by_id = at, actor.person_id
    held.save(update_fields=["closed_at", "closed_by"])

    record(
        action="indicators.close_public_page",
        subject=f"public_page:{held.pk}",
        actor=actor,
        at=at,
        before={"state": state},
        after={"state": "closed"},
        reason=as_reason(reason),
    )
