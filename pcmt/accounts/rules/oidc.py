"""Sign-in by a provider (OpenID Connect Core 1.0, code flow with PKCE): what is asked, and what an answer must say.

And what a provider must say to end sessions that were opened by it (OpenID Connect Back-Channel Logout 1.0).
"""

import base64
import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode, urlsplit

from vanban.text import fold

SKEW = timedelta(seconds=60)
"""How far the provider's clock may be from ours."""
OLDEST = timedelta(minutes=10)
"""A token is for the sign-in under way: one issued longer ago belongs to another."""
LONGEST_SUBJECT = 255
LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout"
LOGOUT_TYPES = frozenset({"jwt", "logout+jwt", "application/logout+jwt"})
"""How a logout token may call itself, small letters (RFC 7519, section 5.1; Back-Channel Logout 1.0, section 2.4)."""
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True)
class Provider:
    """A provider of sign-in that the installation trusts.

    code: its name in our addresses; label: its name on screens. second_factor_amr, second_factor_acr: the values of
    `amr` and `acr` that count as a second step made there (RFC 8176); none by default.
    """

    code: str
    label: str
    issuer: str
    client_id: str
    client_secret: str = ""
    second_factor_amr: frozenset[str] = frozenset()
    second_factor_acr: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Asked:
    """What one sign-in asked for, which its answer must fit; verifier: the PKCE secret behind its code."""

    nonce: str
    verifier: str
    redirect_uri: str


@dataclass(frozen=True)
class Proven:
    """Who the provider says came, and whether they made a second step there. `name` is for showing only.

    full_name: the claim `name` alone. sid: the provider's own name of the session there, empty where it tells none.
    """

    issuer: str
    subject: str
    name: str
    second_factor: bool
    full_name: str = ""
    sid: str = ""


@dataclass(frozen=True)
class LoggedOut:
    """Whose sessions a provider wants ended: of a subject, or one session by its `sid`; at least one of the two.

    token_id: the token's own name, by which it counts once.
    """

    issuer: str
    subject: str
    sid: str
    token_id: str


class WrongToken(Exception):
    """This will say in one word what is wrong with a token, for the journal and never for the screen."""


def challenge_of(verifier: str) -> str:
    """This will give the S256 challenge of a PKCE verifier (RFC 7636, section 4.2)."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def authorization_address(endpoint: str, provider: Provider, asked: Asked, *, state: str) -> str:
    """This will write out the address at the provider to which a person is sent to sign in."""
    question = {
        "response_type": "code",
        "client_id": provider.client_id,
        "redirect_uri": asked.redirect_uri,
        "scope": "openid profile",
        "state": state,
        "nonce": asked.nonce,
        "code_challenge": challenge_of(asked.verifier),
        "code_challenge_method": "S256",
    }
    return f"{endpoint}{'&' if urlsplit(endpoint).query else '?'}{urlencode(question)}"


def is_safe_address(address: str) -> bool:
    """This will tell whether an address of a provider may be asked: over HTTPS, or on this very machine."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return bool(parts.hostname) and (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK))


def proven_by(claims: Mapping[str, object], provider: Provider, *, nonce: str, at: datetime) -> Proven:
    """This will read who came from a token whose signature was found right.

    Checks issuer, audience, authorized party, times and nonce (Core 1.0, section 3.1.3.7). Raises WrongToken.
    """
    if claims.get("iss") != provider.issuer:
        raise WrongToken("iss")
    _check_audience(claims, provider.client_id)
    _check_times(claims, at)
    told, subject = _text(claims.get("nonce")), _text(claims.get("sub"))
    if not hmac.compare_digest(told.encode(), nonce.encode()):
        raise WrongToken("nonce")
    if not 0 < len(subject) <= LONGEST_SUBJECT:
        raise WrongToken("sub")
    return Proven(
        provider.issuer,
        subject,
        _name_in(claims),
        _second_factor(claims, provider),
        full_name=_name_in(claims, ("name",)),
        sid=_short(claims, "sid", optional=True),
    )


def logged_out_by(claims: Mapping[str, object], provider: Provider, *, at: datetime) -> LoggedOut:
    """This will read whose sessions are to end from a token whose signature was found right.

    Checks issuer, audience, times, the event, that there is no nonce (so that no sign-in's token passes for one), and
    that a subject or a session is named (Back-Channel Logout 1.0, section 2.6). Raises WrongToken.
    """
    if claims.get("iss") != provider.issuer:
        raise WrongToken("iss")
    _check_audience(claims, provider.client_id)
    _check_times(claims, at)
    events = claims.get("events")
    if not isinstance(events, Mapping) or not isinstance(events.get(LOGOUT_EVENT), Mapping):
        raise WrongToken("events")
    if "nonce" in claims:
        raise WrongToken("nonce")
    subject, sid = _short(claims, "sub", optional=True), _short(claims, "sid", optional=True)
    if not subject and not sid:
        raise WrongToken("sub")
    return LoggedOut(provider.issuer, subject, sid, _short(claims, "jti"))


def is_same_name(told: str, known: str) -> bool:
    """This will tell whether two names of persons have the same words, marks, case and order aside."""
    return sorted(fold(told).split()) == sorted(fold(known).split())


def flaw_of_subject(subject: str) -> str:
    """This will say why a text cannot be a person's identifier at a provider; "" where it can."""
    if 0 < len(subject) <= LONGEST_SUBJECT and subject.isascii() and subject.isprintable() and " " not in subject:
        return ""
    return f"Mã người dùng (sub) gồm 1 đến {LONGEST_SUBJECT} chữ, số, dấu ASCII, không có dấu cách."


def _check_audience(claims: Mapping[str, object], client_id: str) -> None:
    audience = claims.get("aud")
    meant = [audience] if isinstance(audience, str) else audience if isinstance(audience, list) else []
    if client_id not in meant:
        raise WrongToken("aud")
    if (len(meant) > 1 or "azp" in claims) and claims.get("azp") != client_id:
        raise WrongToken("azp")


def _check_times(claims: Mapping[str, object], at: datetime) -> None:
    expires, issued = _instant(claims.get("exp"), "exp"), _instant(claims.get("iat"), "iat")
    if at >= expires + SKEW:
        raise WrongToken("exp")
    if not at - OLDEST - SKEW <= issued <= at + SKEW:
        raise WrongToken("iat")
    if "nbf" in claims and _instant(claims["nbf"], "nbf") > at + SKEW:
        raise WrongToken("nbf")


def _instant(told: object, claim: str) -> datetime:
    if isinstance(told, bool) or not isinstance(told, int | float):
        raise WrongToken(claim)
    try:
        return datetime.fromtimestamp(told, UTC)
    except (OverflowError, OSError, ValueError):
        raise WrongToken(claim) from None


def _second_factor(claims: Mapping[str, object], provider: Provider) -> bool:
    methods = claims.get("amr")
    named = {one for one in methods if isinstance(one, str)} if isinstance(methods, list) else set()
    return not provider.second_factor_amr.isdisjoint(named) or _text(claims.get("acr")) in provider.second_factor_acr


def _short(claims: Mapping[str, object], claim: str, *, optional: bool = False) -> str:
    """A claim that names something in at most 255 signs; empty where it may be left out and is."""
    if optional and claim not in claims:
        return ""
    told = _text(claims.get(claim))
    if not 0 < len(told) <= LONGEST_SUBJECT:
        raise WrongToken(claim)
    return told


def _name_in(claims: Mapping[str, object], among: Sequence[str] = ("name", "preferred_username", "email")) -> str:
    for claim in among:
        told = " ".join(_text(claims.get(claim)).split())
        if told:
            return told[:120]
    return ""


def _text(told: object) -> str:
    """A claim that is a text which a database can keep; empty for anything else."""
    if not isinstance(told, str) or "\0" in told:
        return ""
    return "" if any("\ud800" <= sign <= "\udfff" for sign in told) else told
