"""What may be asked of sign-in by providers: which there are, how to get there, and who somebody is there."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from pcmt.accounts.models import Identity
from pcmt.accounts.policy import is_self, may_list
from pcmt.accounts.providers import ProviderDown, provider_of, providers, published
from pcmt.accounts.rules.oidc import Asked, Provider, authorization_address, is_safe_address
from pcmt.kernel.actor import Actor

__all__ = [
    "Asked",
    "Departure",
    "IdentityView",
    "Provider",
    "ProviderDown",
    "departure",
    "identities_of",
    "identity_begun",
    "names_itself",
    "provider_of",
    "providers",
    "way_out",
]
RANDOM_BYTES = 32


@dataclass(frozen=True)
class IdentityView:
    """Who an account is at a provider, which is named by its label, or by its issuer where it is no longer trusted.

    alone: linked by an administrator, and opens the account without a password. subject: what the provider calls them.
    """

    id: int
    issuer: str
    provider: str
    name: str
    linked_at: datetime | None
    used_at: datetime | None
    alone: bool = False
    subject: str = ""


@dataclass(frozen=True)
class Departure:
    """A way to a provider: the address, and what the answer must fit."""

    address: str
    state: str
    asked: Asked


def departure(provider: Provider, *, redirect_uri: str) -> Departure:
    """This will prepare one sign-in at a provider, its state, nonce and verifier random; raises ProviderDown."""
    endpoint = str(published(provider)["authorization_endpoint"])
    state, nonce, verifier = (secrets.token_urlsafe(RANDOM_BYTES) for _ in range(3))
    asked = Asked(nonce, verifier, redirect_uri)
    return Departure(authorization_address(endpoint, provider, asked, state=state), state, asked)


def names_itself(provider: Provider, told: str | None) -> bool:
    """This will tell whether an answer comes from the provider that was asked (RFC 9207), as far as it says so.

    told: the answer's `iss`. One that promises to name itself and does not is another.
    """
    if told is None:
        return published(provider).get("authorization_response_iss_parameter_supported") is not True
    return told == provider.issuer


def way_out(provider: Provider) -> str:
    """This will give the address at which one signs out of the provider itself; empty where it offers none."""
    try:
        address = str(published(provider).get("end_session_endpoint", ""))
    except ProviderDown:
        return ""
    return address if is_safe_address(address) else ""


def identities_of(actor: Actor, user_id: int) -> tuple[IdentityView, ...]:
    """This will list who an account is at which provider, for its owner and for those who keep the accounts."""
    if not is_self(actor, user_id):
        may_list(actor).require()
    rows = Identity.objects.filter(user_id=user_id, confirmed_at__isnull=False).order_by("confirmed_at", "pk")
    return tuple(_view(row) for row in rows)


def identity_begun(actor: Actor, user_id: int, identity_id: int) -> IdentityView | None:
    """This will show the owner the identity that waits to be confirmed."""
    is_self(actor, user_id).require()
    row = Identity.objects.filter(pk=identity_id, user_id=user_id, confirmed_at__isnull=True).first()
    return _view(row) if row else None


def _view(row: Identity) -> IdentityView:
    label = next((one.label for one in providers() if one.issuer == row.issuer), row.issuer)
    return IdentityView(row.pk, row.issuer, label, row.name, row.confirmed_at, row.used_at, row.alone, row.subject)
