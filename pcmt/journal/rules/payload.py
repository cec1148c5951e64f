"""Personal payload: encrypted under a key of its own, so that deleting the key shreds it and the chain still holds."""

import hashlib
import json

from cryptography.fernet import Fernet

REASON = "reason"
"""The field of a payload that holds the reason, where an entry's privacy class seals it."""


def seal_up(personal: dict[str, str]) -> tuple[bytes, bytes]:
    """This will encrypt names and addresses under a new key, and return the key and the ciphertext."""
    key = Fernet.generate_key()
    return key, Fernet(key).encrypt(json.dumps(personal, ensure_ascii=False, sort_keys=True).encode())


def open_up(key: bytes, ciphertext: bytes) -> dict[str, str]:
    """This will decrypt what `seal_up` encrypted."""
    opened: dict[str, str] = json.loads(Fernet(key).decrypt(ciphertext))
    return opened


def fingerprint(ciphertext: bytes) -> str:
    """This will digest a ciphertext: the entry keeps it, so that the chain covers the payload without holding it."""
    return hashlib.sha256(ciphertext).hexdigest()
