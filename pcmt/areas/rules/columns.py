"""Tables of facts of areas: what their columns may be called, and how large they may be."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from pcmt.kernel.refusal import Refusal
from vanban.text import normalise
from workbook.refusals import WorkbookRefused
from workbook.tables import Bounds, Line, open_table

__all__ = ["Line", "columns_of", "read_lines"]

# Twice as many codes are asked of the database at once, which takes some 30,000.
BOUNDS = Bounds(most_bytes=5 * 1024 * 1024, most_rows=12_000)
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


def columns_of(data: bytes) -> frozenset[str]:
    """This will tell which columns a table has, by our names; refuses what is no table."""
    with _as_refusal():
        return open_table(data, NAMES, BOUNDS).columns


def read_lines(data: bytes, needed: Sequence[str]) -> Iterator[Line]:
    """This will read the lines of a table, in one spelling; refuses one without the needed columns, or no table."""
    with _as_refusal():
        for line in open_table(data, NAMES, BOUNDS, needed=needed).lines:
            yield Line(line.number, {column: normalise(cell) for column, cell in line.cells.items()})


@contextmanager
def _as_refusal() -> Iterator[None]:
    try:
        yield
    except WorkbookRefused as refused:
        raise Refusal(refused.message, remedy=refused.remedy) from refused
