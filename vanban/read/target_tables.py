"""Tables of targets: a row names what is measured, its columns give the unit and the level, year by year."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from vanban.model import Target
from vanban.read.cues import cue_words
from vanban.read.deadlines import period_said
from vanban.read.goals import Passage
from vanban.read.grid import Cell, tables_of
from vanban.read.levels import Standing
from vanban.read.measures import level_said
from vanban.read.page import Page
from vanban.read.quotes import QUOTE_WORDS
from vanban.read.shortening import end_of_words, shorten
from vanban.read.subjects import SUBJECT_WORDS
from vanban.read.times import year_of_heading, year_said
from vanban.read.units import Unit
from vanban.text import fold

ReadPassage = Callable[[Page, Passage], list[Target]]

_HEAD_LETTERS = 70
_NUMBER_LETTERS = 8
_ROWS_LOOKED_AT = 60
_SHARE = 12  # one row in twelve is as wide
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_GOALS = re.compile(r"\b(?:chi tieu|muc tieu)\b")
_LABEL = re.compile(r"(?:\d{1,3}(?:\.\d{1,3}){0,3}|[IVXL]{1,6}(?:\.\d{1,2})?|[A-ZĐ]|[a-zđ]|[-+*•])\s?[.)/]?$")
_DASH = re.compile(r"\s*[-+•]\s*")
_CHANGES = re.compile(
    r"(?:^|\s)(?P<verb>tăng|giảm)(?: (?:trung bình|bình quân|thêm|so với [^,;]{0,30}))?\s*$", re.IGNORECASE
)
_PER_PERIOD = re.compile(r"\s?/\s?(?:năm|quý|tháng)$", re.IGNORECASE)
_NAMES = re.compile(r"[^\W\d_]{2}")
_NUMBER = re.compile(r"[\dIVXLA-ZĐ]")
_AMONG = re.compile(r"(?:trong đó|gồm|bao gồm)(?!\w)", re.IGNORECASE)
_REST_WORDS = 6
_CONFIDENCE = {"table-year": 0.9, "table-level": 0.9, "table-words": 0.85}


@dataclass(frozen=True, slots=True)
class _Head:
    """The columns of a table of targets: where the name and the unit stand, and each column of levels with its year."""

    name: int
    unit: int | None
    levels: tuple[tuple[int, str | None], ...]
    width: int
    by: str | None
    cue: str


@dataclass(frozen=True, slots=True)
class _Group:
    """What the rows above a row set for it: a year, and the thing whose parts it measures."""

    by: str | None = None
    name: str = ""


def read_target_tables(page: Page, read_passage: ReadPassage) -> list[Target]:
    """This will give a target for each level in the tables of targets; rows in words are read by `read_passage`."""
    found: list[Target] = []
    for rows in tables_of(page):
        head: _Head | None = None
        group = _Group()
        for index, cells in enumerate(rows):
            if any(_is(cell, "numbers") for cell in cells) or (head is None and _role(cells) == "head"):
                head, group = _read_head(page, rows, index), _Group()
            elif head is not None:
                targets = list(_read_row(page, head, cells, group, read_passage))
                found += targets
                group = group if targets else _regroup(cells, group)
    return found


@cache
def _words(name: str) -> re.Pattern[str]:
    return re.compile(cue_words(f"tables.{name}"))


def _is(cell: Cell, name: str) -> bool:
    return (
        len(cell.text) < (_NUMBER_LETTERS if name == "numbers" else _HEAD_LETTERS)
        and _words(name).fullmatch(fold(cell.text).rstrip(" :")) is not None
    )


def _role(cells: list[Cell]) -> str | None:
    """This will tell a head without a column of numbers: it names both what is measured and the unit."""
    return "head" if any(_is(one, "names") for one in cells) and any(_is(one, "units") for one in cells) else None


def _read_head(page: Page, rows: list[list[Cell]], index: int) -> _Head | None:
    """This will read the head of a table of targets, over one row or two; None where the table is of something else."""
    row = rows[index]
    first = next((at for at, cell in enumerate(row) if _is(cell, "numbers") or _is(cell, "names")), 0)
    cells, before = row[first:], row[:first]
    names = [at for at, cell in enumerate(cells) if _is(cell, "names")]
    if not names:
        return None
    caption = " ".join([*(cell.text for cell in before), _caption(page, cells[0].start)])
    name = names[0]
    if not (_GOALS.search(fold(cells[name].text)) or _GOALS.search(fold(caption))):
        return None
    after = rows[index + 1] if index + 1 < len(rows) else []
    titles = _titles(cells, after, _common_width(rows[index + 1 : index + 1 + _ROWS_LOOKED_AT]))
    units = [at for at, title in enumerate(titles) if at != name and _words("units").fullmatch(fold(title))]
    levels = tuple((at, _year(title)) for at, title in enumerate(titles) if at > name and _is_level(title, at in units))
    led = any(_words("leads").search(fold(title)) for title in titles[name + 1 :])
    if not levels and not led:
        return None
    by = year_of_heading(caption) or year_said(caption)
    return _Head(name, units[0] if units else None, levels, len(titles), by, cells[name].text)


def _is_level(title: str, is_unit: bool) -> bool:
    words = fold(title)
    if is_unit or len(title) >= _HEAD_LETTERS or _words("no_levels").search(words):
        return False
    return _YEAR.search(title) is not None or _words("levels").search(words) is not None


def _titles(cells: list[Cell], after: list[Cell], width: int) -> list[str]:
    """This will give the titles of the columns; a cell that spans several gives way to those in the row below it."""
    titles = [cell.text for cell in cells]
    missing = width - len(titles)
    if missing <= 0 or len(after) != missing + 1 or any(_LABEL.match(cell.text) for cell in after):
        return titles
    below = [cell.text for cell in after]
    years = all(_YEAR.search(title) for title in below)
    spans = [at for at, title in enumerate(titles) if _spans(title, years=years)]
    at = (spans[-1] if years else spans[0]) if spans else len(titles) - 1
    shown = below if years else [f"{titles[at]} {title}" for title in below]
    return [*titles[:at], *shown, *titles[at + 1 :]]


def _spans(title: str, *, years: bool) -> bool:
    words = fold(title)
    if years:
        return re.search(r"\b(?:giai doan|ke hoach|nam|muc tieu|lo trinh|chi tieu)\b", words) is not None
    return _YEAR.search(title) is not None


def _common_width(rows: list[list[Cell]]) -> int:
    """This will give how many cells full rows have: the most that a good share of the rows reach."""
    widths = [len(cells) for cells in rows]
    common = [width for width in set(widths) if widths.count(width) * _SHARE >= len(widths)]
    return max(common, default=0)


def _caption(page: Page, at: int) -> str:
    """This will give the lines of running text just above a table."""
    above = [block for block in page.blocks_before(at, 4) if not block.table]
    return " ".join(page.shown(block) for block in above)


def _year(title: str) -> str | None:
    years: list[str] = _YEAR.findall(title)
    return years[-1] if years else None


def _read_row(page: Page, head: _Head, cells: list[Cell], group: _Group, read_passage: ReadPassage) -> Iterator[Target]:
    placed = _place(head, cells)
    name = placed.get(head.name)
    if name is None or not _NAMES.search(name.text):
        return
    labelled = head.name > 0 and _NUMBER.match(placed[0].text) is not None if 0 in placed else False
    subject = _subject(name, "" if labelled else group.name)
    made = 0
    for column, year in head.levels:
        cell = placed.get(column)
        if cell is None or (year is not None and page.metadata.issued_on and int(year) < page.metadata.issued_on.year):
            continue
        for target in _level_targets(page, head, name, cell, placed.get(head.unit or -1)):
            made += 1
            named = f"{subject} ({target.subject})" if target.subject else subject
            yield replace(target, subject=named, by=year or group.by or head.by, **_reason(year))
    if not made and len(cells) > 1:
        yield from _worded(page, head, name, group, read_passage)


def _place(head: _Head, cells: list[Cell]) -> dict[int, Cell]:
    """This will place a row's cells in the columns; one that lacks its number begins with the name.

    What still lacks is thought to lack before the levels, which are counted from the right.
    """
    offset = 0
    if head.name > 0 and not _LABEL.match(cells[0].text):
        offset = head.name
    placed = {at + offset: cell for at, cell in enumerate(cells)}
    lacking = head.width - len(cells) - offset
    if lacking <= 0 or len(cells) + offset <= head.name + 1:
        return placed
    fixed = head.name if head.unit is None else max(head.name, head.unit)
    if head.unit is not None and (head.unit not in placed or level_said(placed[head.unit].text)):
        fixed = head.name
    return {at if at <= fixed else at + lacking: cell for at, cell in placed.items()}


def _level_targets(page: Page, head: _Head, name: Cell, cell: Cell, unit_cell: Cell | None) -> Iterator[Target]:
    """This will give a target for each level that a cell holds ("≤ 3 Đông Nam Á; ≤ 50 thế giới"), its reason left open.

    The subject is what the cell itself says besides the level.
    """
    provision = page.provision_at(name.start)
    stop = end_of_words(page.text, name.start, cell.end, QUOTE_WORDS)
    for words in cell.text.split(";"):
        said = level_said(words)
        if said is None:
            continue
        unit = unit_cell.text if unit_cell else "%" if said.percent else None
        changes = _CHANGES.search(name.text.rstrip(" ."))
        relation = said.relation
        if changes and unit and "%" in unit:
            relation = "increase" if changes["verb"].lower() == "tăng" else "decrease"
        yield Target(
            path=provision.path if provision else "",
            anchor=provision.anchor if provision else "",
            quote=page.text[name.start : stop],
            start=name.start,
            end=stop,
            relation=relation,
            value=said.value,
            value_high=said.high,
            unit=_PER_PERIOD.sub("", unit) if unit else None,
            subject=said.rest if len(said.rest.split()) <= _REST_WORDS and ";" in cell.text else "",
            by=None,
            every=period_said(unit) if unit else None,
            confidence=0.0,
            reason="",
            table=True,
            cue=head.cue,
        )


def _reason(year: str | None) -> dict[str, Any]:
    reason = "table-year" if year else "table-level"
    return {"reason": reason, "confidence": _CONFIDENCE[reason]}


def _subject(name: Cell, group: str) -> str:
    words = shorten(_DASH.sub("", name.text, count=1), SUBJECT_WORDS)
    return f"{words} ({group})" if group else words


def _worded(page: Page, head: _Head, name: Cell, group: _Group, read_passage: ReadPassage) -> Iterator[Target]:
    """This will read a row that says its target in a sentence."""
    provision = page.provision_at(name.start)
    path, anchor = (provision.path, provision.anchor) if provision else ("", "")
    for block in name.blocks:
        unit = Unit(block, "paragraph", 0, block.start, block.end, path, anchor, provision)
        by = group.by or head.by
        for target in read_passage(page, Passage(unit, block.start, block.end, Standing.GOAL, block.start, by)):
            if target.value is not None:
                reason = "table-words"
                yield replace(target, table=True, reason=reason, confidence=_CONFIDENCE[reason], cue=head.cue)


def _regroup(cells: list[Cell], group: _Group) -> _Group:
    """This will read a row that only heads the next ones: "II | Giai đoạn 2028-2030", "1 | Cà phê"."""
    words = [cell.text for cell in cells if not _LABEL.match(cell.text)]
    if len(words) != 1:
        return group
    if _AMONG.match(words[0]):
        return group
    if said := year_said(words[0]):
        return _Group(said)
    return _Group(group.by, "" if words[0].isupper() else words[0].strip(" .;:"))
