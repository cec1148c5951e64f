"""What reporting shows on the pages of areas: the reports that the unit owes, and those left by units it took over."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from pcmt.areas import queries as areas
from pcmt.areas.queries import AreaView
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.reporting import queries
from pcmt.reporting.queries import DutyView
from pcmt.web.areas.slots import Panel
from pcmt.web.components import State
from pcmt.web.reporting.wording import timing_state

SHOWN = 5


@dataclass(frozen=True)
class OwedReports:
    """The newest reports of a unit and those still open of units gone into it, each with its timing; `more` unseen."""

    rows: list[tuple[DutyView, State | None]]
    left: list[tuple[DutyView, State | None]]
    more: int


def area_panel(actor: Actor, area: AreaView, at: datetime) -> Panel | None:
    """This will list what a unit owes; None where nothing was ever owed, or nothing of it may be seen."""
    on = timezone.localdate(at)
    found = queries.duties(actor, area_ids=[area.id], on=on)
    left = left_open(actor, area.id, on)
    if not found and not left:
        return None
    owed = OwedReports(
        rows=[(duty, timing_state(duty.timing)) for duty in found[:SHOWN]],
        left=[(duty, timing_state(duty.timing)) for duty in left],
        more=max(len(found) - SHOWN, 0),
    )
    return Panel("reporting/panel.html", owed, "bao-cao", "Báo cáo")


def left_open(
    actor: Actor, area_id: int, on: date, *, form_code: str | None = None, period: Period | None = None
) -> list[DutyView]:
    """This will list the reports not closed yet of units that went into one, which now answers for them."""
    gone = areas.former([area_id], on)[area_id]
    if not gone:
        return []
    found = queries.duties(actor, form_code=form_code, period=period, area_ids=gone, on=on)
    return [duty for duty in found if duty.accepted_at is None]
