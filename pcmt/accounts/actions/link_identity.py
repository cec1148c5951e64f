"""Link an account that nobody has used yet with an identity at a provider."""

from datetime import datetime

from django.db import transaction

from pcmt.accounts.hands import SECOND_STEP, refuse_both_steps
from pcmt.accounts.linking import revoke_links
from pcmt.accounts.models import Identity, User
from pcmt.accounts.policy import may_manage
from pcmt.accounts.rules.oidc import Provider, flaw_of_subject
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound, Refusal


@transaction.atomic
def link_identity(*, user_id: int, provider: Provider, subject: str, actor: Actor, at: datetime) -> int:
    """This will let somebody come in by a provider without ever setting a password; returns the identity's identifier.

    subject: who they are there (`sub`), as the provider's administrators know it. It takes the place of the link for a
    first password, which counts no more. Refuses an account that has a password or was signed in to: its owner links
    it; and an identity that opens another account.
    """
    may_manage(actor, "link_identity").require()

    user = User.objects.select_for_update().filter(pk=user_id, is_active=True).first()
    if user is None:
        raise NotFound("Không tìm thấy tài khoản.")
    if user.has_usable_password() or user.signed_in_at is not None:
        raise Refusal("Tài khoản đã có người dùng.", remedy="Chủ tài khoản tự liên kết ở “Tài khoản của tôi”.")
    subject = subject.strip()
    if flaw := flaw_of_subject(subject):
        raise Refusal(flaw, remedy="Lấy mã tại trang quản trị của cổng.", fields={"subject": flaw})
    refuse_both_steps(user_id, SECOND_STEP, actor=actor, at=at)
    linked = Identity.objects.filter(issuer=provider.issuer, confirmed_at__isnull=False)
    if linked.filter(user=user).exists():
        raise Refusal(f"Đã liên kết với “{provider.label}”.", remedy="Muốn đổi thì bỏ liên kết cũ trước.")
    if linked.filter(subject=subject).exists():
        message = f"Mã này ở “{provider.label}” đã mở một tài khoản khác."
        raise Refusal(message, remedy="Kiểm tra lại mã.", fields={"subject": message})

    identity = Identity.objects.create(
        user=user, issuer=provider.issuer, subject=subject, alone=True, begun_at=at, confirmed_at=at
    )
    links = revoke_links(user, at=at)

    record(
        action="accounts.link_identity",
        subject=f"user:{user_id}",
        actor=actor,
        at=at,
        after={"identity": identity.pk, "provider": provider.code, "links": links},
        personal={"subject": subject},
    )
    return identity.pk
