"""Names of agencies, places and persons given back their ordinary case, letter-spaced ones mended."""

import re
from functools import cache

from vanban.text import fold
from vanban.text.letters import LOWER, UPPER
from vanban.vocabulary import agency_words, places, squeeze

_LEVELS = {
    "tinh": "tỉnh",
    "thanhpho": "thành phố",
    "huyen": "huyện",
    "quan": "quận",
    "thixa": "thị xã",
    "xa": "xã",
    "phuong": "phường",
    "dackhu": "đặc khu",
    "thitran": "thị trấn",
}
_COUNCIL = {
    "uybannhandan": "Ủy ban nhân dân",
    "ybannhandan": "Ủy ban nhân dân",  # pages lose the first letter of UỶ
    "ubnd": "Ủy ban nhân dân",
    "hoidongnhandan": "Hội đồng nhân dân",
    "hdnd": "Hội đồng nhân dân",
}
_COUNCIL_OFFICES = {"chutich": "Chủ tịch", "thuongtruc": "Thường trực"}
_COUNCIL_NAME = re.compile(
    rf"(?P<office>chutich|thuongtruc)?(?P<council>{'|'.join(_COUNCIL)})(?:cac)?(?P<level>{'|'.join(_LEVELS)})?(?P<name>[a-z0-9]*)$"
)
_COUNTRY = "Việt Nam"
# "H'Hồng", "K’Phước": names of the highlands' peoples
_PERSON = re.compile(rf"(?:[{UPPER}](?:['’][{UPPER}]?)?[{LOWER}]*(?:\s+|$)){{2,6}}")
_WORDS_OF_LEVEL = re.compile(
    r"\b(?:tỉnh(?: ủy| đoàn)?|thành(?: ủy| phố| đoàn)|tp\.?|huyện(?: ủy| đoàn)?|quận(?: ủy| đoàn)?|thị (?:xã|ủy)|"
    r"xã|phường|đặc khu|thị trấn)\s+"
    r"(?P<name>(?!ủy|(?:hội|đoàn)\b).+)$",
    re.IGNORECASE,
)


def mend_place(text: str) -> str:
    """This will give the name of a place in ordinary case: "T hành phố Hồ Chí M inh" → "Thành phố Hồ Chí Minh"."""
    bare = squeeze(text)
    for prefix in ("thanhpho", "tp", "tinh", ""):
        name = places().get(bare.removeprefix(prefix)) if bare.startswith(prefix) else None
        if name:
            return f"{'Thành phố ' if prefix in ('thanhpho', 'tp') else ''}{name}"
    return title_case(text.strip(" ,")) if text.isupper() else text.strip(" ,")


def ordinary_case(text: str) -> str:
    """This will give an agency's name printed in capitals its ordinary case: "Ban Chỉ đạo …", "Sở Y tế"."""
    text = " ".join(text.split())
    if council := _council(text):
        return council
    lowered = text.lower() if text.isupper() else text
    for short, full in agency_words()["expansions"].items():
        lowered = re.sub(rf"(?<!\w){re.escape(short.lower())}(?!\w)", full, lowered)
    for phrase in _phrases():
        lowered = re.sub(rf"(?<!\w){re.escape(phrase.lower())}(?!\w)", phrase, lowered)
    place = _WORDS_OF_LEVEL.search(lowered)
    if place and text.isupper():
        lowered = lowered[: place.start("name")] + _place_case(place["name"])
    return lowered[:1].upper() + lowered[1:]


def _council(text: str) -> str | None:
    found = _COUNCIL_NAME.match(squeeze(text))
    if not found:
        return None
    parts = [_COUNCIL[found["council"]]]
    if found["office"]:
        parts.insert(0, _COUNCIL_OFFICES[found["office"]])
    if found["level"]:
        name = found["name"]
        city = found["level"] == "thanhpho" and name == "hochiminh"
        parts.append("Thành phố" if city else _LEVELS[found["level"]])
        if name:
            parts.append(places().get(name) or _spaced_name(text, found["level"]))
    elif found["name"]:
        return None
    return " ".join(parts)


def _spaced_name(text: str, level: str) -> str:
    """This will take the name after the level's word from the text as printed."""
    words = text.split()
    for index in range(len(words), 0, -1):
        if squeeze("".join(words[:index])).endswith(level) and index < len(words):
            return title_case(" ".join(words[index:]))
    return title_case(text)


def _place_case(name: str) -> str:
    return places().get(squeeze(name)) or title_case(name)


@cache
def _phrases() -> tuple[str, ...]:
    return tuple(sorted(agency_words()["phrases"], key=len))


def title_case(text: str) -> str:
    """This will give every word a capital: "HOA MAI" → "Hoa Mai"."""
    return " ".join(word[:1].upper() + word[1:].lower() for word in text.split())


def person_name(text: str) -> str | None:
    """This will read a person's name: two to six capitalised words, ranks before it dropped; None if none."""
    text = _RANK.sub("", text.strip(" .,"))
    if text.title() == _COUNTRY:  # "… Mặt trận Tổ quốc | Việt Nam" among recipients
        return None
    if _PERSON.fullmatch(text):
        return " ".join(text.split())
    if text.isupper() and _SPELT.fullmatch(text) and not _OFFICE.search(fold(text)):
        return title_case(text)
    return None


_SPELT = re.compile(r"[^\W\d_]{1,8}(?:\s+[^\W\d_]{1,8}){1,4}")
_RANK = re.compile(
    r"^(?:(?:(?:Đại|Trung|Thượng|Thiếu)\s+(?:tướng|tá|úy)|Luật sư|Bác sĩ|Kỹ sư|"
    r"(?:(?:PGS|GS|TS|ThS|BS|DS|CN|KS|LS|BSCK\s?I{0,2}|CK\s?I{1,2}|BSNT|TTND|TTƯT|NGND|NGƯT)(?=[.\s]))\.?)\s*[.,]?\s*){1,4}",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"\b(?:chu tich|ke hoach|quyet dinh|phu luc|quy che|quy dinh|chuong trinh|pho|truong|"
    r"bo truong|thu tuong|giam doc|bi thu|chanh|cuc|ban|uy|tm|kt|tl|tuq|nhan|noi)\b"
)
