"""Access tokens: made, found again by their digest, seen at an address, ended by what takes their ground away."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from pcmt.accounts.models import AccessToken, User
from pcmt.accounts.rules.tokens import RANDOM_SIGNS, SIGNS, is_whole, remembered, written


@dataclass(frozen=True)
class NewToken:
    """A token that was just made: the secret is shown this once."""

    id: int
    secret: str
    expires_on: date


def new_secret() -> str:
    """This will make up a token that nobody can guess."""
    return written("".join(secrets.choice(SIGNS) for _ in range(RANDOM_SIGNS)))


def digest_of(secret: str) -> str:
    """This will digest a token for keeping and finding; it has 238 random bits, so there is nothing to slow down."""
    return hashlib.sha256(secret.encode()).hexdigest()


def found_by(secret: str) -> AccessToken | None:
    """This will find the token that a program sent, whatever has become of it."""
    if not is_whole(secret):
        return None
    return AccessToken.objects.select_related("user").filter(digest=digest_of(secret)).first()


def lasting(at: datetime) -> QuerySet[AccessToken]:
    """This will give the tokens of open accounts that are neither taken back nor past their last day."""
    return AccessToken.objects.filter(
        revoked_at__isnull=True, expires_on__gte=timezone.localdate(at), user__is_active=True
    )


def note_sight(token: AccessToken, address: str, at: datetime) -> bool:
    """This will note where a token was used and tell whether that is new; written once a day for each address."""
    day = timezone.localdate(at)
    return token.sightings.get(address) != day.isoformat() and _noted(token.pk, address, day)


@transaction.atomic
def _noted(token_id: int, address: str, day: date) -> bool:
    row = AccessToken.objects.select_for_update().get(pk=token_id)
    is_new = address not in row.sightings
    row.sightings = remembered(row.sightings, address, day)
    row.save(update_fields=["sightings"])
    return is_new


def end_tokens(user: User, *, agency_id: int | None = None, at: datetime) -> int:
    """This will take back every token of an account, or those for one agency, and say how many that were."""
    rows = AccessToken.objects.filter(user=user, revoked_at__isnull=True)
    return (rows if agency_id is None else rows.filter(agency_id=agency_id)).update(revoked_at=at)


def shorten_tokens(post_id: int, last_day: date) -> int:
    """This will let the tokens for a post end with its last day, and say how many that were."""
    rows = AccessToken.objects.filter(capacity=f"post:{post_id}", revoked_at__isnull=True, expires_on__gt=last_day)
    return rows.update(expires_on=last_day)


def forget_sightings(ended_before: datetime) -> int:
    """This will forget from where tokens came that are over since before an instant, and say how many those were."""
    over = Q(revoked_at__lt=ended_before) | Q(expires_on__lt=timezone.localdate(ended_before))
    return AccessToken.objects.filter(over).exclude(sightings={}).update(sightings={})
