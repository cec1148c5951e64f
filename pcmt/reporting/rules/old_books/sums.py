"""Rows and columns of an old book that add others up: checked against what they add, never taken as figures."""

from collections.abc import Iterator, Mapping, Sequence

from pcmt.kernel.quantity import Quantity
from pcmt.reporting.rules.old_books.reading import SheetReading, TotalCell
from pcmt.reporting.rules.old_books.values import NotAFigure, Way, read_cell
from vanban.text import format_number

Read = Mapping[tuple[int, int], int | None]
SumFault = tuple[str, str, str]


def misfits_of_sums(reading: SheetReading, read: Read, scales: Mapping[int, int], way: Way) -> Iterator[SumFault]:
    """This will tell of sums that do not match: kind, address, and what is written against what is added up.

    read: figures by (row, column); what is not known counts as nothing. scales: decimals by column.
    """
    for total in reading.totals:
        if (scale := scales.get(total.cell.column)) is not None:
            yield from _of_row(total, reading.rows, read, scale, way)
    for row in sorted({row for row, _ in read}):
        yield from _of_columns(reading, read, row)


def _of_row(total: TotalCell, rows: Sequence[int], read: Read, scale: int, way: Way) -> Iterator[SumFault]:
    try:
        written = read_cell(total.cell, scale, "count", way)
    except NotAFigure:
        return
    row, column = total.cell.row, total.cell.column
    above = [total.since, [one for one in rows if one < row]]
    below = [total.opens, [one for one in rows if one > row]]
    meant = [*below, *above] if total.heads_group else [*above[::-1], *below]
    meant = [one for one in meant if any((row, column) in read for row in one)]
    added = [sum(read.get((row, column)) or 0 for row in one) for one in meant]
    if written is not None and added and written not in added:
        yield "total_differs", total.cell.address, _told(total.label, written, added[0], scale)


def _of_columns(reading: SheetReading, read: Read, row: int) -> Iterator[SumFault]:
    for column, parts in reading.sums.items():
        written = read.get((row, column))
        added = [read.get((row, part)) for part in parts]
        if written is None or any(one is None for one in added):
            continue
        total = sum(one or 0 for one in added)
        if written != total:
            cell = reading.grid.cells[row, column]
            yield "column_differs", cell.address, _told("Cột tổng", written, total, 0)


def _told(label: str, written: int, added: int, scale: int) -> str:
    said = [format_number(Quantity(one, scale).decimal) for one in (written, added)]
    return f"{label or 'Dòng cộng'} ghi {said[0]}, cộng lại được {said[1]}"
