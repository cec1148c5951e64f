"""What indicators show on the pages of areas: the newest value of each, its course and where its target stands."""

from datetime import datetime

from django.utils import timezone

from pcmt.areas.queries import AreaView
from pcmt.indicators import queries
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound
from pcmt.web.areas.slots import Panel
from pcmt.web.indicators.shapes import row_of


def area_panel(actor: Actor, area: AreaView, at: datetime) -> Panel | None:
    """This will list the indicators of the area; None for who may not see them."""
    try:
        rows = queries.indicator_rows(actor, area.id, timezone.localdate(at))
    except NotFound:
        return None
    return Panel("indicators/panel.html", [row_of(row, area.id) for row in rows]) if rows else None
