"""Duties: who must do what by when, one row for each smallest item."""

import re
from dataclasses import dataclass, field, replace

from vanban.model import Assignment
from vanban.read.agencies import Agencies, agencies_at, split_names, supports_in
from vanban.read.deadlines import Deadline, read_deadline
from vanban.read.orders import Order, orders_in
from vanban.read.page import Page
from vanban.read.roles import Role, read_roles
from vanban.read.units import Unit, read_units
from vanban.text import fold

_QUOTE_WORDS = 15
_LONG_HEADING = 170
_ACTS = re.compile(
    r"(?<!quan )chủ trì|phối hợp|căn cứ|có trách nhiệm|tổ chức thực hiện|triển khai|tiếp tục|"
    r"tăng cường|chỉ đạo(?! quốc)|sau:|như sau"
)
_WORD = re.compile(r"\S+")
_ASKED = re.compile(
    r"(?:Đề nghị|Giao|Phân công|Yêu cầu|Trách nhiệm(?: của)?|Đối với|"
    r"Nhiệm vụ của)\s+(?:các đồng chí(?=\s*:))?"
)
_HEADING_TAIL = re.compile(
    r"\s*(?:,?\s*(?:có trách nhiệm|chịu trách nhiệm|chủ trì|thực hiện|tổ chức thực hiện|"
    r"theo chức năng, nhiệm vụ được giao)[^.:;]{0,60})?\s*[:.;]?\s*$"
)
_NO_DUTIES = re.compile(
    r"tinh hinh|thuc trang|hien trang|ket qua dat|ton tai|khai niem|giai thich tu ngu|"
    r"doi tuong (?:ap dung|thi dua)"
)


@dataclass(slots=True)
class _Row:
    """A duty in the making."""

    unit: Unit
    start: int
    leads: tuple[str, ...]
    supports: tuple[str, ...]
    deadline: Deadline
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class _Why:
    """The rule by which a duty was found, how sure it is, where its sentence ends if before its paragraph."""

    confidence: float
    reason: str
    end: int | None = None


_INLINE = _Why(0.9, "heading with its duty after a colon")
_HEADED = _Why(0.92, "item under a heading that names an agency")
_ROLE = _Why(0.88, "role line under the item")


@dataclass(slots=True)
class _Desk:
    """What the walk over the units holds: heads in force and rows made."""

    page: Page
    units: list[Unit]
    heads: list[tuple[int, Agencies]] = field(default_factory=list)
    rows: list[_Row] = field(default_factory=list)


def read_assignments(page: Page) -> tuple[Assignment, ...]:
    """This will give the duties in order of the text."""
    if page.metadata.kind == "TIN":
        return tuple(_finish(page, row) for row in _news_rows(page))
    desk = _Desk(page, read_units(page))
    roles = read_roles(page, desk.units)
    for index, unit in enumerate(desk.units):
        _read_unit(desk, index, unit, roles.get(index))
    _apply_roles(desk, roles)
    rows = sorted(desk.rows, key=lambda row: row.start)
    return tuple(_finish(page, row) for row in rows)


def _read_unit(desk: _Desk, index: int, unit: Unit, role: Role | None) -> None:
    while desk.heads and desk.heads[-1][0] >= unit.level:
        desk.heads.pop()
    if role is not None or _tells_no_duties(desk.page, unit):
        return
    words = unit.words(desk.page)
    has_inner = index + 1 < len(desk.units) and desk.units[index + 1].level > unit.level
    head = _agency_heading(desk.page, unit) or (_long_heading(desk.page, unit) if has_inner else None)
    if head and has_inner:
        desk.heads.append((unit.level, head))
        return
    if head is None and (inline := _inline_heading(desk.page, unit)):
        desk.rows.append(_row(desk.page, unit, inline.end, inline.names, _INLINE))
        if has_inner:
            desk.heads.append((unit.level, inline))
        return
    orders = orders_in(desk.page.text, unit.start, unit.end)
    if _is_preamble(desk.page, unit):
        asked = [order for order in orders if order.reason.startswith(("asked", "order"))]
        if asked and words.rstrip().endswith(":"):
            desk.heads.append((unit.level, asked[-1].agencies))
        return
    if words.rstrip().endswith(":") and has_inner:
        if orders:
            desk.heads.append((unit.level, orders[-1].agencies))
        return
    _rows_of_unit(desk, unit, orders, has_inner)
    if unit.kind == "node" and has_inner and orders and orders[0].start == unit.start:
        desk.heads.append((unit.level, orders[0].agencies))


def _is_preamble(page: Page, unit: Unit) -> bool:
    """This will tell the words before the first provision, which say why and on what ground, not who must."""
    return unit.provision is None and bool(page.provisions) and unit.start < page.provisions[0].start


def _rows_of_unit(desk: _Desk, unit: Unit, orders: list[Order], has_inner: bool) -> None:
    above = desk.heads[-1][1] if desk.heads else None
    if above is None:
        for order in orders:
            desk.rows.append(_order_row(desk.page, unit, order if len(orders) > 1 else replace(order, end=unit.end)))
        return
    own = [order for order in orders if order.start == unit.start and _overrides(order, above)]
    if own:
        desk.rows.append(_order_row(desk.page, unit, own[0]))
        return
    if unit.kind == "node" and has_inner and unit.provision and len(unit.words(desk.page)) < 80:
        return
    desk.rows.append(_row(desk.page, unit, unit.start, above.names, _HEADED))


def _overrides(order: Order, above: Agencies) -> bool:
    """This will tell whether an item's own agency counts and not its heading's: ordered, or one of those above."""
    if order.explicit or (_is_group(above) and not _is_group(order.agencies)):
        return True
    names = {fold(name).removeprefix("cac ") for name in above.names}
    return all(fold(name).removeprefix("cac ") in names for name in order.agencies.names)


def _is_group(agencies: Agencies) -> bool:
    return len(agencies.names) == 1 and agencies.names[0].lower().startswith(("các ", "những "))


def _order_row(page: Page, unit: Unit, order: Order) -> _Row:
    confidence = 0.88 if order.explicit else 0.8
    return _row(page, unit, order.duty_at, order.agencies.names, _Why(confidence, order.reason, order.end))


def _tells_no_duties(page: Page, unit: Unit) -> bool:
    if unit.provision is None:
        return False
    chain = [unit.provision, *page.ancestors(unit.provision)]
    return any(_NO_DUTIES.search(fold(one.heading[:80])) for one in chain if one.depth <= 2 and len(one.heading) < 120)


def _agency_heading(page: Page, unit: Unit) -> Agencies | None:
    """This will read a heading that is nothing but agencies: "2. Công an tỉnh", "12. Đề nghị Ủy ban MTTQ …"."""
    start = unit.start
    if asked := _ASKED.match(page.text, start, unit.end):
        start = asked.end()
    listed = agencies_at(page.text, start, unit.end)
    if listed and _HEADING_TAIL.fullmatch(page.text, listed.end, unit.end):
        return listed
    return None


def _long_heading(page: Page, unit: Unit) -> Agencies | None:
    """This will read a heading whose agencies are told apart by what they do ("Các chủ đầu tư xây dựng hạ tầng …")."""
    words = unit.words(page)
    start = unit.start
    if asked := _ASKED.match(page.text, start, unit.end):
        start = asked.end()
    if unit.kind != "node" or len(words) > _LONG_HEADING or words.rstrip()[-1:] in ".;" or _ACTS.search(words):
        return None
    if agencies_at(page.text, start, unit.end) is None:
        return None
    shown = page.text[start : unit.end].rstrip(" :.,")
    return Agencies(split_names(shown), start, unit.end)


def _inline_heading(page: Page, unit: Unit) -> Agencies | None:
    """This will read "Sở Tư pháp: Thực hiện …": agencies, a colon, the duty."""
    start = unit.start
    if asked := _ASKED.match(page.text, start, unit.end):
        start = asked.end()
    listed = agencies_at(page.text, start, unit.end)
    if listed is None or page.text[listed.end : listed.end + 1] != ":" or unit.end - listed.end < 12:
        return None
    colon = re.compile(r":\s*").match(page.text, listed.end)
    return replace(listed, end=colon.end()) if colon else None


def _row(page: Page, unit: Unit, start: int, leads: tuple[str, ...], why: _Why) -> _Row:
    stop = unit.end if why.end is None else why.end
    deadline = read_deadline(page.text[start:stop], page.metadata.issued_on)
    supports = tuple(name for name in supports_in(page.text, start, stop) if name not in leads)
    return _Row(unit, start, leads, supports, deadline, why.confidence, why.reason)


def _apply_roles(desk: _Desk, roles: dict[int, Role]) -> None:
    """This will give the items what the lines "Đơn vị chủ trì: …", "Thời gian: …" under them say."""
    made = {row.unit.block.start: row for row in desk.rows}
    rows_of: dict[int, list[_Row]] = {}
    for row in desk.rows:
        rows_of.setdefault(row.unit.block.start, []).append(row)
    for role in {id(one): one for one in roles.values()}.values():
        for index in role.items:
            unit = desk.units[index]
            existing = rows_of.get(unit.block.start, [])
            if role.leads and (not existing or unit.block.start not in made):
                new = _row(desk.page, unit, role.starts.get(index, unit.start), role.leads, _ROLE)
                existing = [new]
                desk.rows.append(new)
                rows_of[unit.block.start] = existing
            for row in existing:
                _settle(row, role)


def _settle(row: _Row, role: Role) -> None:
    if role.leads:
        row.leads = role.leads
    if role.supports:
        row.supports = tuple(dict.fromkeys([*role.supports, *row.supports]))
    if role.deadline:
        due = role.deadline.due or row.deadline.due
        row.deadline = Deadline(due, role.deadline.every or row.deadline.every)


def _news_rows(page: Page) -> list[_Row]:
    rows: list[_Row] = []
    for unit in read_units(page):
        rows += [
            replace(_order_row(page, unit, order), confidence=0.65)
            for order in orders_in(page.text, unit.start, unit.end)
        ]
    return rows


def _finish(page: Page, row: _Row) -> Assignment:
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
        confidence=row.confidence,
        reason=row.reason,
    )
