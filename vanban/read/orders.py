"""Sentences that give a duty to agencies they name: "Giao Sở Y tế …", "Sở Y tế chủ trì …", "…, Sở Xây dựng lập …"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from vanban.read.agencies import REACH, WITH, Agencies, agencies_at
from vanban.read.names_grammar import vocabulary
from vanban.read.words import words_of
from vanban.text.letters import UPPER
from vanban.vocabulary import load

_SENTENCE = re.compile(rf"(?<=[.;])\s+(?=[{UPPER}])|(?<=\.)(?=[{UPPER}])|(?<=;)\s+(?=giao|đề nghị|yêu cầu|trường hợp)")
_TITLE = re.compile(rf"[{UPPER}][^.:\n]{{8,140}}:\s+(?=[{UPPER}])")
_LEAD_CLAUSE = re.compile(
    r"(?:Trên cơ sở|Căn cứ|Sau khi|Trước|Hằng năm|Hàng năm|Định kỳ|Trong quá trình|Để|"
    r"Theo|Trong thời gian|Trong phạm vi|Ngoài|Khi|Trên đây|Quá trình|Riêng|Trước mắt|Bên cạnh|"
    r"Nếu|Trường hợp|Trong trường hợp|trường hợp|Trong đó|Đồng thời|Tùy|Chậm nhất)[^.;:]{0,420}?(?:,|\sthì)\s+(?=\S)"
)
# Nouns and verbs after which "giao", "yêu cầu", "đề nghị" give no order: "cơ chế giao …", "theo yêu cầu …".
_NO_ORDER_BEFORE = "".join(
    f"(?<!{word} )"
    for word in (
        *("cơ chế", "được", "việc", "đã", "đơn", "Đơn", "có", "và", "văn bản", "theo", "Theo", "đáp ứng", "hồ sơ"),
        *("trình", "nội dung", "thẩm quyền", "quyết định", "báo cáo", "mục đích,", "hoặc", "trình,", "xem xét,"),
    )
)
_ASKED_INSIDE = re.compile(
    rf"{_NO_ORDER_BEFORE}(?<!\w)(?:đề nghị|yêu cầu|giao(?: nhiệm vụ)?(?: cho)?|Đề nghị|Yêu cầu)\s+(?=\S)"
)
_PASSES_ON = re.compile(r"(?:yêu cầu|đề nghị|giao(?: nhiệm vụ)?(?: cho)?|phân công)\s+(?=\S)")
_CLAUSE_CUT = re.compile(r"[,;]\s+(?=\S)")
_OPENS_LATE = re.compile(
    r"Trên đây|Trong quá trình|Quá trình|Trên cơ sở|Căn cứ|Sau khi|Nếu|Trong trường hợp|"
    r"Trong đó|Đồng thời|Định kỳ|Ngoài|Hằng năm|Hàng năm"
)
_LEAST_DUTY = 4
_MOST_PASSED = 3
_DUTY_NEXT = re.compile(r"[\s,:]*(?=\S)")
_WEAK_DUTY = re.compile(
    r"(?:là(?! cơ quan| đơn vị| đầu mối)|được|đã|do|có(?! trách nhiệm| biện pháp| văn bản| nhiệm vụ|"
    r" kế hoạch)|vừa|với|về|tại|trên|trong(?! phạm vi| quá trình| thời gian| quý| tháng)|và|của|cho|nhằm|để|"
    r"đạt|khi|thuộc|nếu|như|bằng|mà|thì|ở|từ|còn|theo quy định|gồm|bao gồm|nhận được|đánh giá cao|biểu dương|ghi nhận|"
    r"hoan nghênh|cơ bản|chưa|không(?! để| được)|đang|sẽ|ban hành (?:Kế hoạch|Chỉ thị|kế hoạch|Quyết định|văn bản số)|"
    r"báo cáo Bộ|cam kết|gặp|bị|thống nhất (?:kết luận|đánh giá)|mỗi đơn vị|xét chọn|chọn)(?!\w)"
)
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


@cache
def _order_word() -> re.Pattern[str]:
    words = sorted((re.escape(word) for word in load("duties")["orders"]), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(words)}):?\s+")


def orders_in(text: str, start: int, end: int) -> list[Order]:
    """This will give the duties of a paragraph; a sentence for the same agencies as the one before goes with it."""
    found: list[Order] = []
    for begin, stop in _sentences(text, start, end):
        order = _order(text, begin, stop)
        if order and (not found or order.agencies.names != found[-1].agencies.names):
            found.append(order)
    return found


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """This will cut a paragraph at stops and semicolons, but not within a list of agencies."""
    title = _TITLE.match(text, start, end)
    if title and _names_end(text, start, title.end()) <= start:
        start = title.end()
    begin, guarded = start, _names_end(text, start, end)
    for cut in _SENTENCE.finditer(text, start, end):
        if cut.start() < guarded:
            continue
        yield begin, cut.end()
        begin, guarded = cut.end(), _names_end(text, cut.end(), end)
    yield begin, end


def _names_end(text: str, begin: int, end: int) -> int:
    """This will tell where the agencies named first in a sentence end, those it is done together with included."""
    asked = _order_word().match(text, begin, end)
    lists = [agencies_at(text, asked.end() if asked else begin, end)]
    reach = min(end, begin + 2 * REACH)
    stop = text.find(". ", begin, reach)
    for cue in WITH.finditer(text, begin, reach if stop < 0 else stop):
        lists.append(agencies_at(text, cue.end(), end))
    return max((one.end for one in lists if one), default=begin)


def _order(text: str, start: int, end: int) -> Order | None:
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
    if asked := _order_word().match(text, start, end):
        yield _Attempt(asked.end(), True, "order-word", asked.group())
    yield _Attempt(start, False, "agency-acts")
    if clause := _LEAD_CLAUSE.match(text, start, end):
        asked_here = _ASKED_INSIDE.match(text, clause.end(), end)
        yield _Attempt((asked_here or clause).end(), False, "agency-after-clause")
    for inside in _ASKED_INSIDE.finditer(text, start, end):
        yield _Attempt(inside.end(), False, "asked-inside", inside.group())
    if _OPENS_LATE.match(text, start, end):
        for cut in _CLAUSE_CUT.finditer(text, start, end):
            yield _Attempt(cut.end(), False, "agency-after-clause")


def _with_duty(text: str, attempt: _Attempt, start: int, end: int) -> Order | None:
    """This will read agencies and their duty; a body that itself asks others ("UBND tỉnh yêu cầu …") passes it on."""
    listed = agencies_at(text, attempt.at, end)
    duty = _DUTY_NEXT.match(text, listed.end, end) if listed else None
    if listed is None or duty is None or duty.end() >= end - _LEAST_DUTY:
        return None
    mark = text[listed.end]
    if mark in ".;(" or (not attempt.explicit and (mark == ":" or not _is_duty(text, listed, duty.end(), end))):
        return None
    passes = _PASSES_ON.match(text, duty.end(), end)
    if passes and attempt.passed < _MOST_PASSED:
        return _with_duty(
            text, _Attempt(passes.end(), False, "asked-inside", passes.group(), attempt.passed + 1), start, end
        )
    cue = (attempt.cue or text[listed.start : listed.end]).strip(" :,")
    asked = bool(_ASKING.match(attempt.cue))
    return Order(start, listed, duty.end(), end, attempt.explicit, attempt.reason, cue, asked)


def _is_duty(text: str, listed: Agencies, at: int, end: int) -> bool:
    """This will tell words that say what is to be done; after bodies of a kind they must be known for such."""
    if _WEAK_DUTY.match(text, at, end):
        return False
    first = words_of(text, at, min(end, at + 60))
    known = bool(first) and vocabulary()["verbs"].longest(first, 0) > 0
    return known or (listed.names[0][0].isupper() and not listed.names[0].startswith(("Các", "Một", "Mỗi", "Những")))
