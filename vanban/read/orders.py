"""Sentences that give a duty to agencies they name: "Giao Sở Y tế …", "Sở Y tế chủ trì …", "…, Sở Xây dựng lập …"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from vanban.read.agencies import REACH, WITH, Agencies, agencies_at, person_at
from vanban.read.name_words import opens_with_verb
from vanban.read.order_words import ASKS, asked_inside, cue_pattern
from vanban.text.letters import UPPER

# Begins with the space that parts, so that a search passes quickly over words.
_SENTENCE = re.compile(
    rf"\s(?:(?<=[.;]\s)(?=[{UPPER}])|(?<=;\s)(?=giao|đề nghị|yêu cầu|trường hợp|"
    r"các (?:sở|cơ quan|đơn vị|địa phương|bộ|ngành|huyện|xã)(?!\w)|(?:người đứng đầu|thủ trưởng|chủ tịch|bí thư)"
    r"\s[^,;.:]{2,80}?\s(?:phải|chịu trách nhiệm|có trách nhiệm)\s)|(?<=[;.:]\s)\(\d{1,2}\)\s*(?=\S)|"
    rf"(?:(?<=như sau:\s)|(?<=chỉ đạo:\s)|(?<=yêu cầu:\s)|(?<=đề nghị:\s)|(?<=nêu rõ:\s))(?=[{UPPER}])|"
    rf"(?<=,\s)(?=trên cơ sở [^,.;:]{{2,80}}, [A-ZĐ]))|\.(?=[{UPPER}])"
)
_TITLE = re.compile(rf"[{UPPER}](?:[^.:\n]|\.{{3}}){{3,180}}:\s+(?=[{UPPER}])")
_ENUMERATED = re.compile(r"\(\d{1,2}\)\s*(?=\S)")
_NUMBER_BEFORE = re.compile(r"\(\d{1,2}\)\s*$")
_MARK_REACH = 8
_CUE_REACH = 80
_BEFORE_REACH = 24
_PASSES_ON = re.compile(
    r"(?:trân trọng |đồng thời |cũng )?(?:yêu cầu|đề nghị|giao(?: nhiệm vụ)?(?: cho)?|phân công)\s+(?=\S)|"
    r"(?:cũng|vừa|tiếp tục) chỉ đạo\s+(?=\S)"
)
_PERIOD = r"(?:Định kỳ|H[ằà]ng (?:năm|quý|tháng))(?: (?:hằng|hàng) (?:năm|quý|tháng)| 0?6 tháng)?"
_TIME_FIRST = re.compile(rf"{_PERIOD}(?: \([^()]{{0,60}}\))? (?=\S)")
# "các" of a series that a comma cut in two: "…, bổ sung các cơ quan, | đơn vị chủ động …".
_OPEN_SERIES = re.compile(r"(?<!\w)các [^,;.]{2,24}, $")
# "… trách nhiệm của các cấp, các ngành, | các tầng lớp nhân dân, kịp thời …": of whom, not who
_GOES_ON_OF = re.compile(
    r"(?<!\w)(?:của|cho|với|giữa) (?:các|những) [^,.;:]{2,30}(?:, (?:các|những) [^,.;:]{2,30}){0,3}, $"
)
_NAMED_NEXT = re.compile(rf"[{UPPER}]|các |những |mỗi |từng |ngành ")
_SERIES_REACH = 32
_LIST_REACH = 105
# "… dữ liệu của các bệnh viện, cơ sở …": a series that something is of, or for.
_OF_WHAT = re.compile(r"(?<!\w)(?:của|cho|với|tại|đến|giữa|từ|trong|về|và|ở) $")
_TELLS_OF_WAYS = re.compile(r"(?:Cơ chế|Chính sách|Việc|Hợp tác|Mô hình|Hình thức)\s")
_THEN = re.compile(rf"(?<!\w)thì\s+(?=[{UPPER}]|các )")
_CASES = re.compile(r"(?:(?:Trong )?[Tt]rường hợp|Nếu|Khi|Đối với|Riêng)\s")
_CLAUSE_CUT = re.compile(r"[,;]\s+[“\"]?(?=\S)")
# "Sau khi nghe Sở Tài chính báo cáo và ý kiến …, Chủ tịch UBND tỉnh kết luận": who spoke at a meeting.
_HEARD = re.compile(r"Sau khi (?:nghe|thảo luận|trao đổi)(?!\w)")
# "… Ban đại diện cha mẹ học sinh trước ngày 15/10/2026": the end of a duty, none of its own
_ONLY_WHEN = re.compile(
    r"(?:trước|trong|xong|hoàn thành|chậm nhất|hạn)\s[^.;:]{0,40}?\d[\d/.-]{0,9}(?: năm \d{4})?\s*[.;/]*\s*"
)
_LEAST_DUTY = 4
_MOST_PASSED = 3
_DUTY_NEXT = re.compile(r"(?:…|\.\.\.)?[\s,:]*(?=\S)")
# News tell a duty from the side of who has it: "Bộ Y tế cũng được giao nhiệm vụ đẩy mạnh …".
_GIVEN_TO = re.compile(
    r"(?:cũng )?được (?:giao|phân công|yêu cầu|đề nghị)(?: nhiệm vụ| trách nhiệm)?(?: phải)?\s+(?=[a-zà-ỹđ])"
)
_ABOVE_ALL = re.compile(r",\s+(?:nhất là|đặc biệt là|trước hết là|trong đó có)\s+(?=\S)")
_ONLY_DOES = re.compile(r"(?:tổ chức )?(?:thực hiện|triển khai|báo cáo)\s*[.;:]?\s*$")
# "Đối với các sở liên quan, đồng chí Phó Chủ tịch đề nghị: rà soát …".
_SPOKEN_TO = re.compile(r"(?:Đối với|Với|Riêng)\s+(?=\S)")
_ALONE = re.compile(r"Riêng\s+(?=[A-ZĐ]|các\s)")
# "Các thành viên Ban Chỉ đạo, theo lĩnh vực phụ trách, tập trung …"
_BY_OFFICE = re.compile(
    r",\s+(?:theo|căn cứ|trong phạm vi|tùy theo) (?:đúng )?(?:chức năng|lĩnh vực|nhiệm vụ|thẩm quyền|phạm vi|địa bàn)"
    r"[^,.;:]{0,60}(?:, nhiệm vụ[^,.;:]{0,40})?,\s+(?=[a-zà-ỹđ])"
)
# "Các thành viên Ban Chỉ đạo theo địa bàn được phân công tăng cường kiểm tra"
_BY_FIELD = re.compile(
    r",?\s+theo (?:đúng )?(?:địa bàn|lĩnh vực|ngành)(?:(?:,| và) (?:địa bàn|lĩnh vực|nhiệm vụ))?"
    r"(?: được (?:phân công|giao))?(?: (?:phụ trách|quản lý|theo dõi))?,?\s+(?=[a-zà-ỹđ])"
)
# "Công an cấp xã khi tiếp nhận thông tin phải lập biên bản"
_WHEN_MUST = re.compile(r"khi [^,;.:]{3,120}?\s(?:phải|cần|có trách nhiệm)\s")
_ASKED_OF = re.compile(r",\s+[^,.;:]{3,90}\s(?:đề nghị|yêu cầu|giao|lưu ý):?\s+(?:cần\s+|phải\s+)?(?=[a-zà-ỹđ])")
_ONLY_ASKS = re.compile(r"(?:yêu cầu|đề nghị|chỉ đạo|nêu rõ|quyết định|kết luận)(?: như sau)?\s*:")
# "Mỗi xã xây dựng tối thiểu 01 mô hình" says how much is to be reached; who sees to it stands elsewhere.
_EACH = re.compile(r"[Mm]ỗi\s")
_ASKING = re.compile(r"[Đđ]ề nghị")


@dataclass(frozen=True, slots=True)
class Order:
    """A duty given in a sentence: to whom, where the duty's words begin, where the sentence ends.

    `explicit` where a word of order opens the sentence; `cue` are the words that gave it away; `asked` where they ask.
    """

    start: int
    agencies: Agencies
    duty_at: int
    end: int
    explicit: bool
    reason: str
    cue: str
    asked: bool = False


def orders_in(text: str, start: int, end: int) -> list[Order]:
    """This will give the duties of a paragraph; a sentence for the same agencies as the one before goes with it."""
    found: list[Order] = []
    for begin, stop in _sentences(text, start, end):
        order = _order(text, begin, stop)
        numbered = begin > start and _NUMBER_BEFORE.search(text, max(start, begin - _MARK_REACH), begin)
        if order and (numbered or not found or _names(order) != _names(found[-1])):
            found.append(order)
    return found


def _names(order: Order) -> tuple[str, ...]:
    return tuple(name.lower() for name in order.agencies.names)


def opens_with_order(text: str, start: int, end: int) -> bool:
    """This will tell whether a stretch of text begins with a word of order: "Giao …", "Đề nghị …"."""
    return cue_pattern("orders").match(text, start, end) is not None


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """This will cut a paragraph at stops and semicolons, but not within a list of agencies."""
    start += text.startswith(("“", '"'), start)
    if label := _ENUMERATED.match(text, start, end):
        start = label.end()
    title = _TITLE.match(text, start, end)
    if title and not _named(text, start, title.end()):
        start = title.end()
    begin, named = start, _named(text, start, end)
    for cut in _SENTENCE.finditer(text, start, end):
        if any(first < cut.start() < last for first, last in named):
            continue
        yield begin, cut.end()
        begin, named = cut.end(), _named(text, cut.end(), end)
    yield begin, end


def _named(text: str, begin: int, end: int) -> list[tuple[int, int]]:
    """This will tell where the agencies of a sentence are listed: those that do it, and those it is done with."""
    asked = cue_pattern("orders").match(text, begin, end)
    places = [asked.end() if asked else begin]
    if clause := cue_pattern("lead_clauses").match(text, begin, end):
        places.append(clause.end())
    if inside := next(asked_inside(text, begin, min(end, begin + REACH)), None):
        places.append(inside.end())
    reach = min(end, begin + 2 * REACH)
    stop = text.find(". ", begin, reach)
    places += (cue.end() for cue in WITH.finditer(text, begin, reach if stop < 0 else stop))
    return [(place, found.end) for place in places if (found := agencies_at(text, place, end))]


def _order(text: str, start: int, end: int) -> Order | None:
    if spoken := _SPOKEN_TO.match(text, start, end):
        listed = agencies_at(text, spoken.end(), end)
        asked = _ASKED_OF.match(text, listed.end, end) if listed else None
        if listed and asked and opens_with_verb(text, asked.end(), end):
            cue = text[start : listed.end][-_CUE_REACH:]
            return Order(start, listed, asked.end(), end, True, "asked-inside", cue, "đề" in asked.group())
    for attempt in _attempts(text, start, end):
        if order := _with_duty(text, attempt, start, end):
            return order
    return None


@dataclass(frozen=True, slots=True)
class _Attempt:
    """A place in a sentence where the agencies may stand, and the words that lead there."""

    at: int
    explicit: bool
    reason: str
    cue: str = ""
    passed: int = 0


def _attempts(text: str, start: int, end: int) -> Iterator[_Attempt]:
    """This will go through the places where a sentence may name who must act, the surest first."""
    if asked := cue_pattern("orders").match(text, start, end):
        yield _Attempt(asked.end(), True, "order-word", asked.group())
    yield _Attempt(start, False, "agency-acts")
    if alone := _ALONE.match(text, start, end):
        yield _Attempt(alone.end(), False, "agency-acts")
    heard = _HEARD.match(text, start, end)
    if not heard and (clause := cue_pattern("lead_clauses").match(text, start, end)) and "%" not in clause.group():
        asked_here = ASKS.match(text, clause.end(), end)
        yield _Attempt((asked_here or clause).end(), False, "agency-after-clause")
    if time := _TIME_FIRST.match(text, start, end):
        yield _Attempt(time.end(), False, "agency-after-clause")
    if _CASES.match(text, start, end) and (then := _THEN.search(text, start, end)):
        yield _Attempt(then.end(), False, "agency-after-clause")
    if not _TELLS_OF_WAYS.match(text, start, end):
        for inside in asked_inside(text, start, end):
            yield _Attempt(inside.end(), False, "asked-inside", inside.group())
    if not heard and cue_pattern("late_clauses").match(text, start, end):
        yield from _after_commas(text, start, end)


def _after_commas(text: str, start: int, end: int) -> Iterator[_Attempt]:
    """This will go through the commas of a sentence that names its agency late, those in brackets left out."""
    depth, last = 0, start
    for cut in _CLAUSE_CUT.finditer(text, start, end):
        depth += text.count("(", last, cut.end()) - text.count(")", last, cut.end())
        last = cut.end()
        opened = _OPEN_SERIES.search(text, max(start, cut.end() - _SERIES_REACH), cut.end())
        named_of = opened and _OF_WHAT.search(text, max(start, opened.start() - _BEFORE_REACH), opened.start())
        point = opened.start() if opened else cut.end()
        before = text[max(start, point - _LIST_REACH) : point]
        listed = text.startswith(("các ", "những "), point) and _GOES_ON_OF.search(before)
        if (named_of and text[cut.end()].islower()) or listed or "%" in before:
            continue
        if opened:
            yield _Attempt(opened.start(), False, "agency-after-clause")
        elif depth <= 0 and _NAMED_NEXT.match(text, cut.end(), end):
            yield _Attempt(cut.end(), False, "agency-after-clause")


def _with_duty(text: str, attempt: _Attempt, start: int, end: int) -> Order | None:
    """This will read agencies and their duty; a body that itself asks others ("UBND tỉnh yêu cầu …") passes it on."""
    ordered = attempt.explicit or attempt.reason == "asked-inside"
    listed = agencies_at(text, attempt.at, end) or (person_at(text, attempt.at, end) if ordered else None)
    if listed and (aside := _ABOVE_ALL.match(text, listed.end, end)):
        meant = agencies_at(text, aside.end(), end)
        listed = replace(listed, end=meant.end) if meant else listed
    by = (_BY_OFFICE.match(text, listed.end, end) or _BY_FIELD.match(text, listed.end, end)) if listed else None
    if listed and by and opens_with_verb(text, by.end(), end):
        listed = replace(listed, end=by.end())
    duty = _DUTY_NEXT.match(text, listed.end, end) if listed else None
    if listed is None or duty is None or duty.end() >= end - _LEAST_DUTY:
        return None
    if not ordered and _EACH.match(listed.names[0]):
        return None
    if _ONLY_WHEN.fullmatch(text, duty.end(), end):
        return None
    mark = text[listed.end]
    if attempt.cue.startswith("Khuyến") and not _is_proper(listed):
        return None
    colon = mark == ":" and not ordered
    if (mark in ".;(" and not text.startswith("...", listed.end)) or colon:
        return None
    passes = _PASSES_ON.match(text, duty.end(), end)
    if passes and attempt.passed < _MOST_PASSED:
        from_start = attempt.explicit or attempt.at == start
        passed_on = _Attempt(passes.end(), from_start, "asked-inside", passes.group(), attempt.passed + 1)
        order = _with_duty(text, passed_on, start, end)
        # "… phân công cán bộ trực" is the duty itself, where nobody else is named.
        if order is not None or not passes.group().startswith(("phân công", "tiếp tục chỉ đạo")):
            return order
    if (told := _GIVEN_TO.match(text, duty.end(), end)) and opens_with_verb(text, told.end(), end):
        cue = text[listed.start : told.end()].strip()
        return Order(start, listed, told.end(), end, attempt.explicit, attempt.reason, cue[-_CUE_REACH:])
    if attempt.reason in {"asked-inside", "agency-after-clause"} and _ONLY_DOES.match(text, duty.end(), end):
        return None
    if not attempt.explicit and not _is_duty(text, listed, duty.end(), end, given=ordered):
        return None
    cue = (attempt.cue or text[listed.start : listed.end]).strip(" :,")
    asked = bool(_ASKING.match(attempt.cue))
    return Order(start, listed, duty.end(), end, attempt.explicit, attempt.reason, cue, asked)


def _is_duty(text: str, listed: Agencies, at: int, end: int, *, given: bool) -> bool:
    """This will tell words that say what is to be done; where none orders, bodies of a kind must do a known thing."""
    if _WHEN_MUST.match(text, at, end):
        return True
    if cue_pattern("no_duties").match(text, at, end) or _ONLY_ASKS.match(text, at, end):
        return False
    if given:
        return True
    return opens_with_verb(text, at, end) or _is_proper(listed)


def _is_proper(listed: Agencies) -> bool:
    """This will tell agencies called by name from bodies of a kind ("các đơn vị")."""
    return listed.names[0][0].isupper() and not listed.names[0].startswith(("Các", "Một", "Mỗi", "Những"))
