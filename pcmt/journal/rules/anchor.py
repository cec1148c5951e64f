"""Anchors: the end of the chain on a day, written so that it can be printed, sent out and read back."""

import re
from dataclasses import dataclass
from datetime import date

GROUP = 8
DAY = re.compile(r"Ngày\s*:\s*(\d{1,2})/(\d{1,2})/(\d{4})")
POSITION = re.compile(r"Số mục đã niêm phong\s*:\s*([\d.]{1,24})")
LINK = re.compile(r"Mã niêm phong\s*:\s*((?:[0-9a-fA-F]{1,64}\s*){1,64})")


@dataclass(frozen=True)
class AnchorText:
    """What an anchor claims: after so many sealed entries the chain ended with this link. No position: anywhere."""

    link: str
    position: int | None = None
    day: date | None = None


def written(day: date, position: int, link: str, installation: str) -> str:
    """This will write an anchor as the text that is printed or sent out; `read` reads it back."""
    return (
        "ĐIỂM NEO NHẬT KÝ\n"
        f"Hệ thống: {installation}\n"
        f"Ngày: {day:%d/%m/%Y}\n"
        f"Số mục đã niêm phong: {position}\n"
        f"Mã niêm phong: {grouped(link)}\n"
    )


def grouped(link: str) -> str:
    """This will part the 64 digits into groups of eight, for the eye."""
    return " ".join(link[start : start + GROUP] for start in range(0, len(link), GROUP))


def read(text: str) -> AnchorText | None:
    """This will read an anchor's text, or a bare seal of 64 hexadecimal digits; None where it is neither."""
    found, said, day = LINK.search(text), POSITION.search(text), DAY.search(text)
    link = "".join((found[1] if found else text).split()).lower()
    if not re.fullmatch(r"[0-9a-f]{64}", link):
        return None
    position = int(said[1].replace(".", "")) if said and found else None
    return AnchorText(link, position, _day(day) if day and found else None)


def _day(found: re.Match[str]) -> date | None:
    try:
        return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return None
