"""Sentences that give a duty to agencies they name: "Giao Sở Y tế …", "Sở Y tế chủ trì …", "…, Sở Xây dựng lập …"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from vanban.read.agencies import Agencies, agencies_at
from vanban.text.letters import UPPER
from vanban.vocabulary import load

_SENTENCE = re.compile(rf"(?<=[.;])\s+(?=[{UPPER}])|(?<=\.)(?=[{UPPER}])|(?<=;)\s+(?=giao|đề nghị|yêu cầu)")
_LEAD_CLAUSE = re.compile(
    r"(?:Trên cơ sở|Căn cứ|Sau khi|Trước|Hằng năm|Hàng năm|Định kỳ|Trong quá trình|Để|"
    r"Theo|Trong thời gian|Ngoài|Khi|Trên đây|Quá trình|"
    r"Nếu|Trường hợp|Trong trường hợp|Trong đó|Đồng thời|Tùy)[^.;:]{0,420}?,\s+(?=\S)"
)
_ASKED_INSIDE = re.compile(r"(?<!\w)(?:đề nghị|yêu cầu|giao(?: nhiệm vụ)?(?: cho)?|Đề nghị|Yêu cầu)\s+(?=\S)")
_PASSES_ON = re.compile(r"(?:yêu cầu|đề nghị|giao(?: nhiệm vụ)?(?: cho)?|phân công)\s+(?=\S)")
_CLAUSE_CUT = re.compile(r"[,;]\s+(?=\S)")
_OPENS_LATE = re.compile(
    r"Trên đây|Trong quá trình|Quá trình|Trên cơ sở|Căn cứ|Sau khi|Nếu|Trong trường hợp|"
    r"Trong đó|Đồng thời|Định kỳ|Ngoài|Hằng năm|Hàng năm"
)
_LEAST_DUTY = 4
_DUTY_NEXT = re.compile(r"[\s,:]*(?=\S)")
_WEAK_DUTY = re.compile(
    r"(?:là(?! cơ quan| đơn vị)|được|đã|do|có(?! trách nhiệm| biện pháp| văn bản|"
    r" kế hoạch)|vừa|với|về|tại|trên|trong(?! phạm vi| quá trình)|và|của|cho|nhằm|để|"
    r"đạt|khi|thuộc|nếu|như|bằng|mà|thì|ở|từ|còn|theo quy định)(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Order:
    """A duty given in a sentence: to whom, where the duty's words begin, where the sentence ends."""

    start: int
    agencies: Agencies
    duty_at: int
    end: int
    explicit: bool
    reason: str


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


def _sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    cuts = [start, *(found.end() for found in _SENTENCE.finditer(text, start, end)), end]
    return list(pairwise(cuts))


def _order(text: str, start: int, end: int) -> Order | None:
    for attempt in _attempts(text, start, end):
        if order := _with_duty(text, attempt, start, end):
            return order
    return None


@dataclass(frozen=True, slots=True)
class _Attempt:
    """A place in a sentence where the agencies may stand."""

    at: int
    explicit: bool
    reason: str


def _attempts(text: str, start: int, end: int) -> Iterator[_Attempt]:
    """This will go through the places where a sentence may name who must act, the surest first."""
    if asked := _order_word().match(text, start, end):
        yield _Attempt(asked.end(), True, "order: " + asked.group().strip())
    yield _Attempt(start, False, "agency before a duty verb")
    if clause := _LEAD_CLAUSE.match(text, start, end):
        asked_here = _ASKED_INSIDE.match(text, clause.end(), end)
        yield _Attempt((asked_here or clause).end(), False, "agency after a leading clause")
    for inside in _ASKED_INSIDE.finditer(text, start, end):
        yield _Attempt(inside.end(), False, "asked: " + inside.group().strip())
    if _OPENS_LATE.match(text, start, end):
        for cut in _CLAUSE_CUT.finditer(text, start, end):
            yield _Attempt(cut.end(), False, "agency after a leading clause")


def _with_duty(text: str, attempt: _Attempt, start: int, end: int) -> Order | None:
    """This will read agencies and their duty; a body that itself asks others ("UBND tỉnh yêu cầu …") passes it on."""
    listed = agencies_at(text, attempt.at, end)
    duty = _DUTY_NEXT.match(text, listed.end, end) if listed else None
    if listed is None or duty is None or duty.end() >= end - _LEAST_DUTY:
        return None
    mark = text[listed.end]
    if mark in ".;(" or (not attempt.explicit and (mark == ":" or _WEAK_DUTY.match(text, duty.end(), end))):
        return None
    if passes := _PASSES_ON.match(text, duty.end(), end):
        return _with_duty(text, _Attempt(passes.end(), False, "asked: " + passes.group().strip()), start, end)
    return Order(start, listed, duty.end(), end, attempt.explicit, attempt.reason)
