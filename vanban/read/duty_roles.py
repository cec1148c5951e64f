"""What role lines say, given to the rows of the items that they stand under."""

from vanban.read.agencies import Agencies
from vanban.read.deadlines import Deadline
from vanban.read.duty_heads import Heading
from vanban.read.duty_rows import Row, new_row
from vanban.read.duty_sections import is_preamble
from vanban.read.page import Page
from vanban.read.role_brackets import bracketed_role, role_alone
from vanban.read.role_lines import Role, inline_role
from vanban.read.units import Unit

_SENTENCE_RULES = {"agency-acts", "agency-after-clause", "asked-inside"}


def apply_roles(page: Page, units: list[Unit], rows: list[Row], roles: dict[int, Role]) -> list[Row]:
    """This will give the items what the lines "Đơn vị chủ trì: …", "Thời gian: …" under them say."""
    rows_of: dict[int, list[Row]] = {}
    dropped: set[int] = set()
    for row in rows:
        rows_of.setdefault(row.unit.block.start, []).append(row)
    for role in {id(one): one for one in roles.values()}.values():
        if _stands_for_all(units, roles, role):
            continue
        for index in role.items:
            unit = units[index]
            existing = rows_of.get(unit.block.start, [])
            if role.leads and (len(existing) != 1 or existing[0].reason in _SENTENCE_RULES):
                dropped.update(id(row) for row in existing)
                begin = existing[0].start if existing else role.starts.get(index, unit.start)
                heading = Heading(Agencies(role.leads, begin, begin), (), role.cue)
                existing = [new_row(page, unit, (begin, unit.end), heading, "role-line")]
                rows += existing
                rows_of[unit.block.start] = existing
            for row in existing:
                _settle(row, role)
    return [row for row in rows if id(row) not in dropped]


def _stands_for_all(units: list[Unit], roles: dict[int, Role], role: Role) -> bool:
    """This will tell a numbered item "3. Thời gian: …" beside other items: the time of what is told, not of each."""
    told = role.leads or role.supports or len(role.items) == 1
    return not told and any(units[index].kind == "node" for index, one in roles.items() if one is role)


def apply_inline_roles(page: Page, units: list[Unit], rows: list[Row], roles: dict[int, Role]) -> list[Row]:
    """This will give items what they say at their end: "… (Đơn vị chủ trì: Sở Y tế; thời gian: quý IV/2026)"."""
    rows_of = {row.unit.block.start: row for row in rows}
    for index, unit in enumerate(units):
        if index in roles or is_preamble(page, unit) or role_alone(page, unit) is not None:
            continue
        if (told := _role_told(page, unit)) is None:
            continue
        role, begin = told
        row = rows_of.get(unit.block.start)
        if row is not None and role.bare:
            continue
        if row is not None and role.leads and row.start >= begin:
            rows.remove(row)
            row = None
        if row is None and role.leads:
            heading = Heading(Agencies(role.leads, begin, begin), (), role.cue)
            row = new_row(page, unit, (unit.start, begin), heading, "role-line")
            rows.append(row)
        if row is not None:
            _settle(row, role)
    return rows


def _role_told(page: Page, unit: Unit) -> tuple[Role, int] | None:
    return bracketed_role(page, unit) or inline_role(page, unit)


def _settle(row: Row, role: Role) -> None:
    if role.leads:
        row.leads = role.leads
    if role.supports:
        row.supports = tuple(dict.fromkeys([*role.supports, *row.supports]))
    row.product = row.product or role.product
    if role.deadline:
        due = role.deadline.due or row.deadline.due
        row.deadline = Deadline(due, role.deadline.every or row.deadline.every)
