"""Rows and columns of an old book that add others up: checked against what they add, never taken as figures."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pcmt.kernel.quantity import Quantity
from pcmt.reporting.rules.old_books.reading import SheetReading, TotalCell
from pcmt.reporting.rules.old_books.values import NotAFigure, Way, read_cell
from vanban.text import format_number

SumFault = tuple[str, str, str]


@dataclass(frozen=True)
class Columns:
    """What was read of a sheet: figures by (row, column), None where nothing is known; cells that could not be read;
    and the decimals of each column."""

    read: Mapping[tuple[int, int], int | None]
    unread: Collection[tuple[int, int]]
    scales: Mapping[int, int]

    def added(self, rows: Sequence[int], column: int) -> int | None:
        """This will add up a column over rows; None where nothing stands there, or something could not be read."""
        places = [(row, column) for row in rows]
        if any(place in self.unread for place in places) or not any(place in self.read for place in places):
            return None
        return sum(self.read.get(place) or 0 for place in places)


def misfits_of_sums(reading: SheetReading, columns: Columns, way: Way) -> Iterator[SumFault]:
    """This will tell of sums that do not match: kind, address, and what is written against what is added up.

    What is not known counts as nothing; a sum over a cell that could not be read is not checked.
    """
    for total in reading.totals:
        yield from _of_row(total, reading.rows, columns, way)
    if reading.sums:
        for row in sorted({row for row, _ in columns.read}):
            yield from _of_columns(reading, columns.read, row)


def _of_row(total: TotalCell, rows: Sequence[int], columns: Columns, way: Way) -> Iterator[SumFault]:
    row, column = total.cell.row, total.cell.column
    scale = columns.scales.get(column)
    if scale is None:
        return
    try:
        written = read_cell(total.cell, scale, "count", way)
    except NotAFigure:
        return
    above = [total.since, [one for one in rows if one < row]]
    below = [total.opens, [one for one in rows if one > row]]
    meant = [*below, *above] if total.heads_group else [*above[::-1], *below]
    if any((one, column) in columns.unread for one in (total.opens if total.heads_group else rows)):
        return
    added = [one for one in (columns.added(part, column) for part in meant) if one is not None]
    if written is not None and added and written not in added:
        yield "total_differs", total.cell.address, _told(total.label, written, added[0], scale)


def _of_columns(reading: SheetReading, read: Mapping[tuple[int, int], int | None], row: int) -> Iterator[SumFault]:
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
