"""Use an identity at a provider: sign-in without a password of ours."""

from dataclasses import dataclass
from datetime import datetime

from pcmt.accounts.models import Identity
from pcmt.accounts.policy import may_open_the_door
from pcmt.accounts.providers import ProviderDown, redeem
from pcmt.accounts.queries.factors import ways_of
from pcmt.accounts.rules.oidc import Asked, Proven, Provider, WrongToken, is_same_name
from pcmt.accounts.rules.sessions import There
from pcmt.agencies import queries as agencies
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal


class WrongIdentity(Refusal):
    """This will say that a provider's answer opens nothing, and never why."""

    code = "wrong_identity"


@dataclass(frozen=True)
class Vouched:
    """Whose identity it was, what was proved, and the ways of the second step; none where it is not asked here.

    there: who they are at the provider, for the session to say.
    """

    user_id: int
    username: str
    means: tuple[str, ...]
    second_step: tuple[str, ...]
    there: There


def use_identity(*, provider: Provider, code: str, asked: Asked, address: str, actor: Actor, at: datetime) -> Vouched:
    """This will redeem a provider's code and say which account its person opens; the actor is the system's own door.

    A second step made at the provider counts where the settings say so; otherwise the account's own is asked.
    Raises WrongIdentity (recorded before, with what was wrong) for a false answer, an identity that no open account has
    confirmed, an account that waits for a new password, and the first use of one that an administrator linked where the
    provider calls the person by another name; ProviderDown where the provider does not answer. The
    conversation with the provider stands outside of any transaction.
    """
    may_open_the_door(actor).require()

    identity, proven, why = _weighed(provider, code, asked, at)

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
    if identity is None or proven is None or why:
        raise WrongIdentity(
            f"Cổng đăng nhập “{provider.label}” không mở được tài khoản nào ở đây.",
            remedy="Đăng nhập bằng tên và mật khẩu; muốn dùng cổng này thì liên kết ở “Tài khoản của tôi”.",
        )
    twice = proven.second_factor
    return Vouched(
        user_id=identity.user_id,
        username=identity.user.username,
        means=("provider", "provider_second_factor") if twice else ("provider",),
        second_step=() if twice else ways_of(identity.user),
        there=There(proven.issuer, proven.subject, proven.sid),
    )


def _weighed(provider: Provider, code: str, asked: Asked, at: datetime) -> tuple[Identity | None, Proven | None, str]:
    """Whose identity a code proves, what else it proves, and in one word why it opens nothing, if so."""
    try:
        proven = redeem(provider, code, asked, at=at)
    except WrongToken as wrong:
        return None, None, str(wrong)
    found = Identity.objects.select_related("user").filter(
        issuer=proven.issuer, subject=proven.subject, confirmed_at__isnull=False, user__is_active=True
    )
    identity = found.first()
    if identity is None:
        return None, proven, "unknown"
    return identity, proven, _why_not(identity, proven)


def _why_not(identity: Identity, proven: Proven) -> str:
    """Why a known identity opens nothing at present, if so. A slip of whoever typed its subject shows in the name."""
    if not identity.user.has_usable_password() and not identity.alone:
        return "password_due"
    if identity.alone and identity.used_at is None and proven.full_name:
        name = agencies.person_names([identity.user.person_id])[identity.user.person_id]
        return "" if is_same_name(proven.full_name, name) else "name"
    return ""


__all__ = ["ProviderDown", "Vouched", "WrongIdentity", "use_identity"]
