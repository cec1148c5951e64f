"""The installation's limits for sessions, second factors, links and tokens, from its settings."""

from datetime import timedelta

from django.conf import settings

from pcmt.accounts.rules.sessions import Limits


def session_limits() -> Limits:
    """This will give how long sessions last here."""
    return Limits(settings.SESSION_IDLE, settings.SESSION_LONGEST, settings.PROVE_AGAIN_AFTER)


def second_factor_is_asked() -> bool:
    """This will tell whether roles that ask for a second factor get their way on this installation."""
    return bool(settings.SECOND_FACTOR_REQUIRED)


def second_factor_grace() -> timedelta:
    """This will give the time that one has for setting up a second factor, from the first time of being asked."""
    grace: timedelta = settings.SECOND_FACTOR_GRACE
    return grace


def link_lasts() -> timedelta:
    """This will give how long a one-time link is good."""
    lasts: timedelta = settings.LINK_LASTS
    return lasts


def token_lasts() -> timedelta:
    """This will give how long an access token may last at most; nothing where there are to be none."""
    lasts: timedelta = settings.TOKEN_LASTS
    return lasts
