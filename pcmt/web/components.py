"""Plain values that the components of the pages are fed with; the templates hold no decision."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

StateKind = Literal["met", "on", "late", "risk", "void"]
"""met: reached or done; on: under way; late: late; risk: failing or refused; void: no data."""

ShadeKind = Literal["c1", "c2", "c3", "c4", "c5"]
"""A class of figures on a map, the lightest first: more or less, not good or bad."""

STATE_WORDS: dict[str, str] = {
    "met": "đạt",
    "on": "đang thực hiện",
    "late": "chậm",
    "risk": "nguy cơ không đạt",
    "void": "thiếu dữ liệu",
}


@dataclass(frozen=True)
class Link:
    """A place to go, with its label; `count` is shown beside it, `current` marks where one is."""

    label: str
    url: str = ""
    count: int | None = None
    current: bool = False


@dataclass(frozen=True)
class State:
    """A state in words, with the kind that gives it shape and colour."""

    kind: StateKind
    words: str


@dataclass(frozen=True)
class Shade:
    """A class of figures on a map in words ("10 – 25 người"), with the shade that fills it."""

    kind: ShadeKind
    words: str


Fill = State | Shade
"""What fills a place on a map, and says so in words."""


@dataclass(frozen=True)
class Tile:
    """One area on the tile map: columns and rows from 1; the state is read out and shown as shape and fill.

    key: by which a script finds it.
    """

    label: str
    column: int
    row: int
    state: Fill
    url: str = ""
    key: str = ""


@dataclass(frozen=True)
class HeatRow:
    """One line of a heat table: a name and one state per column, None where nothing was owed."""

    label: str
    cells: Sequence[State | None]
    url: str = ""


@dataclass(frozen=True)
class Step:
    """One answer to "vì sao?": what it is about, what is so, and where that is written."""

    label: str
    text: str
    url: str = ""
    source: str = ""


@dataclass(frozen=True)
class Event:
    """One move in a history: when (already written), who, what; the state gives its shape."""

    title: str
    when: str
    who: str
    state: StateKind
    text: str = ""
