"""Lines that say who and when under the item they belong to: "Đơn vị chủ trì: …", "Phối hợp: …", "Thời gian: …"."""

import re
from dataclasses import dataclass, field

from vanban.read.agencies import agencies_at, split_names, supports_in
from vanban.read.deadlines import Deadline, read_time_line
from vanban.read.page import Page
from vanban.read.units import Unit

_LINE = re.compile(
    r"(?P<lead>(?:(?:Cơ quan|Đơn vị|Bộ phận|Phân công)\s+)?(?:chủ trì|Chủ trì|thực hiện|Thực hiện|đầu mối|tham mưu)(?:,?\s+(?:tham mưu|thực hiện|phối hợp|chủ trì))*|"
    r"Phân công(?: thực hiện)?|Trách nhiệm thực hiện)\s*(?::\s*|$)"
    r"|(?P<support>(?:(?:Cơ quan|Đơn vị|Bộ phận)\s+)?(?:phối hợp|Phối hợp)(?:\s+thực hiện)?)\s*(?::\s*|$)"
    r"|(?P<time>(?:Thời gian|Thời hạn|Tiến độ)(?:\s+(?:thực hiện|hoàn thành|hoàn tất|ban hành|trình|tổ chức|triển khai))*)\s*(?::\s*|$)"
)
_CONTENT = re.compile(r"(?:Nội dung(?:, biện pháp| hoạt động| thực hiện| công việc)?)\s*:\s*")
_INNER = re.compile(r"[;.]\s*(?=(?:(?:Cơ quan|Đơn vị|cơ quan|đơn vị)\s+)?(?:phối hợp|chủ trì|Phối hợp|Thời gian|thời gian|Thời hạn)[^:;]{0,20}:)")


@dataclass(slots=True)
class Role:
    """What the role lines of one item or group of items say; `items` are indexes of units."""

    items: tuple[int, ...]
    leads: tuple[str, ...] = ()
    supports: tuple[str, ...] = ()
    deadline: Deadline | None = None
    starts: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Group:
    """The items met since the last role lines, and the role lines met after them."""

    role: Role | None = None
    items: list[int] = field(default_factory=list)
    open_slot: tuple[str, int] | None = None


def read_roles(page: Page, units: list[Unit]) -> dict[int, Role]:
    """This will give, by index of each role line, the role it belongs to."""
    out: dict[int, Role] = {}
    groups: dict[int, _Group] = {}
    for index, unit in enumerate(units):
        scope = _scope(page, unit)
        group = groups.setdefault(scope, _Group())
        owner = groups.get(_outer_scope(page, unit)) if unit.provision else None
        slot_of = next((one for one in (group, owner) if one and one.open_slot and unit.level > one.open_slot[1]), None)
        if slot_of and slot_of.role and slot_of.open_slot:
            if not _LINE.match(page.text, unit.start, unit.end) and _takes_value(page, unit):
                _fill(page, slot_of.role, slot_of.open_slot[0], unit.start, unit.end)
                out[index] = slot_of.role
                continue
        line = _LINE.match(page.text, unit.start, unit.end)
        if line is None:
            group.open_slot = None
            if group.role is not None:
                group.role, group.items = None, []
            group.items.append(index)
            if unit.kind == "node" and owner is not None and owner is not group and owner.role is None:
                owner.items.append(index)
            continue
        _read_line(page, units, unit, index, line, group if unit.kind != "node" else owner or group, out)
    return {index: role for index, role in out.items() if role.items}


def _read_line(
    page: Page, units: list[Unit], unit: Unit, index: int, line: re.Match[str], group: _Group, out: dict[int, Role]
) -> None:
    if group.role is None:
        items = _leaves(units, group.items, unit)
        group.role = Role(tuple(items), starts={i: _content_start(page, units[i]) for i in items})
    name = line.lastgroup or "lead"
    group.open_slot = (name, unit.level) if line.end() >= unit.end - 1 else None
    begin = line.end()
    for cut in [*_INNER.finditer(page.text, line.end(), unit.end), None]:
        stop = cut.start() if cut else unit.end
        _fill(page, group.role, name, begin, stop)
        if cut:
            inner = re.compile(r"(?:(?:[Cc]ơ quan|[Đđ]ơn vị)\s+)?(\w+)[^:]*:\s*").match(page.text, cut.end())
            word = inner.group(1).lower() if inner else ""
            name = "time" if word == "thời" else "support" if word == "phối" else "lead"
            begin = inner.end() if inner else stop
    out[index] = group.role


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


def _takes_value(page: Page, unit: Unit) -> bool:
    return unit.kind in {"bullet", "sub"} and agencies_at(page.text, unit.start, unit.end) is not None


def _scope(page: Page, unit: Unit) -> int:
    """This will name the group that the unit belongs to: its provision, a node counting to its own."""
    return unit.provision.order if unit.provision else -1


def _outer_scope(page: Page, unit: Unit) -> int:
    above = page.ancestors(unit.provision) if unit.provision else []
    return above[0].order if above else -1


def _leaves(units: list[Unit], items: list[int], at: Unit) -> list[int]:
    """This will leave out headings: an item that another item stands under."""
    return [i for i in items if not any(j > i and units[j].level > units[i].level and _under(units, i, j) for j in items)]


def _under(units: list[Unit], upper: int, lower: int) -> bool:
    return all(units[k].level > units[upper].level for k in range(upper + 1, lower + 1))


def _content_start(page: Page, unit: Unit) -> int:
    content = _CONTENT.match(page.text, unit.start, unit.end)
    return content.end() if content else unit.start
