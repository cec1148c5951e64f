"""A duty of the plan above in the words of who carries it out: not to whom it was said, and at its own place."""

import re
from collections.abc import Collection

from vanban.text import fold, without_notes
from vanban.text.letters import UPPER

LEAST_WORDS = 4
"""Words that must be left of a duty, else it stays as it was written."""
_ASKS = re.compile(r"(?:đề nghị|yêu cầu|giao)\s{1,3}", re.IGNORECASE)
_JOINS = re.compile(r"(?:[\s,;:]|(?:và|cùng)\s){1,6}", re.IGNORECASE)
_QUALIFIED = re.compile(r"(?:được (?:giao|phân công)|(?:có )?liên quan)\b")
"""How words go on that only say which of those addressed are meant: "… được giao nhiệm vụ chủ trì dự án, rà soát"."""
_QUALIFIES = re.compile(_QUALIFIED.pattern + r"[^,;:.]{0,160}[,:]\s{1,3}")
_OWES = re.compile(r"có trách nhiệm\s{1,3}(?!về\b|trước\b)")
_PROVINCE = re.compile(rf"trên địa bàn (?:toàn )?(?:tỉnh|thành phố)(?!\s[{UPPER}])")
_COMMUNES = re.compile(r"(?<=\w )(?:các )?(?:xã, phường(?:, (?:đặc khu|thị trấn))?|phường, xã)(?=[\s,;.]|$)")
_OFFICES = (
    "đảng ủy",
    "ủy ban nhân dân",
    "ubnd",
    "hội đồng nhân dân",
    "hđnd",
    "công an",
    "mặt trận tổ quốc",
    "trạm y tế",
)


def own_words(title: str, addressed: Collection[str], area: str = "") -> str:
    """This will put a duty as its doer says it: "Đề nghị Sở Y tế, Chủ tịch UBND xã rà soát …" is "Rà soát …".

    addressed: whom the document names there, in its words; what else stands before the duty stays. area: the commune
    that carries it out ("xã Sen Hồng"), named where the document means its whole province, or all communes' offices.
    """
    told = _cut(title, addressed)
    return _at(area, told) if area else told


def _at(area: str, told: str) -> str:
    kind = area.partition(" ")[0]
    told = _PROVINCE.sub(f"trên địa bàn {area}", told)
    return _COMMUNES.sub(lambda one: kind if told[: one.start()].lower().rstrip().endswith(_OFFICES) else one[0], told)


def _cut(title: str, addressed: Collection[str]) -> str:
    told = " ".join(without_notes(title).split())
    names = {*addressed, *(f"các {name}" for name in addressed)}
    rest = _after(told, sorted(names, key=len, reverse=True))
    return rest[:1].upper() + rest[1:] if len(rest.split()) >= LEAST_WORDS else told


def _after(told: str, names: list[str]) -> str:
    asks = _ASKS.match(told)
    rest, cut = told[asks.end() if asks else 0 :], False
    while name := next((one for one in names if one.strip() and _begins(rest, one)), ""):
        rest, cut = rest[len(name) :], True
        joint = _JOINS.match(rest)
        rest = rest[joint.end() if joint else 0 :]
    if not cut:
        return told
    rest = rest[found.end() :] if (found := _QUALIFIES.match(rest)) else rest
    rest = rest[found.end() :] if (found := _OWES.match(rest)) else rest
    return told if _QUALIFIED.match(rest) else rest


def _begins(text: str, name: str) -> bool:
    return fold(text[: len(name)]) == fold(name) and not text[len(name) : len(name) + 1].isalnum()
