"""Measures in a clause: "ít nhất 50%", "từ 5% trở lên", "tối thiểu 02 buổi", "05 - 10%" — value, relation, unit."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from vanban.read.bounds import BOUNDS, relation_of
from vanban.text import parse_number, plain_decimal
from vanban.text.letters import LOWER
from vanban.text.numbers import WORDED_NUMBER, parse_worded
from vanban.vocabulary import load

_FIGURE = r"\d{1,12}(?:[.,]\d{1,12}){0,5}"
_WORDED_AFTER = (
    r"(?:(?<=nhất )|(?<=thiểu )|(?<=quá )|(?<=dưới )|(?<=mỗi )|(?<=chọn )|(?<=thêm )|(?<=nhất là )|(?<=có )|"
    r"(?<=gấp )|(?<=mỗi năm )|(?<=mỗi quý )|(?<=mỗi tháng )|(?<=mỗi tuần )|(?<=mỗi học kỳ )|(?<=đưa )|"
    r"(?<=thấp hơn )|(?<=ít hơn ))"
)
# "năm" is five only behind a bound; elsewhere it is the year.
_FIVE_AFTER = r"(?:(?<=ít nhất )|(?<=tối thiểu )|(?<=không quá )|(?<=không dưới ))"
_HALVES = re.compile(r"(?<!\w)(?:giảm|tăng(?: thêm)?|kéo giảm|cắt giảm)\s{1,3}$", re.IGNORECASE)
_HALF = r"(?<!\w)(?:một )?nửa(?!\w)"
_MEASURE = re.compile(
    rf"(?P<qualifier>(?<!\w)(?:{BOUNDS})\s{{0,3}})?"
    rf"(?P<from>(?<!\w)từ\s{{1,3}})?(?P<about>(?:khoảng|gần)\s{{1,3}})?"
    rf"(?<![\w/.,–])(?P<value>{_FIGURE}|"
    rf"{_WORDED_AFTER}(?:{WORDED_NUMBER}|một|hai|ba|bốn|sáu|bảy|tám|chín|mười)(?!\w)(?! nửa)|"
    rf"{_FIVE_AFTER}năm(?=\s[{LOWER}])(?!\s(?:học|trước|nay|sau|tới|qua|tiếp|đầu)(?!\w))|(?<=gấp )đôi(?!\w)|{_HALF})"
    r"(?:\s\((?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)(?:\s\w{1,6}){0,3}\))?"
    rf"(?:\s?%?\s?(?:-|–|đến|tới)\s?(?P<high>{_FIGURE})(?=\s?%|\s[{LOWER}]))?"
    rf"(?:(?P<percent>\s?[%‰]|\sphần trăm(?!\w))|(?P<gap>\s{{1,3}}|(?=m2|m²|/|(?:cm|mm|km|kg|ha)(?!\w)))"
    rf"(?=(?P<quoted>[“\"][^“”\"\n]{{3,60}}[”\"])|(?P<noun>[{LOWER}/UVMGk][^\s;:()]{{0,30}}(?:,?\s[^\s,.;:()]{{1,30}}){{0,5}})))?"
    r"(?P<upward>\s{1,3}trở lên)?",
    re.IGNORECASE,
)
_LEVEL = re.compile(
    rf"\s*(?:đạt\s+)?(?P<qualifier>(?:{BOUNDS})\s{{0,3}})?(?:từ\s+)?(?:khoảng\s+)?"
    rf"(?P<value>{_FIGURE})\s?%?(?:\s?(?:-|–|đến)\s?(?P<high>{_FIGURE}))?(?P<percent>\s?%)?(?P<upward>\s+trở lên)?"
    r"(?![\w/])",
    re.IGNORECASE,
)
_ANY_FIGURE = re.compile(
    r"\d|(?<!\w)(?:một|hai|ba|bốn|sáu|bảy|tám|chín|mười|gấp đôi|nửa|(?:nhất|thiểu|quá|dưới) năm)(?!\w)",
    re.IGNORECASE,
)
_UPWARD_NOW = re.compile(r"\s{1,3}trở lên(?!\w)")
_UPWARD_LATER = re.compile(r"[^.,;%\d]{0,60}?\strở lên")
# "80% trạm y tế cấp xã trở lên", but not "80% cán bộ có trình độ đại học trở lên", "… từ 6 tuổi trở lên"
_UPWARD_OF_SHARE = re.compile(
    r"(?:,?\s(?!(?:có|đạt|từ|độ|loại|tuổi|hạng|khá|tốt|giỏi|phòng|học|bậc|mức)\s)[^\s.,;%\d]{1,10}){1,6}\strở lên(?!\w)"
)
# "có 16 đơn vị hành chính cấp xã không ma túy trở lên"
_UPWARD_OF_COUNT = re.compile(
    r"(?:\s?(?!(?:có|đạt|từ|độ|loại|tuổi|hạng|khá|tốt|giỏi|phòng|học|bậc|mức)\s)[^\s.,;%\d]{1,10}){1,10}\strở lên(?!\w)"
)
_OWNED = re.compile(r"(?<!\w)(?:có|đạt)\s$", re.IGNORECASE)
_RANK = re.compile(r"(?:(?:(?:thuộc|vào|trong|và)\s+|[,;]\s)(?:nhóm|tốp)|(?<!\w)top)\s*$", re.IGNORECASE)
_BASES = {"100", "1.000", "1000", "10.000", "10000", "100.000", "100000", "1.000.000"}
_OUT_OF = re.compile(
    r"(?<!\w)(?:tỷ suất|tỉ suất|tỷ số|tỉ số|tỷ lệ|tỉ lệ)(?!\w)[^,;.]{0,80}(?:trên|trong|/)\s*$", re.IGNORECASE
)
# "Số bác sĩ trên 1 vạn dân đạt …": what the amount is measured against, no bound
_PER_POPULATION = re.compile(r"trên (?:1 vạn|1 nghìn|1\.?000|10\.?000|100\.?000) (?:dân|người dân|trẻ)(?!\w)(?! dưới)")
_INDEX = re.compile(r"(?<!\w)(?:chỉ số|hệ số|tỷ số|tỉ số|tỷ suất|tỉ suất)(?!\w)[^;]{0,150}$", re.IGNORECASE)
_INDEX_REACH = 180
_SETS = re.compile(r"(?<!\w)(?:xuống|còn|đạt|là|mức|lên|và)\s*$", re.IGNORECASE)
# "ít nhất 01 bình chữa cháy, 01 dụng cụ phá dỡ": a list of amounts goes on
_LISTED = re.compile(r"(?:ít nhất|tối thiểu|không quá) \d{1,3} [^,;.:\d]{2,40}(?:,| và)\s$", re.IGNORECASE)
_LIST_REACH = 70
_LIFE = re.compile(r"tuổi thọ[^,;.:]{0,40}$", re.IGNORECASE)
_LIFE_REACH = 54
_REACHES = re.compile(r"(?<!\w)(?:đạt|lên)\s*$")
_MANY = re.compile(r"(?:triệu|nghìn|ngàn|vạn|tỷ|tỉ)\s")
_BASE = re.compile(r"(?<!\w)trên (?:100|1\.000|10\.000|100\.000)(?:\s(?!dưới|xuống|còn|đạt|là)\w{1,12}){1,5}")
_ENDS = re.compile(r"\s*(?:[,;)]|\.(?!\d)|$|(?:vào|đến|và|trong|sau)\s)")
# "mỗi tháng 01 đợt" counts, "tháng 01" does not.
_COUNTS_ALL_THE_SAME = re.compile(r"(?<!\w)(?:(?:mỗi|hằng|hàng) (?:năm|quý|tháng)|duy trì hoạt động)\s$", re.IGNORECASE)
_EACH_YEAR = re.compile(r"(?<!\w)(?:hằng|hàng) năm(?:,| và)\s$", re.IGNORECASE)
# "6 tháng một lần", "03 tháng/lần": how often, no amount
_EVERY_SO_OFTEN = re.compile(r"(?:tháng|tuần|ngày|năm)(?:/lần|\s(?:một|1|01)\slần)(?!\w)", re.IGNORECASE)
_DATE_PART = re.compile(r"\s?(?:/\d{1,2}(?![\d.])|[-–]\s?\d{4}|giờ\d|h\d)")
_PERIOD = r"(?:0?1 )?(?:năm|quý|tháng|học kỳ)"
_RATE_STOP = r"(?:sinh ra|vào|trong|đến|xuống|lên|còn|năm|so|ở|và|được|tại|từ|về|cho|của|theo|để|với)(?!\w)"
_RATE = re.compile(
    rf"(?:\s\w{{1,12}})?/(?!\s?{_PERIOD})(?:[\d.]{{1,9}}\s\w{{1,20}}(?:\s(?!{_RATE_STOP})\w{{1,20}}){{0,3}}|"
    rf"(?:ngày|tuần|giờ)(?!\w)|\w{{1,20}}(?:\s(?!{_RATE_STOP})\w{{1,20}})?)"
)
_PER_PEOPLE = re.compile(r"\s(?:trên|/)\s?(?:một |1 )?(?:vạn|nghìn|\d[\d.]{1,8})\s\w{1,12}")
_RATE_NOUN = re.compile(rf"/(?:[\d.]{{1,9}}|\w{{1,20}})(?:\s(?!{_RATE_STOP})\w{{1,20}}){{0,5}}")
_PER_HEAD = re.compile(r"/(?:01 )?\w{1,12}(?:/\w{1,12})?")
_FRACTION = re.compile(r"/(?P<whole>\d{1,4})\s(?P<number>(?:tổng )?số\s)?(?=[^\W\d_])")
_COUNTED_NOUN = re.compile(r"(?!năm|tháng|ngày)[^\W\d_]{1,12}(?:,\s[^\W\d_]{1,12}){0,2}")
_WORDED = {
    "một": "1", "hai": "2", "ba": "3", "bốn": "4", "sáu": "6", "bảy": "7", "tám": "8", "chín": "9", "mười": "10",
    "năm": "5", "đôi": "2",
}  # fmt: skip
_TWICE = "đôi"
_FOLD = re.compile(r"lần(?= (?:so|năm|mức)(?!\w)|\s*[,;.)]|\s*$)", re.IGNORECASE)
_AFTER_UNIT = {"và", "hoặc", "đạt", "được", "có", "không", "trong", "tại", "cho", "để"}
_PLAIN_UNIT, _QUOTED_UNIT, _WORDED_UNIT = 2, 3, 4
_YEARS = range(1900, 2101)


@dataclass(frozen=True, slots=True)
class Measure:
    """A measured amount: `start` takes the qualifier in, `end` stands after the value's sign or unit.

    `unit` is empty for an index ("HDI trên 0,7"). `qualified` where a bound or a range is said, `money` where the unit
    is money, `opened` where "từ" stands before a lone figure.
    """

    start: int
    end: int
    value: str
    value_high: str | None
    unit: str
    relation: str
    qualified: bool
    money: bool = False
    opened: bool = False

    @property
    def share(self) -> bool:
        """Whether it is a share, in percent or per thousand."""
        return self.unit in {"%", "‰"}


@cache
def _units() -> re.Pattern[str]:
    words = sorted(map(re.escape, load("units")["units"]), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)


@cache
def _numbered() -> re.Pattern[str]:
    words = sorted(map(re.escape, load("units")["numbered"]), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)}|(?<!định )kỳ)\s*$", re.IGNORECASE)


@cache
def _money() -> re.Pattern[str]:
    words = sorted(map(re.escape, load("units")["money"]), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CellLevel:
    """The level that a table's cell says, and the words that follow it."""

    value: str
    high: str | None
    relation: str
    percent: bool
    rest: str


def level_said(words: str) -> CellLevel | None:
    """This will read a table's cell: "≥ 55", "40 - 50", "100%", "09"; None for words."""
    found = _LEVEL.match(words)
    value = _plain(found["value"]) if found else None
    if found is None or value is None:
        return None
    high = _plain(found["high"]) if found["high"] else None
    relation = relation_of(found["qualifier"], upward=found["upward"] is not None)
    return CellLevel(value, high, relation, found["percent"] is not None, words[found.end() :].strip(" .,"))


def measures_in(text: str, start: int, end: int) -> Iterator[Measure]:
    """This will go through the amounts that may set a level; dates, numbers of acts and of items are passed over."""
    if not _ANY_FIGURE.search(text, start, end):
        return
    for found in _MEASURE.finditer(text, start, end):
        if measure := _measure(text, found, end):
            yield measure


def _measure(text: str, found: re.Match[str], end: int) -> Measure | None:
    if found["value"].lower().endswith("nửa"):
        return _half(text, found)
    percent = found["percent"] is not None
    if not percent and not _may_count(text, found):
        return None
    value = _in_words(found["value"]) or _plain(found["value"])
    if value is None:
        return None
    rank = not percent and _RANK.search(text, max(found.start() - 22, 0), found.start())
    unit, stop = _unit(text, found)
    if rank and text[found.start() - 4 : found.start()].lower().strip() == "top":
        unit, stop = "top", found.end("value")
    if unit is None or stop > end:
        return None
    later = _UPWARD_LATER if found["from"] else _UPWARD_OF_SHARE if percent and not found["qualifier"] else None
    if not percent and not found["qualifier"] and _OWNED.search(text, max(found.start() - 6, 0), found.start()):
        later = _UPWARD_OF_COUNT
    upward = bool(found["upward"]) or (later is not None and later.match(text, found.end(), end) is not None)
    if not upward and (now := _UPWARD_NOW.match(text, stop, end)):
        upward, stop = True, now.end()
    high = _plain(found["high"]) if found["high"] else None
    opened = bool(found["from"]) and high is None
    return Measure(
        found.start(),
        stop,
        value,
        high,
        unit,
        "<=" if rank else relation_of(found["qualifier"], upward=upward or opened),
        bool(found["qualifier"] or rank) or upward or high is not None,
        money=_money().match(unit) is not None,
        opened=opened and not upward,
    )


def _half(text: str, found: re.Match[str]) -> Measure | None:
    """This will read "hơn một nửa số xã", "quá nửa", "giảm một nửa" as a share; any other half only describes."""
    halved = _HALVES.search(text, max(found.start() - 14, 0), found.start())
    if not found["qualifier"] and not halved:
        return None
    relation = relation_of(found["qualifier"], upward=False)
    qualified = found["qualifier"] is not None
    return Measure(found.start(), found.end("value"), "50", None, "%", relation, qualified)


def _may_count(text: str, found: re.Match[str]) -> bool:
    """This will turn down what only looks like an amount: numbers of items and acts, dates, years."""
    if _is_index(text, found) or found["value"].lower() == _TWICE:
        return True
    if found["quoted"]:
        counted = found["qualifier"] or found["value"].startswith("0")
        before = text[max(found.start() - 22, 0) : found.start()]
        return bool(counted) and _numbered().search(before) is None
    if not found["noun"]:
        return False
    if found["noun"].lower().startswith(("trong ", "năm 20")) or _EVERY_SO_OFTEN.match(found["noun"]):
        return False
    if found["value"] in _BASES and _OUT_OF.search(text, max(found.start() - 90, 0), found.start("value")):
        return False
    if _PER_POPULATION.match(text, found.start()):
        return False
    before = text[max(found.start() - 22, 0) : found.start()]
    if _RANK.search(before):
        return True
    if before.endswith(("“", '"')) or (found["noun"].startswith("năm") and _EACH_YEAR.search(before)):
        return False  # "3 ca, 4 kíp" in quotation marks is a saying; "hằng năm và 05 năm" are plans
    if not found["qualifier"] and _numbered().search(before) and not _COUNTS_ALL_THE_SAME.search(before):
        return False
    if not found["qualifier"] and _DATE_PART.match(text, found.end("value")):
        return _fraction(text, found) is not None
    return not (found["high"] and found["value"].isdigit() and int(found["value"]) in _YEARS)


def _is_index(text: str, found: re.Match[str]) -> bool:
    """This will tell a figure without unit that is the level of an index or rate: "… trên 1.000 trẻ còn 12,5"."""
    if found["percent"] is not None or not _ENDS.match(
        text, found.end("high") if found["high"] else found.end("value")
    ):
        return False
    if not (found["qualifier"] or _SETS.search(text, max(found.start() - 12, 0), found.start())):
        return False
    return _INDEX.search(text, max(found.start() - _INDEX_REACH, 0), found.start()) is not None


def _fraction(text: str, found: re.Match[str]) -> tuple[str, int] | None:
    """This will give the unit of "04/09 thôn" (thôn) and of "3/4 số xã" (/4 số xã), and its end; None where it is none.

    A fraction of a number is kept as it is said: rounding two thirds to percent would say more than the document does.
    """
    part = _FRACTION.match(text, found.end("value"))
    if part is None or found["value"].strip("0123456789") or int(found["value"]) > int(part["whole"]):
        return None
    if part["number"] is None:
        known = _units().match(text, part.end())
        return (" ".join(known.group().split()), known.end()) if known else None
    counted = _COUNTED_NOUN.match(text, part.end())
    if counted is None:
        return None
    return f"/{int(part['whole'])} {part['number']}{counted.group()}", counted.end()


def _in_words(shown: str) -> str | None:
    """This will read a number that is written out: "ba", "mười hai nghìn"; None for figures."""
    number = None if shown[:1].isdigit() else parse_worded(shown)
    return _WORDED.get(shown.lower()) or (str(number) if number else None)


def _plain(figure: str) -> str | None:
    number = parse_number(figure)
    return plain_decimal(number) if number is not None else None


def _unit(text: str, found: re.Match[str]) -> tuple[str | None, int]:
    if found["percent"]:
        stop = found.end("upward") if found["upward"] else found.end("percent")
        return "‰" if found["percent"].endswith("‰") else "%", stop
    if _is_index(text, found):
        base = _BASE.search(text, max(found.start() - _INDEX_REACH, 0), found.start())
        return (base.group().strip() if base else ""), found.end("high") if found["high"] else found.end("value")
    if found["value"].lower() == _TWICE:
        return "lần", found.end("value")
    if fraction := _fraction(text, found):
        return fraction
    if found["quoted"]:  # 01 “Tổ liên gia an toàn”
        name = " ".join(found["quoted"].strip('“”"').split()[:_QUOTED_UNIT])
        return name, found.end("quoted")
    at = found.start("noun")
    if found["noun"].startswith(("/", "tuổi")):
        rate = _RATE_NOUN.match(text, at)
        bound = found["qualifier"] or _SETS.search(text, max(found.start() - 12, 0), found.start())
        if rate and bound:
            return rate.group(), rate.end()
        lived = _LIFE.search(text, max(found.start() - _LIFE_REACH, 0), found.start())
        reached = lived or _REACHES.search(text, max(found.start() - 6, 0), found.start())
        aged = reached is not None and not found["noun"].startswith("/")
        return ("tuổi", at + len("tuổi")) if aged else (None, found.end())
    if money := _money().match(text, at):
        head = _PER_HEAD.match(text, money.end())
        stop = head.end() if head else money.end()
        return text[at:stop], stop
    worded = not found["value"][0].isdigit()
    if (not worded or found["qualifier"]) and (known := _known_unit(text, at)):
        rate = _PER_PEOPLE.match(text, known.end()) or _RATE.match(text, known.end())
        stop = rate.end() if rate else known.end()
        return " ".join(text[at:stop].split()), stop
    said = (
        found["qualifier"]
        or found["high"]
        or worded
        or _LISTED.search(text, max(found.start() - _LIST_REACH, 0), found.start())
    )
    if not said and not _REACHES.search(text, max(found.start() - 6, 0), found.start()):
        return None, found.end()
    if worded and (times := _FOLD.match(text, at)):
        return "lần", times.end()
    noun = found["noun"].split()[: _WORDED_UNIT if worded else _PLAIN_UNIT]
    first, *rest = noun or [""]
    shown = " ".join([first, *takewhile(lambda word: word not in _AFTER_UNIT, rest)]).rstrip(",.")
    return shown, at + len(shown)


def _known_unit(text: str, at: int) -> re.Match[str] | None:
    """This will match a unit, one of thousands or millions included ("triệu cây")."""
    many = _MANY.match(text, at)
    known = _units().match(text, many.end() if many else at)
    return re.compile(r"[^,;.]+").match(text, at, known.end()) if many and known else known
