"""Passkeys (WebAuthn): what a device is asked, and whether its answer is true; the checking itself is py_webauthn's.

A passkey proves two things at once, that the device is there and that its owner unlocked it: user verification is
required everywhere, so that it can stand for both steps.
"""

import logging
import secrets
from dataclasses import dataclass
from datetime import datetime

from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.authentication.verify_authentication_response import VerifiedAuthentication
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url, parse_authentication_credential_json
from webauthn.helpers.structs import (
    AuthenticationCredential,
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)
from webauthn.registration.verify_registration_response import VerifiedRegistration

from pcmt.accounts.models import Passkey, User

log = logging.getLogger("pcmt.accounts")

HANDLE_BYTES = 32
LONGEST_ANSWER = 20_000  # characters; real ones have two or three thousand


@dataclass(frozen=True)
class Site:
    """Where the browser is: the host for which keys are made, the origin that it must tell, the name that it shows."""

    host: str
    origin: str
    name: str


@dataclass(frozen=True)
class Answer:
    """What a device answered (JSON, as the browser serialises it), to which challenge, on which site."""

    text: str
    challenge: bytes
    site: Site


def creation_options(user: User, label: str, challenge: bytes, site: Site) -> str:
    """This will ask a device for a new key of an account, as JSON for the browser; devices that hold one decline."""
    held = [*Passkey.objects.filter(user=user)]
    options = generate_registration_options(
        rp_id=site.host,
        rp_name=site.name,
        user_id=base64url_to_bytes(held[0].handle) if held else secrets.token_bytes(HANDLE_BYTES),
        user_name=user.username,
        user_display_name=label,
        challenge=challenge,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
        exclude_credentials=_descriptors(held),
    )
    return options_to_json(options)


def request_options(user_id: int | None, challenge: bytes, site: Site) -> str:
    """This will ask for a key that exists, as JSON for the browser: one of an account, or whichever the device has."""
    held = [] if user_id is None else [*Passkey.objects.filter(user_id=user_id)]
    options = generate_authentication_options(
        rp_id=site.host,
        challenge=challenge,
        allow_credentials=_descriptors(held),
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return options_to_json(options)


def created(answer: Answer) -> VerifiedRegistration | None:
    """This will check that a device made a key for this challenge on this site; None where anything is off."""
    if len(answer.text) > LONGEST_ANSWER:
        return None
    try:
        return verify_registration_response(
            credential=answer.text,
            expected_challenge=answer.challenge,
            expected_rp_id=answer.site.host,
            expected_origin=answer.site.origin,
            require_user_verification=True,
        )
    except Exception as problem:  # whatever the bytes of a stranger bring the parsers to raise, it is a refusal
        log.info("passkey not created: %s", type(problem).__name__)
        return None


def use_key(answer: Answer, *, user_id: int | None, at: datetime) -> Passkey | None:
    """This will find and check the key that answered, and count its use; None where anything is off.

    user_id: whose it must be, None where the key itself says who comes. A key whose counter fell back is a copy.
    """
    parsed = _parsed(answer)
    if parsed is None:
        return None
    key = Passkey.objects.select_related("user").filter(credential_id=bytes_to_base64url(parsed.raw_id)).first()
    if key is None or user_id not in (None, key.user_id) or not key.user.is_active:
        return None
    handle = parsed.response.user_handle
    if handle is not None and bytes_to_base64url(handle) != key.handle:
        return None
    found = _verified(answer, parsed, key)
    if found is None:
        return None
    # Of two answers with one counter only the first finds the row as it was.
    counted = Passkey.objects.filter(pk=key.pk, sign_count=key.sign_count).update(
        sign_count=found.new_sign_count, is_backed_up=found.credential_backed_up, used_at=at
    )
    return key if counted else None


def _parsed(answer: Answer) -> AuthenticationCredential | None:
    if len(answer.text) > LONGEST_ANSWER:
        return None
    try:
        return parse_authentication_credential_json(answer.text)
    except Exception as problem:  # as above
        log.info("passkey not read: %s", type(problem).__name__)
        return None


def _verified(answer: Answer, parsed: AuthenticationCredential, key: Passkey) -> VerifiedAuthentication | None:
    try:
        return verify_authentication_response(
            credential=parsed,
            expected_challenge=answer.challenge,
            expected_rp_id=answer.site.host,
            expected_origin=answer.site.origin,
            credential_public_key=bytes(key.public_key),
            credential_current_sign_count=key.sign_count,
            require_user_verification=True,
        )
    except Exception as problem:  # as above
        log.info("passkey %s refused: %s", key.pk, type(problem).__name__)
        return None


def _descriptors(keys: list[Passkey]) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=base64url_to_bytes(key.credential_id)) for key in keys]
