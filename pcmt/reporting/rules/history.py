"""Figures of earlier years as a table file: a line for each unit, its code on the map of that time and its figure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pcmt.kernel.quantity import Quantity
from pcmt.reporting.rules.plain_figures import NotPlain, read_plain
from workbook.tables import Bounds, open_table
from workbook.tables import Line as TableLine

NAMES = {"code": ("code", "mã", "mã đơn vị"), "value": ("value", "giá trị", "số liệu")}
BOUNDS = Bounds(most_bytes=5 * 1024 * 1024, most_rows=20_000)


@dataclass(frozen=True)
class Line:
    """One line of the file: the unit's code, and its figure; `fault` says in Vietnamese why it cannot be taken."""

    number: int
    code: str
    quantity: Quantity | None
    fault: str = ""


def read_lines(data: bytes, scale: int) -> tuple[Line, ...]:
    """This will read the lines of a table with the columns `code` and `value` (or "mã", "giá trị"), CSV or XLSX.

    scale: decimals of the element; a figure with more is refused, never rounded. Lines are counted as in the file.
    Raises WorkbookRefused where the file is no such table.
    """
    return tuple(_lines(open_table(data, NAMES, BOUNDS, needed=("code", "value")).lines, scale))


def _lines(lines: Iterable[TableLine], scale: int) -> Iterator[Line]:
    seen: dict[str, int] = {}
    for line in lines:
        code, number = line.cell("code"), line.number
        quantity, fault = _quantity(line.cell("value"), scale)
        if not code:
            fault = "thiếu mã đơn vị"
        elif code in seen:
            fault = f"mã {code} đã có ở dòng {seen[code]}"
        seen.setdefault(code, number)
        yield Line(number, code, None if fault else quantity, fault)


def _quantity(text: str, scale: int) -> tuple[Quantity | None, str]:
    try:
        return Quantity(read_plain(text, scale), scale), ""
    except NotPlain as error:
        return None, str(error)
