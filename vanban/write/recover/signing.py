"""Lines of powers, offices and names, as signatures print them and as pages run them together."""

from __future__ import annotations

import re

from vanban.read.names import person_name
from vanban.read.offices import OFFICE
from vanban.write.kinds import OFFICE_OPENINGS, Power, power_of
from vanban.write.model import Layout, Signature
from vanban.write.recover.source import is_motto

ALSO = "kiêm"
"""Joins two offices of one person."""

_POWER = re.compile(r"\s(?=(?:TM|KT|TL|TUQ|Q)\.\s|(?:T/M|K/T|T/L)\s)")
_OFFICE = re.compile(rf"(?<!PHÓ)(?<!,)\s(?=(?:{'|'.join(OFFICE_OPENINGS)})(?:[\s,]|$))")
_TIGHT = re.compile(r"(?<!\w)(TM|KT|TL|TUQ)\s?\.\s?(?=\S)")
_LAYOUTS: tuple[Layout, ...] = ("state", "party")


def spaced(line: str) -> str:
    """This will give a line its space behind the power: "KT.CHỦ TỊCH" → "KT. CHỦ TỊCH"."""
    return _TIGHT.sub(r"\1. ", line)


def signs(line: str) -> bool:
    """This will tell a line that opens with a power or an office; the head of a document that follows has neither."""
    return bool(_power(line) or OFFICE.match(line)) and not is_motto(line)


def parted(line: str) -> list[str]:
    """This will part what stands in one line: "TM. ỦY BAN NHÂN DÂN | KT. CHỦ TỊCH | PHÓ CHỦ TỊCH"."""
    *powers, last = _POWER.split(line)
    power = _power(last)
    cuts = [found.start() for found in _OFFICE.finditer(last)] if power else []
    # Right behind a power stands the office that lends it, if any; the signer's own comes after.
    lent = power is not None and bool(cuts) and cuts[0] == len(power.opening)
    if len(cuts) > lent:
        return [*powers, last[: cuts[-1]], last[cuts[-1] :].strip()]
    return [*powers, last]


def glued(line: str) -> Signature | None:
    """This will read powers, office and name that a page runs together: "KT. CHỦ TỊCH PHÓ CHỦ TỊCH Trần Bình Minh"."""
    words = line.split() if signs(line) else []
    capital = next((at for at, word in enumerate(words) if not word.isupper()), len(words))
    name = person_name(" ".join(words[capital:])) if 0 < capital < len(words) else None
    return signature_of(parted(" ".join(words[:capital])), name, None) if name else None


def signature_of(offices: list[str], name: str | None, note: str | None) -> Signature:
    """This will give the lines up to the last power as authority, those after it as the signer's title."""
    powers = [at for at, line in enumerate(offices) if _power(line)]
    cut = powers[-1] + 1 if powers else len(offices)
    return Signature(tuple(offices[:cut]), tuple(offices[cut:]), name, note)


def _power(line: str) -> Power | None:
    return next(filter(None, (power_of(line, layout) for layout in _LAYOUTS)), None)
