"""Mentions of acts by number: "Quyết định số 1452/QĐ-TTg ngày 31/8/2021 của Thủ tướng Chính phủ"."""

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from vanban.model import Span
from vanban.read.issuers import issuer_after, issuer_before
from vanban.text import fold, parse_date
from vanban.vocabulary import kind_by_name, kind_by_symbol, kinds


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an act is named; `number_at` is where a law's number stands, None without number."""

    start: int
    end: int
    kind: str
    number: str | None
    name: str | None = None
    year: str | None = None
    issued_on: date | None = None
    issuer: str | None = None
    rule: str = "number"
    number_at: int | None = None


_PART = r"[A-ZĐ][A-Za-zĐđƯưÔôÂâƠơÊêĂă0-9]*"
_NUMBER = re.compile(
    rf"(?<![\w/.,-])(?P<figures>\d{{1,5}}(?:\.\d{{1,2}})?[a-zA-Z]?)"
    rf"(?P<year>\s?/\s?(?:19|20)\d\d)?"
    rf"(?P<symbol>(?:\s?[/–-]\s?|\s?/\s?){_PART}(?:\s?[-–/&]\s?{_PART})*)"
)
_SAYS_NUMBER = re.compile(r"(?:số|Số|SỐ)\s*:?\s*$")
_AFTER_DATE = re.compile(
    r"\s*,?\s*\(?\s*(?:ngày|NGÀY)?\s*(?P<date>\d{1,2}\s*(?:(?:tháng|"
    r"THÁNG)\s*\d{1,2}\s*(?:năm|NĂM)\s*\d{4}|[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}))"
)
_LATE_DATE = re.compile(r"\s*,?\s*ngày\s*(?P<date>\d{1,2}(?:\s*tháng\s*\d{1,2}\s*năm\s*\d{4}|[/.-]\d{1,2}[/.-]\d{4}))")
_LIST_GAP = re.compile(r"\s*(?:[,;]|và|VÀ)?\s*(?:và\s*)?(?:(?:số|Số)\s*)?$")
_KIND_REACH = 70
_CLEAR_SYMBOL = re.compile(r"[/-]")


def number_mentions(text: str, start: int, end: int) -> list[Mention]:
    """This will give the mentions with a full number, in order; dates and issuers shared by a list are spread."""
    found: list[Mention] = []
    for match in _NUMBER.finditer(text, start, end):
        number = _clean(match)
        kind, kind_start = _kind(text, match, number)
        if kind:
            found.append(_mention(text, match, number, kind, kind_start))
    return _share(text, found)


def _clean(match: re.Match[str]) -> str:
    symbol = re.sub(r"\s+", "", match["symbol"]).replace("–", "-")
    return re.sub(r"\s+", "", match["figures"] + (match["year"] or "")) + symbol


@cache
def _kind_pattern() -> re.Pattern[str]:
    names = sorted((name for kind in kinds() for name in kind.names), key=len, reverse=True)
    options = "|".join(re.escape(name) for name in names)
    return re.compile(rf"(?<!\w)(?:{options})(?!\w)", re.IGNORECASE)


def _kind(text: str, match: re.Match[str], number: str) -> tuple[str | None, int]:
    """This will tell the kind by the letters of the number and by the word before it, the more telling first."""
    before = text[max(match.start() - _KIND_REACH, 0) : match.start()]
    says = _SAYS_NUMBER.search(before)
    word, at = _word_before(before[: says.start()] if says else before.rstrip())
    kind_start = match.start() - len(before) + at if word else match.start() - (len(says.group()) if says else 0)
    by_symbol = _by_symbol(number)
    if word and (by_symbol is None or by_symbol in {"QĐ", "Luật"} or word == "CV"):
        chosen = word if by_symbol != "QĐ" or word == "QyĐ" else by_symbol
        return chosen, kind_start
    if by_symbol:
        return by_symbol, kind_start
    return ("CV" if says and "-" in number and "/" in number else None), kind_start


def _word_before(before: str) -> tuple[str | None, int]:
    last = None
    for found in _kind_pattern().finditer(before):
        last = found
    if last is None or len(before) - last.end() > 3:
        return None, 0
    return kind_by_name()[fold(last.group())], last.start()


def _by_symbol(number: str) -> str | None:
    for part in _CLEAR_SYMBOL.split(number)[1:]:
        if part.startswith("QH") and part[2:].isdigit():
            return "Luật"
        if part.startswith("UBTVQH"):
            return "NQ"
        if part in kind_by_symbol():
            return kind_by_symbol()[part]
    return None


def _mention(text: str, match: re.Match[str], number: str, kind: str, start: int) -> Mention:
    at = match.end()
    issued_on = None
    if dated := _AFTER_DATE.match(text, at):
        issued_on = parse_date(dated["date"].lower())
        at = dated.end()
    issuer, at = issuer_after(text, at)
    issuer = issuer or issuer_before(text, start)
    if issued_on is None and issuer and (late := _LATE_DATE.match(text, at)):
        issued_on, at = parse_date(late["date"]), late.end()
    if (
        number.rsplit("/", 1)[-1].startswith("QH")
        and kind == "Luật"
        and "NGHỊ QUYẾT" in text[start : match.start()].upper()
    ):
        kind = "NQ"
    return Mention(start, max(at, match.end()), kind, number, issued_on=issued_on, issuer=issuer)


def _share(text: str, mentions: list[Mention]) -> list[Mention]:
    """This will give "số 008/… và số 009/… ngày 19/11/2025 của UBND tỉnh" one date, and the whole list one issuer."""
    out = list(mentions)
    for index in range(len(out) - 2, -1, -1):
        here, after = out[index], out[index + 1]
        gap = text[here.end : after.start]
        if len(gap) > 12 or not _LIST_GAP.fullmatch(gap):
            continue
        issued_on = here.issued_on
        if issued_on is None and "và" in gap and ";" not in gap and here.kind == after.kind:
            issued_on = after.issued_on
        issuer = here.issuer or (after.issuer if _same_body(here, after) else None)
        out[index] = replace(here, issued_on=issued_on, issuer=issuer)
    return out


def _same_body(here: Mention, after: Mention) -> bool:
    """This will tell two numbers of one register: the letters after the last stroke agree ("-CT/TU", "-KL/TU")."""
    return re.split(r"[/-]", here.number or "")[-1] == re.split(r"[/-]", after.number or "")[-1]


_SHORT = re.compile(
    r"(?<!\w)(?P<word>Kế hoạch|Quyết định|Nghị quyết|Nghị định|Chỉ thị|Kết luận|Thông tư|"
    r"Công điện|Đề án|Công văn|Hướng dẫn)"
    r"\s+(?:số\s+)?(?P<number>\d{2,4})(?![\d\w%]|[/.,-][\dA-ZĐ]|\s*(?:năm|tháng|ngày|giờ|"
    r"mục|chỉ tiêu|nhiệm vụ|tỷ|triệu|[-–]\s*\d))"
)


def short_mentions(text: str, start: int, end: int, covered: list[Span]) -> list[Mention]:
    """This will give short forms such as "Kế hoạch 233" outside of the full mentions."""
    ends = sorted(covered)
    starts = [span.start for span in ends]
    found: list[Mention] = []
    for match in _SHORT.finditer(text, start, end):
        index = bisect_right(starts, match.start()) - 1
        if index >= 0 and ends[index].start == match.start():
            continue
        kind = kind_by_name()[fold(match["word"])]
        name = f"{match['word']} {match['number']}"
        found.append(Mention(match.start(), match.end(), kind, match["number"], name=name, rule="short-form"))
    return found
