"""A duty in the making: made from its words, parted by its deadlines, finished into what the reading holds."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from vanban.model import Assignment
from vanban.read.agencies import agencies_at, supports_in
from vanban.read.deadlines import Deadline, read_deadline
from vanban.read.duty_heads import Heading
from vanban.read.lead_words import LEADS
from vanban.read.limits import limit_words
from vanban.read.name_words import opens_with_verb
from vanban.read.orders import Order
from vanban.read.page import Page
from vanban.read.units import Unit

_QUOTE_WORDS = 15
_TOLD_ON = re.compile(
    r"[.;,\s]*(?:(?:yêu cầu|đề nghị) )?(?:hoàn thành|hoàn thiện|báo cáo|gửi|thời (?:gian|hạn)|kết quả|xong|hạn)\s"
    r"(?:[^.;\n]|[.;](?=\S))*",
    re.IGNORECASE,
)
# "…; hoàn thành trước ngày 25/11/2025." tells when all that stands before it is due.
_ONLY_DUE = re.compile(
    r"\s*(?:hoàn thành|thời hạn|hạn|xong)(?: (?:hoàn thành|chậm nhất|trong|trước|vào|là|xong|việc này))*:?\s*"
    r"(?:ngày|tháng|quý|năm)\s[\dIV/.-]{1,10}(?:\s(?:tháng|năm)\s\d{1,4}){0,2}\s*[.;/]*\s*"
)
_ALWAYS = re.compile(r"(?:nhiệm vụ|thực hiện) thường xuyên\s*[.;,]")
_REPORTS = re.compile(r"(?:[Đđ]ịnh kỳ|[Hh][ằà]ng (?:năm|quý|tháng))[^.;]{0,120}?(?:báo cáo|gửi)(?!\w)")
_RETURNS = re.compile(r"(?:Định kỳ|H[ằà]ng (?:năm|quý|tháng|tuần))[^.;]{0,160}?(?:báo cáo|tổng hợp)(?!\w)")
_STOP_REACH = 3
_LEAST_WORDS = 10
_SHORT_PART = 7  # words: "sơ kết vào quý II năm 2028; tổng kết trong quý IV năm 2030" is one task
_REVIEWS = re.compile(r"(?:[Tt]ham mưu |[Tt]ổ chức )?(?:[Ss]ơ kết|[Tt]ổng kết)\s")
_YEAR = 4
_ROLE_ALONE = re.compile(
    rf"(?:{LEADS}|thực hiện|tổ chức thực hiện)"
    r"(?:\s*,?\s*(?:và )?(?:phối hợp|cùng)(?: chặt chẽ)?(?: với| cùng)?\s+|(?=\s*(?:[,.;]|$)))"
)
_SHORT_REST = 60
_WITH = "Với "
_WHOLE = 2
_SEGMENT = re.compile(r"(?<=[.;])\s+(?:\(\d{1,2}\)\s*)?(?=\w)")
_WORD = re.compile(r"\S+")


@dataclass(slots=True)
class Row:
    """A duty in the making; `end` is how far its facts are read, `until` where the whole duty ends.

    `opens` is where the words begin that give it: its agency, or a number, may stand before its own first word.
    `reports`: a report told at a paragraph's end, which all owe to whom the paragraph gives duties.
    """

    unit: Unit
    start: int
    end: int
    leads: tuple[str, ...]
    supports: tuple[str, ...]
    deadline: Deadline
    reason: str
    cue: str
    asked: bool = False
    product: str | None = None
    opens: int = 0
    until: int = 0
    reports: bool = False


def new_row(page: Page, unit: Unit, span: tuple[int, int], heading: Heading, reason: str) -> Row:
    """This will make the row of a stretch of words under a heading."""
    start, end = span
    deadline = read_deadline(page.text[start:end], page.counted_from)
    beside = heading.agencies.beside
    leads = tuple(name for name in heading.agencies.names if name not in beside)
    own = supports_in(page.text, start, end) or _partners_first(page.text, start, end)
    supports = tuple(dict.fromkeys(name for name in (*beside, *(own or heading.supports)) if name not in leads))
    return Row(unit, start, end, leads, supports, deadline, reason, heading.cue, heading.asked, opens=start)


def _partners_first(text: str, start: int, end: int) -> tuple[str, ...]:
    """This will read "Với Sở Y tế tổ chức …", an item under "Phối hợp:"."""
    listed = agencies_at(text, start + len(_WITH), end) if text.startswith(_WITH, start) else None
    return listed.names if listed else ()


def order_row(page: Page, unit: Unit, order: Order) -> Row:
    """This will make the row of a sentence that gives a duty; its time may stand before the agency."""
    heading = Heading(order.agencies, (), order.cue, order.asked)
    row = new_row(page, unit, (order.duty_at, order.end), heading, order.reason)
    row.deadline = read_deadline(page.text[order.start : order.end], page.counted_from)
    row.opens = order.start
    aside = supports_in(page.text, order.agencies.start, order.agencies.end)  # "Sở A (phối hợp Sở B) lập …"
    row.supports = row.supports or tuple(name for name in aside if name not in row.leads)
    if _only_says_who(page, unit, order):
        row.start = row.opens = unit.start
    return row


def _only_says_who(page: Page, unit: Unit, order: Order) -> bool:
    """This will tell "Xây dựng mô hình: Sở Y tế chủ trì, phối hợp với …, xong trong tháng 6": the duty stands first."""
    text = page.text
    before = text[unit.start : order.agencies.start].rstrip().removesuffix("Giao").rstrip()
    titled = before.endswith((":", "."))
    role = _ROLE_ALONE.match(text, order.duty_at, order.end) if titled else None
    if role is None or not opens_with_verb(text, unit.start, unit.end):
        return False
    named = agencies_at(text, role.end(), order.end)
    rest = text[named.end if named else role.end() : order.end].strip(" ,.;/")
    return len(rest) < _SHORT_REST and (
        rest in {"", "thường xuyên"} or read_deadline(rest, page.counted_from) != Deadline()
    )


def order_rows(page: Page, unit: Unit, orders: list[Order]) -> list[Row]:
    """This will make the rows of a paragraph's duties; "Yêu cầu gửi báo cáo trước ngày …" after one tells on of it."""
    rows: list[Row] = []
    for order, stop in zip(orders, [*(one.start for one in orders[1:]), unit.end][: len(orders)], strict=True):
        told_on = _TOLD_ON.match(page.text, order.end, stop)
        rows.append(order_row(page, unit, replace(order, end=told_on.end()) if told_on else order))
    return rows


def by_deadlines(page: Page, row: Row, *, alone: bool = True) -> list[Row]:
    """This will part an item whose sentences each have a deadline of their own: a duty for each.

    A report that comes back is a part of the duty where the paragraph gives it `alone`; else all owe it together.
    """
    cuts = [row.start, *(found.end() for found in _SEGMENT.finditer(page.text, row.start, row.end)), row.end]
    if len(cuts) == _WHOLE:
        return [row]
    parts: list[Row] = []
    settled_late = False
    for begin, stop in pairwise(cuts):
        said = read_deadline(page.text[begin:stop], page.counted_from)
        if parts and said.due is not None and _ONLY_DUE.fullmatch(page.text, begin, stop):
            before = parts[-1].deadline
            due = said.due if before.due is None or len(before.due) == _YEAR else before.due
            parts[-1] = replace(parts[-1], end=stop, deadline=Deadline(due, before.every or said.every))
            settled_late = settled_late or due != before.due
            continue
        long = len(page.text[begin:stop].split()) > _SHORT_PART and not _REVIEWS.match(page.text, begin, stop)
        new = long and said.due is not None and opens_with_verb(page.text, begin, stop)
        if parts and not alone and new_report(page, parts[-1], begin, stop, said):
            parts.append(replace(row, start=begin, end=stop, opens=begin, supports=(), deadline=said, reports=True))
            continue
        if parts and alone and returns_apart(page, parts[-1], begin, stop, said):
            supports = supports_in(page.text, begin, stop)
            parts.append(replace(row, start=begin, end=stop, opens=begin, supports=supports, deadline=said))
            continue
        settled = parts and _ALWAYS.search(page.text, parts[-1].start, parts[-1].end) is not None
        if parts and new and (settled or parts[-1].deadline.due not in {None, said.due}):
            supports = supports_in(page.text, begin, stop)
            parts.append(replace(row, start=begin, end=stop, opens=begin, supports=supports, deadline=said))
        elif parts:
            before = parts[-1].deadline
            parts[-1] = replace(
                parts[-1], end=stop, deadline=Deadline(before.due or said.due, before.every or said.every)
            )
        else:
            parts.append(replace(row, end=stop, deadline=said))
    return parts if len(parts) > 1 or settled_late else [row]


def new_report(page: Page, before: Row, begin: int, stop: int, said: Deadline) -> bool:
    """This will tell "…; định kỳ trước ngày 15/11 hằng năm báo cáo …" behind a duty of its own: a report each year."""
    if said.due is None or said.every is None or before.deadline != Deadline():
        return False
    long = len(page.text[before.start : begin].split()) >= _LEAST_WORDS
    return long and _REPORTS.match(page.text, begin, stop) is not None


def returns_apart(page: Page, before: Row, begin: int, stop: int, said: Deadline) -> bool:
    """This will tell a sentence of its own that asks for a report each month or year, behind a duty done once."""
    ended = page.text[max(begin - _STOP_REACH, 0) : begin].rstrip().endswith(".")
    long = len(page.text[before.start : begin].split()) >= _LEAST_WORDS
    once = before.deadline.every is None
    return ended and long and once and said.every is not None and _RETURNS.match(page.text, begin, stop) is not None


def share_reports(rows: list[Row]) -> list[Row]:
    """This will let a report at a paragraph's end be owed by each agency that the paragraph names before it."""
    leads: dict[int, dict[str, None]] = {}
    for row in rows:
        known = leads.setdefault(row.unit.block.start, {})
        known.update(dict.fromkeys(row.leads))
        if row.reports:
            row.leads = tuple(known)
    return rows


def finish(page: Page, row: Row, confidence: float) -> Assignment:
    """This will give the duty with its first words for a quotation."""
    end = row.start
    for count, word in enumerate(_WORD.finditer(page.text, row.start, row.unit.end), start=1):
        end = word.end()
        if count == _QUOTE_WORDS:
            break
    while end > row.start and page.text[end - 1] in ".;:,/":
        end -= 1
    return Assignment(
        path=row.unit.path,
        anchor=row.unit.anchor,
        quote=page.text[row.start : end],
        start=row.start,
        end=end,
        leads=row.leads,
        supports=row.supports,
        due=row.deadline.due,
        every=row.deadline.every,
        confidence=confidence,
        reason=row.reason,
        cue=row.cue,
        asked=row.asked,
        product=row.product,
        until=row.until if row.until > row.start else end,
        within=limit_words(page.text, row.start, max(row.until, end)),
    )
