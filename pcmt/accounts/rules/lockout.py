"""How long to wait after failures at the door: guessing becomes slow, and nobody can lock out somebody else.

Every attempt counts under several keys, each with a measure of its own. A browser that has signed in to the account
before carries a device cookie (OWASP, "Slow Down Online Guessing Attacks with Device Cookies") and counts under that
cookie alone: whatever strangers try, elsewhere or from the same address, it is never made to wait for it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

FORGOTTEN_AFTER = timedelta(hours=1)


@dataclass(frozen=True)
class Measure:
    """How many failures cost nothing, the first wait after them, and the longest; waits double in between."""

    free: int
    first: timedelta
    longest: timedelta

    def pause_after(self, failures: int) -> timedelta:
        """This will give the wait after so many failures in a row."""
        if failures <= self.free:
            return timedelta()
        doublings = min(failures - self.free - 1, 16)
        return min(self.first * (1 << doublings), self.longest)


# One browser or one address guessing at one account: three slips are human.
ONE_SOURCE = Measure(3, timedelta(seconds=5), timedelta(minutes=15))
MEASURES = {
    "device": ONE_SOURCE,
    "pair": ONE_SOURCE,
    # Many addresses at one account: slowed for browsers that it does not know, never closed.
    "name": Measure(20, timedelta(seconds=2), timedelta(seconds=30)),
    # One address at many accounts: a whole office may stand behind it.
    "address": Measure(60, timedelta(seconds=1), timedelta(seconds=30)),
    # Whoever guesses at codes knows the password already: a million codes must outlast them.
    "codes": Measure(10, timedelta(seconds=30), timedelta(minutes=15)),
}


@dataclass(frozen=True)
class Source:
    """Where an attempt comes from: the address, and the device cookie's own sign where it belongs to that account."""

    address: str
    device: str = ""


def keys(what: str, name: str, source: Source) -> tuple[tuple[str, str], ...]:
    """This will name the counters of an attempt as (measure, key); what: "password", "code" or "token"."""
    if source.device:
        return (("device", f"{what}\0{name}\0{source.device}"),)
    if what == "token":
        # Nothing names an account, and a right token is never weighed: only the address waits.
        return (("pair", f"token\0{source.address}"),)
    pair = ("pair", f"{what}\0{name}\0{source.address}")
    if what == "code":
        return (pair, ("codes", name))
    return (pair, ("name", name), ("address", source.address))


def failures_now(failures: int, failed_at: datetime, at: datetime) -> int:
    """This will count the failures that still matter: all, or none after an hour of quiet."""
    return 0 if at - failed_at > FORGOTTEN_AFTER else failures


def in_words(wait: timedelta) -> str:
    """This will word a wait for the refusal: "40 giây", "3 phút", rounded up."""
    seconds = max(1, -(-int(wait.total_seconds() * 1000) // 1000))
    return f"{seconds} giây" if seconds < 60 else f"{-(-seconds // 60)} phút"
