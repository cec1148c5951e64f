"""Heads of the youth union, whose own name stands in the motto's place, and places as they stand behind a name."""

import re

from vanban.read.names import ordinary_case
from vanban.text.letters import UPPER

# "ĐOÀN TNCS HỒ CHÍ MINH" over "BCH TỈNH HOA MAI": the youth union's board of a place
_UNION_OF_PLACE = re.compile(
    rf"ĐOÀN (?:TNCS|THANH NIÊN CỘNG SẢN) HỒ CHÍ MINH\s(?:BCH|BAN CHẤP HÀNH)\s(?:ĐOÀN\s)?"
    rf"(?P<place>(?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|XÃ|PHƯỜNG)(?:\s[{UPPER}]{{1,7}}){{1,4}})"
    r"(?=\s(?:\*|[A-ZĐ]?[a-zà-ỹ]|ĐOÀN|-)|$)"
)
_UNION_LINES = 4


def union_of_place(shown: list[str]) -> str | None:
    """This will give the board of the youth union that a head names first: "ĐOÀN TNCS HỒ CHÍ MINH | BCH TỈNH …"."""
    found = _UNION_OF_PLACE.match(" ".join(shown[:_UNION_LINES]))
    return f"Ban Chấp hành Đoàn TNCS Hồ Chí Minh {placed_name(found['place'].strip())}" if found else None


def placed_name(printed: str) -> str:
    """This will give "TỈNH HOA MAI" as it stands behind a body's name: "tỉnh Hoa Mai"."""
    name = ordinary_case(printed)
    return f"{name[:1].lower()}{name[1:]}"
