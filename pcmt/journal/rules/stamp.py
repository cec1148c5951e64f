"""Stamps: a keyed digest by which the system knows what it wrote itself, before any seal and after.

The chain alone can be computed anew by whoever holds the database. A stamp cannot: its key is not in it.
"""

import hashlib
import hmac
from collections.abc import Mapping, Sequence

from pcmt.journal.rules.chain import digest

PURPOSE = b"pcmt.journal.stamp"


def stamp(content: Mapping[str, object], key: str) -> str:
    """This will stamp content under the system's key, as 64 hexadecimal digits."""
    own = hmac.new(key.encode(), PURPOSE, hashlib.sha256).digest()
    return hmac.new(own, digest(content).encode(), hashlib.sha256).hexdigest()


def is_stamped(content: Mapping[str, object], mark: str, keys: Sequence[str]) -> bool:
    """This will tell whether one of the keys made the mark; several where a key has been replaced."""
    return any(hmac.compare_digest(stamp(content, key), mark) for key in keys)
