"""Open to everybody what another person proposed."""

from datetime import datetime

from django.db import transaction

from pcmt.indicators.actions.propose_public_page import CannotPublish
from pcmt.indicators.models import PublicPage
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound


@transaction.atomic
def open_public_page(*, page_id: int, actor: Actor, at: datetime) -> None:
    """This will let anybody see the proposed indicators without signing in; the page open so far closes."""
    actor.may("indicators.open_public_page").require()
    held = PublicPage.objects.select_for_update().filter(pk=page_id).first()
    if held is None or actor.person_id is None:
        raise NotFound

    if held.closed_at is not None or held.opened_at is not None:
        raise CannotPublish("Đề nghị này đã được giải quyết từ trước.", remedy="Tải lại trang để xem hiện trạng.")
    if held.proposed_by_id == actor.person_id:
        raise CannotPublish(
            "Người đề nghị không tự cho công khai.", remedy="Nhờ người khác có quyền xem lại và cho công khai."
        )

    PublicPage.objects.filter(opened_at__isnull=False, closed_at__isnull=True).update(
        closed_at=at, closed_by_id=actor.person_id
    )
    held.opened_at, held.opened_by_id = at, actor.person_id
    held.save(update_fields=["opened_at", "opened_by"])

    record(
        action="indicators.open_public_page",
        subject=f"public_page:{held.pk}",
        actor=actor,
        at=at,
        before={"state": "proposed"},
        after={"state": "open"},
    )
