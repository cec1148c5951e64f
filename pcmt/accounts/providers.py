"""The providers of sign-in that this installation trusts, and the conversation with them over HTTP."""

import base64
import json
import re
from collections.abc import Mapping
from datetime import datetime
from http.client import HTTPException
from time import monotonic
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote, urlencode
from urllib.request import Request

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from joserfc.jwt import Token

from pcmt.accounts.fetching import answered
from pcmt.accounts.rules.oidc import (
    LOGOUT_TYPES,
    Asked,
    LoggedOut,
    Proven,
    Provider,
    WrongToken,
    is_safe_address,
    logged_out_by,
    proven_by,
)
from pcmt.kernel.refusal import Refusal

ALGORITHMS = ["RS256", "PS256", "ES256"]
"""Signatures that are taken, whatever a token says of itself; never "none", never one by a shared secret."""
CODE = re.compile(r"[a-z0-9-]{1,32}")
TEXTS, LISTS = ("label", "issuer", "client_id", "client_secret"), ("second_factor_amr", "second_factor_acr")
WAITS = 5  # seconds for which a provider may be silent
IN_ALL = 12  # seconds for one conversation, however many questions and however slowly answered
LARGEST = 256 * 1024  # bytes of an answer
LONGEST_TOKEN = 16 * 1024  # signs of a token that somebody brings
KEPT_FOR = 3600  # seconds for what a provider publishes of itself
DOWN_FOR = 15  # seconds for which a provider that did not answer is not asked again
KEYS_AGAIN_AFTER = 30  # seconds; a token with an unknown key must not make us ask at each request


class ProviderDown(Refusal):
    """This will say that a provider does not answer, and that there is another way in."""

    code = "provider_down"

    def __init__(self, provider: Provider) -> None:
        message = f"Cổng đăng nhập “{provider.label}” hiện không trả lời."
        super().__init__(message, remedy="Đăng nhập bằng tên và mật khẩu, hoặc thử lại sau ít phút.")


def providers() -> tuple[Provider, ...]:
    """This will give the providers of the settings; raises ImproperlyConfigured where one is not whole."""
    return tuple(_provider(code, told) for code, told in settings.OIDC_PROVIDERS.items())


def provider_of(code: str) -> Provider | None:
    """This will find a provider by its name in our addresses."""
    return next((one for one in providers() if one.code == code), None)


def published(provider: Provider, until: float | None = None) -> Mapping[str, Any]:
    """This will give what a provider publishes of itself (OpenID Connect Discovery 1.0), kept for an hour.

    until: when the conversation ends that this is part of (time.monotonic). Raises ProviderDown where it does not
    answer in time, or answers for another issuer or with addresses that are not safe.
    """
    key = f"oidc:published:{provider.issuer}"
    kept = cache.get(key)
    if kept is not None:
        return dict(kept)
    if cache.get(f"{key}:down"):
        raise ProviderDown(provider)
    try:
        address = f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration"
        told = _asked(provider, address, until or monotonic() + IN_ALL)
    except ProviderDown:
        cache.set(f"{key}:down", True, DOWN_FOR)
        raise
    needed = ("authorization_endpoint", "token_endpoint", "jwks_uri")
    if told.get("issuer") != provider.issuer or not all(is_safe_address(str(told.get(one, ""))) for one in needed):
        raise ProviderDown(provider)
    cache.set(key, told, KEPT_FOR)
    return told


def redeem(provider: Provider, code: str, asked: Asked, *, at: datetime) -> Proven:
    """This will exchange a code for the token that says who came, and check it.

    Raises WrongToken, also where the provider refuses the code; ProviderDown where it does not answer.
    """
    until = monotonic() + IN_ALL
    about = published(provider, until)
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": asked.redirect_uri,
        "client_id": provider.client_id,
        "code_verifier": asked.verifier,
    }
    headers = {}
    if provider.client_secret:
        ways = about.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        if "client_secret_basic" in ways:
            headers["Authorization"] = f"Basic {_basic(provider)}"
        else:
            form["client_secret"] = provider.client_secret
    answer = _asked(provider, str(about["token_endpoint"]), until, form=form, headers=headers)
    token = answer.get("id_token")
    if not isinstance(token, str):
        raise WrongToken("code")
    return proven_by(_signed(provider, token, until).claims, provider, nonce=asked.nonce, at=at)


def logout_told(provider: Provider, token: str, *, at: datetime) -> LoggedOut:
    """This will read a provider's own token that wants sessions ended; raises WrongToken, ProviderDown."""
    if len(token) > LONGEST_TOKEN:
        raise WrongToken("length")
    signed = _signed(provider, token, monotonic() + IN_ALL)
    if str(signed.header.get("typ", "JWT")).lower() not in LOGOUT_TYPES:
        raise WrongToken("typ")
    return logged_out_by(signed.claims, provider, at=at)


def _signed(provider: Provider, token: str, until: float) -> Token:
    """A token that the provider signed; keys that it took into use since are fetched once."""
    try:
        return jwt.decode(token, _keys(provider, until), algorithms=ALGORITHMS)
    except InvalidKeyIdError:
        if not cache.add(f"oidc:renewed:{provider.issuer}", True, KEYS_AGAIN_AFTER):
            raise WrongToken("kid") from None
    except (JoseError, ValueError, TypeError, KeyError):
        raise WrongToken("signature") from None
    try:
        return jwt.decode(token, _keys(provider, until, renew=True), algorithms=ALGORITHMS)
    except (JoseError, ValueError, TypeError, KeyError):
        raise WrongToken("signature") from None


def _keys(provider: Provider, until: float, *, renew: bool = False) -> KeySet:
    key = f"oidc:keys:{provider.issuer}"
    told = None if renew else cache.get(key)
    if told is None:
        told = _asked(provider, str(published(provider, until)["jwks_uri"]), until)
        cache.set(key, told, KEPT_FOR)
    # Only public keys for signing: a shared secret in the set would be one that everybody can read.
    listed = told.get("keys")
    found = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    meant = [one for one in found if one.get("kty") in ("RSA", "EC") and one.get("use", "sig") == "sig"]
    return KeySet.import_key_set({"keys": meant})


def _asked(
    provider: Provider,
    address: str,
    until: float,
    *,
    form: dict[str, str] | None = None,
    headers: dict[str, str] | None = None,
) -> dict[str, Any]:
    """What an address of the provider answers, as an object; an empty one where it refuses what was sent."""
    body = urlencode(form).encode() if form is not None else None
    request = Request(address, data=body, headers={"Accept": "application/json"} | (headers or {}))  # noqa: S310 (checked)
    try:
        told = json.loads(answered(request, until=until, waits=WAITS, largest=LARGEST))
    except HTTPError as error:
        error.close()
        if form is not None and 400 <= error.code < 500:
            return {}
        raise ProviderDown(provider) from None
    except (OSError, HTTPException, ValueError, RecursionError):
        raise ProviderDown(provider) from None
    if not isinstance(told, dict):
        raise ProviderDown(provider)
    return told


def _basic(provider: Provider) -> str:
    pair = f"{quote(provider.client_id, safe='')}:{quote(provider.client_secret, safe='')}"
    return base64.b64encode(pair.encode()).decode()


def _provider(code: str, told: Mapping[str, Any]) -> Provider:
    texts = {name: told.get(name, "") for name in TEXTS}
    lists = {name: told.get(name, []) for name in LISTS}
    whole = CODE.fullmatch(code) and all(isinstance(one, str) for one in texts.values())
    whole = whole and all(texts[name] for name in ("label", "issuer", "client_id"))
    whole = whole and all(isinstance(one, list) for one in lists.values()) and is_safe_address(texts["issuer"])
    if not whole or set(told) - {*TEXTS, *LISTS}:
        raise ImproperlyConfigured(
            f"sign-in provider “{code}”: needs label, issuer (https) and client_id; knows {', '.join(TEXTS + LISTS)}"
        )
    amr, acr = (frozenset(map(str, lists[name])) for name in LISTS)
    return Provider(code=code, **texts, second_factor_amr=amr, second_factor_acr=acr)
