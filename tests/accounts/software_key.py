"""A passkey in software: makes a key and signs challenges as a device would, so that the server can be tested alone."""

import hashlib
import json
import secrets
from base64 import urlsafe_b64encode

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


def text(raw: bytes) -> str:
    """Base64url without padding, as browsers write bytes into JSON."""
    return urlsafe_b64encode(raw).decode().rstrip("=")


class SoftwareKey:
    """One key pair (ES256) for one site; `count` is the signature counter."""

    def __init__(self, host: str, origin: str, handle: str) -> None:
        self.host, self.origin, self.handle = host, origin, handle
        self.id, self.count = secrets.token_bytes(16), 1
        self._key = ec.generate_private_key(ec.SECP256R1())

    def created(self, challenge: bytes, *, flags: int = PRESENT | VERIFIED) -> str:
        """Answer to navigator.credentials.create(), as JSON."""
        data = self._data(flags | ATTESTED) + bytes(16) + len(self.id).to_bytes(2, "big") + self.id + self._cose()
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        told = self._told("webauthn.create", challenge)
        return self._json({"clientDataJSON": text(told), "attestationObject": text(attestation)})

    def answer(self, challenge: bytes, *, flags: int = PRESENT | VERIFIED, handle: str | None = None) -> str:
        """Answer to navigator.credentials.get(), as JSON; the counter goes up by one."""
        self.count += 1
        data, told = self._data(flags), self._told("webauthn.get", challenge)
        signature = self._key.sign(data + hashlib.sha256(told).digest(), ec.ECDSA(SHA256()))
        return self._json(
            {
                "clientDataJSON": text(told),
                "authenticatorData": text(data),
                "signature": text(signature),
                "userHandle": self.handle if handle is None else handle,
            }
        )

    def _data(self, flags: int) -> bytes:
        return hashlib.sha256(self.host.encode()).digest() + bytes([flags]) + self.count.to_bytes(4, "big")

    def _told(self, kind: str, challenge: bytes) -> bytes:
        return json.dumps({"type": kind, "challenge": text(challenge), "origin": self.origin}).encode()

    def _cose(self) -> bytes:
        numbers = self._key.public_key().public_numbers()
        return cbor2.dumps({1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")})

    def _json(self, response: dict[str, str]) -> str:
        return json.dumps({"id": text(self.id), "rawId": text(self.id), "type": "public-key", "response": response})
