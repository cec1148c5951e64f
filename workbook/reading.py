"""Reads a sheet into rows of typed values, with a fault at each cell that cannot be understood."""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from workbook.opening import Opened, open_sheet
from workbook.spec import Column, Fault, Row, SheetSpec, folded

YES = frozenset({"x", "co", "yes", "dung", "1", "true"})
NO = frozenset({"", "khong", "no", "sai", "0", "false"})
LIST_MARK = ";"
LONGEST_QUOTED = 40

_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ][\d:.]{1,15})?")


@dataclass(frozen=True)
class Reading:
    """The rows that hold anything, in order, and what cannot be understood in them."""

    rows: tuple[Row, ...]
    faults: tuple[Fault, ...]


class _Wrong(Exception):
    """A cell's value that cannot be understood; the text says why."""


def read(data: bytes, spec: SheetSpec) -> Reading:
    """This will read a sheet; raises WorkbookRefused where the file as a whole cannot be read."""
    opened = open_sheet(data, spec)
    rows: list[Row] = []
    faults: list[Fault] = []
    for number in opened.rows:
        values: dict[str, object] = {}
        for column in spec.columns:
            try:
                values[column.key] = _value(opened, number, column)
            except _Wrong as wrong:
                values[column.key] = None
                faults.append(Fault(number, str(wrong), column.key))
        rows.append(Row(number, values))
    return Reading(tuple(rows), tuple(faults))


def _value(opened: Opened, row: int, column: Column) -> object:
    place = opened.places.get(column.key)
    cell = opened.sheet._cells.get((row, place)) if place else None
    value = cell.value if cell is not None else None
    if cell is not None and cell.data_type == "f":
        raise _Wrong("Ô chứa công thức; dán giá trị thay công thức.")
    if cell is not None and cell.data_type == "e":
        raise _Wrong("Ô báo lỗi của Excel.")
    if value is None or (isinstance(value, str) and not value.strip()):
        if column.required:
            raise _Wrong("Chưa điền.")
        return () if column.kind == "list" else False if column.kind == "yes" else None
    if column.kind == "date":
        return _day(value)
    text = _text(value)
    if len(text) > column.longest:
        raise _Wrong(f"Dài {len(text)} ký tự, quá {column.longest}.")
    if column.kind == "yes":
        return _yes(text)
    if column.kind == "choice":
        return _choice(text, column)
    if column.kind == "list":
        return tuple(part.strip() for part in text.split(LIST_MARK) if part.strip())
    return text


def _text(value: object) -> str:
    """Words as typed, spaces made even; a whole number without the point that Excel keeps."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, bool):
        return "x" if value else ""
    if isinstance(value, datetime | date):
        return f"{value.day:02}/{value.month:02}/{value.year}"
    return " ".join(str(value).split())


def _day(value: object) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = _text(value)
    found = _DAY_FIRST.fullmatch(text)
    parts = (found[3], found[2], found[1]) if found else None
    if parts is None and (found := _YEAR_FIRST.fullmatch(text)):
        parts = (found[1], found[2], found[3])
    try:
        if parts is not None:
            return date(*(int(part) for part in parts))
    except ValueError:
        pass
    raise _Wrong(f"“{_quoted(text)}” không phải là ngày; ghi ngày/tháng/năm, ví dụ 01/7/2026.")


def _yes(text: str) -> bool:
    plain = folded(text)
    if plain in YES:
        return True
    if plain in NO:
        return False
    raise _Wrong(f"“{_quoted(text)}”: ghi “x” nếu có, để trống nếu không.")


def _choice(text: str, column: Column) -> str:
    plain = folded(text)
    by_words = {folded(label): code for code, label in column.choices} | {
        folded(code): code for code, _ in column.choices
    }
    if plain in by_words:
        return by_words[plain]
    near = difflib.get_close_matches(plain[:LONGEST_QUOTED], [*_labels(column)], 1)
    labels = {folded(label): label for _, label in column.choices}
    offered = f" Có phải là “{labels[near[0]]}”?" if near else " Chọn trong danh sách của ô."
    raise _Wrong(f"Không có “{_quoted(text)}”.{offered}")


def _labels(column: Column) -> Iterator[str]:
    return (folded(label) for _, label in column.choices)


def _quoted(text: str) -> str:
    return text if len(text) <= LONGEST_QUOTED else f"{text[:LONGEST_QUOTED]}…"
