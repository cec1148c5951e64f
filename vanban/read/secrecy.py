"""The stamp of secrecy, in a head and beside the text. The words "bí mật nhà nước" in a text are no stamp."""

import re
import unicodedata
from collections.abc import Iterable

_STAMP = re.compile(r"(?:Độ mật |Mức độ |Mức độ mật |DẤU )?(TUYỆT MẬT|TỐI MẬT|MẬT|Tuyệt mật|Tối mật|Mật)")
_DEGREE = re.compile(r"(?:Độ|Mức độ|Mức)\s+mật\s*:?\s*(Tuyệt mật|Tối mật|Mật)\b", re.IGNORECASE)
_BESIDE = re.compile(r"\b(TUYỆT MẬT|TỐI MẬT|(?<!BÍ )(?<!BẢO )MẬT)\b")
_SPACED = {"".join(degree.split()): degree for degree in ("TUYỆT MẬT", "TỐI MẬT", "MẬT")}
_HEAD_LINES = 40
_SHORT = 80
_SHORT_BESIDE = 40


def read_secrecy(text: str) -> str | None:
    """This will give MẬT, TỐI MẬT or TUYỆT MẬT where the head bears it on a line of its own; else None."""
    lines = [line for line in text.split("\n", _HEAD_LINES * 2) if line.strip()][:_HEAD_LINES]
    for line in lines:
        if len(line) < _SHORT and (stamp := _stamp_alone(line) or _degree(line)):
            return stamp
    return None


def read_stamp_beside(lines: Iterable[str]) -> str | None:
    """This will look for a stamp where no running text stands: page heads and feet, text boxes, names of pictures."""
    for line in lines:
        plain = _plain(line)
        if stamp := _stamp_alone(line) or _degree(line):
            return stamp
        if len(plain) < _SHORT_BESIDE and (beside := _BESIDE.search(plain)):
            return beside.group(1)
    return None


def _stamp_alone(line: str) -> str | None:
    plain = _plain(line)
    if found := _STAMP.fullmatch(plain):
        return found.group(1).upper()
    words = plain.split()
    return _SPACED.get("".join(words)) if all(len(word) == 1 for word in words) else None


def _degree(line: str) -> str | None:
    found = _DEGREE.search(unicodedata.normalize("NFC", line)) if len(line) < _SHORT else None
    return found.group(1).upper() if found else None


def _plain(line: str) -> str:
    """The line's words alone: a stamp is often framed by dashes, brackets or bars."""
    return " ".join(re.sub(r"[\W_]+", " ", unicodedata.normalize("NFC", line)).split())
