"""Rows of figures that other programs hand in: CSV, a list of JSON objects, or DHIS2's data value sets.

A file of a million rows is gone through in flat memory. Codes are checked later, against forms and areas; here only the
shape of the file is.
"""

import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from workbook.refusals import WorkbookRefused
from workbook.tables import Bounds, open_table

NAMES: Mapping[str, Sequence[str]] = {
    "form": ("form", "biểu", "mã biểu", "dataset"),
    "area": ("area", "mã đơn vị", "mã", "địa bàn", "orgunit"),
    "period": ("period", "kỳ"),
    "element": ("element", "chỉ tiêu", "mã chỉ tiêu", "dataelement"),
    "category": ("category", "phân tổ", "categoryoptioncombo", "catoptcombo"),
    "value": ("value", "giá trị", "số liệu"),
}
NEEDED = ("area", "period", "element", "value")
BOUNDS = Bounds(most_bytes=512 * 1024 * 1024, most_rows=20_000_000)
LONGEST = 400
NO_CATEGORY = frozenset({"", "default", "HllvX50cXC0"})  # the last is DHIS2's own identifier of "default"
_CHUNK = 64 * 1024
_LONGEST_OBJECT = 256 * 1024
_AGAIN = "Xuất lại tệp: một danh sách các đối tượng, hoặc “dataValues” của DHIS2."
_OF_JSON = {alias.replace(" ", ""): key for key, aliases in NAMES.items() for alias in aliases if alias.isascii()}


@dataclass(frozen=True, slots=True)
class Row:
    """One figure as handed in: `number` is its line in a CSV file, or its place in a list, counted from 1.

    element: the code with its category joined by a dot. form is empty where the file does not say it.
    """

    number: int
    form: str
    area: str
    period: str
    element: str
    value: str


def read_rows(stream: BinaryIO) -> Iterator[Row]:
    """This will give the rows of a file, told by its content to be JSON or a table (CSV, XLSX).

    Raises WorkbookRefused, perhaps after some rows, where the file is none, or cannot be read on.
    """
    stream.seek(0)
    head = stream.read(_CHUNK).removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    stream.seek(0)
    return _of_json(stream) if head in (b"[", b"{") else _of_table(stream)


def _of_table(stream: BinaryIO) -> Iterator[Row]:
    for line in open_table(stream, NAMES, BOUNDS, needed=NEEDED).lines:
        cell = line.cell
        element = _joined(cell("element"), cell("category"))
        yield Row(line.number, cell("form"), cell("area"), cell("period"), element, cell("value"))


def _of_json(stream: BinaryIO) -> Iterator[Row]:
    heads: dict[str, str] = {}
    for number, found in enumerate(_objects(io.TextIOWrapper(stream, "utf-8-sig"), heads), start=1):
        told = {**heads, **_ours(found, number)}
        if lacking := [key for key in NEEDED if key not in told]:
            raise WorkbookRefused(f"Đối tượng thứ {number} thiếu “{lacking[0]}”.", _AGAIN)
        element = _joined(told["element"], told.get("category", ""))
        yield Row(number, told.get("form", ""), told["area"], told["period"], element, told["value"])


def _joined(element: str, category: str) -> str:
    return element if category in NO_CATEGORY else f"{element}.{category}"


def _ours(found: Mapping[str, Any], number: int) -> dict[str, str]:
    """The parts of an object that we know, as texts; a figure stays as it was written."""
    told = {}
    for name, value in found.items():
        key = _OF_JSON.get(name.lower())
        if key is None:
            continue
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise WorkbookRefused(f"Đối tượng thứ {number}: “{name}” phải là chữ hoặc số.", _AGAIN)
        told[key] = str(value).strip()[:LONGEST]
    return told


def _objects(text: io.TextIOWrapper, heads: dict[str, str]) -> Iterator[dict[str, Any]]:
    """The objects of the list in a file, one after the other; what stands before a list of `dataValues` fills heads."""
    pieces = _Pieces(text)
    opened = pieces.take("[{")
    if opened == "{":
        _read_heads(pieces, heads)
    if pieces.peek() == "]":
        return
    while True:
        found = pieces.value()
        if not isinstance(found, dict):
            raise WorkbookRefused("Danh sách có phần tử không phải đối tượng.", _AGAIN)
        yield found
        if pieces.take(",]") == "]":
            return


def _read_heads(pieces: "_Pieces", heads: dict[str, str]) -> None:
    """Go to the list of values; the period, unit and form said before it hold for rows that do not say theirs."""
    while True:
        name = pieces.value()
        pieces.take(":")
        if name in ("dataValues", "values", "figures"):
            pieces.take("[")
            return
        value = pieces.value()
        if isinstance(name, str) and isinstance(value, str | int):
            heads |= _ours({name: value}, 0)
        if pieces.take(",}") == "}":
            raise WorkbookRefused("Tệp JSON không có danh sách số liệu.", _AGAIN)


class _Pieces:
    """JSON text decoded value by value from a buffer that is filled as it is used up."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self.text = text
        self.buffer = ""
        self.at = 0
        self.decoder = json.JSONDecoder(parse_float=str, parse_int=str)

    def peek(self) -> str:
        """The next letter that is no space; "" at the end."""
        while True:
            while self.at < len(self.buffer) and self.buffer[self.at].isspace():
                self.at += 1
            if self.at < len(self.buffer) or not self._fill():
                return self.buffer[self.at : self.at + 1]

    def take(self, wanted: str) -> str:
        """Go past the next letter, which must be one of those wanted."""
        letter = self.peek()
        if not letter or letter not in wanted:
            raise WorkbookRefused("Tệp không phải JSON đúng dạng, hoặc bị cắt ngang.", _AGAIN)
        self.at += 1
        return letter

    def value(self) -> Any:  # JSON
        """The next whole value."""
        self.peek()
        while True:
            try:
                found, end = self.decoder.raw_decode(self.buffer, self.at)
            except (json.JSONDecodeError, RecursionError):
                found, end = None, -1
            if 0 <= end < len(self.buffer):  # at the very end a number could go on
                self.at = end
                return found
            if len(self.buffer) - self.at > _LONGEST_OBJECT or not self._fill():
                raise WorkbookRefused("Tệp không phải JSON đúng dạng, hoặc bị cắt ngang.", _AGAIN)

    def _fill(self) -> bool:
        try:
            more = self.text.read(_CHUNK)
        except UnicodeDecodeError:
            raise WorkbookRefused("Tệp JSON không phải UTF-8.", "Lưu lại với bảng mã UTF-8.") from None
        self.buffer = self.buffer[self.at :] + more
        self.at = 0
        return bool(more)
