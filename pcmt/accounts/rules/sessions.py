"""How long a session lasts, and why it ended."""

from dataclasses import dataclass
from datetime import datetime, timedelta

# Why a session ended, as its row says it.
SIGNED_OUT = "signed_out"
BY_OWNER = "by_owner"
BY_ADMINISTRATOR = "by_administrator"
PASSWORD_CHANGED = "password_changed"  # noqa: S105 (a reason, no password)
FACTOR_CHANGED = "factor_changed"
BY_PROVIDER = "by_provider"
CLOSED = "closed"
IDLE = "idle"
TOO_LONG = "too_long"

SEEN_EVERY = timedelta(minutes=1)
"""A session's last sight is written at most this often: reading pages must not become writing."""


@dataclass(frozen=True)
class Limits:
    """How long a session may lie idle, how long it may last at all, and how long a proof of who is there is fresh."""

    idle: timedelta
    longest: timedelta
    fresh: timedelta


@dataclass(frozen=True)
class There:
    """Who somebody is at the provider by which they came: issuer, subject, and its session's name, if it tells one."""

    issuer: str = ""
    subject: str = ""
    sid: str = ""


def ran_out(*, opened_at: datetime, seen_at: datetime, limits: Limits, at: datetime) -> str:
    """This will say why a session is over by itself, or nothing while it lasts."""
    if at - opened_at >= limits.longest:
        return TOO_LONG
    return IDLE if at - seen_at >= limits.idle else ""


def is_fresh(*, proved_at: datetime, limits: Limits, at: datetime) -> bool:
    """This will tell whether the person proved who they are recently enough for what is sensitive."""
    return at - proved_at < limits.fresh
