"""Which passages set goals, which make demands, and which only tell how things are."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import islice

from vanban.model import Provision
from vanban.read.cues import cue_words
from vanban.read.goal_words import STRIVES, goal_word_at, sets_goals
from vanban.read.levels import Standing
from vanban.read.measures import measures_in
from vanban.read.page import Page
from vanban.read.times import OF_A_COUNCIL, habit_of_heading, year_of_heading, year_said
from vanban.read.units import Unit, read_units
from vanban.text import fold

_HEADING_WORDS = 22
_OPENING_LETTERS = 60
_TASK_LETTERS = 34
_LEAD_IN_WORDS = 14
_BARE_LETTERS = 100
_LEAD_IN_LETTERS = 300
_NEWS_YEAR = re.compile(
    r"(?:(?:mục tiêu|chỉ tiêu)[^.;]{0,30} (?:đến|hết) (?:hết )?năm |"
    r"(?<!kết thúc )(?<!thực hiện )(?<!cấp )(?:nhiệm kỳ|giai đoạn)\s{1,2}20\d\d\s?[-–]\s?)"
    r"(20\d\d)(?!\d)(?![”\"’)]{0,2},? năm 20\d\d)",
    re.IGNORECASE,
)
_STRIVE = re.compile(STRIVES, re.IGNORECASE)
# "Để hoàn thành chỉ tiêu tỷ lệ bao phủ đạt 95%, Sở Y tế đề nghị …": a letter's own aim, before its first item.
_PREAMBLE_AIM = re.compile(
    rf"{STRIVES}|(?<!\w)(?:để|nhằm) (?:hoàn thành|đạt|bảo đảm|thực hiện)(?: được)? (?:các )?(?:chỉ tiêu|mục tiêu)"
    rf"(?= {cue_words('clauses.quantities')}\s[^;.%]{{0,160}}%)",
    re.IGNORECASE,
)
_PART_START = re.compile(r"(?:;|\.(?=\s)|:(?=\s))\s*")
_PART_END = re.compile(r"[;:]|\.\s+(?=\w)")
_SENTENCE_END = re.compile(r"\.\s+(?=\w)")
# "Để phấn đấu …, Chủ tịch UBND tỉnh yêu cầu … thực hiện một số nhiệm vụ sau:" leads in to tasks.
_LISTS_TASKS = re.compile(r"(?<!\w)(?:yêu cầu|đề nghị|giao|nhiệm vụ|giải pháp|công việc)(?!\w)[^.;]{0,300}:$")
_BESIDE = re.compile(
    r"(?:quan diem|muc dich|yeu cau|nguyen tac|pham vi|doi tuong|can cu|,|va| )+(?:muc tieu|chi tieu)\b"
)
_TALLY = re.compile(r"\d\s?%|:\s*$")
_YEAR_AND_LEVEL = re.compile(
    r"(?:^|[,;:]\s|\svà\s)(?:đến )?năm 20\d\d(?:\s(?:phấn đấu|đạt|là|còn|chiếm|trên|ít nhất)){0,3}:?"
    r"\s\d[\d,.]{0,6}\s?%",
    re.MULTILINE,
)
_SOME_YEARS = 3
_RATE = re.compile(r"(?:(?:Tỷ lệ|Tỉ lệ|Tỷ trọng|Tốc độ|Tổng|Chỉ số)\s|Cụ thể[,:]\s|Đối với\s)")
_COLON = re.compile(r":\s{1,4}$")
_LABEL = re.compile(r"[-–+\s]{0,4}(?:Tỷ lệ|Tỉ lệ|Tỷ trọng|Tốc độ|Tổng|Chỉ số|Số)\s")
# A page whose headline is that of a list: "Các chỉ tiêu chủ yếu (nhiệm kỳ 2025-2030)".
_LIST_OF_GOALS = re.compile(
    r"(?:cac |mot so |nhung |he thong )?(?:chi tieu|muc tieu)(?: [^\s,;.:()]{1,10}){0,8},? ?"
    r"\(?(?:nhiem ky|giai doan|nam|den nam)[^;.:]{4,40}:?"
)
_TITLE_WORDS = 7
# Headings without a number, in ordinary letters: "Chỉ tiêu", "Nội dung", "Tổ chức thực hiện".
_TITLES = re.compile(
    r"(?:muc dich|yeu cau|muc tieu|chi tieu|noi dung|nhiem vu|giai phap|to chuc thuc hien|phan cong|kinh phi|tinh hinh|"
    r"thuc trang|ket qua|doi tuong|pham vi|thoi gian|bien phap)(?!\w)"
    r"(?:(?: -|,| va| cac| cu the| chu yeu| trong tam| thuc hien| hoat dong| trien khai| chung| tong quat| nam \d{4})?"
    r"(?: (?:muc dich|yeu cau|muc tieu|chi tieu|noi dung|nhiem vu|giai phap|thuc hien))?){0,3}$"
)
_OF_ONE_YEAR = re.compile(r"(?<!den )(?<!tu )nam 20\d\d$")
_OVER_ALL = -1
_NEWS, _REPORT = "TIN", "BC"


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a unit with its standing; `goal_at` is where it begins to speak of goals.

    `by` is the year that a lead-in above it sets, `every` the period that one repeats ("Hằng năm:"); `after_goals`
    where words before it in the text set goals.
    """

    unit: Unit
    start: int
    end: int
    standing: Standing
    goal_at: int
    by: str | None
    after_goals: bool = False
    every: str | None = None


@dataclass(frozen=True, slots=True)
class _LeadIn:
    """An open lead-in ("Phấn đấu đến năm 2030:"): it rules the units that lie deeper than it."""

    level: int
    standing: Standing | None
    by: str | None
    every: str | None = None


def read_passages(page: Page) -> list[Passage]:
    """This will give the passages that may hold targets, in order; what tells the situation is left out."""
    out: list[Passage] = []
    open_above: list[_LeadIn] = []
    news_by: str | None = None  # a news report says the year once, where it comes to the goals
    headline = fold(page.metadata.title or "") if page.metadata.kind == _NEWS else ""
    titled = _OF_ONE_YEAR.search(headline) is not None  # "… năm 2021": no strategy that the report names moves that
    for unit in read_units(page):
        if headline and not unit.path and fold(page.text[unit.start : unit.end]).startswith(headline):
            if _LIST_OF_GOALS.fullmatch(headline):
                open_above.append(_LeadIn(_OVER_ALL, Standing.GOAL, year_of_heading(headline)))
            continue
        level = unit.level - 1 if _is_bare_heading(page, unit) else unit.level
        while open_above and open_above[-1].level >= level:
            open_above.pop()
        by = next((one.by for one in reversed(open_above) if one.by), None) or news_by
        above = next((one.standing for one in reversed(open_above) if one.standing), None)
        if page.metadata.kind == _NEWS and above is None and _RATE.match(page.text, unit.start, unit.end):
            last = next((one for one in reversed(out) if one.end > one.start), None)
            above = last.standing if last and last.standing is not Standing.DEMAND else None
        every = next((one.every for one in reversed(open_above) if one.every), None)
        passages = _passages(page, unit, by, above)
        out += (replace(one, every=every) for one in passages) if every else passages
        if lead_in := _lead_in(page, unit, level):
            open_above.append(lead_in)
        if page.metadata.kind == _NEWS and not titled and (found := _news_year(page.text, unit)):
            news_by = max(news_by or "", found.group(1))  # a term that ends before another one named is over
    return list(_in_order(passage for passage in out if passage.end > passage.start))


def _news_year(text: str, unit: Unit) -> re.Match[str] | None:
    """This will find the year that a report's paragraph sets for its goals; a council's term of office is none."""
    found = _NEWS_YEAR.finditer(text, unit.start, unit.end)
    return next((one for one in found if not OF_A_COUNCIL.search(text, max(one.start() - 30, 0), one.start())), None)


def _in_order(passages: Iterable[Passage]) -> Iterator[Passage]:
    """This will mark the passages that come after goals."""
    after = False
    for passage in passages:
        yield replace(passage, after_goals=True) if after else passage
        after = after or passage.standing is not Standing.DEMAND


def _passages(page: Page, unit: Unit, by: str | None, above: Standing | None) -> Iterator[Passage]:
    said = _said_by_headings(page, unit)
    preamble = _is_preamble(page, unit)
    if said == "situations" or (preamble and above is None):
        yield from _striving(page, unit, by, preamble=preamble)
    elif said == "goals" or above:
        standing = Standing.GOAL if said == "goals" or above is None else above
        yield Passage(unit, unit.start, unit.end, standing, unit.start, by)
    elif _tells_years(page.text, unit):
        yield Passage(unit, unit.start, unit.end, Standing.STRIVE, unit.start, by)
    elif (at := goal_word_at(page, unit)) is None:
        yield Passage(unit, unit.start, unit.end, Standing.DEMAND, unit.end, by)
    else:
        start = _part_start(page.text, unit.start, at)
        stop = unit.end if page.metadata.kind == _NEWS else _sentence_end(page.text, at, unit.end)
        yield Passage(unit, unit.start, start, Standing.DEMAND, start, by)
        yield Passage(unit, start, stop, Standing.STRIVE, at, by)
        yield Passage(unit, stop, unit.end, Standing.DEMAND, unit.end, by)


def _tells_years(text: str, unit: Unit) -> bool:
    """This will tell a paragraph that sets a level for each of several years: "năm 2026 đạt 40%; năm 2027: 50%; …"."""
    return len(list(islice(_YEAR_AND_LEVEL.finditer(text, unit.start, unit.end), _SOME_YEARS))) == _SOME_YEARS


def _is_preamble(page: Page, unit: Unit) -> bool:
    """This will tell the words of a document before its first provision; its title says the year, not they."""
    return page.metadata.kind != _NEWS and bool(page.provisions) and unit.start < page.provisions[0].start


def _striving(page: Page, unit: Unit, by: str | None, *, preamble: bool = False) -> Iterator[Passage]:
    """This will give what strives for something amid what tells the situation: "… phấn đấu đạt 100% kế hoạch"."""
    taken = unit.start
    words = _PREAMBLE_AIM if preamble else _STRIVE
    for found in words.finditer(page.text, unit.start, unit.end):
        if found.start() < taken:
            continue
        stop = _PART_END.search(page.text, found.end(), unit.end)
        start = max(taken, _part_start(page.text, unit.start, found.start()))
        taken = stop.start() if stop else unit.end
        yield Passage(unit, start, taken, Standing.STRIVE, found.start(), by)


def _said_by_headings(page: Page, unit: Unit) -> str | None:
    """This will give the kind of the nearest heading that says one: goals, tasks or situations."""
    for provision in chain(page, unit):
        own = unit.kind == "node" and provision.start == unit.block.start
        if said := _kind_of_heading(provision.heading or _next_line(page, provision), own=own):
            return said
    return "situations" if page.metadata.kind == _REPORT else None


def _next_line(page: Page, provision: Provision) -> str:
    """This will give the line below a label that stands alone ("Phần thứ hai", below it "MỤC TIÊU")."""
    lines = page.text[provision.start : min(provision.end, provision.start + _LEAD_IN_LETTERS)].split("\n", 2)
    return lines[1] if len(lines) > 1 and lines[1].isupper() else ""


@lru_cache(maxsize=512)
def _kind_of_heading(heading: str, *, own: bool) -> str | None:
    """This will give what a provision's first words announce; a long item announces only what it opens with.

    An item's `own` words make it no task and no situation: it is what stands under a heading of goals.
    """
    words = fold(heading)
    short = len(words.split()) <= _HEADING_WORDS and not _TALLY.search(words.rstrip(":"))
    hits: list[tuple[int, str]] = []
    for kind in ("goals", "other", "situations", "tasks"):
        reach = len(words) if kind == "goals" and short else _OPENING_LETTERS if short else _TASK_LETTERS
        found = _announcing(kind).search(words, 0, reach)
        if found is None or (own and kind in {"situations", "tasks"}):
            continue
        if short or found.start() == 0:
            hits.append((found.start(), kind))
    first = min(hits)[1] if hits else None
    if first in {"other", "tasks"} and short and _BESIDE.match(words):
        return "goals"  # "QUAN ĐIỂM, MỤC TIÊU"
    return None if first == "other" else first


@cache
def _announcing(kind: str) -> re.Pattern[str]:
    return re.compile(cue_words(f"headings.{kind}"))


def tells_purpose(page: Page, unit: Unit) -> bool:
    """This will tell a unit under "Mục đích, yêu cầu": what it asks of the work is rarely a level to reach."""
    return any(_names_purpose(one.heading) for one in chain(page, unit) if one.start != unit.start)


@lru_cache(maxsize=512)
def _names_purpose(heading: str) -> bool:
    return _purposes().fullmatch(fold(heading)) is not None


@cache
def _purposes() -> re.Pattern[str]:
    return re.compile(rf"(?:{cue_words('headings.purposes')}(?:[\s,;:.]|va(?!\w)){{0,4}}){{1,3}}(?:cua ke hoach)?")


def chain(page: Page, unit: Unit) -> list[Provision]:
    """This will give the unit's provision and those above, the nearest first."""
    return [unit.provision, *page.ancestors(unit.provision)] if unit.provision else []


def _is_bare_heading(page: Page, unit: Unit) -> bool:
    """This will tell a heading without a label: a short paragraph in capitals, which rules the paragraphs after it."""
    if unit.kind != "paragraph" or unit.end - unit.start >= _BARE_LETTERS:
        return False
    words = unit.words(page).strip()
    titled = words[-1:].isalpha() and words[:1].isupper() and len(words.split()) <= _TITLE_WORDS
    return words.isupper() or (titled and _TITLES.match(fold(words)) is not None)


def _lead_in(page: Page, unit: Unit, level: int) -> _LeadIn | None:
    """This will tell a unit that only leads in to deeper ones: it ends with a colon or is a short line with a year."""
    tail = page.text[max(unit.start, unit.end - _LEAD_IN_LETTERS) : unit.end].strip()
    colon = tail.endswith(":")
    short = len(tail.split()) <= _LEAD_IN_WORDS and next(measures_in(tail, 0, len(tail)), None) is None
    if not colon and not short:
        return None
    standing = Standing.STRIVE if colon and sets_goals(tail) and not _LISTS_TASKS.search(tail) else None
    if level < unit.level and _kind_of_heading(tail, own=False) == "goals":
        standing = Standing.GOAL
    by = None if _is_preamble(page, unit) else year_said(_SENTENCE_END.split(tail)[-1])
    return _LeadIn(level, standing, by, habit_of_heading(tail))


def _part_start(text: str, start: int, at: int) -> int:
    """This will give where the part of the sentence that holds `at` begins."""
    floor = max(start, at - _LEAD_IN_LETTERS)
    ends = [found.end() for found in _PART_START.finditer(text, floor, at)]
    while ends and _COLON.search(text, floor, ends[-1]) and _LABEL.match(text, ends[-2] if len(ends) > 1 else floor):
        ends.pop()  # "Tỷ lệ …: đến năm 2030 giảm 5%": the label is a part of what the goal says
    return ends[-1] if ends else (floor if floor == start else at)


def _sentence_end(text: str, at: int, end: int) -> int:
    stop = _SENTENCE_END.search(text, at, end)
    return stop.end() if stop else end
