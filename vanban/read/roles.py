"""Lines that say who and when under the item they belong to: "Đơn vị chủ trì: …", "Phối hợp: …", "Thời gian: …"."""

import re
from dataclasses import dataclass, field

from vanban.read.agencies import agencies_at, split_names, supports_in
from vanban.read.deadlines import Deadline, read_time_line
from vanban.read.name_words import opens_with_verb
from vanban.read.page import Page
from vanban.read.units import Unit

_BODY = r"(?:(?:[Cc]ơ quan|[Đđ]ơn vị|[Bb]ộ phận|[Tt]ổ chức|[Cc]ấp|[Pp]hân công)(?:, (?:đơn vị|cá nhân|tổ chức))?\s+)?"
_AND = r"(?:\s*[,/]?\s*(?:và\s+)?(?:chủ trì|tham mưu|thực hiện|phối hợp|triển khai|chính|soạn thảo)){0,3}"
_CUES = (
    (
        "lead",
        rf"{_BODY}(?:[Cc]hủ trì|[Tt]hực hiện|[Đđ]ầu mối|[Tt]ham mưu|[Cc]hịu trách nhiệm(?: chính)?|[Pp]hụ trách){_AND}|"
        r"[Pp]hân công(?: thực hiện| nhiệm vụ)?|[Tt]rách nhiệm(?: chủ trì)? thực hiện|[Tt]rách nhiệm chủ trì",
    ),
    ("support", rf"{_BODY}[Pp]hối hợp(?:\s+(?:thực hiện|chính|triển khai))?|[Pp]hối hợp với"),
    (
        "time",
        r"(?:[Tt]hời gian|[Tt]hời hạn|[Tt]iến độ|[Ll]ộ trình|[Tt]hời điểm|[Hh]ạn|[Hh]oàn thành)"
        r"(?:,? (?:thực hiện|hoàn thành|hoàn tất|ban hành|trình|tổ chức|triển khai|dự kiến|báo cáo|và|tiến độ|"
        r"lộ trình)){0,4}",
    ),
    (
        "product",
        r"(?:[Ss]ản phẩm|[Kk]ết quả|[Đđ]ầu ra)"
        r"(?:,? (?:đầu ra|dự kiến|đạt được|thực hiện|sản phẩm|kết quả|cần đạt|hoàn thành|và)){0,3}",
    ),
)
_CUE = "|".join(f"(?P<{name}>{words})" for name, words in _CUES)
_LINE = re.compile(rf"(?:{_CUE})\s*(?::\s*|$)")
_WITHIN = re.compile(rf"(?:[;.(]\s*|\s[-–+]\s)(?=(?:{_CUE.replace('?P<', '?P<in_')})\s*:)")
_INNER = re.compile(rf"(?:{_CUE})\s*:\s*")
_ROLE_ONLY = re.compile(r"\s*(?:$|[.;(]|(?:là (?:cơ quan|đơn vị) )?(?:chủ trì|phối hợp|thực hiện)(?!\w))")
_COLON = re.compile(r"[^.;:]{0,160}:\s+(?=\S)")
_CONTENT = re.compile(r"(?:Nội dung(?:, biện pháp| hoạt động| thực hiện| công việc| nhiệm vụ)?|Nhiệm vụ)\s*:\s*")
# Lines that tell how, where and for whom an item is done, beside those that say who and when.
_ATTRIBUTE = re.compile(
    r"(?:Hình thức|Địa điểm|Thành phần|Đối tượng|(?:Nguồn )?[Kk]inh phí|Số lượng|Mục đích|Mục tiêu|Yêu cầu|"
    r"Phạm vi|Quy mô)[^:.;]{0,40}:"
)
_SHORT_REST = 60
_LONG_VALUE = 160


@dataclass(slots=True)
class Role:
    """What the role lines of one item or group of items say; `items` are indexes of units, `cue` the first words."""

    items: tuple[int, ...]
    leads: tuple[str, ...] = ()
    supports: tuple[str, ...] = ()
    deadline: Deadline | None = None
    product: str | None = None
    starts: dict[int, int] = field(default_factory=dict)
    cue: str = ""


@dataclass(slots=True)
class _Group:
    """Where the items of the next role lines begin, and the role lines met since."""

    since: int
    role: Role | None = None


@dataclass(slots=True)
class _Desk:
    """What the walk holds: groups by container, role headings by their provision, roles by unit."""

    page: Page
    units: list[Unit]
    groups: dict[int, _Group] = field(default_factory=dict)
    headings: dict[int, tuple[Role, str]] = field(default_factory=dict)
    out: dict[int, Role] = field(default_factory=dict)
    open_line: tuple[int, Role, str] | None = None


def read_roles(page: Page, units: list[Unit]) -> dict[int, Role]:
    """This will give, by index of each role line, the role it belongs to."""
    desk = _Desk(page, units)
    for index, unit in enumerate(units):
        order = unit.provision.order if unit.provision else -1
        if unit.kind == "node":
            desk.groups[order] = _Group(index)
        line = _LINE.match(page.text, unit.start, unit.end)
        if _is_under_open_line(desk, index, unit):
            continue
        heading = desk.headings.get(order) if unit.kind != "node" else None
        if line is not None:
            role = heading[0] if heading else _role_of(desk, index, unit)
            _read_line(desk, index, unit, line, role)
        elif heading and _is_value(page, unit):
            _fill(page, heading[0], heading[1], unit.start, unit.end)
            desk.out[index] = heading[0]
        elif heading is None and not _goes_on(desk, index, unit):
            _close_groups(desk, index, unit)
    return {index: role for index, role in desk.out.items() if role.items}


def _is_under_open_line(desk: _Desk, index: int, unit: Unit) -> bool:
    """This will read a line under "- Cơ quan thực hiện:" that names who: "+ Sở Y tế chủ trì, phối hợp với …"."""
    if desk.open_line is None:
        return False
    level, role, name = desk.open_line
    if unit.level <= level:
        desk.open_line = None
        return False
    named = agencies_at(desk.page.text, unit.start, unit.end)
    if named is None or not _ROLE_ONLY.match(desk.page.text, named.end, unit.end):
        return False
    _fill(desk.page, role, name, unit.start, unit.end)
    desk.out[index] = role
    return True


def inline_role(page: Page, unit: Unit) -> tuple[Role, int] | None:
    """This will read the roles told at the end of an item itself, and where they begin; None where there are none."""
    opening = _WITHIN.search(page.text, unit.start, unit.end)
    if opening is None:
        return None
    role = Role(())
    _read_pieces(page, role, opening.end(), unit.end)
    if not (role.leads or role.supports or role.deadline):
        return None
    role.cue = page.text[opening.end() : unit.end].split(":")[0]
    return role, opening.start()


def _goes_on(desk: _Desk, index: int, unit: Unit) -> bool:
    """This will take a line torn off the role line above for its end ("… địa phương / liên quan.")."""
    above = desk.out.get(index - 1)
    shown = desk.page.text[unit.start : unit.end]
    if above is None or unit.kind != "paragraph" or not shown[:1].islower() or len(shown) > _SHORT_REST:
        return False
    rest = shown.strip(" .;")
    if above.supports:
        above.supports = (*above.supports[:-1], f"{above.supports[-1]} {rest}")
    elif above.leads:
        above.leads = (*above.leads[:-1], f"{above.leads[-1]} {rest}")
    desk.out[index] = above
    return True


def _role_of(desk: _Desk, index: int, unit: Unit) -> Role:
    """This will find or open the role that a role line adds to, and the items that it is about."""
    container = _container(desk, unit)
    group = desk.groups.setdefault(container, _Group(0 if container < 0 else index))
    if group.role is None:
        begin = group.since
        inside = [i for i in range(begin, index) if i not in desk.out]
        if unit.kind == "node" and len(inside) > 1 and desk.units[inside[0]].level < unit.level:
            inside = inside[1:]
        members = set(inside)
        leaves = [i for i in inside if not _has_under(members, desk.units, i)]
        leaves = [i for i in leaves if not _ATTRIBUTE.match(desk.page.text, desk.units[i].start)] or leaves
        starts = {i: _content_start(desk.page, desk.units[i]) for i in leaves}
        group.role = Role(tuple(leaves), starts=starts, cue=desk.page.text[unit.start : unit.end].split(":")[0])
    return group.role


def _container(desk: _Desk, unit: Unit) -> int:
    """This will name the provision whose items a role line is about: its own, or for a role heading the one above."""
    if unit.provision is None:
        return -1
    if unit.kind != "node":
        return unit.provision.order
    for above in desk.page.ancestors(unit.provision):
        if above.order not in desk.headings:
            return above.order
    return -1


def _close_groups(desk: _Desk, index: int, unit: Unit) -> None:
    """This will begin new groups, here and above, where an item follows role lines."""
    if unit.provision is None:
        return
    for order in [unit.provision.order, *(above.order for above in desk.page.ancestors(unit.provision))]:
        group = desk.groups.get(order)
        if group is not None and group.role is not None:
            desk.groups[order] = _Group(index)


def _has_under(inside: set[int], units: list[Unit], upper: int) -> bool:
    following = upper + 1
    return following in inside and units[following].level > units[upper].level


def _read_line(desk: _Desk, index: int, unit: Unit, line: re.Match[str], role: Role) -> None:
    if unit.kind == "node" and unit.provision:
        desk.headings[unit.provision.order] = (role, line.lastgroup or "lead")
    _read_pieces(desk.page, role, unit.start, unit.end)
    desk.out[index] = role
    if unit.kind != "node" and line.end() == unit.end and line.lastgroup in {"lead", "support"}:
        desk.open_line = (unit.level, role, line.lastgroup)


def _read_pieces(page: Page, role: Role, start: int, end: int) -> None:
    """This will read "Đơn vị chủ trì: …; phối hợp: …; thời gian: …", in any order."""
    first = _LINE.match(page.text, start, end)
    if first is None:
        return
    name, begin = first.lastgroup or "lead", first.end()
    for cut in _WITHIN.finditer(page.text, first.end(), end):
        inner = _INNER.match(page.text, cut.end(), end)
        if inner is None:
            continue
        _fill(page, role, name, begin, cut.start())
        name, begin = inner.lastgroup or "lead", inner.end()
    _fill(page, role, name, begin, end)


def _fill(page: Page, role: Role, name: str, start: int, end: int) -> None:
    """This will write what a role line says into the role."""
    value = page.text[start:end].strip(" .;)")
    if not value:
        return
    if name == "time":
        role.deadline = role.deadline or read_time_line(value, page.metadata.issued_on)
        return
    if name == "product":
        role.product = role.product or value
        return
    listed = agencies_at(page.text, start, end)
    named_only = name == "lead" and listed is not None and opens_with_verb(page.text, listed.end, end)
    names = listed.names if listed and named_only else split_names(value) if len(value) < _LONG_VALUE else ()
    if name == "lead":
        role.leads += names
        role.supports += tuple(one for one in supports_in(page.text, start, end) if one not in role.supports)
    else:
        role.supports += names


def _is_value(page: Page, unit: Unit) -> bool:
    """This will tell a line that only names agencies, under a role's heading."""
    if unit.end - unit.start > _LONG_VALUE:
        return False
    listed = agencies_at(page.text, unit.start, unit.end)
    return listed is not None and ":" not in page.text[listed.end : unit.end]


def _content_start(page: Page, unit: Unit) -> int:
    content = _CONTENT.match(page.text, unit.start, unit.end)
    begin = content.end() if content else unit.start
    named = agencies_at(page.text, begin, unit.end)
    colon = _COLON.match(page.text, named.end, unit.end) if named else None
    return colon.end() if colon else begin
