"""How an official document words its dates, labels and numbers (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from vanban.text import format_date_long
from vanban.write.refusal import WriteRefused

# White space, but for the wide spaces that leave room to be filled in by hand.
_SPACES = re.compile(r"[^\S\u2002\u2003]+")
_PART_LABEL = re.compile(r"^(Phần|Chương|Mục|Tiểu mục)\b", re.IGNORECASE)
_LETTER = re.compile(r"^[a-zđ]{1,2}$")
_ROOM = "\u2003\u2002"
_ALLOWED_CONTROLS = "\t\n\r"
# Marks that turn the direction of writing can make a signed text look otherwise than it reads.
_DIRECTION_MARKS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def tidy(text: str, where: str) -> str:
    """This will give `text` in NFC, white space squeezed; refuse what no file may hold (`where` names the part)."""
    for character in text:
        if _is_forbidden(character):
            raise WriteRefused(
                "control_character",
                f"{where} có ký tự không in được (U+{ord(character):04X}) trong đoạn “{_around(text, character)}”.",
                "Hãy xóa ký tự này, thường do chép từ tệp PDF hoặc bảng tính, rồi thực hiện lại.",
            )
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


def squeeze(text: str, where: str) -> str:
    """This will give `text` as `tidy` does, but keep a space at either end: runs join one another."""
    core = tidy(text, where)
    lead = " " if text[:1].isspace() and core else ""
    tail = " " if text[-1:].isspace() and core else ""
    return f"{lead}{core}{tail}" if core else (" " if text else "")


def _is_forbidden(character: str) -> bool:
    point = ord(character)
    if character in _ALLOWED_CONTROLS:
        return False
    if unicodedata.category(character) in {"Cc", "Cs"} or character in _DIRECTION_MARKS:
        return True
    return point & 0xFFFE == 0xFFFE or 0xFDD0 <= point <= 0xFDEF


def _around(text: str, character: str) -> str:
    at = text.index(character)
    piece = text[max(0, at - 20) : at + 21]
    return "".join("□" if _is_forbidden(each) else each for each in piece)


def date_line(place: str, issued_on: date | None, year: int | None) -> str:
    """This will give "Hoa Mai, ngày 12 tháng 02 năm 2026": days below 10, months 1 and 2 take a 0 (Phụ lục I, II.4)."""
    if issued_on is None:
        return f"{place}, ngày{_ROOM}tháng{_ROOM}năm {_ROOM if year is None else year}"
    return f"{place}, {format_date_long(issued_on)}"


def number_line(number: str | None, symbol: str, layout: str) -> str:
    """This will give "Số: 18/KH-UBND", for the Party "Số 07-CT/TU"; without a number the room that văn thư fills in."""
    if layout == "party":
        return f"Số {number}" if number else f"Số{_ROOM}-{symbol.lstrip('-')}"
    return f"Số: {number}" if number else f"Số:{_ROOM}{_ROOM}/{symbol.lstrip('/')}"


def labelled(label: str) -> str:
    """This will give the label as printed: `I` → "I.", `1.1` → "1.1.", `a` → "a)", `-` → "-", `1/` → "1/"."""
    if not label or label[-1] in ".):-+*•/–":
        return label
    if _LETTER.match(label):
        return f"{label})"
    return f"{label}."


def is_part_label(label: str) -> bool:
    """This will tell whether the label stands on a line of its own above its heading (Phần, Chương, Mục)."""
    return bool(_PART_LABEL.match(label))
