"""Lines that say who and when under the item they belong to: "Đơn vị chủ trì: …", "Phối hợp: …", "Thời gian: …"."""

import re
from dataclasses import dataclass, field

from vanban.model import Provision
from vanban.read.agencies import agencies_at
from vanban.read.lead_words import LEADS, says_lead
from vanban.read.name_words import opens_with_verb
from vanban.read.page import Page
from vanban.read.role_lines import ROLE_LINE, Role, fill, is_value, read_pieces
from vanban.read.units import Unit

_ROLE_ONLY = re.compile(rf"\s*(?:$|[.;(]|(?:là (?:cơ quan|đơn vị) )?(?:{LEADS}|phối hợp|thực hiện)(?!\w))")
_LEADS = re.compile(rf"\s*(?:{LEADS})(?P<with>\s*,?\s*(?:và\s+)?(?:phối hợp|cùng)(?: với| cùng)?\s+)?")
_COLON = re.compile(r"[^.;:]{0,160}:\s+(?=\S)")
_CONTENT = re.compile(r"(?:Nội dung(?:, biện pháp| hoạt động| thực hiện| công việc| nhiệm vụ)?|Nhiệm vụ)\s*:\s*")
# Lines that tell how, where and for whom an item is done, beside those that say who and when.
_ATTRIBUTE = re.compile(
    r"(?:Hình thức|Địa điểm|Thành phần|Đối tượng|(?:Nguồn )?[Kk]inh phí|Số lượng|Mục đích|Mục tiêu|Yêu cầu|"
    r"Phạm vi|Quy mô)[^:.;]{0,40}:"
)
_SHORT_REST = 60


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
        line = ROLE_LINE.match(page.text, unit.start, unit.end)
        if line is None and _says_who(desk, index, unit):
            continue
        if _is_under_open_line(desk, index, unit):
            continue
        heading = desk.headings.get(order) if unit.kind != "node" else None
        if line is not None:
            role = heading[0] if heading else _role_of(desk, index, unit)
            _read_line(desk, index, unit, line, role)
        elif heading and is_value(page, unit):
            fill(page, heading[0], heading[1], unit.start, unit.end)
            desk.out[index] = heading[0]
        elif heading is None and not _goes_on(desk, index, unit):
            _close_groups(desk, index, unit)
    return {index: role for index, role in desk.out.items() if role.items}


def _says_who(desk: _Desk, index: int, unit: Unit) -> bool:
    """This will read "- Sở Y tế chủ trì, phối hợp với …", a line that only says who does the item above it."""
    text = desk.page.text
    if unit.kind == "node" or unit.provision is None or not says_lead(text, unit.start, unit.end):
        return False
    if not _titled(desk, unit.provision):
        return False
    named = agencies_at(text, unit.start, unit.end)
    role = _LEADS.match(text, named.end, unit.end) if named else None
    if named is None or role is None:
        return False
    partners = agencies_at(text, role.end(), unit.end)
    if text[partners.end if partners else role.end() : unit.end].strip(" .;") or (partners is None and role["with"]):
        return False
    role_of = _role_of(desk, index, unit)
    role_of.leads += named.names
    role_of.supports += partners.names if partners else ()
    desk.out[index] = role_of
    return True


def _titled(desk: _Desk, provision: Provision) -> bool:
    """This will tell an item whose own line is a task: a verb opens it and it names nobody."""
    heading = provision.heading
    return opens_with_verb(heading, 0, len(heading)) and agencies_at(heading, 0, len(heading)) is None


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
    fill(desk.page, role, name, unit.start, unit.end)
    desk.out[index] = role
    return True


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
        if unit.kind == "sub" and inside and desk.units[inside[-1]].kind == "bullet":
            inside = inside[-1:]  # "+ Chủ trì: …" under a dash tells of that dash
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
    read_pieces(desk.page, role, unit.start, unit.end)
    desk.out[index] = role
    if unit.kind != "node" and line.end() == unit.end and line.lastgroup in {"lead", "support"}:
        desk.open_line = (unit.level, role, line.lastgroup)


def _content_start(page: Page, unit: Unit) -> int:
    content = _CONTENT.match(page.text, unit.start, unit.end)
    begin = content.end() if content else unit.start
    named = agencies_at(page.text, begin, unit.end)
    colon = _COLON.match(page.text, named.end, unit.end) if named else None
    return colon.end() if colon else begin
