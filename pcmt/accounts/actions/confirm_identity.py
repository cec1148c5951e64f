"""Confirm that one's account is linked with an identity at a provider."""

from datetime import datetime, timedelta

from django.db import transaction

from pcmt.accounts.ending import end_all
from pcmt.accounts.models import Identity, User
from pcmt.accounts.policy import is_self
from pcmt.accounts.rules.sessions import FACTOR_CHANGED
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound, Refusal

LASTS = timedelta(minutes=10)


@transaction.atomic
def confirm_identity(
    *, user_id: int, identity_id: int, session_id: int | None = None, actor: Actor, at: datetime
) -> None:
    """This will let an account be opened by whom its owner saw named; other sessions of the account end.

    Refuses what was begun more than ten minutes ago, and an identity that another account has taken since.
    """
    is_self(actor, user_id).require()

    User.objects.select_for_update().get(pk=user_id)
    identity = Identity.objects.filter(pk=identity_id, user_id=user_id, confirmed_at__isnull=True).first()
    if identity is None or at - identity.begun_at > LASTS:
        raise NotFound("Không còn liên kết nào chờ xác nhận.")
    taken = Identity.objects.filter(issuer=identity.issuer, confirmed_at__isnull=False)
    if taken.filter(subject=identity.subject).exists() or taken.filter(user_id=user_id).exists():
        raise Refusal("Liên kết này đã có.", remedy="Xem “Tài khoản của tôi”; nếu không thấy, báo quản trị hệ thống.")

    identity.confirmed_at = at
    identity.save(update_fields=["confirmed_at"])
    ended = end_all(user_id, why=FACTOR_CHANGED, but=session_id, at=at)

    record(
        action="accounts.confirm_identity",
        subject=f"user:{user_id}",
        actor=actor,
        at=at,
        after={"identity": identity_id, "sessions": ended},
    )
