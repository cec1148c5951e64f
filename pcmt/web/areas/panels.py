"""What other pages show of an area: one table, so that the area's page need not change when a package arrives.

A provider answers None where it has nothing to show this actor. To add one: write it in `pcmt/web/<package>/panels.py`
and name it here.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from pcmt.areas.queries import AreaView
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound
from pcmt.web.areas.slots import Panel, TileStates
from pcmt.web.classification import panels as classification
from pcmt.web.indicators import panels as indicators
from pcmt.web.leading import panels as leading
from pcmt.web.plans import panels as plans
from pcmt.web.reporting import panels as reporting

AreaPanel = Callable[[Actor, AreaView, datetime], Panel | None]
TileFill = Callable[[Actor, Sequence[AreaView], datetime], TileStates | None]

PANELS: tuple[AreaPanel, ...] = (
    classification.area_panel,
    leading.years_panel,
    leading.targets_panel,
    indicators.area_panel,
    leading.reported_panel,
    reporting.area_panel,
    plans.area_panel,
    leading.papers_panel,
)


@dataclass(frozen=True)
class Later:
    """A part of a commune's page that takes long to work out: it is fetched when it comes into view, or by its link.

    permission: without it at the area the part is not there. Where it is empty the provider says so itself, by None; a
    panel of the table above then stands in the part's place on the page.
    """

    anchor: str
    label: str
    permission: str
    provider: AreaPanel


LATER: tuple[Later, ...] = (
    Later("chi-so", "Chỉ số", "", indicators.courses_panel),
    Later("diem", "Bảng điểm", "reporting.view", leading.score_panel),
    Later("dau-hieu", "Dấu hiệu cần xem", "reporting.view", leading.signs_panel),
)
FILLS: tuple[TileFill, ...] = (classification.tile_fill,)


def panels(actor: Actor, area: AreaView, at: datetime) -> tuple[Panel, ...]:
    """This will gather what the other packages show of an area, in the order of the table."""
    return tuple(panel for provider in PANELS if (panel := provider(actor, area, at)) is not None)


def later(actor: Actor, area: AreaView) -> tuple[Later, ...]:
    """This will list the parts that end the page and are fetched later, of a commune that the actor may look into."""
    if area.level != "commune":
        return ()
    return tuple(part for part in LATER if part.permission and actor.may(part.permission, area_id=area.id))


def part_of(actor: Actor, area: AreaView, named: str, at: datetime) -> tuple[Later, Panel | None]:
    """This will give a part of a commune's page by itself; NotFound where there is none of the name for the actor."""
    found = next((one for one in LATER if one.anchor == named), None)
    if found is None or area.level != "commune":
        raise NotFound
    if found.permission:
        if not actor.may(found.permission, area_id=area.id):
            raise NotFound
        return found, found.provider(actor, area, at)
    panel = found.provider(actor, area, at)
    if panel is None:
        raise NotFound
    return found, panel


def tile_states(actor: Actor, areas: Sequence[AreaView], at: datetime) -> TileStates | None:
    """This will give the first filling of the tile map that has something to show."""
    return next((fill for provider in FILLS if (fill := provider(actor, areas, at)) is not None), None)
