"""A list of tasks pasted from a document or a spreadsheet: a table parted by tabs, or lines with what they say. Pure.

A table has a line of heads, or its columns stand in the usual order. Without tabs each numbered line begins a task
(each line, where none is numbered), and its parts are told by their cues: "…; chủ trì: Sở Y tế; hạn: 30/11/2026".
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from pcmt.plans.rules.inputs import HEAVIEST
from pcmt.plans.rules.pasted_rows import ORDINAL, table_rows
from pcmt.plans.rules.when import day_of
from vanban.read.agencies import split_names
from vanban.read.deadlines import read_time_line
from vanban.text import fold
from vanban.vocabulary import load

MOST_TASKS, MOST_LINES, LONGEST_TEXT, LONGEST_CELL = 300, 2000, 200_000, 2000
USUAL = ("task", "lead", "support", "time", "product", "weight")
ROLES = ("support", "lead", "time", "product", "weight", "task")
"""In this order a head is tried: "cơ quan phối hợp thực hiện" is of who helps."""
LEAST_TITLE = 2
LONG_HEAD = 60
NUMBER = re.compile(
    r"\s{0,20}(?:\d{1,3}(?:\.\d{1,3}){0,3}\s{0,3}[.)/]|[a-zđA-ZĐ]\s{0,3}[.)]|[-+•*–])\s{1,20}",
)
CUE = re.compile(r"\s{0,20}([^\W\d_][^:;]{1,40}?)\s{0,5}:\s{0,20}")


@dataclass(frozen=True)
class PastedTask:
    """One task as its lines say it. line: where it begins, from 1. within: the time as written, where it is no day.

    faults: what must be mended before it is taken.
    """

    line: int
    title: str
    leads: tuple[str, ...] = ()
    supports: tuple[str, ...] = ()
    due_on: date | None = None
    within: str = ""
    every: str = ""
    product: str = ""
    weight: int = 1
    faults: tuple[str, ...] = ()


@dataclass(frozen=True)
class PastedList:
    """What a text says: the tasks in its order, and what is wrong with the whole."""

    tasks: tuple[PastedTask, ...] = ()
    fault: str = ""


@dataclass
class _Said:
    """The words of one task by their role, gathered from one line or several."""

    line: int
    words: dict[str, list[str]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def add(self, role: str, words: str) -> None:
        """This will add words to a role."""
        if words.strip():
            self.words.setdefault(role, []).append(words.strip())

    def text(self, role: str, joined: str = " ") -> str:
        """This will give what is said of a role."""
        return joined.join(self.words.get(role, ()))


def read_task_list(text: str, on: date) -> PastedList:
    """This will read a pasted list. on: the day from which a day without a year is counted."""
    lines = text.splitlines()
    if len(text) > LONGEST_TEXT or len(lines) > MOST_LINES:
        return PastedList(fault=f"Danh sách quá dài; nhiều nhất {MOST_TASKS} nhiệm vụ một lần.")
    rows = list(_of_table(lines) if "\t" in text else _of_lines(lines))
    if not rows:
        return PastedList(fault="Chưa có nhiệm vụ nào trong phần đã dán.")
    if len(rows) > MOST_TASKS:
        return PastedList(fault=f"Có {len(rows)} nhiệm vụ; nhiều nhất {MOST_TASKS} một lần.")
    return PastedList(tuple(_task(row, on) for row in rows))


def _of_table(lines: Sequence[str]) -> Iterator[_Said]:
    roles: Sequence[str] | None = None
    for row in table_rows(lines):
        cells = [cell[:LONGEST_CELL] for cell in row.cells]
        if roles is None and (heads := _heads(cells)):
            roles = heads
            continue
        said = _Said(row.line)
        order = roles or _usual(cells)
        if len(cells) > len(order) or (len(cells) == 1 and len(order) > 1):
            wanted = f"{len(order)} ô" if roles else f"nhiều nhất {len(order)} ô"
            said.faults.append(f"dòng có {len(cells)} ô, cần {wanted}; ô có xuống dòng thì nối lại thành một dòng")
        for role, cell in zip(order, cells, strict=False):
            said.add(role, cell)
        yield said


def _heads(cells: Sequence[str]) -> list[str] | None:
    roles = [_role_of(cell) for cell in cells]
    return roles if "task" in roles and len({role for role in roles if role}) > 1 else None


def _usual(cells: Sequence[str]) -> Sequence[str]:
    """The usual columns, after one of running numbers where the first cell is a number."""
    return ("", *USUAL) if ORDINAL.fullmatch(cells[0] + " ") or not cells[0] else USUAL


def _of_lines(lines: Sequence[str]) -> Iterator[_Said]:
    numbered = any(NUMBER.match(line) for line in lines)
    said: _Said | None = None
    role = "task"
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        begins = NUMBER.match(line) if numbered else None
        body = line[begins.end() :] if begins else line
        if begins and said is not None and (found := CUE.match(body)) and _role_of(found[1]) not in ("", "task"):
            begins = None  # "- Chủ trì: …" goes on with the task above
        if said is None or begins or not numbered:
            if said is not None:
                yield said
            said, role = _Said(number), "task"
        role = _add_pieces(said, body[:LONGEST_CELL], role)
    if said is not None:
        yield said


def _add_pieces(said: _Said, line: str, role: str) -> str:
    """The pieces of a line, each to the role of its cue; one without a cue goes on with the role before."""
    for piece in line.split(";"):
        found = CUE.match(piece)
        told = _role_of(found[1]) if found else ""
        if found and told:
            role = told
            said.add(role, piece[found.end() :])
        else:
            said.add(role, piece)
    return role


def _task(row: _Said, on: date) -> PastedTask:
    title = " ".join(row.text("task", "; ").split()).rstrip(" .;,")
    faults = list(row.faults)
    if len(title.split()) < LEAST_TITLE:
        faults.append("chưa có nội dung nhiệm vụ")
    leads = _names(row.text("lead", "; "))
    if not leads:
        faults.append("chưa có cơ quan chủ trì")
    time = " ".join(row.text("time").split()).rstrip(" .;,")
    told = read_time_line(time, on)
    due_on = day_of(told.due, on=on) if told.due else None
    weight = row.text("weight") or "1"
    if not (weight.isascii() and weight.isdecimal() and len(weight) <= 3 and 1 <= int(weight) <= HEAVIEST):
        faults.append(f"trọng số “{weight[:20]}” không phải số từ 1 đến {HEAVIEST}")
        weight = "1"
    return PastedTask(
        line=row.line,
        title=title,
        leads=leads,
        supports=tuple(one for one in _names(row.text("support", "; ")) if one not in leads),
        due_on=due_on,
        within="" if due_on else time[:255],
        every=told.every or "",
        product=" ".join(row.text("product", "; ").split()).rstrip(" .;,")[:255],
        weight=int(weight),
        faults=tuple(faults),
    )


def _names(words: str) -> tuple[str, ...]:
    """The agencies of a cell; what the grammar cannot name stays as it is written."""
    pieces = (piece.strip(" .,-") for piece in words.split(";"))
    return tuple(dict.fromkeys(name for piece in pieces if piece for name in split_names(piece)))


def _role_of(head: str) -> str:
    told = " ".join(fold(head).split())
    if not told or len(told) > LONG_HEAD:
        return ""
    return next((role for role in ROLES if _words()[role].search(told)), "")


@cache
def _words() -> Mapping[str, re.Pattern[str]]:
    data = load("duties")
    cues = (data["columns"], data["lists"])
    return {role: re.compile("|".join(of[role] for of in cues if role in of)) for role in ROLES}
