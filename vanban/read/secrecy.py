"""The stamp of secrecy in a head. The words "bí mật nhà nước" in a text are no stamp."""

import re

_STAMP = re.compile(r"^[\s|*_\[(]*(?:Độ\s+mật\s*:?\s*)?(TUYỆT MẬT|TỐI MẬT|MẬT)[\s|*_\])]*$")
_DEGREE = re.compile(r"(?:Độ|Mức độ|Mức)\s+mật\s*:?\s*(Tuyệt mật|Tối mật|Mật)\b", re.IGNORECASE)
_HEAD_LINES = 40


def read_secrecy(text: str) -> str | None:
    """This will give MẬT, TỐI MẬT or TUYỆT MẬT where the head bears it on a line of its own; else None."""
    lines = [line for line in text.split("\n", _HEAD_LINES * 2) if line.strip()][:_HEAD_LINES]
    for line in lines:
        if stamp := _STAMP.match(line):
            return stamp.group(1)
        if len(line) < 80 and (degree := _DEGREE.search(line)):
            return degree.group(1).upper()
    return None
