"""Tables that are handed in as CSV: columns found by their names, English or Vietnamese; sizes bounded."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pcmt.kernel.refusal import Refusal
from vanban.text import fold, normalise

LARGEST_FILE = 5 * 1024 * 1024
MOST_ROWS = 12_000  # twice as many codes are asked of the database at once, which takes some 30,000
LONGEST_CELL = 400
REMEDY = "Lưu bảng thành CSV (UTF-8), dòng đầu là tên cột, rồi chọn lại tệp."
# What a column may be called, folded; the first is our own name for it.
NAMES: Mapping[str, tuple[str, ...]] = {
    "code": ("code", "ma", "ma don vi", "ma dvhc"),
    "name": ("name", "ten", "ten don vi"),
    "type": ("type", "loai", "loai don vi"),
    "parent": ("parent", "parent_code", "ma cap tren", "thuoc"),
    "level": ("level", "cap"),
    "valid_from": ("valid_from", "tu ngay", "hieu luc tu"),
    "valid_to": ("valid_to", "den ngay", "het hieu luc"),
    "basis": ("basis", "can cu", "nghi quyet"),
    "old": ("old_code", "old", "ma cu"),
    "new": ("new_code", "new", "ma moi"),
    "extent": ("extent", "phan"),
    "share": ("pop_share", "share", "ty le", "ty le dan so"),
    "year": ("year", "nam"),
    "measure": ("measure", "chi tieu", "loai so lieu"),
    "value": ("value", "gia tri", "so lieu"),
    "source": ("source", "nguon"),
}


@dataclass(frozen=True)
class Line:
    """A line of the table: its number in the file (the heading is 1) and its cells by our names of columns."""

    number: int
    cells: Mapping[str, str]

    def cell(self, column: str) -> str:
        """This will give a cell without spaces around it, in one spelling; empty where the table has no such column."""
        return normalise(self.cells.get(column, "")).strip()


def columns_of(data: bytes) -> frozenset[str]:
    """This will tell which columns a table has, by our names; refuses what is no table."""
    return frozenset(_heading(_reader(data)).values())


def read_lines(data: bytes, needed: Sequence[str]) -> Iterator[Line]:
    """This will read the lines of a table; refuses one without the needed columns, too long, or no CSV at all."""
    reader = _reader(data)
    places = _heading(reader)
    lacking = [NAMES[name][0] for name in needed if name not in places.values()]
    if lacking:
        raise Refusal(f"Bảng thiếu cột {', '.join(lacking)}.", remedy=REMEDY)
    try:
        for number, row in enumerate(reader, start=2):
            if number > MOST_ROWS + 1:
                raise Refusal(f"Bảng có hơn {MOST_ROWS} dòng.", remedy="Chia bảng thành nhiều tệp.")
            if any(cell.strip() for cell in row):
                yield Line(number, {places[at]: cell[:LONGEST_CELL] for at, cell in enumerate(row) if at in places})
    except csv.Error as error:
        raise Refusal("Bảng CSV bị hỏng.", remedy=REMEDY) from error


def _reader(data: bytes) -> Iterator[list[str]]:
    if len(data) > LARGEST_FILE:
        raise Refusal(f"Bảng lớn hơn {LARGEST_FILE // 1024 // 1024} MB.", remedy="Chia bảng thành nhiều tệp.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refusal("Bảng không dùng bảng mã UTF-8.", remedy=REMEDY) from error
    first = text.partition("\n")[0]
    return csv.reader(io.StringIO(text, newline=""), delimiter=";" if first.count(";") > first.count(",") else ",")


def _heading(reader: Iterator[list[str]]) -> dict[int, str]:
    known = {alias: name for name, aliases in NAMES.items() for alias in aliases}
    try:
        heading = next(reader, [])
    except csv.Error as error:
        raise Refusal("Bảng CSV bị hỏng.", remedy=REMEDY) from error
    named = {at: known.get(fold(cell[:LONGEST_CELL])) for at, cell in enumerate(heading)}
    return {at: name for at, name in named.items() if name}
