"""A roadmap pasted from a spreadsheet: a commune, a year and a note on each line, parted by tabs or semicolons."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pcmt.plans.rules.registering import LONGEST_NOTE, Registration
from vanban.text import fold

MOST_LINES = 500
LONGEST_LINE = 600
YEAR = re.compile(r"(?:năm\s{0,3})?(\d{4})", re.IGNORECASE)
HEAD_OF_YEARS = "nam"
NOBODY: Mapping[int, str] = {}
ALREADY = "Bỏ dòng này rồi dán lại; muốn đổi năm, bấm “Chuyển, rút” ở dòng của xã, phường đó."


@dataclass(frozen=True)
class Pasted:
    """What a pasted text says: the registrations, and what is wrong, line by line."""

    rows: tuple[Registration, ...]
    faults: tuple[str, ...]


def read_pasted(text: str, places: Mapping[str, Sequence[int]], held: Mapping[int, str] = NOBODY) -> Pasted:
    """This will read pasted lines. places: the communes by each of their names and codes, folded (`names_of`).

    held: what is said of the communes that are registered already; a line of theirs is a fault.

    A first line of column heads and empty lines are passed over; a leading running number is, too.
    """
    rows, faults = [], []
    lines = text.splitlines()
    if len(lines) > MOST_LINES:
        return Pasted((), (f"Nhiều nhất {MOST_LINES} dòng một lần; hãy dán làm nhiều lần.",))
    for number, line in enumerate(lines, 1):
        cells = [cell.strip() for cell in re.split(r"[\t;]", line[:LONGEST_LINE])]
        if cells and cells[0].rstrip(".").isdigit() and len(cells) > 2 and not places.get(fold(cells[0])):
            cells = cells[1:]
        if not any(cells) or (number == 1 and _are_heads(cells)):
            continue
        found = _row(cells, places)
        if isinstance(found, str):
            faults.append(f"Dòng {number}: {found}")
        elif found.area_id in held:
            faults.append(f"Dòng {number}: {cells[0]} {held[found.area_id]}. {ALREADY}")
        else:
            rows.append(found)
    return Pasted(tuple(rows), tuple(faults))


def names_of(places: Sequence[tuple[int, str, str, str]]) -> dict[str, list[int]]:
    """This will index communes, each as (id, code, name, full name), by what people call them."""
    found: dict[str, list[int]] = {}
    for area_id, *called in places:
        for name in dict.fromkeys(fold(one) for one in called):
            found.setdefault(name, []).append(area_id)
    return found


def _are_heads(cells: Sequence[str]) -> bool:
    return any(fold(cell).startswith(HEAD_OF_YEARS) for cell in cells) and not any(
        YEAR.fullmatch(cell) for cell in cells
    )


def _row(cells: Sequence[str], places: Mapping[str, Sequence[int]]) -> Registration | str:
    if len(cells) < 2:
        return "thiếu năm; ghi tên xã, phường rồi đến năm."
    name, year, *rest = cells
    known = places.get(fold(name), ())
    if not known:
        return f"không có xã, phường “{name[:80]}” trong phạm vi chỉ tiêu."
    if len(known) > 1:
        return f"có {len(known)} nơi tên “{name[:80]}”; ghi đủ xã hay phường, hoặc mã."
    matched = YEAR.fullmatch(year)
    if not matched:
        return f"“{year[:20]}” không phải là năm."
    return Registration(known[0], int(matched[1]), " ".join(filter(None, rest))[:LONGEST_NOTE])
