"""Duties: who must do what by when, one row for each smallest item."""

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import takewhile

from vanban.model import Assignment
from vanban.read.agencies import Agencies, agencies_at
from vanban.read.duty_asked import asked_of_heading, asked_together, opens_list
from vanban.read.duty_ends import settle_ends
from vanban.read.duty_heads import (
    Heading,
    agency_heading,
    asked_heading,
    inline_heading,
    is_bare_lead_in,
    lead_in,
    long_heading,
    names_members,
)
from vanban.read.duty_marks import by_marks
from vanban.read.duty_news import is_headline, news_rows, outside_lists, reported_on, told_in
from vanban.read.duty_ownership import is_among, is_own_act, overrides
from vanban.read.duty_roles import apply_inline_roles, apply_roles
from vanban.read.duty_rows import Row, by_deadlines, finish, new_row, order_row, order_rows, share_reports
from vanban.read.duty_sections import assigns, gives_named_only, gives_none, is_preamble, sets_criteria, sets_goals
from vanban.read.name_words import opens_with_verb
from vanban.read.orders import Order, opens_with_order, orders_in
from vanban.read.page import Page
from vanban.read.role_brackets import role_alone
from vanban.read.role_lines import Role
from vanban.read.roles import read_roles
from vanban.read.task_tables import read_task_tables
from vanban.read.units import Unit, read_units

_SHORT_NODE = 80
_CONDITION = re.compile(
    r"(?:Trường hợp|Khi|Đối với|Nếu|Trong đó|Riêng|Lưu ý|Ghi chú|Việc|Trong trường hợp|Cụ thể|Ngoài ra|Chi tiết)(?!\w)"
)
_SPEAKS_OF_ITSELF = re.compile(
    r"(?:Quyết định|Kế hoạch|Chỉ thị|Kết luận|Nghị quyết|Thông báo|Văn bản|Quy định|Quy chế)(?: này(?!\w)| có hiệu lực)"
)
# What such words lead in to is no list of duties: papers, what a duty is for ("sửa đổi Luật … để:"), its parts.
_LISTS_PAPERS = re.compile(
    r"[Hh]ồ sơ[^:.]{0,80}(?:gồm|bao gồm)[^:.]{0,40}:\s*$|"
    r"(?<!\w)(?:để|nhằm|theo hướng|với các nội dung chính|trong đó)\s*:\s*$"
)
# "Văn phòng UBND tỉnh thông báo kết luận của … để các sở, ngành biết, thực hiện./.": what a notice ends with
_GIVES_NOTICE = re.compile(
    r"(?:Thừa lệnh[^,;.]{2,60}, )?Văn phòng [^,;.:]{2,60} (?:xin |trân trọng |kính )?thông báo(?!\w)[^;]{0,300}"
    r"(?<!\w)biết(?:,| và|, và)? ?(?:tổ chức |triển khai |để )?thực hiện"
)
_LINES_OF_NAMES = 8
_ITEMS_SEEN = 60
# How often a row of the rule is right, measured on keyed documents.
_CONFIDENCE = {
    "order-word": 0.95,
    "inline-heading": 0.97,
    "under-heading": 0.97,
    "role-line": 0.93,
    "agency-acts": 0.92,
    "agency-after-clause": 0.8,
    "asked-inside": 0.85,
    "under-preamble": 0.6,
}
_NEWS_CONFIDENCE = 0.65


@dataclass(slots=True)
class _Desk:
    """What the walk over the units holds: heads in force with their levels, rows made, how far a point is explained.

    `asked`: whom a paragraph before the first item asked.
    """

    page: Page
    units: list[Unit]
    heads: list[tuple[int, Heading | None]] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    explained: dict[int, int] = field(default_factory=dict)
    asked: Heading | None = None
    place: dict[int, int] = field(init=False)

    def __post_init__(self) -> None:
        self.place = {unit.block.start: index for index, unit in enumerate(self.units)}

    def has_inner(self, index: int) -> bool:
        """This will tell whether units stand under this one."""
        return index + 1 < len(self.units) and self.units[index + 1].level > self.units[index].level


def read_assignments(page: Page) -> tuple[Assignment, ...]:
    """This will give the duties in order of the text."""
    news = page.metadata.kind == "TIN"
    if news and not page.provisions:
        return tuple(finish(page, row, _NEWS_CONFIDENCE) for row in news_rows(page))
    units = read_units(page)
    desk = _Desk(page, [outside_lists(page, unit) for unit in units] if news else units)
    roles = read_roles(page, desk.units)
    for index, unit in enumerate(desk.units):
        while desk.heads and desk.heads[-1][0] >= unit.level:
            desk.heads.pop()
        silent = bool(desk.heads) and desk.heads[-1][1] is None
        if index not in roles and not silent and not gives_none(page, unit):
            _read_unit(desk, index, unit)
    desk.rows = [row for row in desk.rows if not _is_title_of_list(page, row.unit)]
    told = Counter(row.unit.block.start for row in desk.rows)
    desk.rows = [
        part
        for row in desk.rows
        for item in by_marks(page, row)
        for part in by_deadlines(page, item, alone=told[row.unit.block.start] == 1)
    ]
    desk.rows = apply_roles(page, desk.units, share_reports(desk.rows), roles)
    desk.rows = apply_inline_roles(page, desk.units, desk.rows, roles)
    settle_ends(page, desk.rows, desk.explained)
    rows = [finish(page, row, _NEWS_CONFIDENCE if news else _CONFIDENCE[row.reason]) for row in desk.rows]
    return tuple(sorted([*rows, *read_task_tables(page)], key=lambda row: row.start))


def _read_unit(desk: _Desk, index: int, unit: Unit) -> None:
    page, inner = desk.page, desk.has_inner(index)
    if page.metadata.kind == "TIN" and is_preamble(page, unit):
        _read_told(desk, unit)
        return
    if _GIVES_NOTICE.match(page.text, unit.start, unit.end):
        return
    ends_open = unit.words(page).rstrip().endswith(":")
    if unit.kind == "paragraph" and (alone := role_alone(page, unit)) is not None:
        _hold_role(desk, unit, alone)
        return
    if inner and (told := asked_heading(page, unit, by_issuer=True)):
        _hold_told(desk, unit, told)
        return
    if inner and names_members(page, unit):
        desk.heads.append((unit.level, None))
        return
    heading = agency_heading(page, unit) if inner or ends_open else None
    heading = heading or (long_heading(page, unit) if inner else None)
    if heading and inner:
        _hold(desk, unit, heading)
        return
    directs = (
        unit.words(page).startswith("Chỉ đạo") and bool(desk.heads) and not getattr(desk.heads[-1][1], "weak", True)
    )
    if inner and not directs and (told := asked_heading(page, unit)):
        _hold_told(desk, unit, told)
        return
    if not sets_criteria(page, unit) and (inline := inline_heading(page, unit)):
        _read_inline(desk, unit, inline, inner=inner, ends_open=ends_open)
        return
    orders = _with_names_above(desk, index, orders_in(page.text, unit.start, unit.end))
    if is_preamble(page, unit):
        asked = [order for order in orders if order.reason in {"asked-inside", "order-word"}]
        desk.asked = asked_together(page, asked) if asked else desk.asked
        if desk.asked and (ends_open if asked else opens_list(page, unit)):
            desk.heads.append((unit.level, replace(desk.asked, parted=_items_name_theirs(desk, unit))))
        return
    if inner and (ends_open or is_bare_lead_in(page, unit)):
        _open_lead_in(desk, unit, orders)
        return
    _rows_of_unit(desk, index, unit, orders)
    if unit.kind == "node" and inner and orders and orders[0].start == unit.start:
        _hold(desk, unit, Heading(orders[0].agencies, (), orders[0].cue, orders[0].asked))


def _hold_told(desk: _Desk, unit: Unit, told: Heading) -> None:
    """This will put in force whom a paragraph asks to do what its items say."""
    weak = is_preamble(desk.page, unit)
    desk.heads.append((unit.level, replace(told, weak=weak, parted=weak and _items_name_theirs(desk, unit))))


def _hold_role(desk: _Desk, unit: Unit, role: Role) -> None:
    """This will let "(Sở Y tế chủ trì; Công an tỉnh phối hợp)", alone under a heading, rule the heading's items."""
    if role.leads:
        told = Heading(Agencies(role.leads, unit.start, unit.start), role.supports, role.cue)
        desk.heads.append((unit.level - 1, told))


def _read_told(desk: _Desk, unit: Unit) -> None:
    """This will read a paragraph of a report before its numbered items, and whom it leads in to them for."""
    page = desk.page
    rows, above = told_in(page, unit) if not is_headline(page, unit) else ([], None)
    desk.rows += rows
    if rows:
        agencies = Agencies(rows[-1].leads, unit.start, unit.start)
        desk.asked = Heading(agencies, rows[-1].supports, rows[-1].cue, rows[-1].asked, weak=True)
    if above is None and opens_list(page, unit):
        above = desk.asked
    desk.heads += [(unit.level, above)] if above else []


def _hold(desk: _Desk, unit: Unit, heading: Heading) -> None:
    """This will put a heading in force; among goals it only names where something is to be reached."""
    among = unit.kind != "paragraph" and sets_goals(desk.page, unit)
    weak = heading.weak or among or _items_name_theirs(desk, unit)
    desk.heads.append((unit.level, replace(heading, weak=weak)))


def _items_name_theirs(desk: _Desk, unit: Unit) -> bool:
    """This will tell a paragraph over numbered items that name who does them: "UBND tỉnh yêu cầu các sở …:"."""
    if unit.kind != "paragraph":
        return False
    at = desk.place[unit.block.start] + 1
    below = list(takewhile(lambda one: one.level > unit.level, desk.units[at : at + _ITEMS_SEEN]))
    items = [one for one in below if one.kind == "node" and one.level == below[0].level]
    text = desk.page.text
    named = [
        one for one in items if agencies_at(text, one.start, one.end) or opens_with_order(text, one.start, one.end)
    ]
    return len(named) > 1 and 2 * len(named) >= len(items)


def _with_names_above(desk: _Desk, index: int, orders: list[Order]) -> list[Order]:
    """This will add agencies that lines above name: "Điều 3. Chánh Văn phòng UBND tỉnh;" and "Giám đốc các Sở …"."""
    if not orders or orders[0].start != desk.units[index].start or orders[0].reason != "agency-acts":
        return orders
    text, names = desk.page.text, orders[0].agencies.names
    for before in reversed(desk.units[max(index - _LINES_OF_NAMES, 0) : index]):
        shown = text[before.start : before.end].rstrip()
        found = agencies_at(text, before.start, before.end) if shown.endswith((";", ",")) else None
        if found is None or text[found.end : before.end].strip(" ;,\n"):
            break
        names = (*found.names, *names)
    return [replace(orders[0], agencies=replace(orders[0].agencies, names=names)), *orders[1:]]


def _read_inline(desk: _Desk, unit: Unit, inline: Heading, *, inner: bool, ends_open: bool) -> None:
    """This will read "Sở Tư pháp: Thực hiện …"; what stands under it is for the same agency."""
    begin = inline.agencies.end
    if not (inner and ends_open):
        desk.rows.append(new_row(desk.page, unit, (begin, unit.end), inline, "inline-heading"))
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
        _hold(desk, unit, Heading(own.agencies, partners, own.cue, own.asked))
    elif above is not None and (partners := lead_in(desk.page, unit.start, unit.end)):
        cue = text[unit.start : unit.end].rstrip(" :")
        desk.heads.append((unit.level, replace(above, supports=partners, cue=cue[:80])))


def _rows_of_orders(desk: _Desk, unit: Unit, orders: list[Order], said: int) -> list[Row]:
    """This will make rows of the orders of a paragraph: one that stands alone has the whole paragraph."""
    if said == 1:
        return [order_row(desk.page, unit, replace(order, end=unit.end)) for order in orders]
    return order_rows(desk.page, unit, orders)


def _rows_of_unit(desk: _Desk, index: int, unit: Unit, orders: list[Order]) -> None:
    above = desk.heads[-1][1] if desk.heads else None
    if above is None:
        given = [order for order in orders if assigns(desk.page, unit) or not is_own_act(desk.page, order)]
        desk.rows += _rows_of_orders(desk, unit, given, len(orders)) or reported_on(desk.page, unit, desk.rows)
        return
    own = [order for order in orders if order.start == unit.start and overrides(order, above)]
    if own and own[0].reason == "agency-after-clause" and own[0].agencies.names == above.agencies.names:
        own = []
        orders = []
    shared = [order for order in orders if len(above.agencies.names) > 1 and is_among(order, above)]
    if own or len(shared) > 1:
        if len(shared) <= 1 and above.weak:
            desk.rows += _rows_of_orders(desk, unit, orders, len(orders))
            return
        for order in shared if len(shared) > 1 else own[:1]:
            desk.rows.append(order_row(desk.page, unit, order))
        return
    unnamed = above.parted or (above.weak and gives_named_only(desk.page, unit))
    if sets_criteria(desk.page, unit) or (unnamed and not orders):
        return
    if above.weak:
        desk.rows += _rows_of_orders(desk, unit, orders, len(orders))
        if orders:
            return
    if unit.kind == "node" and index >= 0 and desk.has_inner(index) and _is_title(unit.words(desk.page)):
        return
    if (
        _asks_the_heading(desk, unit, above)
        or _asks_unnamed(desk.page, unit)
        or _SPEAKS_OF_ITSELF.match(desk.page.text, unit.start, unit.end)
    ):
        return
    if _explains(desk, unit):
        if index + 1 < len(desk.units):  # the last words of a document close it
            desk.explained[desk.rows[-1].unit.block.start] = unit.end
        return
    reason = "under-preamble" if above.weak else "under-heading"
    desk.rows.append(new_row(desk.page, unit, (unit.start, unit.end), above, reason))


def _asks_the_heading(desk: _Desk, unit: Unit, above: Heading) -> bool:
    """This will make the row of "Đề nghị chỉ đạo các đơn vị …", the first words under the heading of whom it asks."""
    first = not desk.rows or desk.rows[-1].unit.provision is not unit.provision
    begin = asked_of_heading(desk.page, unit) if first and not above.weak else None
    if begin is None:
        return False
    desk.rows.append(new_row(desk.page, unit, (begin, unit.end), replace(above, asked=True), "under-heading"))
    return True


def _is_title_of_list(page: Page, unit: Unit) -> bool:
    """This will tell "PHÂN CÔNG PHỤ TRÁCH ĐỊA BÀN" over a list or table from a duty."""
    return unit.kind == "paragraph" and unit.words(page).isupper()


def _is_title(words: str) -> bool:
    """This will tell a heading over items from an item that goes on below: it is short, or no stop closes it."""
    return len(words) < _SHORT_NODE or words.rstrip()[-1:] not in {".", ";", ",", ":", "/"}


def _asks_unnamed(page: Page, unit: Unit) -> bool:
    """This will tell words that ask somebody else than the heading names: "Đề nghị Quý cơ quan quan tâm …"."""
    shares = page.text.startswith("Phân công", unit.start)
    return unit.kind == "paragraph" and not shares and opens_with_order(page.text, unit.start, unit.end)


def _explains(desk: _Desk, unit: Unit) -> bool:
    """This will tell a paragraph that goes on about the item above it: a case, an exception, no duty of its own."""
    if unit.kind != "paragraph" or not desk.rows:
        return False
    last = desk.rows[-1].unit
    if last.provision is not unit.provision or last.block is unit.block:
        return False
    opens = opens_with_verb(desk.page.text, unit.start, unit.end)
    return not opens or _CONDITION.match(desk.page.text, unit.start, unit.end) is not None
