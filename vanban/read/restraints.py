"""Bounds that come of what is not to be let happen: "không để hồ sơ trễ hạn quá 1%", "không để … tăng quá 3%"."""

import re

from vanban.read.clauses import Clause
from vanban.read.measures import Measure

_NOT_TO_LET = re.compile(r"(?<!\w)không (?:để|cho)(?!\w)[^.;]{0,120}$", re.IGNORECASE)
_RESTRAINED = re.compile(r"(?<!\w)(?:kiềm chế|kìm chế|khống chế|hạn chế|kiểm soát)(?!\w)[^.;]{0,120}$", re.IGNORECASE)
_OF_A_WISH = re.compile(
    r"(?<!\w)không (?:(?:để|còn)(?: xảy ra)?[^,;:.]{1,120}?(?:trên|hơn|từ|dưới)|"
    r"(?:để|còn|có|xảy ra|phát sinh)(?! (?:tỷ lệ|tỉ lệ|số|mức|thời gian))[^,;:.]{2,120}?\s(?:trên|hơn|dưới|quá))$",
    re.IGNORECASE,
)
_WINDOW = 200
_REACH = 600


def is_limited(text: str, clause: Clause) -> bool:
    """This will tell "không để hồ sơ trễ hạn quá 1%": the share may come up to the bound."""
    measure = clause.measure
    before = text[max(clause.start, measure.start - _WINDOW) : measure.start]
    quite = measure.share and text[measure.start : measure.start + 3].lower() == "quá"
    return quite and _NOT_TO_LET.search(before) is not None


def limits_growth(before: str, change: re.Match[str], measure: Measure) -> bool:
    """This will tell "không để … tăng quá 3%", "kiềm chế tốc độ gia tăng … không quá 2%": a limit, no growth wished."""
    if not change["verb"].lower().startswith("tăng"):
        return False
    if measure.relation == ">":
        return _NOT_TO_LET.search(before, 0, change.start()) is not None
    return measure.relation in {"<", "<="} and _RESTRAINED.search(before, 0, change.start()) is not None


def is_only_a_wish(text: str, clause: Clause) -> bool:
    """This will tell an amount within what must not happen, which is no level: "không để ùn tắc trên 30 phút"."""
    measure = clause.measure
    begin = max(clause.start, measure.start - _REACH)
    bound = text[measure.start : measure.end].split(" ", 1)[0].lower()
    return not is_limited(text, clause) and _OF_A_WISH.search(text[begin : measure.start] + bound) is not None
