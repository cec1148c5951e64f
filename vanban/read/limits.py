"""Time limits told by their length: "trong vòng 03 tháng kể từ ngày …", "sau 02 năm kể từ khi …"."""

import re

_LENGTH = r"(?:\d{1,3}|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mười lăm|hai mươi|ba mươi)(?:[ ]\([^()\n]{1,20}\))?"
_SPAN = rf"{_LENGTH}[ ](?:ngày|tuần|tháng|quý|năm|giờ)(?!\w)(?:[ ]làm[ ]việc)?"
# The event that a limit is counted from; it ends before the words that say what is to be done by then.
_FROM = (
    r"(?:kể[ ]từ|tính[ ]từ|sau|từ)[ ](?:ngày|khi|thời[ ]điểm|lúc)"
    r"(?:(?![ ](?:phải|phấn đấu|hoàn thành|đạt|bảo đảm|đảm bảo|có)(?!\w)|[ ]\d{1,3}(?:,\d)?\s?%)[^.,;:\n]){0,120}"
)
_LIMIT = re.compile(
    r"(?<!\w)(?:trong|không[ ]quá|chậm[ ]nhất|muộn[ ]nhất|tối[ ]đa)[ ]"
    r"(?:(?:thời[ ]hạn|thời[ ]gian|vòng|là|không[ ]quá|tối[ ]đa|sau)[ ]){0,2}"
    rf"{_SPAN}(?:,?[ ]{_FROM})?|(?<!\w)sau[ ]{_SPAN},?[ ](?=kể|tính){_FROM}",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"(?:kể|tính) từ|sau (?:ngày|khi)|từ (?:ngày|khi|thời|lúc)|thời hạn|vòng|làm việc", re.IGNORECASE)
_MOST_LETTERS = 200


def limit_said(text: str, start: int = 0, end: int | None = None) -> tuple[int, int] | None:
    """This will give where a stretch first tells a limit by its length, as a span of the text; None where nowhere."""
    for found in _LIMIT.finditer(text, start, len(text) if end is None else end):
        if _COUNTED.search(found.group()):
            shown = found.group()[:_MOST_LETTERS].rstrip(" ,")
            return found.start(), found.start() + len(shown)
    return None


def limit_words(text: str, start: int = 0, end: int | None = None) -> str:
    """This will give the words of that limit, white space single; "" where no limit is told so."""
    span = limit_said(text, start, end)
    return " ".join(text[span[0] : span[1]].split()) if span else ""
