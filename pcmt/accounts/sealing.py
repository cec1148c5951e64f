"""Secrets that must be read back: encrypted in the database under the installation's key, bound to their owner."""

import os

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

NONCE_BYTES = 12


def seal(secret: bytes, *, owner: str) -> bytes:
    """This will encrypt a secret (AES-256-GCM); owner: whose it is, without which it does not open."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(_key()).encrypt(nonce, secret, owner.encode())


def unseal(sealed: bytes | memoryview, *, owner: str) -> bytes:
    """This will decrypt what `seal` encrypted; raises InvalidTag for another owner's, or under another key."""
    kept = bytes(sealed)  # PostgreSQL hands out a view of memory
    return AESGCM(_key()).decrypt(kept[:NONCE_BYTES], kept[NONCE_BYTES:], owner.encode())


def _key() -> bytes:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"pcmt.accounts.sealing")
    return derived.derive(settings.SEALING_KEY.encode())
