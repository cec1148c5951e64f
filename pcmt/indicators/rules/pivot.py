"""A table of figures turned as one likes: which of its axes runs across, and which run down, one inside the other."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, Generic, TypeVar

AXES = {"code": "Chỉ số, số liệu", "category": "Phân tổ", "area": "Địa bàn", "period": "Kỳ"}
"""The axes in the order in which they stand inside each other; the keys of a cell are in this order too."""
T = TypeVar("T")


@dataclass(frozen=True)
class Item:
    """One place on an axis."""

    key: Hashable
    label: str
    note: str = ""


@dataclass(frozen=True)
class Line(Generic[T]):
    """One row: an item of each axis that runs down (None where it is the same as in the row above), and its cells."""

    heads: tuple[Item | None, ...]
    named: tuple[Item, ...]
    cells: tuple[T | None, ...]


@dataclass(frozen=True)
class Layout(Generic[T]):
    """A table: what stands above it for all, what heads its rows and columns, and the rows.

    fixed: the axes of a single item, which need no row or column of their own.
    """

    fixed: tuple[Item, ...]
    row_axes: tuple[str, ...]
    columns: tuple[Item, ...]
    lines: tuple[Line[T], ...]


def laid_out(items: Mapping[str, Sequence[Item]], across: str, cells: Mapping[Any, T]) -> Layout[T]:
    """This will lay cells out by axis: one runs across, the others down in the order of AXES; empty rows are left out.

    An axis of a single item is told once above the table, unless it is the one that runs across.
    """
    single = [axis for axis in AXES if axis != across and len(items[axis]) == 1]
    down = tuple(axis for axis in AXES if axis != across and axis not in single)
    lines: list[Line[T]] = []
    for named in product(*(items[axis] for axis in down)):
        at = {axis: item.key for axis, item in zip(down, named, strict=True)}
        at |= {axis: items[axis][0].key for axis in single}
        found = tuple(cells.get(_key(at, across, column)) for column in items[across])
        if any(cell is not None for cell in found):
            before = lines[-1].named if lines else ()
            lines.append(Line(_heads(named, before), named, found))
    fixed = tuple(items[axis][0] for axis in single if items[axis][0].label)
    return Layout(fixed, down, tuple(items[across]), tuple(lines))


def _key(at: Mapping[str, Hashable], across: str, column: Item) -> tuple[Hashable, ...]:
    return tuple(column.key if axis == across else at[axis] for axis in AXES)


def _heads(named: Sequence[Item], before: Sequence[Item]) -> tuple[Item | None, ...]:
    """An item is named again only where it, or one that it stands inside, has changed; the innermost always is."""
    heads: list[Item | None] = []
    changed = not before
    for place, item in enumerate(named):
        changed = changed or item.key != before[place].key or place == len(named) - 1
        heads.append(item if changed else None)
    return tuple(heads)
