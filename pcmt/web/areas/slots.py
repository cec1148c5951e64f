"""What other pages hand over to be shown on an area's page and on the map of areas."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pcmt.web.components import Fill


@dataclass(frozen=True)
class Panel:
    """A part of an area's page: a template that is given `values` as `panel`.

    anchor, label: where it stands on the page, and what the list of its parts calls it; empty for none.
    """

    template: str
    values: object
    anchor: str = ""
    label: str = ""


@dataclass(frozen=True)
class TileStates:
    """How the tile map is filled: what it shows, the state of each area by identifier, and its legend."""

    title: str
    by_area: Mapping[int, Fill]
    legend: Sequence[Fill]
