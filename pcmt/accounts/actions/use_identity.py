"""Use an identity at a provider: sign-in without a password of ours."""

from dataclasses import dataclass
from datetime import datetime

from pcmt.accounts.models import Identity
from pcmt.accounts.policy import may_open_the_door
from pcmt.accounts.providers import ProviderDown, redeem
from pcmt.accounts.queries.factors import ways_of
from pcmt.accounts.rules.oidc import Asked, Provider, WrongToken
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal


class WrongIdentity(Refusal):
    """This will say that a provider's answer opens nothing, and never why."""

    code = "wrong_identity"


@dataclass(frozen=True)
class Vouched:
    """Whose identity it was, what was proved, and the ways of the second step; none where it is not asked here."""

    user_id: int
    username: str
    means: tuple[str, ...]
    second_step: tuple[str, ...]


def use_identity(*, provider: Provider, code: str, asked: Asked, address: str, actor: Actor, at: datetime) -> Vouched:
    """This will redeem a provider's code and say which account its person opens; the actor is the system's own door.

    A second step made at the provider counts where the settings say so; otherwise the account's own is asked.
    Raises WrongIdentity (recorded before, with what was wrong) for a false answer, an identity that no open account has
    confirmed, and an account that waits for a new password; ProviderDown where the provider does not answer. The
    conversation with the provider stands outside of any transaction.
    """
    may_open_the_door(actor).require()

    identity, second_factor, why = _weighed(provider, code, asked, at)

    if identity is not None and not why:
        Identity.objects.filter(pk=identity.pk).update(used_at=at)

    record(
        action="accounts.use_identity",
        subject=f"user:{identity.user_id}" if identity else "user:unknown",
        actor=actor,
        at=at,
        after={"result": "refused" if why else "accepted", "provider": provider.code} | ({"wrong": why} if why else {}),
        personal={"address": address},
    )
    if identity is None or why:
        raise WrongIdentity(
            f"Cổng đăng nhập “{provider.label}” không mở được tài khoản nào ở đây.",
            remedy="Đăng nhập bằng tên và mật khẩu; muốn dùng cổng này thì liên kết ở “Tài khoản của tôi”.",
        )
    means = ("provider", "provider_second_factor") if second_factor else ("provider",)
    return Vouched(identity.user_id, identity.user.username, means, () if second_factor else ways_of(identity.user))


def _weighed(provider: Provider, code: str, asked: Asked, at: datetime) -> tuple[Identity | None, bool, str]:
    """Whose identity a code proves, whether with a second step, and in one word why it opens nothing, if so."""
    try:
        proven = redeem(provider, code, asked, at=at)
    except WrongToken as wrong:
        return None, False, str(wrong)
    found = Identity.objects.select_related("user").filter(
        issuer=proven.issuer, subject=proven.subject, confirmed_at__isnull=False, user__is_active=True
    )
    identity = found.first()
    if identity is None:
        return None, False, "unknown"
    return identity, proven.second_factor, "" if identity.user.has_usable_password() else "password_due"


__all__ = ["ProviderDown", "Vouched", "WrongIdentity", "use_identity"]
