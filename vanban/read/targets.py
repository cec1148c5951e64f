"""Targets: measurable commitments, each atomic, with value, relation, unit, subject and time."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from vanban.model import Target
from vanban.read.deadlines import recurrence
from vanban.read.goals import goal_word_at, is_goal_unit, is_past_or_money, year_of_headings, year_said
from vanban.read.measures import Measure, measures_in
from vanban.read.page import Page
from vanban.read.units import Unit, read_units
from vanban.read.wishes import Wish, wishes_in
from vanban.text.letters import UPPER

_SEGMENT = re.compile(
    rf";\s*|(?<=[^\d\s][.])\s+(?=[{UPPER}\d])|(?<=\d[.])\s+(?=[{UPPER}])|(?<=[a-zà-ỹ])\.(?=[{UPPER}])"
)
_JOINT = re.compile(r",\s*(?:và\s+)?|\s+và\s+|:\s+|\s+trong đó(?: có)?:?\s+|\s[-–]\s")
_STARTERS = re.compile(
    r"(?:(?:phấn đấu|đạt|có|bảo đảm|đảm bảo|đến(?: hết| cuối)? năm \d{4}|năm \d{4}|"
    r"vào năm \d{4}|hằng năm|hàng năm|mỗi năm|để|được|tổ chức|"
    r"trong đó(?: có)?|giảm|tăng|từ|tỷ lệ|hình thành|xây dựng|phát triển|duy trì|kéo giảm|"
    r"cho|tại|ít nhất|là|khoảng|đưa|thành lập)[\s,]*){0,6}$",
    re.IGNORECASE,
)
_LEAD_IN = re.compile(
    r"(?:(?:[Pp]hấn đấu|[Qq]uyết tâm|[Bb]ảo đảm|[Đđ]ảm bảo|[Đđ]ạt|[Cc]ó|"
    r"[Tt]rong đó(?: có)?|[Cc]hỉ tiêu \d+\s*:|[Mm]ục tiêu \d+\s*:|[Tt]ừ năm \d{4} trở đi|"
    r"[Nn]hư sau:?)[\s,:]+)+"
)
_DROP_BEFORE = re.compile(
    r"(?:[Pp]hấn đấu|[Cc]hỉ tiêu \d+\s*:|[Cc]ác chỉ tiêu(?: đề ra)? là|"
    r"[Mm]ục tiêu(?: của kế hoạch)?|[Tt]rong đó(?: có)?|đồng thời,?)[\s,]*"
)
_CHANGE = re.compile(
    r"(?<!\w)(?P<verb>[Tt]ăng|[Gg]iảm|[Kk]éo giảm)(?!\w)(?! cường| trưởng| nghèo| cung|"
    r" cầu| tác)(?P<between>[^.;%]{0,170}?)$"
)
_RESETS = re.compile(r"(?<!\w)(?:đạt|còn|xuống|lên(?! kế)|ở mức|chiếm)(?!\w)")
_SETS = re.compile(
    r"(?<!\w)(?:đạt|còn|xuống|lên|ở mức|chiếm|tăng|giảm|là|không quá|từ|có)\s*(?:từ|khoảng|mức|tới|đến)?\s*$"
)
_SAYS_MUST = re.compile(
    r"(?<!\w)(?:phấn đấu|bảo đảm|đảm bảo|phải|tối thiểu|ít nhất|không quá|không thấp hơn|"
    r"tối đa|trở lên|mỗi|đạt|Phấn đấu|Mỗi)(?!\w)"
)
_AFTER_VALUE = re.compile(
    r"\s*(?:so với[^,;.]{0,40}|(?:vào|trong|đến)(?: hết| cuối)? năm \d{4}|"
    r"từ năm \d{4} trở đi|trên toàn [^,;.]{2,20}|GRDP)"
)
_TO_LEVEL = re.compile(r"(?<!\w)(?:xuống|lên|còn)(?!\w)")
_TIME_OPENING = re.compile(
    r"(?:[Đđ]ến (?:hết |cuối )?năm \d{4}|[Nn]ăm \d{4}|[Hh]ằng năm|"
    r"[Mm]ỗi năm),?\s*(?:có\s+|đạt\s+|phấn đấu\s+)*$"
)
_FAR_WORDS = 16
_CLOSE_WORDS = 3
_COMMA = re.compile(r",\s+")
_PER_EACH = re.compile(r"(?<!\w)[Mm]ỗi(?!\w)")
_NEAR = 45
_QUOTE_WORDS, _SUBJECT_WORDS = 30, 20
_WORD = re.compile(r"\S+")


_Clause = tuple[int, int, Measure]


@dataclass(frozen=True, slots=True)
class _Passage:
    """A stretch that is read for targets: `goal` where it sets goals, else only plain demands count."""

    unit: Unit
    start: int
    end: int
    goal: bool


def read_targets(page: Page) -> tuple[Target, ...]:
    """This will give the targets in order of the text."""
    found: list[Target] = []
    for passage in _passages(page):
        found += _read_passage(page, passage)
    return tuple(sorted(found, key=lambda target: target.start))


def _passages(page: Page) -> list[_Passage]:
    out: list[_Passage] = []
    is_news = page.metadata.kind == "TIN"
    for unit in read_units(page):
        if not is_news and page.provisions and unit.start < page.provisions[0].start:
            continue
        if is_goal_unit(page, unit):
            out.append(_Passage(unit, unit.start, unit.end, True))
            continue
        at = goal_word_at(page.text, unit.start, unit.end)
        if at is None:
            out.append(_Passage(unit, unit.start, unit.end, False))
            continue
        stop = (
            unit.end
            if page.text[at : at + 12].lower().lstrip().startswith("các chỉ tiêu")
            else _sentence_end(page.text, at, unit.end)
        )
        out.append(_Passage(unit, unit.start, at, False))
        out.append(_Passage(unit, at, stop, True))
        out.append(_Passage(unit, stop, unit.end, False))
    return [passage for passage in out if passage.end > passage.start]


def _sentence_end(text: str, at: int, end: int) -> int:
    stop = re.compile(rf"\.\s+(?=[{UPPER}])").search(text, at, end)
    return stop.end() if stop else end


def _read_passage(page: Page, passage: _Passage) -> list[Target]:
    out: list[Target] = []
    context = _Context(None, None)
    for start, end in _segments(page.text, passage.start, passage.end):
        clauses = _clauses(page.text, start, end)
        if passage.goal:
            wishes = wishes_in(page.text, start, end, [measure for _, _, measure in clauses])
            out += [_wish_target(page, passage, wish, context) for wish in wishes]
        for begin, stop, measure in clauses:
            if not _counts(page.text, passage, begin, stop, measure):
                continue
            out.append(_target(page, passage, (begin, stop, measure), context))
            context = replace(context, by=year_said(page.text[begin:stop]) or context.by)
        context = _context(page.text[start:end], context)
    return out


@dataclass(frozen=True, slots=True)
class _Context:
    """What an earlier clause of the same paragraph said about time, which holds on for later ones."""

    by: str | None
    every: str | None


def _context(segment: str, before: _Context) -> _Context:
    by = year_said(segment) or before.by
    opening = re.match(r"\s*(?:Hằng|Hàng|Mỗi) (?:năm|quý|tháng)", segment)
    return _Context(by, recurrence(segment[:20]) if opening else before.every)


def _segments(text: str, start: int, end: int) -> list[tuple[int, int]]:
    cuts = [start]
    for found in _SEGMENT.finditer(text, start, end):
        cuts.append(found.end())
    cuts.append(end)
    return [(a, b) for a, b in pairwise(cuts) if text[a:b].strip()]


def _clauses(text: str, start: int, end: int) -> list[tuple[int, int, Measure]]:
    """This will part a segment at the measures that begin a commitment of their own: "80% A và 100% B"."""
    kept: list[tuple[int, Measure]] = []
    for measure in measures_in(text, start, end):
        if not kept:
            kept.append((start, measure))
            continue
        earlier = kept[-1][1]
        between = text[earlier.end : measure.start]
        if _TO_LEVEL.search(between) and "từ" in text[kept[-1][0] : earlier.start + 4].lower():
            kept[-1] = (kept[-1][0], measure)
            continue
        if (
            earlier.unit != "%"
            and not earlier.qualified
            and (measure.unit == "%" or measure.qualified)
            and "," not in between
        ):
            kept[-1] = (kept[-1][0], measure)
            continue
        joint = _joint_before(text, earlier.end, measure.start)
        if joint is not None and text[joint : measure.start].strip() == "" and _hands_on(earlier, measure):
            measure = replace(measure, relation=earlier.relation, qualified=True)  # noqa: PLW2901
        if joint is not None and (measure.unit == "%" or kept[-1][1].unit != "%" or measure.qualified):
            kept.append((joint, measure))
    out: list[tuple[int, int, Measure]] = []
    for index, (begin, measure) in enumerate(kept):
        stop = kept[index + 1][0] if index + 1 < len(kept) else end
        out.append((begin, _trim_end(text, begin, stop), measure))
    return out


def _hands_on(earlier: Measure, later: Measure) -> bool:
    """This will tell "không quá 10% tập thể và 5% cá nhân": the bound said once holds for both."""
    if later.qualified or not earlier.qualified:
        return False
    return earlier.relation == "<=" or (later.unit != "%" and earlier.unit != "%")


def _joint_before(text: str, start: int, at: int) -> int | None:
    """This will give where the clause of the measure at `at` begins, if only words that open a clause lie between."""
    best = None
    for joint in _JOINT.finditer(text, start, at):
        between = text[joint.end() : at]
        if _STARTERS.match(between) or re.match(
            r"(?:tỷ lệ|số|tỷ trọng|quy mô|giảm|tăng|phấn đấu|mỗi|đến (?:hết )?năm)\s", between, re.IGNORECASE
        ):
            best = joint.end()
            break
    return best


def _trim_end(text: str, start: int, end: int) -> int:
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;.:/"):
        end -= 1
    for tail in (" và", " trong đó", " cùng"):
        if text[start:end].endswith(tail):
            end -= len(tail)
    return end


def _counts(text: str, passage: _Passage, start: int, end: int, measure: Measure) -> bool:
    clause = text[start:end]
    if is_past_or_money(text[start : min(end, measure.end + _NEAR)]):
        return False
    if passage.goal:
        return (
            measure.unit == "%"
            or measure.qualified
            or bool(_SETS.search(text[start : measure.start]))
            or _counts_things(clause)
        )
    if measure.unit == "%":
        return (measure.value == "100" and measure.value_high is None) or bool(_SAYS_MUST.search(clause))
    return measure.qualified and measure.relation in {">=", "<="}


def _counts_things(clause: str) -> bool:
    """This will tell "hình thành 20 mô hình", "đào tạo 3.000 lượt …" and "Lắp đặt mới: 58 trạm"."""
    return bool(
        re.search(
            r"(?:[Hh]ình thành|[Xx]ây dựng|[Đđ]ào tạo|bồi dưỡng|[Pp]hát triển|[Tt]hành lập|"
            r":)\s[^.;]{0,40}$|^\d",
            clause[: max(clause.find("%"), 60)],
        )
    )


def _target(page: Page, passage: _Passage, clause_of: _Clause, context: _Context) -> Target:
    text = page.text
    start, end, measure = clause_of
    begin = _quote_start(text, start, end, measure)
    stop = _limit_words(text, begin, max(end, measure.end), _QUOTE_WORDS)
    relation, change = _relation(text, start, measure)
    subject = _subject(text, begin, end, measure, change)
    if _ends_with_value(text, measure, end) and (tail := _AFTER_VALUE.match(text, measure.end)):
        stop = max(measure.end, min(tail.end(), end))
    clause = text[start:end]
    by = year_said(clause) or context.by or year_of_headings(page, passage.unit)
    every = recurrence(clause) or (None if year_said(clause) else context.every)
    return Target(
        path=passage.unit.path,
        anchor=passage.unit.anchor,
        quote=text[begin:stop],
        start=begin,
        end=stop,
        relation=relation,
        value=measure.value,
        value_high=measure.value_high,
        unit=measure.unit,
        subject=subject,
        by=by,
        every=every,
        confidence=0.9 if passage.goal else 0.75,
        reason="goal passage, amount" if passage.goal else "demand with an amount",
    )


def _quote_start(text: str, start: int, end: int, measure: Measure) -> int:
    """This will leave out words that only lead in ("Phấn đấu", "Chỉ tiêu 1:"), keeping what belongs to the clause."""
    begin = start
    while lead := _DROP_BEFORE.match(text, begin, measure.start):
        if lead.end() == begin:
            break
        begin = lead.end()
    if measure.unit != "%" and (joints := [one.end() for one in _COMMA.finditer(text, begin, measure.start)]):
        close = [at for at in joints if len(text[at : measure.start].split()) <= _CLOSE_WORDS]
        if close and not _PER_EACH.search(text[begin : close[-1]]):
            return close[-1]
    if len(text[begin : measure.start].split()) > _FAR_WORDS and not _ends_with_value(text, measure, end):
        near = [joint.end() for joint in _JOINT.finditer(text, begin, measure.start)]
        near = [at for at in near if len(text[at : measure.start].split()) <= _FAR_WORDS]
        begin = near[0] if near else measure.start
        if time := _TIME_OPENING.search(text, start, begin):
            begin = time.start()
    return begin


def _relation(text: str, start: int, measure: Measure) -> tuple[str, bool]:
    """This will tell a change against before ("tăng trên 3%", "giảm 50% số …") from a level to reach."""
    before = text[start : measure.start]
    change = _CHANGE.search(before)
    if change and not _RESETS.search(change["between"]):
        verb = change["verb"].lower()
        return ("increase" if verb == "tăng" else "decrease"), True
    if measure.relation == "=" and re.search(r"ít nhất|tối thiểu", before[-60:]):
        return ">=", False
    return measure.relation, False


def _ends_with_value(text: str, measure: Measure, end: int) -> bool:
    after = text[measure.end : end]
    return not after.strip() or (bool(_AFTER_VALUE.match(text, measure.end)) and len(after.split()) <= 8)


def _subject(text: str, begin: int, end: int, measure: Measure, change: bool) -> str:
    before = _SETS.sub("", text[begin : measure.start]).strip(" ,:")
    before = re.sub(r"(?:[Đđ]ến(?: hết| cuối)? năm|[Nn]ăm|[Vv]ào năm) \d{4},?\s*", "", before)
    before = _LEAD_IN.sub("", before).strip(" ,:")
    after = _AFTER_VALUE.sub("", text[measure.end : end], count=1).strip(" ,:")
    after = re.sub(r"^trở lên\s*", "", after)
    if change:
        before = re.sub(r"(?:[Tt]ăng|[Gg]iảm|[Kk]éo giảm)\s*(?:từ|ít nhất|trên)?\s*$", "", before).strip(" ,")
        before = re.sub(r"^(?:[Hh]ằng|[Hh]àng|[Mm]ỗi) năm,?\s*", "", before)
    if measure.unit not in {"%", None} and not _ends_with_value(text, measure, end):
        after = f"{measure.unit} {after}".strip()
    if _ends_with_value(text, measure, end) or (before and len(before.split()) > 3 and not after):
        shown = before
    elif before and len(before.split()) > 3 and after:
        shown = f"{before} {after}"
    else:
        shown = after or before
    return " ".join(shown.split()[:_SUBJECT_WORDS])


def _limit_words(text: str, start: int, end: int, words: int) -> int:
    stop = start
    for count, word in enumerate(_WORD.finditer(text, start, end), start=1):
        stop = word.end()
        if count == words:
            break
    while stop > start and text[stop - 1] in ",;:.":
        stop -= 1
    return stop


def _wish_target(page: Page, passage: _Passage, wish: Wish, context: _Context) -> Target:
    text = page.text
    stop = _limit_words(text, wish.start, wish.end, _QUOTE_WORDS)
    clause = text[wish.start : wish.end]
    said = year_said(text[max(wish.start - 40, passage.start) : wish.end])
    return Target(
        path=passage.unit.path,
        anchor=passage.unit.anchor,
        quote=text[wish.start : stop],
        start=wish.start,
        end=stop,
        relation=wish.relation,
        value=None,
        value_high=None,
        unit=None,
        subject=" ".join(text[wish.subject_at : wish.end].split()[:_SUBJECT_WORDS]),
        by=said or context.by or year_of_headings(page, passage.unit),
        every=recurrence(clause) or context.every,
        confidence=0.7,
        reason=f"goal passage, {wish.cue}",
    )
