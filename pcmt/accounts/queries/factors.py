"""What may be asked of second factors: who must have one, and what somebody has."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from pcmt.accounts.limits import second_factor_grace, second_factor_is_asked
from pcmt.accounts.models import AuthenticatorApp, Passkey, RecoveryCode, User
from pcmt.accounts.policy import is_self
from pcmt.accounts.rules.second_factor import last_moment
from pcmt.accounts.rules.totp import address, spelled
from pcmt.accounts.sealing import unseal
from pcmt.accounts.second_steps import secret_owner
from pcmt.kernel.actor import Actor
from pcmt.rulebook.queries import book


@dataclass(frozen=True)
class PasskeyView:
    """A passkey as its owner knows it."""

    id: int
    name: str
    is_backed_up: bool
    added_at: datetime
    used_at: datetime | None


@dataclass(frozen=True)
class FactorsView:
    """What proves an account: since when an app is set up, the passkeys, the codes left, whether it has a password."""

    app_since: datetime | None
    app_used_at: datetime | None
    passkeys: tuple[PasskeyView, ...]
    codes_left: int
    codes_made_at: datetime | None
    has_password: bool = True

    @property
    def any(self) -> bool:
        """Whether a second step is asked at sign-in."""
        return self.app_since is not None or bool(self.passkeys)


def asks_for_second_factor(roles: Iterable[str]) -> bool:
    """This will tell whether one of these roles asks for a second factor, as the rulebook has it."""
    asking = {role.code for role in book().roles() if role.second_factor}
    return not asking.isdisjoint(roles)


def second_factor_by(user: User, roles: Iterable[str], at: datetime) -> datetime | None:
    """This will give the instant until which an account with these roles may do without; None where nothing is due."""
    if user.second_factor_since is not None or not second_factor_is_asked() or not asks_for_second_factor(roles):
        return None
    return last_moment(asked_at=user.second_factor_asked_at, grace=second_factor_grace(), at=at)


def factors_of(actor: Actor, user_id: int) -> FactorsView:
    """This will tell what an account's owner has set up; raises NotAllowed for anybody else."""
    is_self(actor, user_id).require()
    app = AuthenticatorApp.objects.filter(user_id=user_id, confirmed_at__isnull=False).first()
    codes = RecoveryCode.objects.filter(user_id=user_id)
    return FactorsView(
        app_since=app.confirmed_at if app else None,
        app_used_at=app.used_at if app else None,
        passkeys=tuple(
            PasskeyView(key.pk, key.name, key.is_backed_up, key.added_at, key.used_at)
            for key in Passkey.objects.filter(user_id=user_id).order_by("added_at", "pk")
        ),
        codes_left=sum(code.used_at is None for code in codes),
        codes_made_at=max((code.made_at for code in codes), default=None),
        has_password=User.objects.get(pk=user_id).has_usable_password(),
    )


@dataclass(frozen=True)
class AppSetup:
    """What an authenticator app is to be told: the secret for typing, and the address that the picture holds."""

    secret: str
    address: str


def app_setup(actor: Actor, user_id: int, *, issuer: str) -> AppSetup | None:
    """This will show the owner the secret of an app that was begun and not yet confirmed; None where none was."""
    is_self(actor, user_id).require()
    app = AuthenticatorApp.objects.select_related("user").filter(user_id=user_id, confirmed_at__isnull=True).first()
    if app is None:
        return None
    secret = unseal(app.sealed_secret, owner=secret_owner(app.user))
    return AppSetup(spelled(secret), address(secret, issuer=issuer, username=app.user.username))


def ways_of(user: User) -> tuple[str, ...]:
    """This will name the ways in which an account can make the second step, most usual first; none without a factor."""
    found = []
    if AuthenticatorApp.objects.filter(user=user, confirmed_at__isnull=False).exists():
        found.append("totp")
    if Passkey.objects.filter(user=user).exists():
        found.append("passkey")
    if found and RecoveryCode.objects.filter(user=user, used_at__isnull=True).exists():
        found.append("recovery_code")
    return tuple(found)
