"""Mentions of laws by name: "Luật Phòng, chống ma túy năm 2021", "Bộ luật Hình sự", "Hiến pháp"."""

import re
from bisect import bisect_left
from functools import cache

from vanban.read.mentions import Mention
from vanban.text import parse_date
from vanban.text.letters import UPPER
from vanban.vocabulary import load

# a capital after a small letter is a word glued to the one before it: "Căn cứLuật"
_LEAD = re.compile(rf"(?<![{UPPER}\d_])(?P<word>Bộ luật|Luật|Pháp lệnh|Hiến pháp)(?!\w)")
_SHORT_NAME = re.compile(r"\s(?P<short>[A-ZĐ&]{2,10})(?!\w|[/-])")
_IN_BRACKETS = re.compile(r"\s?\([^()\n]{1,60}\)")
_NAME_STOP = re.compile(
    r"[;.:()“”\"\n]|\s+số(?=\s+\d)|\s+năm(?=\s+\d)|,?\s+ngày(?=\s+\d)|,\s*(?=(?:các|những|"
    r"và|Luật|Bộ|Nghị|Quyết|Thông|pháp|quy)\s)|"
    r",\s*(?=được|có)|\s+(?:được|theo|về|và (?=các|pháp|văn|Luật|Nghị|Thông|những|quy|"
    r"hướng|xây)|cho|nhằm|để|hiện hành|thuộc|đã|sẽ|"
    r"này|trên|tại|của Quốc hội|cũng|trong|với|là|khi|do|\(|đến|sửa đổi|mới|có hiệu lực|\d)(?!\w)"
)
_YEAR = re.compile(r"\s*(?:năm\s+)?(?P<year>(?:19|20)\d\d)(?![\d/])")
_DATE = re.compile(r"\s*,?\s*ngày\s*(?P<date>\d{1,2}(?:\s*tháng\s*\d{1,2}\s*năm\s*\d{4}|[/.-]\d{1,2}[/.-]\d{4})(?!\d))")
_NUMBER_NEXT = re.compile(r"\s*,?\s*(?:\(\s*)?(?:Luật\s+)?số\s*:?\s*(?=\d)")
_AMENDS = re.compile(r"\s+[Ss]ửa đổi(?:,\s*bổ sung)?\s+(?:một số điều|một số nội dung)?\s*của\s+")
_AMENDS_STOP = re.compile(r"[;:()“”\"\n]|\.(?!\d)|\s+ngày\s+\d|,?\s+được\s|\s+năm\s+\d|\s+theo quy\s")
_INNER_NUMBER = re.compile(r"\s+số\s+(?=\d+/)")
_CAPITAL_NEXT = re.compile(rf"\s+(?=[{UPPER}])")
_ADJECTIVES = {"mới", "này", "hiện hành", "khác"}
_NAME_REACH = 120
_AMENDS_REACH = 420


@cache
def _known() -> re.Pattern[str]:
    data = load("laws")
    names = sorted({*data["names"], *data["codes"]}, key=len, reverse=True)
    options = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names)
    return re.compile(rf"\s+({options})(?!\w)", re.IGNORECASE)


def law_mentions(text: str, start: int, end: int, numbered: list[Mention]) -> list[Mention]:
    """This will give every law named; `number_at` points to the numbered mention that the name belongs to."""
    starts = [mention.start for mention in numbered]
    found: list[Mention] = []
    skip_until = start
    for lead in _LEAD.finditer(text, start, end):
        if lead.start() < skip_until and not _is_numbered(text, lead, numbered, starts):
            continue
        amending = _AMENDS.match(text, lead.end(), end)
        mention = (
            _amending(text, lead, amending, numbered, starts) if amending else _plain(text, lead, end, numbered, starts)
        )
        if mention is None:
            continue
        found.append(mention)
        if amending:
            skip_until = mention.end
    return found


def _is_numbered(text: str, lead: re.Match[str], numbered: list[Mention], starts: list[int]) -> bool:
    """This will tell a law inside an amending law's long name that bears a number of its own."""
    named = _known().match(text, lead.end())
    return bool(named and (number := _NUMBER_NEXT.match(text, named.end())) and _at(number.end(), numbered, starts))


def _at(offset: int, numbered: list[Mention], starts: list[int]) -> Mention | None:
    """This will give the numbered mention whose figures stand at the offset."""
    index = bisect_left(starts, offset - 140)
    while index < len(numbered) and numbered[index].start <= offset:
        if numbered[index].start <= offset < numbered[index].end and offset - numbered[index].start < 130:
            return numbered[index]
        index += 1
    return None


def _plain(text: str, lead: re.Match[str], end: int, numbered: list[Mention], starts: list[int]) -> Mention | None:
    if lead["word"] == "Hiến pháp":
        return _finish(text, lead.start(), lead.end(), "HP", "Hiến pháp")
    named = _known().match(text, lead.end(), end)
    short = None if named else _SHORT_NAME.match(text, lead.end(), end)
    name_end = named.end() if named else short.end() if short else _unknown_name_end(text, lead.end(), end)
    if name_end is None:
        return None
    name = " ".join(text[lead.start() : name_end].split())
    kind = "PL" if lead["word"] == "Pháp lệnh" else "Luật"
    after = bracketed.end() if (bracketed := _IN_BRACKETS.match(text, name_end)) else name_end
    dated = year.end() if (year := _YEAR.match(text, name_end)) else name_end
    numbers = (_NUMBER_NEXT.match(text, at) for at in (after, name_end, dated))
    if number := next(filter(None, numbers), None):
        owner = _at(number.end(), numbered, starts)
        if owner is not None:
            return Mention(lead.start(), owner.end, kind, owner.number, name=name, number_at=owner.start)
    return _finish(text, lead.start(), name_end, kind, name)


def _unknown_name_end(text: str, at: int, end: int) -> int | None:
    """This will read the name of a law that is not in the list: from a capital to the first foreign word."""
    first = _CAPITAL_NEXT.match(text, at, end)
    if not first:
        return None
    stop = _NAME_STOP.search(text, first.end(), min(first.end() + _NAME_REACH, end))
    if stop is None:
        return None
    name = text[first.end() : stop.start()].strip()
    return stop.start() if len(name.split()) > 1 and name not in _ADJECTIVES and not name.isupper() else None


def _amending(
    text: str, lead: re.Match[str], amending: re.Match[str], numbered: list[Mention], starts: list[int]
) -> Mention | None:
    """This will read "Luật sửa đổi, bổ sung một số điều của Luật A số …, Luật B … ngày …" as one law."""
    limit = min(lead.start() + _AMENDS_REACH, len(text))
    stop = _AMENDS_STOP.search(text, amending.end(), limit)
    name_end = stop.start() if stop else limit
    inner = list(_INNER_NUMBER.finditer(text, amending.end(), name_end))
    laws_inside = len(_LEAD.findall(text, amending.end(), name_end))
    if len(inner) == 1 and laws_inside == 1:
        owner = _at(inner[0].end(), numbered, starts)
        name = " ".join(text[lead.start() : inner[0].start()].split())
        if owner is not None:
            return Mention(lead.start(), owner.end, "Luật", owner.number, name=name, number_at=owner.start)
    name = " ".join(text[lead.start() : name_end].split()).rstrip(" ,")
    return _finish(text, lead.start(), name_end, "Luật", name)


def _finish(text: str, start: int, name_end: int, kind: str, name: str) -> Mention:
    """This will add the year or the date that follows a law's name."""
    if dated := _DATE.match(text, name_end):
        issued_on = parse_date(dated["date"])
        return Mention(start, dated.end(), kind, None, name=name, issued_on=issued_on, year=None, rule="law-date")
    year = _YEAR.match(text, name_end)
    return Mention(
        start,
        year.end() if year else name_end,
        kind,
        None,
        name=name,
        year=year["year"] if year else None,
        rule="law-name",
    )
