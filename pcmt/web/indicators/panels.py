"""What indicators show on the pages of areas: the newest value of each, its course and where its target stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from pcmt.areas.queries import AreaView
from pcmt.indicators import queries
from pcmt.indicators.queries import IndicatorRow
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound
from pcmt.web.areas.map_day import MapDay
from pcmt.web.areas.slots import HeadFact, Panel
from pcmt.web.components import State
from pcmt.web.indicators.behind import behind_words
from pcmt.web.indicators.list_rows import Row, changes_of, row_of
from vanban.text import format_date

BELOW = "hamlet"
URGENCY = ("risk", "late", "void", "on", "met")


@dataclass(frozen=True)
class Courses:
    """The indicators of an area; changed: the days on which it changed on the map within their courses, written."""

    rows: list[Row]
    changed: str

    @property
    def asked(self) -> list[Row]:
        """Those of which something is asked, what is behind first."""
        return [one for one in self.rows if one.row.progress]

    @property
    def watched(self) -> list[Row]:
        """Those that are only watched: folded away, since most readers come for the others."""
        return [one for one in self.rows if not one.row.progress]


def area_panel(actor: Actor, area: AreaView, at: datetime) -> Panel | None:
    """This will list the indicators of the area; None for who may not see them, and below the commune, which reports.

    On a commune's page, which most people open, their courses are fetched when the reader comes to them; what is said
    on top of the page needs only the newest values of those of which something is asked.
    """
    if area.level == BELOW:
        return None
    if area.level != "commune":
        return courses_panel(actor, area, at)
    try:
        judged = queries.judged_rows(actor, area.id, timezone.localdate(at))
    except NotFound:
        return None
    return Panel("indicators/panel_later.html", None, "chi-so", "Chỉ số", _behind(judged))


def courses_panel(actor: Actor, area: AreaView, at: datetime) -> Panel | None:
    """This will list the indicators of the area with their courses; None for who may not see them."""
    on = timezone.localdate(at)
    try:
        rows = queries.indicator_rows(actor, area.id, on)
    except NotFound:
        return None
    changes = changes_of(rows, area, on)
    told = [format_date(day) for day in changes]
    if not rows:
        return None
    today = timezone.localdate()
    day = MapDay(on, today, (), on != today)  # a unit that is no more is shown on its last day, and so are its pages
    lines = [row_of(row, area.id, day, changes) for row in sorted(rows, key=_urgency)]
    return Panel("indicators/panel.html", Courses(lines, ", ".join(told)), "chi-so", "Chỉ số", _behind(rows))


def _urgency(row: IndicatorRow) -> int:
    return URGENCY.index(row.progress.state) if row.progress else len(URGENCY)


def _behind(rows: Sequence[IndicatorRow]) -> HeadFact | None:
    """How many indicators miss what is asked, of those of which something is."""
    states = [row.progress.state for row in rows if row.progress]
    if not states:
        return None
    behind = sum(state in URGENCY[:2] for state in states)
    state = State("risk", behind_words(rows)) if behind else State("met", "không có chỉ số nào")
    return HeadFact("Chỉ số chậm hoặc không đạt", f"{behind}/{len(states)}", state)
