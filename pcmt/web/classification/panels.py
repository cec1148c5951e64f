"""What classification shows on the pages of areas: where a commune stands, and the map by the year's decisions."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from pcmt.areas.queries import AreaView
from pcmt.classification import queries
from pcmt.indicators import queries as indicators
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Kind
from pcmt.kernel.refusal import NotFound
from pcmt.web.areas.slots import Panel, TileStates
from pcmt.web.classification.shapes import KINDS, decided_badge, standing_row
from pcmt.web.components import State
from vanban.text import lower_first


def area_panel(actor: Actor, area: AreaView, at: datetime) -> Panel | None:
    """This will show a commune's provisional standing, condition by condition, apart from its newest decision."""
    if area.level != "commune":
        return None
    try:
        standing = queries.standing(actor, area.id, None, timezone.localdate(at))
    except NotFound:
        return None
    return Panel("classification/panel.html", standing_row(standing), "khong-ma-tuy", "Không ma túy")


def tile_fill(actor: Actor, areas: Sequence[AreaView], at: datetime) -> TileStates | None:
    """This will fill the map by the classes decided for the newest year that has any; None before the first."""
    on = timezone.localdate(at)
    seen = [area.id for area in areas if actor.may("classification.view", area_id=area.id)]
    try:
        calendar = queries.scheme_on(on).calendar
    except NotFound:
        return None
    for year in reversed(indicators.ended_periods(Kind.YEAR, calendar, on, 3)):
        if decided := queries.decisions(year, seen):
            undecided = State("void", f"chưa có quyết định {year.name_inside}")
            fill = {area: decided_badge(decided[area]) if area in decided else undecided for area in seen}
            classes = {one.class_code: one for one in decided.values()}.values()
            legend = [State(KINDS[one.tone], lower_first(one.class_label)) for one in classes]
            missing = [undecided] if len(decided) < len(seen) else []
            return TileStates(f"Phân loại {year.name_inside}", fill, (*legend, *missing))
    return None
