"""Tables of tasks: which column says the task, who leads, who helps, by when and with what result."""

import re
from dataclasses import dataclass, replace
from functools import cache

from vanban.model import Assignment, Block
from vanban.read.agencies import agencies_at
from vanban.read.duty_ends import trimmed
from vanban.read.grid import Cell, tables_of
from vanban.read.page import Page
from vanban.read.task_cells import deadline_in, limit_in, names_agency, names_in, parted
from vanban.text import fold
from vanban.vocabulary import load

_CONFIDENCE = 0.9
_LONG_HEAD = 60
_LEAST_TASK = 8
_LEAST_ROLES = 3
_QUOTE_WORDS = 15
_ROLES = ("task", "lead", "support", "time", "product")
_LABEL = re.compile(r"(?:\d{1,3}(?:\.\d{1,3}){0,3}|[IVXL]{1,6}|[A-ZĐ]|[a-zđ])\s?[.)/]?$")
_TIME = re.compile(r"\d{4}|[Qq]uý|[Tt]háng|[Tt]hường xuyên|[Hh][ằà]ng|[Nn]ăm|[Tt]rước")
_LABELLED = re.compile(r"\s*(?:\d{1,2}|[IVXL]{1,6}|[A-ZĐ])\s?[.)/]\s*")
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class _Head:
    """The head of a table: the place of each role among a row's cells, and the words of the column of who leads.

    `both`: that column says who leads and who helps. A head without it stands over rows that name who leads.
    """

    places: dict[str, int]
    width: int
    numbered: bool
    cue: str
    finishes: bool
    both: bool = False


@cache
def _words() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(rf"(?:{words})") for name, words in load("duties")["columns"].items()}


def read_task_tables(page: Page) -> list[Assignment]:
    """This will give a duty for each row of a table that has a column of tasks and one of who leads.

    Where no column says who leads, a row that is nothing but an agency does, for the rows below it.
    """
    found: list[Assignment] = []
    for rows in tables_of(page):
        head: _Head | None = None
        before: tuple[str, ...] = ()
        for cells in rows:
            if new := _read_head(cells):
                head, before = new, ()
            elif head is not None and not before and (lower := _lower_head(head, cells)):
                head = lower
            elif head is not None and "lead" not in head.places and (named := _group_named(page, cells)):
                before = named
            elif head is not None:
                row = _read_row(page, head, cells, before)
                if row is not None:
                    found.append(row)
                    before = row.leads
    return found


def _group_named(page: Page, cells: list[Cell]) -> tuple[str, ...]:
    """This will read a row that is nothing but an agency, with its number: "II. Công an tỉnh"."""
    words = [cell for cell in cells if not _LABEL.match(cell.text)]
    if len(words) != 1:
        return ()
    block = words[0].blocks[0]
    label = _LABELLED.match(page.text, block.start, block.end)
    start = label.end() if label else block.start
    listed = agencies_at(page.text, start, block.end)
    whole = listed is not None and not page.text[listed.end : words[0].end].strip(" .:;")
    return listed.names if listed is not None and whole else ()


def _read_head(cells: list[Cell]) -> _Head | None:
    """This will read a row that names the columns; cells of another table may stand before them in the same row."""
    places: dict[str, int] = {}
    base = width = -1
    numbered = finishes = both = False
    cue = ""
    for cell in cells:
        text = fold(cell.text)
        role = _role_of(text) if len(text) < _LONG_HEAD else None
        if role == "both":
            role, both = "lead", "lead" not in places
        if role == "number" and not {"task", "lead"} & places.keys():
            places, cue, finishes = {}, "", False  # what stands before the number's column is the table's title
            base, numbered = cell.column, True
        elif role in _ROLES and role not in places:
            base = cell.column if base < 0 else base
            places[role] = cell.column - base
            cue = cell.text if role == "lead" else cue
            finishes = finishes or (role == "time" and re.search(r"hoan thanh|thoi han", text) is not None)
        width = cell.column - base + 1
    backwards = "lead" in places and places["lead"] < places.get("task", -1) and len(places) < _LEAST_ROLES
    if "task" not in places or backwards or not ("lead" in places or (numbered and "time" in places)):
        return None
    return _Head(places, width, numbered, cue, finishes, both)


def _lower_head(head: _Head, cells: list[Cell]) -> _Head | None:
    """This will read the second row of a head: "Phân công" over "Chủ trì" and "Phối hợp"."""
    roles = {_role_of(fold(cell.text)): cell.column for cell in cells if len(cell.text) < _LONG_HEAD}
    if len(roles) != len(cells) or not {"lead", "support"} <= roles.keys() or not roles.keys() <= set(_ROLES):
        return None
    return replace(head, places={**head.places, **{role: at for role, at in roles.items() if role is not None}})


def _role_of(text: str) -> str | None:
    words = _words()
    if words["number"].fullmatch(text):
        return "number"
    for role in ("both", "support", "lead", "time", "product", "task"):
        if words[role].search(text):
            return None if role == "task" and words["not_task"].search(text) else role
    return None


def _read_row(page: Page, head: _Head, cells: list[Cell], before: tuple[str, ...]) -> Assignment | None:
    placed = _place(page, head, cells)
    task = placed.get("task")
    if task is None or len(task.text) < _LEAST_TASK:
        return None
    leads, helpers = parted(placed.get("lead")) if head.both else (names_in(page, placed.get("lead")), ())
    if not leads and ("time" in placed or "support" in placed or "lead" not in head.places):
        leads = before
    if not leads:
        return None
    block = task.blocks[0]
    start, end = _quote(page, block)
    provision = page.provision_at(block.start)
    deadline = deadline_in(page, placed.get("time"), finishes=head.finishes)
    product = placed.get("product")
    helpers = helpers or names_in(page, placed.get("support"))
    return Assignment(
        path=provision.path if provision else "",
        anchor=provision.anchor if provision else "",
        quote=page.text[start:end],
        start=start,
        end=end,
        leads=leads,
        supports=tuple(name for name in helpers if name not in leads),
        due=deadline.due,
        every=deadline.every,
        confidence=_CONFIDENCE,
        reason="task-table",
        table=True,
        cue=head.cue,
        product=product.text.strip(" .;") if product else None,
        until=max(end, trimmed(page.text, start, task.blocks[-1].end)),
        within=limit_in(placed.get("time")),
    )


def _place(page: Page, head: _Head, cells: list[Cell]) -> dict[str, Cell]:
    """This will give the cells their roles: by column, or by what they hold where a row lacks some."""
    labelled = bool(cells) and _LABEL.match(cells[0].text) is not None
    shift = 1 if labelled and not head.numbered else -1 if head.numbered and not labelled else 0
    by_column = {cell.column: cell for cell in cells}
    placed = {role: by_column[at + shift] for role, at in head.places.items() if at + shift in by_column}
    lead = placed.get("lead")
    if head.both or "lead" not in head.places or (lead is not None and names_agency(page, lead)):
        return placed
    merged = lead is None and shift == 0 and "task" in placed and len(placed) == len(head.places) - 1
    if merged and all(_fits(page, role, cell) for role, cell in placed.items()):
        return placed
    order = sorted((at, role) for role, at in head.places.items())
    rest = [cell for cell in cells if cell is not cells[0] or not labelled]
    fitted: dict[str, Cell] = {}
    for cell in rest:
        role = next((name for _, name in order if name not in fitted and _fits(page, name, cell)), None)
        if role is not None:
            fitted[role] = cell
    return fitted


def _fits(page: Page, role: str, cell: Cell) -> bool:
    if role in {"lead", "support"}:
        return names_agency(page, cell)
    return role != "time" or (len(cell.text) < _LONG_HEAD and _TIME.search(cell.text) is not None)


def _quote(page: Page, block: Block) -> tuple[int, int]:
    shown = page.shown(block)
    start = block.start + len(shown) - len(shown.lstrip("-+• "))
    end = start
    for count, word in enumerate(_WORD.finditer(page.text, start, block.end), start=1):
        end = word.end()
        if count == _QUOTE_WORDS:
            break
    while end > start and page.text[end - 1] in ".;:,/":
        end -= 1
    return start, end
