"""What other pages hand over to be shown on an area's page and on the map of areas."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pcmt.web.components import Fill


@dataclass(frozen=True)
class Panel:
    """A part of an area's page: a template that is given `values` as `panel`."""

    template: str
    values: object


@dataclass(frozen=True)
class TileStates:
    """How the tile map is filled: what it shows, the state of each area by identifier, and its legend."""

    title: str
    by_area: Mapping[int, Fill]
    legend: Sequence[Fill]
