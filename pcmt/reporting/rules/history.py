"""Figures of earlier years as a table file: a line for each unit, its code on the map of that time and its figure."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pcmt.kernel.quantity import Quantity

CODES = ("code", "ma", "mã")
VALUES = ("value", "gia_tri", "giá trị")
MOST_LINES = 20_000
LARGEST_SCALED = 10**15


@dataclass(frozen=True)
class Line:
    """One line of the file: the unit's code, and its figure; `fault` says in Vietnamese why it cannot be taken."""

    number: int
    code: str
    quantity: Quantity | None
    fault: str = ""


class NotATable(ValueError):
    """A file that is no table of codes and figures; the message says in Vietnamese what is wrong."""


def read_lines(data: bytes, scale: int) -> tuple[Line, ...]:
    """This will read the lines of a CSV file in UTF-8 with the columns `code` and `value` (or "mã", "giá trị").

    scale: decimals of the element; a figure with more is refused, never rounded. Lines are counted as in the file.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotATable("Tệp không phải văn bản UTF-8. Lưu lại ở dạng CSV UTF-8.") from error
    if "\0" in text:
        raise NotATable("Tệp không phải bảng CSV.")
    rows = csv.reader(io.StringIO(text), delimiter=";" if ";" in text.partition("\n")[0] else ",")
    try:
        return tuple(_table(rows, scale))
    except csv.Error as error:
        raise NotATable("Tệp không phải bảng CSV.") from error


def _table(rows: Iterator[list[str]], scale: int) -> Iterator[Line]:
    heads = [head.strip().lower() for head in next(rows, [])]
    code_at = next((heads.index(name) for name in CODES if name in heads), None)
    value_at = next((heads.index(name) for name in VALUES if name in heads), None)
    if code_at is None or value_at is None:
        raise NotATable("Dòng đầu phải có cột “code” (mã đơn vị) và cột “value” (số liệu).")
    yield from _lines(rows, code_at, value_at, scale)


def _lines(rows: Iterable[list[str]], code_at: int, value_at: int, scale: int) -> Iterator[Line]:
    seen: dict[str, int] = {}
    for number, row in enumerate(rows, start=2):
        if number > MOST_LINES:
            raise NotATable(f"Tệp có hơn {MOST_LINES} dòng.")
        if not any(cell.strip() for cell in row):
            continue
        code = row[code_at].strip() if code_at < len(row) else ""
        text = row[value_at].strip() if value_at < len(row) else ""
        quantity, fault = _quantity(text, scale)
        if not code:
            fault = "thiếu mã đơn vị"
        elif code in seen:
            fault = f"mã {code} đã có ở dòng {seen[code]}"
        seen.setdefault(code, number)
        yield Line(number, code, None if fault else quantity, fault)


def _quantity(text: str, scale: int) -> tuple[Quantity | None, str]:
    whole, _, decimals = text.replace(",", ".").partition(".")
    if not (whole.isascii() and whole.isdigit()) or (decimals and not (decimals.isascii() and decimals.isdigit())):
        return None, f"“{text}” không phải số không âm viết liền, dấu thập phân là dấu chấm hoặc phẩy"
    if len(decimals.rstrip("0")) > scale:
        return None, f"“{text}” có nhiều hơn {scale} chữ số thập phân" if scale else f"“{text}” phải là số nguyên"
    scaled = int(whole) * 10**scale + int(decimals[:scale].ljust(scale, "0") or 0)
    if scaled > LARGEST_SCALED:
        return None, f"“{text}” quá lớn"
    return Quantity(scaled, scale), ""
