"""Begin to link one's account with an identity at a provider."""

from datetime import datetime

from django.db import transaction

from pcmt.accounts.models import Identity, User
from pcmt.accounts.policy import is_self
from pcmt.accounts.providers import redeem
from pcmt.accounts.rules.oidc import Asked, Proven, Provider, WrongToken
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound, Refusal


def begin_identity(*, user_id: int, provider: Provider, code: str, asked: Asked, actor: Actor, at: datetime) -> int:
    """This will note who its owner is at a provider, to be confirmed after they saw the name; returns the identifier.

    Somebody may have been led to a provider where another is signed in: so nothing is linked at this step yet, and
    what was begun before is forgotten. Raises ProviderDown; refuses a false answer and an identity that is linked.
    """
    is_self(actor, user_id).require()

    try:
        proven = redeem(provider, code, asked, at=at)
    except WrongToken:
        raise Refusal(
            f"Cổng đăng nhập “{provider.label}” trả lời không hợp lệ.", remedy="Bấm liên kết lại từ đầu."
        ) from None
    return _begin(user_id, provider, proven, actor, at)


@transaction.atomic
def _begin(user_id: int, provider: Provider, proven: Proven, actor: Actor, at: datetime) -> int:
    user = User.objects.select_for_update().filter(pk=user_id, is_active=True).first()
    if user is None:
        raise NotFound("Không tìm thấy tài khoản.")
    linked = Identity.objects.filter(issuer=proven.issuer, confirmed_at__isnull=False)
    if linked.filter(user=user).exists():
        raise Refusal(f"Đã liên kết với “{provider.label}”.", remedy="Muốn đổi thì bỏ liên kết cũ trước.")
    if linked.filter(subject=proven.subject).exists():
        raise Refusal(
            f"Người này ở “{provider.label}” đã liên kết với tài khoản khác ở đây.", remedy="Báo quản trị hệ thống."
        )

    Identity.objects.filter(user=user, confirmed_at__isnull=True).delete()
    identity = Identity.objects.create(
        user=user, issuer=proven.issuer, subject=proven.subject, name=proven.name, begun_at=at
    )

    record(
        action="accounts.begin_identity",
        subject=f"user:{user_id}",
        actor=actor,
        at=at,
        after={"identity": identity.pk, "provider": provider.code},
        personal={"name": proven.name},
    )
    return identity.pk
