"""What other pages hand over to be shown on an area's page and on the map of areas."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pcmt.web.components import Fill, State


@dataclass(frozen=True)
class HeadFact:
    """What a part of an area's page says on top of the page: a figure already written, with its state or a note."""

    label: str
    value: str
    state: State | None = None
    note: str = ""


@dataclass(frozen=True)
class Panel:
    """A part of an area's page: a template that is given `values` as `panel`.

    anchor, label: where it stands on the page, and what the list of its parts calls it; empty for none. fact: what is
    said of it on top.
    """

    template: str
    values: object
    anchor: str = ""
    label: str = ""
    fact: HeadFact | None = None


@dataclass(frozen=True)
class TileStates:
    """How the tile map is filled: what it shows, the state of each area by identifier, and its legend."""

    title: str
    by_area: Mapping[int, Fill]
    legend: Sequence[Fill]
