"""Duties: who must do what by when, one row for each smallest item."""

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise

from vanban.model import Assignment
from vanban.read.agencies import Agencies, supports_in
from vanban.read.deadlines import Deadline, read_deadline
from vanban.read.duty_heads import (
    Heading,
    agency_heading,
    inline_heading,
    is_bare_lead_in,
    lead_in,
    long_heading,
)
from vanban.read.duty_sections import gives_named_only, gives_none, is_preamble, sets_criteria
from vanban.read.names_grammar import vocabulary
from vanban.read.orders import Order, orders_in
from vanban.read.page import Page
from vanban.read.roles import Role, inline_role, read_roles
from vanban.read.task_tables import read_task_tables
from vanban.read.units import Unit, read_units
from vanban.read.words import words_of
from vanban.text import fold

_QUOTE_WORDS = 15
_SHORT_NODE = 80
_SEGMENT = re.compile(r"(?<=[.;])\s+(?=\w)")
_WHOLE = 2
_WORD = re.compile(r"\S+")
_CONDITION = re.compile(
    r"(?:Trường hợp|Khi|Đối với|Nếu|Trong đó|Riêng|Lưu ý|Ghi chú|Việc|Trong trường hợp|Cụ thể|Ngoài ra|Chi tiết)(?!\w)"
)
_LISTS_PAPERS = re.compile(r"[Hh]ồ sơ[^:.]{0,80}(?:gồm|bao gồm)[^:.]{0,40}:\s*$")
# How often a row of the rule is right, measured on keyed documents.
_CONFIDENCE = {
    "order-word": 0.96,
    "inline-heading": 0.97,
    "under-heading": 0.97,
    "role-line": 0.93,
    "agency-acts": 0.9,
    "agency-after-clause": 0.85,
    "asked-inside": 0.85,
    "under-preamble": 0.8,
}
_NEWS_CONFIDENCE = 0.65
_SENTENCE_RULES = {"agency-acts", "agency-after-clause", "asked-inside"}


@dataclass(slots=True)
class _Row:
    """A duty in the making; `end` is where its words end."""

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


@dataclass(slots=True)
class _Desk:
    """What the walk over the units holds: heads in force with their levels, rows made, roles by unit."""

    page: Page
    units: list[Unit]
    heads: list[tuple[int, Heading | None]] = field(default_factory=list)
    rows: list[_Row] = field(default_factory=list)

    def has_inner(self, index: int) -> bool:
        """This will tell whether units stand under this one."""
        return index + 1 < len(self.units) and self.units[index + 1].level > self.units[index].level


def read_assignments(page: Page) -> tuple[Assignment, ...]:
    """This will give the duties in order of the text."""
    if page.metadata.kind == "TIN":
        return tuple(_finish(page, row, _NEWS_CONFIDENCE) for row in _news_rows(page))
    desk = _Desk(page, read_units(page))
    roles = read_roles(page, desk.units)
    for index, unit in enumerate(desk.units):
        while desk.heads and desk.heads[-1][0] >= unit.level:
            desk.heads.pop()
        silent = bool(desk.heads) and desk.heads[-1][1] is None
        if index not in roles and not silent and not gives_none(page, unit):
            _read_unit(desk, index, unit)
    desk.rows = [part for row in desk.rows for part in _by_deadlines(page, row)]
    _apply_roles(desk, roles)
    _apply_inline_roles(desk, roles)
    told = [_finish(page, row, _CONFIDENCE[row.reason]) for row in desk.rows]
    return tuple(sorted([*told, *read_task_tables(page)], key=lambda row: row.start))


def _read_unit(desk: _Desk, index: int, unit: Unit) -> None:
    page, inner = desk.page, desk.has_inner(index)
    ends_open = unit.words(page).rstrip().endswith(":")
    heading = agency_heading(page, unit) if inner or ends_open else None
    heading = heading or (long_heading(page, unit) if inner else None)
    if heading and inner:
        desk.heads.append((unit.level, heading))
        return
    if not sets_criteria(page, unit) and (inline := inline_heading(page, unit)):
        _read_inline(desk, unit, inline, inner=inner, ends_open=ends_open)
        return
    orders = orders_in(page.text, unit.start, unit.end)
    if is_preamble(page, unit):
        asked = [order for order in orders if order.reason in {"asked-inside", "order-word"}]
        if asked and ends_open:
            weak = Heading(asked[-1].agencies, (), asked[-1].cue, asked[-1].asked, weak=True)
            desk.heads.append((unit.level, weak))
        return
    if inner and (ends_open or is_bare_lead_in(page, unit)):
        _open_lead_in(desk, unit, orders)
        return
    _rows_of_unit(desk, index, unit, orders)
    if unit.kind == "node" and inner and orders and orders[0].start == unit.start:
        desk.heads.append((unit.level, Heading(orders[0].agencies, (), orders[0].cue, orders[0].asked)))


def _read_inline(desk: _Desk, unit: Unit, inline: Heading, *, inner: bool, ends_open: bool) -> None:
    """This will read "Sở Tư pháp: Thực hiện …"; what stands under it is for the same agency."""
    begin = inline.agencies.end
    if not (inner and ends_open):
        desk.rows.append(_row(desk.page, unit, (begin, unit.end), inline, "inline-heading"))
    if inner:
        partners = lead_in(desk.page, begin, unit.end) if ends_open else ()
        desk.heads.append((unit.level, replace(inline, supports=partners)))


def _open_lead_in(desk: _Desk, unit: Unit, orders: list[Order]) -> None:
    """This will take the agencies and partners of words that lead in ("…, phối hợp với …:") for the items below."""
    above = desk.heads[-1][1] if desk.heads else None
    text = desk.page.text
    if _LISTS_PAPERS.search(text, unit.start, unit.end):
        _rows_of_unit(desk, -1, unit, orders)
        desk.heads.append((unit.level, None))
        return
    own = next((one for one in reversed(orders) if above is None or one.start == unit.start), None)
    if own is not None:
        partners = lead_in(desk.page, own.duty_at, unit.end)
        desk.heads.append((unit.level, Heading(own.agencies, partners, own.cue, own.asked)))
    elif above is not None and (partners := lead_in(desk.page, unit.start, unit.end)):
        cue = text[unit.start : unit.end].rstrip(" :")
        desk.heads.append((unit.level, replace(above, supports=partners, cue=cue[:80])))


def _rows_of_unit(desk: _Desk, index: int, unit: Unit, orders: list[Order]) -> None:
    above = desk.heads[-1][1] if desk.heads else None
    if above is None:
        for order in orders:
            _add_order(desk, unit, order if len(orders) > 1 else replace(order, end=unit.end))
        return
    own = [order for order in orders if order.start == unit.start and _overrides(order, above)]
    shared = [order for order in orders if len(above.agencies.names) > 1 and _is_among(order, above)]
    if own or len(shared) > 1:
        for order in shared if len(shared) > 1 else own[:1]:
            _add_order(desk, unit, order)
        return
    if sets_criteria(desk.page, unit) or (above.weak and gives_named_only(desk.page, unit) and not orders):
        return
    if above.weak:
        for order in orders:
            _add_order(desk, unit, order if len(orders) > 1 else replace(order, end=unit.end))
        if orders:
            return
    if unit.kind == "node" and index >= 0 and desk.has_inner(index) and len(unit.words(desk.page)) < _SHORT_NODE:
        return
    if _explains(desk, unit):
        return
    reason = "under-preamble" if above.weak else "under-heading"
    desk.rows.append(_row(desk.page, unit, (unit.start, unit.end), above, reason))


def _explains(desk: _Desk, unit: Unit) -> bool:
    """This will tell a paragraph that goes on about the item above it: a case, an exception, no duty of its own."""
    if unit.kind != "paragraph" or not desk.rows:
        return False
    last = desk.rows[-1].unit
    if last.provision is not unit.provision or last.block is unit.block:
        return False
    opens = _opens_with_verb(desk.page, unit.start, unit.end)
    return not opens or _CONDITION.match(desk.page.text, unit.start, unit.end) is not None


def _overrides(order: Order, above: Heading) -> bool:
    """This will tell whether an item's own agency counts and not its heading's."""
    if order.explicit or above.weak or order.reason in {"agency-acts", "asked-inside"}:
        return True
    return _is_among(order, above)


def _is_among(order: Order, above: Heading) -> bool:
    """This will tell whether the agencies of a sentence are some of those in the heading."""
    names = {fold(name).removeprefix("cac ") for name in above.agencies.names}
    return all(fold(name).removeprefix("cac ") in names for name in order.agencies.names)


def _add_order(desk: _Desk, unit: Unit, order: Order) -> None:
    heading = Heading(order.agencies, (), order.cue, order.asked)
    row = _row(desk.page, unit, (order.duty_at, order.end), heading, order.reason)
    row.deadline = read_deadline(desk.page.text[order.start : order.end], desk.page.metadata.issued_on)
    desk.rows.append(row)


def _row(page: Page, unit: Unit, span: tuple[int, int], heading: Heading, reason: str) -> _Row:
    start, end = span
    deadline = read_deadline(page.text[start:end], page.metadata.issued_on)
    leads = heading.agencies.names
    supports = tuple(
        dict.fromkeys(name for name in (*heading.supports, *supports_in(page.text, start, end)) if name not in leads)
    )
    return _Row(unit, start, end, leads, supports, deadline, reason, heading.cue, heading.asked)


def _by_deadlines(page: Page, row: _Row) -> list[_Row]:
    """This will part an item whose sentences each have a deadline of their own: a duty for each."""
    cuts = [row.start, *(found.end() for found in _SEGMENT.finditer(page.text, row.start, row.end)), row.end]
    if len(cuts) == _WHOLE:
        return [row]
    parts: list[_Row] = []
    for begin, stop in pairwise(cuts):
        said = read_deadline(page.text[begin:stop], page.metadata.issued_on)
        new = said.due is not None and _opens_with_verb(page, begin, stop)
        if parts and new and parts[-1].deadline.due not in {None, said.due}:
            supports = supports_in(page.text, begin, stop)
            parts.append(replace(row, start=begin, end=stop, supports=supports, deadline=said))
        elif parts:
            before = parts[-1].deadline
            parts[-1] = replace(
                parts[-1], end=stop, deadline=Deadline(before.due or said.due, before.every or said.every)
            )
        else:
            parts.append(replace(row, end=stop, deadline=said))
    return parts if len(parts) > 1 else [row]


def _opens_with_verb(page: Page, start: int, end: int) -> bool:
    first = words_of(page.text, start, min(end, start + 60))
    return bool(first) and vocabulary()["verbs"].longest(first, 0) > 0


def _apply_roles(desk: _Desk, roles: dict[int, Role]) -> None:
    """This will give the items what the lines "Đơn vị chủ trì: …", "Thời gian: …" under them say."""
    rows_of: dict[int, list[_Row]] = {}
    for row in desk.rows:
        rows_of.setdefault(row.unit.block.start, []).append(row)
    for role in {id(one): one for one in roles.values()}.values():
        for index in role.items:
            unit = desk.units[index]
            existing = rows_of.get(unit.block.start, [])
            if role.leads and (len(existing) != 1 or existing[0].reason in _SENTENCE_RULES):
                desk.rows = [row for row in desk.rows if row not in existing]
                begin = existing[0].start if existing else role.starts.get(index, unit.start)
                heading = Heading(Agencies(role.leads, begin, begin), (), role.cue)
                existing = [_row(desk.page, unit, (begin, unit.end), heading, "role-line")]
                desk.rows += existing
                rows_of[unit.block.start] = existing
            for row in existing:
                _settle(row, role)


def _apply_inline_roles(desk: _Desk, roles: dict[int, Role]) -> None:
    """This will give items what they say at their end: "… (Đơn vị chủ trì: Sở Y tế; thời gian: quý IV/2026)"."""
    rows_of = {row.unit.block.start: row for row in desk.rows}
    for index, unit in enumerate(desk.units):
        if index in roles or is_preamble(desk.page, unit) or (told := inline_role(desk.page, unit)) is None:
            continue
        role, begin = told
        row = rows_of.get(unit.block.start)
        if row is None and role.leads:
            heading = Heading(Agencies(role.leads, begin, begin), (), role.cue)
            row = _row(desk.page, unit, (unit.start, begin), heading, "role-line")
            desk.rows.append(row)
        if row is not None:
            _settle(row, role)


def _settle(row: _Row, role: Role) -> None:
    if role.leads:
        row.leads = role.leads
    if role.supports:
        row.supports = tuple(dict.fromkeys([*role.supports, *row.supports]))
    row.product = row.product or role.product
    if role.deadline:
        due = role.deadline.due or row.deadline.due
        row.deadline = Deadline(due, role.deadline.every or row.deadline.every)


def _news_rows(page: Page) -> list[_Row]:
    desk = _Desk(page, read_units(page))
    for unit in desk.units:
        for order in orders_in(page.text, unit.start, unit.end):
            _add_order(desk, unit, order)
    return desk.rows


def _finish(page: Page, row: _Row, confidence: float) -> Assignment:
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
    )
