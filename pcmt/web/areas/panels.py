"""What other pages show of an area: one table, so that the area's page need not change when a package arrives.

A panel is a template with its values; a provider answers None where it has nothing to show this actor.
To add one: write `area_panel` in `pcmt/web/<package>/panels.py` and name it in PANELS; the tile map's colours likewise.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pcmt.areas.queries import AreaView
from pcmt.kernel.actor import Actor
from pcmt.web.components import State


@dataclass(frozen=True)
class Panel:
    """A part of an area's page: a template that is given `values` as `panel`."""

    template: str
    values: object


@dataclass(frozen=True)
class TileStates:
    """How the tile map is filled: what it shows, the state of each area by identifier, and its legend."""

    title: str
    by_area: Mapping[int, State]
    legend: Sequence[State]


AreaPanel = Callable[[Actor, AreaView, datetime], Panel | None]
TileFill = Callable[[Actor, Sequence[AreaView], datetime], TileStates | None]

PANELS: tuple[AreaPanel, ...] = ()
FILLS: tuple[TileFill, ...] = ()


def panels(actor: Actor, area: AreaView, at: datetime) -> tuple[Panel, ...]:
    """This will gather what the other packages show of an area, in the order of the table."""
    return tuple(panel for provider in PANELS if (panel := provider(actor, area, at)) is not None)


def tile_states(actor: Actor, areas: Sequence[AreaView], at: datetime) -> TileStates | None:
    """This will give the first filling of the tile map that has something to show."""
    return next((fill for provider in FILLS if (fill := provider(actor, areas, at)) is not None), None)
