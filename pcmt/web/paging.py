"""Long lists shown a page at a time; the tag `pager` leads through them, and `trang` in the address names the page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from pcmt.web.asked import number_of

Row = TypeVar("Row")


@dataclass(frozen=True)
class Shown(Generic[Row]):
    """One page of a list: its rows, its number from 1, and how many pages there are."""

    rows: Sequence[Row]
    number: int
    pages: int


def page_of(rows: Sequence[Row], asked: str, size: int) -> Shown[Row]:
    """This will give one page of a list; an address that names no page shows the nearest that there is."""
    pages = max(1, -(-len(rows) // size))
    number = min(max(1, number_of(asked) or 1), pages)
    return Shown(rows[(number - 1) * size : number * size], number, pages)
