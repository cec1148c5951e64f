"""Tables: rows and columns, merged heads, rows that go across, the total."""

from __future__ import annotations

import re
from collections.abc import Mapping

from vanban.vocabulary import squeeze
from vanban.write.model import Band, Block, Column, Paragraph, Row, Table
from vanban.write.recover.source import Source

_FIGURES = re.compile(r"[\d.,%/ –-]{1,40}$")
_TOTALS = ("tongso", "tongcong", "cong", "tong", "tongcongchung")
_COUNTERS = ("tt", "stt", "sott", "so")
_MOST_WEIGHT = 12
_LETTERS_A_WEIGHT = 6

Cells = Mapping[int, str]


def recover_table(source: Source, first: int, last: int) -> list[Block]:
    """This will give the table that the blocks make; a table of one column, laid out for the page, as paragraphs."""
    rows: dict[int, dict[int, str]] = {}
    for (_, row, column), lines in source.cells(first, last):
        cells = rows.setdefault(row, {})
        cells[column] = "\n".join(filter(None, (cells.get(column), *lines)))
    places = sorted({column for cells in rows.values() for column in cells})
    if len(places) < 2 or len(rows) < 2:
        return [Paragraph(line) for line in source.lines[first:last]]
    by_place = [{places.index(column): text for column, text in cells.items()} for _, cells in sorted(rows.items())]
    titles, unders, body = _head(by_place, len(places))
    total: Row | None = None
    if len(body) > 1 and _is_total(body[-1]):
        total = _row(body.pop(), len(places))
    columns = tuple(_column(at, titles, unders, body) for at in range(len(places)))
    return [Table(columns, tuple(_body_row(cells, len(places)) for cells in body), total=total)]


def _head(rows: list[dict[int, str]], count: int) -> tuple[list[str], dict[int, str], list[dict[int, str]]]:
    """Give the columns' titles, the merged heads above some of them, and the rows that are left."""
    first, rest = rows[0], rows[1:]
    titles = [_flat(first.get(at, "")) for at in range(count)]
    unders: dict[int, str] = {}
    if rest and 0 not in rest[0] and set(range(count)) - set(first) <= set(rest[0]) and len(first) < count:
        above = ""
        for at in range(count):
            above = _flat(first[at]) if at in first else above
            if at in rest[0]:
                unders[at], titles[at] = above, _flat(rest[0][at])
        rest = rest[1:]
    return titles, unders, rest


def _column(at: int, titles: list[str], unders: Mapping[int, str], body: list[dict[int, str]]) -> Column:
    texts = [cells[at] for cells in body if cells.get(at) and not _is_band(cells, len(titles))]
    longest = max(map(len, (titles[at], *texts)))
    weight = max(1, min(_MOST_WEIGHT, -(-longest // _LETTERS_A_WEIGHT)))
    if squeeze(titles[at]) in _COUNTERS:
        return Column(titles[at], weight, align="center", under=unders.get(at))
    is_number = bool(texts) and all(_FIGURES.match(text) for text in texts)
    return Column(titles[at], weight, "number" if is_number else "text", under=unders.get(at))


def _body_row(cells: Cells, count: int) -> Row | Band:
    return Band(cells[0]) if _is_band(cells, count) else _row(cells, count)


def _row(cells: Cells, count: int) -> Row:
    return tuple(cells.get(at, "") for at in range(count))


def _is_band(cells: Cells, count: int) -> bool:
    return count > 1 and set(cells) == {0} and any(map(str.isalpha, cells[0]))


def _is_total(cells: Cells) -> bool:
    return any(squeeze(text) in _TOTALS for text in list(cells.values())[:2])


def _flat(text: str) -> str:
    return " ".join(text.split())
