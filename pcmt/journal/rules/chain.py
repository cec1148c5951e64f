"""The hash chain: each link holds the digest of its entry and of the link before it."""

import hashlib
import json
from collections.abc import Mapping

START = "0" * 64


def digest(entry: Mapping[str, object]) -> str:
    """This will digest an entry's public fields, canonically (sorted keys, UTF-8), as 64 hexadecimal digits."""
    text = json.dumps(entry, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def link(previous: str, entry_digest: str) -> str:
    """This will chain an entry's digest to the link before it."""
    return hashlib.sha256(f"{previous}:{entry_digest}".encode()).hexdigest()
