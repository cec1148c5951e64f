"""Adding up over places: what is known of each column, and who is missing. Missing is never taken as zero."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pcmt.kernel.quantity import Quantity

Column = TypeVar("Column")
LONGEST_NAME, MOST_PLACES, NAMED = 80, 200, 6


@dataclass(frozen=True)
class Sum:
    """A column added up: its total (None where no place has a figure), of how many places, and which have none."""

    total: Quantity | None
    known: int
    missing: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """Whether every place has a figure."""
        return self.total is not None and not self.missing

    @property
    def told(self) -> str:
        """What the total is of, in words: “12 thôn, bản”, “10/12 thôn, bản; chưa có: bản A, bản B”."""
        if not self.missing:
            return f"{self.known} thôn, bản"
        named = ", ".join(self.missing[:NAMED]) + (" …" if len(self.missing) > NAMED else "")
        return f"{self.known}/{self.known + len(self.missing)} thôn, bản; chưa có: {named}"


def add_up(names: Mapping[int, str], figures: Mapping[int, Quantity]) -> Sum:
    """This will add one column up; names of the places in order, figures of those that have one, by place."""
    known = [figures[place] for place in names if place in figures]
    missing = tuple(name for place, name in names.items() if place not in figures)
    return Sum(sum(known[1:], known[0]) if known else None, len(known), missing)


def named_places(text: str) -> tuple[str, ...]:
    """This will read names, separated by commas, semicolons or line ends, each once."""
    parts = text.replace(";", ",").replace("\r", ",").replace("\n", ",").split(",")
    names = (" ".join(part.split())[:LONGEST_NAME].strip() for part in parts)
    return tuple(dict.fromkeys(name for name in names if name))[:MOST_PLACES]


def sheets_of(columns: Sequence[Column], most: int) -> Iterable[Sequence[Column]]:
    """This will cut columns into sheets of much the same width, as few as there can be."""
    if not columns:
        return
    count = -(-len(columns) // most)
    start = 0
    for number in range(count):
        size = (len(columns) - start) // (count - number) + bool((len(columns) - start) % (count - number))
        yield columns[start : start + size]
        start += size
