"""Mentions of acts by number: "Quyết định số 1452/QĐ-TTg ngày 31/8/2021 của Thủ tướng Chính phủ"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from vanban.read.issuers import Beside, fixed_body_end, issuer_after, issuer_before
from vanban.text import fold, parse_date
from vanban.vocabulary import kind_by_name, kind_by_symbol, kinds


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an act is named; `number_at` is where a law's number stands, None without number.

    `led` tells an issuer said before the act ("… của Sở Y tế tại Tờ trình số …").
    """

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
    led: bool = False


_PART = r"(?:T\.Ư|(?:TT\.)?[A-ZĐƯ][A-Za-zĐđƯưÔôÂâƠơÊêĂă0-9]{0,24})"
_NUMBER = re.compile(
    rf"(?<![\w/.,-])(?P<figures>\d{{1,6}}(?:\.\d{{1,2}})?[a-zA-Z]{{0,2}})"
    rf"(?P<year> ?/ ?(?:19|20)\d\d)?"
    rf"(?P<symbol>(?: ?[/–-] ?| ?//| ?/-){_PART}"
    rf"(?:\.(?=[A-ZĐ]{{2,8}}(?![^\W\d_])){_PART})?(?: ?[-–/&] ?{_PART}){{0,8}}"
    r"(?:\([A-ZĐ][A-ZĐ\d]{0,7}\))?)(?!\w)"
)
# "thực hiện Nghị quyết.\n4- Ban Tuyên giáo": an item's number and the word behind it
_ITEM_OF_LIST = re.compile(r" ?[–-] ?[A-ZĐƯ][a-zà-ỹđ]+")
_SAYS_NUMBER = re.compile(r"(?:số|Số|SỐ|số hiệu)\s?:?\s?$")
_DATE = (
    r"(?P<date>\d{1,2}\s?(?:(?:tháng|THÁNG)\s?\d{1,2}\s?,?\s?(?:năm|NĂM)\s?\d{4}|"
    r"[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4})(?!\d))"
)
_AFTER_DATE = re.compile(rf"\s?[,;]?\s?\(?\s?(?:(?:ban hành |ký |cùng |đều )?(?:ngày|NGÀY))?\s?{_DATE}")
_LATE_DATE = re.compile(rf"\s?,?\s?(?:ban hành |ký |cùng |đều )?ngày\s?{_DATE}")
_CLEAR_SYMBOL = re.compile(r"[/-]")
_BETWEEN = re.compile(r"\s(?:(?:của|do)\s)?(?P<who>\S.{2,70})$")
_JOINT_BODY = re.compile(r"liên (?:ngành|bộ|tịch)\s.{3,50}$")
_JOINT = re.compile(r"(?:LT|PH|LN)[/-]|[A-ZĐ]-[A-ZĐ]{2,}-[A-ZĐ]{2,}")
# "các Kế hoạch số 45, 46 và 47/KH-UBND": the letters are said once, with the last
_LED_FIGURES = re.compile(r"(?:số|Số)\s?:?\s?(?P<figures>(?:\d{1,5}(?:,| và|, và) (?:số )?){1,8})$")
_LIST_REACH = 90
_NEXT_NUMBER = re.compile(r"\s?(?:,|;|,?\svà)\s(?:số\s)?")
_KIND_REACH = 110
_NEAR = 3
_LONGEST_KIND = 32


Named = tuple[str, int, Beside | None]


def number_mentions(text: str, start: int, end: int) -> list[Mention]:
    """This will give the mentions with a full number, in order, each with the date and issuer said beside it."""
    found: list[Mention] = []
    for match in _NUMBER.finditer(text, start, end):
        number = _clean(match)
        led = _LED_FIGURES.search(text, max(start, match.start() - _LIST_REACH), match.start())
        named = _named(text, match, number, led.start("figures") if led else match.start())
        if named:
            one = _mention(text, match, number, named)
            if led:
                found += _led_by_figures(led, one, match)
                one = replace(one, start=match.start())
            found.append(_of_the_same(text, found[-1], one) if found and one.issuer is None else one)
    return found


def _led_by_figures(led: re.Match[str], last: Mention, match: re.Match[str]) -> Iterator[Mention]:
    """This will give "số 45, 46/KH-UBND" its first acts: the letters, the day and the body are those of the last."""
    start = last.start
    for figures in re.finditer(r"\d{1,5}", led["figures"]):
        number = figures.group() + (last.number or "").removeprefix(match["figures"])
        yield replace(last, start=start, end=led.start("figures") + figures.end(), number=number)
        start = led.start("figures") + figures.end()


def _of_the_same(text: str, before: Mention, one: Mention) -> Mention:
    """This will give "các Nghị quyết của Chính phủ số 50/NQ-CP …, số 93/NQ-CP" one issuer, said before the numbers."""
    joined = _NEXT_NUMBER.fullmatch(text, before.end, one.start)
    said = joined and before.issuer and before.number and text.find(before.issuer, before.start, before.end) >= 0
    shared = said and text.find(before.issuer or "", before.start) < text.find(before.number or "", before.start)
    alike = one.kind == before.kind and kind_of_symbol(one.number or "") == kind_of_symbol(before.number or "")
    return replace(one, issuer=before.issuer) if shared and alike else one


def _clean(match: re.Match[str]) -> str:
    symbol = re.sub(r"\s+", "", match["symbol"]).replace("–", "-").replace("//", "/")
    return re.sub(r"\s+", "", match["figures"] + (match["year"] or "")) + symbol


@cache
def _kind_names() -> str:
    names = sorted((name for kind in kinds() for name in kind.names), key=len, reverse=True)
    return "|".join(re.escape(name) for name in names)


@cache
def _kind_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_kind_names()})(?!\w)", re.IGNORECASE)


@cache
def _kind_at_end() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<kind>{_kind_names()})(?!\w).{{0,{_NEAR}}}$", re.IGNORECASE | re.DOTALL)


def _named(text: str, match: re.Match[str], number: str, begin: int) -> Named | None:
    """This will tell the kind by the letters of the number and by the word before `begin`, the more telling first.

    Gives the kind, where its word begins, and a body named between word and number; None where neither names a kind.
    """
    before = text[max(begin - _KIND_REACH, 0) : begin]
    says = _SAYS_NUMBER.search(before)
    said = before[: says.start()] if says else before.rstrip()
    word, at, between = _word_before(said)
    kind_start = begin - len(before) + at if word else begin - (len(says.group()) if says else 0)
    by_symbol = kind_of_symbol(number)
    if by_symbol is None and _ITEM_OF_LIST.fullmatch(match["symbol"]):
        return None
    if word == "CV" and by_symbol and said[at:].casefold().startswith("văn bản"):
        word = None  # "văn bản số 92/TTr-UBND": any paper
    if word and (by_symbol is None or by_symbol in {"QĐ", "Luật"} or word == "CV"):
        return (word if by_symbol != "QĐ" or word == "QyĐ" else by_symbol), kind_start, between
    if by_symbol:
        return by_symbol, kind_start, between
    return ("CV", kind_start, between) if says and "-" in number and "/" in number else None


def _word_before(said: str) -> tuple[str | None, int, Beside | None]:
    """This will find the kind's word that ends the text, or that only a body's name parts from its end."""
    from_end = max(len(said) - _LONGEST_KIND, 0)
    if close := _kind_at_end().search(said, from_end):
        return kind_by_name()[fold(close["kind"])], close.start(), None
    if " của " not in said and " do " not in said and "liên " not in said:
        return None, 0, None
    words = list(_kind_pattern().finditer(said))
    if not words:
        return None, 0, None
    last = words[-1]
    kind = kind_by_name()[fold(last.group())]
    gap = _BETWEEN.match(said.rstrip(), last.end())
    if gap and (_JOINT_BODY.match(gap["who"]) or fixed_body_end(gap["who"], 0) == len(gap["who"])):
        return kind, last.start(), Beside(gap["who"], 0)
    return None, 0, None


def kind_of_symbol(number: str) -> str | None:
    """This will tell the kind by the first letters after the figures: KH in 18/KH-UBND, QH in 15/2024/QH15."""
    for part in _CLEAR_SYMBOL.split(number)[1:]:
        if part.isdigit():
            continue
        if part.startswith("QH") and part[2:].isdigit():
            return "Luật"
        if part.startswith("UBTVQH"):
            return "NQ"
        return kind_by_symbol().get(part)
    return None


def _mention(text: str, match: re.Match[str], number: str, named: Named) -> Mention:
    kind, start, between = named
    at = match.end()
    issued_on = None
    if dated := _AFTER_DATE.match(text, at):
        issued_on = parse_date(dated["date"].lower())
        at = dated.end()
    issuer, at = issuer_after(text, at, joint=bool(_JOINT.search(number)))
    beside = between or (None if issuer else issuer_before(text, start, number))
    if issued_on is None and issuer and (late := _LATE_DATE.match(text, at)):
        issued_on, at = parse_date(late["date"]), late.end()
    return Mention(
        start,
        max(at, match.end()),
        _kind_of_assembly(text, match, number, kind, start),
        number,
        issued_on=issued_on or (beside.issued_on if beside else None),
        issuer=issuer or (beside.name if beside else None),
        led=bool(beside and not between),
    )


def _kind_of_assembly(text: str, match: re.Match[str], number: str, kind: str, start: int) -> str:
    """This will tell the resolutions of the National Assembly from its laws: both are numbered QH."""
    if kind == "Luật" and number.rsplit("/", 1)[-1].startswith("QH"):
        return "NQ" if "NGHỊ QUYẾT" in text[start : match.start()].upper() else kind
    return kind
