"""Heads of the Party's bodies: "TỈNH ỦY" under "ĐẢNG BỘ TỈNH HOA MAI", in two lines or in two columns."""

import re
from collections.abc import Callable

from vanban.text.letters import LOWER, UPPER

# "ĐẢNG BỘ TỈNH HOA MAI    ĐẢNG CỘNG SẢN VIỆT NAM" over "TỈNH ỦY"
_BESIDE_MOTTO = re.compile(
    rf"ĐẢNG CỘNG SẢN VIỆT NAM\s+(?P<body>[{UPPER}]{{2,7}}(?:\s(?!SỐ\s)[{UPPER}]{{1,7}}){{1,11}})"
    rf"(?=\s*[*\d-]|\s+SỐ\s|\s+[{UPPER}][{LOWER}]|\s*$)"
)
_OF_PARTY = ("ĐẢNG BỘ ", "TỈNH ỦY ", "THÀNH ỦY ", "ĐẢNG ỦY ")
# "TỈNH ỦY" under "ĐẢNG BỘ TỈNH HOA MAI" is the committee of that place; "HUYỆN ỦY SEN HỒNG" there says its own.
_UNDER_PARTY = re.compile(
    rf"ĐẢNG BỘ (?P<level>TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|XÃ|PHƯỜNG|ĐẶC KHU)\s"
    rf"(?P<place>[{UPPER}]{{1,7}}(?:[ -][{UPPER}]{{1,7}}){{0,4}}?)\s(?P<body>(?:BAN THƯỜNG VỤ |BAN CHẤP HÀNH )?"
    rf"(?:(?P<placed>(?:TỈNH|THÀNH|HUYỆN|QUẬN) [ỦU][YỶ])(?P<own>(?:\s[{UPPER}]{{1,7}}){{1,4}})?|"
    rf"(?:ĐẢNG [ỦU][YỶ]|CHI BỘ)(?:\s[{UPPER}]{{1,7}}){{0,12}}))"
)
_LEVEL_LETTERS = 4


def party_committee(joined: str) -> str | None:
    """This will give the committee that a head names under its Party body; None where it is no such head."""
    found = _UNDER_PARTY.fullmatch(joined)
    if found is None:
        return None
    placed = found["placed"] and not found["own"]
    of_place = placed and found["placed"][:_LEVEL_LETTERS] == found["level"][:_LEVEL_LETTERS]
    return f"{found['body']} {found['place']}" if of_place else found["body"]


def with_party_body(joined: str, beside: str, names_body: Callable[[str], bool]) -> str:
    """This will add the body that stands below the motto in the other column; `beside` begins with the motto."""
    found = _BESIDE_MOTTO.search(beside) if joined.startswith(_OF_PARTY) else None
    if found is None or not (names_body(found["body"]) or found["body"].startswith("CHI BỘ ")):
        return joined
    return f"{joined} {found['body']}"
