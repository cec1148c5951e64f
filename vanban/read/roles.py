"""Lines that say who and when under the item they belong to: "Đơn vị chủ trì: …", "Phối hợp: …", "Thời gian: …"."""

import re
from dataclasses import dataclass, field

from vanban.read.agencies import agencies_at, split_names, supports_in
from vanban.read.deadlines import Deadline, read_time_line
from vanban.read.page import Page
from vanban.read.units import Unit

_LINE = re.compile(
    r"(?P<lead>(?:(?:Cơ quan|Đơn vị|Bộ phận|Phân công)\s+)?(?:chủ trì|Chủ trì|thực hiện|"
    r"Thực hiện|đầu mối|tham mưu)(?:,?\s+(?:tham mưu|thực hiện|phối hợp|chủ trì))*|"
    r"Phân công(?: thực hiện)?|Trách nhiệm thực hiện)\s*(?::\s*|$)"
    r"|(?P<support>(?:(?:Cơ quan|Đơn vị|Bộ phận)\s+)?(?:phối hợp|Phối hợp)(?:\s+thực hiện)?)\s*(?::\s*|$)"
    r"|(?P<time>(?:Thời gian|Thời hạn|Tiến độ)(?:\s+(?:thực hiện|hoàn thành|hoàn tất|"
    r"ban hành|trình|tổ chức|triển khai))*)\s*(?::\s*|$)"
)
_CONTENT = re.compile(r"(?:Nội dung(?:, biện pháp| hoạt động| thực hiện| công việc)?)\s*:\s*")
_INNER_NAME = re.compile(r"(?:(?:[Cc]ơ quan|[Đđ]ơn vị)\s+)?(\w+)[^:]*:\s*")
_INNER = re.compile(
    r"[;.]\s*(?=(?:(?:Cơ quan|Đơn vị|cơ quan|đơn vị)\s+)?(?:phối hợp|chủ trì|Phối hợp|"
    r"Thời gian|thời gian|Thời hạn)[^:;]{0,20}:)"
)


@dataclass(slots=True)
class Role:
    """What the role lines of one item or group of items say; `items` are indexes of units."""

    items: tuple[int, ...]
    leads: tuple[str, ...] = ()
    supports: tuple[str, ...] = ()
    deadline: Deadline | None = None
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


def read_roles(page: Page, units: list[Unit]) -> dict[int, Role]:
    """This will give, by index of each role line, the role it belongs to."""
    desk = _Desk(page, units)
    for index, unit in enumerate(units):
        order = unit.provision.order if unit.provision else -1
        if unit.kind == "node":
            desk.groups[order] = _Group(index)
        line = _LINE.match(page.text, unit.start, unit.end)
        heading = desk.headings.get(order) if unit.kind != "node" else None
        if line is not None:
            role = heading[0] if heading else _role_of(desk, index, unit)
            _read_line(desk, index, unit, line, role)
        elif heading and _is_value(page, unit):
            _fill(page, heading[0], heading[1], unit.start, unit.end)
            desk.out[index] = heading[0]
        elif heading is None:
            _close_groups(desk, index, unit)
    return {index: role for index, role in desk.out.items() if role.items}


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
        group.role = Role(tuple(leaves), starts={i: _content_start(desk.page, desk.units[i]) for i in leaves})
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
    name = line.lastgroup or "lead"
    if unit.kind == "node" and unit.provision:
        desk.headings[unit.provision.order] = (role, name)
    begin = line.end()
    for cut in [*_INNER.finditer(desk.page.text, line.end(), unit.end), None]:
        stop = cut.start() if cut else unit.end
        _fill(desk.page, role, name, begin, stop)
        if cut:
            inner = _INNER_NAME.match(desk.page.text, cut.end())
            word = inner.group(1).lower() if inner else ""
            name = "time" if word == "thời" else "support" if word == "phối" else "lead"
            begin = inner.end() if inner else stop
    desk.out[index] = role


def _fill(page: Page, role: Role, name: str, start: int, end: int) -> None:
    """This will write what a role line says into the role."""
    value = page.text[start:end].strip(" .;")
    if not value:
        return
    if name == "time":
        role.deadline = role.deadline or read_time_line(value, page.metadata.issued_on)
        return
    listed = agencies_at(page.text, start, end)
    names = listed.names if listed else split_names(value)
    if name == "lead":
        role.leads += names
        role.supports += tuple(one for one in supports_in(page.text, start, end) if one not in role.supports)
    else:
        role.supports += names


def _is_value(page: Page, unit: Unit) -> bool:
    """This will tell a line that only names agencies, under a role's heading."""
    listed = agencies_at(page.text, unit.start, unit.end)
    return listed is not None and page.text[listed.end : unit.end].strip(" .;,") == ""


def _content_start(page: Page, unit: Unit) -> int:
    content = _CONTENT.match(page.text, unit.start, unit.end)
    return content.end() if content else unit.start
