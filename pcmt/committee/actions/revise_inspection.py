"""Change the order of an inspection that is not concluded."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from pcmt.agencies import queries as agencies
from pcmt.committee.inspection_access import obtain_inspection
from pcmt.committee.inspection_setting import refuse_unknown, set_out
from pcmt.committee.models import Inspection
from pcmt.committee.rules.inspecting import BadInspection, InspectionInput
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.rulebook.queries import book
from vanban.text import format_date


@transaction.atomic
def revise_inspection(
    *, inspection_id: int, said: InspectionInput, agency_ids: Collection[int], actor: Actor, at: datetime
) -> None:
    """This will change title, decision, days, team, units and what is to be prepared.

    A unit that was visited stays, and so does the checklist once one was; no visit falls before the first day.
    """
    inspection = obtain_inspection(inspection_id, "committee.revise_inspection", actor)

    book().lifecycle("inspection").after(inspection.state, "revise_inspection")
    units = tuple(dict.fromkeys(agency_ids))
    visited = {one.agency_id: one.visited_on for one in inspection.visits.all() if one.visited_on is not None}
    refuse_unknown(said, units, actor, localdate(at), kept=inspection.checklist if visited else "")
    if gone := [one for one in visited if one not in units]:
        names = "; ".join(one.name for one in agencies.agencies_by_id(gone).values())
        raise BadInspection("Đơn vị đã kiểm tra thì không bỏ được.", fields={"agencies": f"Đã kiểm tra: {names}."})
    if visited and said.days[0] > min(visited.values()):
        first = format_date(min(visited.values()))
        raise BadInspection("Ngày bắt đầu sau ngày đã kiểm tra.", fields={"starts_on": f"Không sau ngày {first}."})

    before = _told(inspection)
    set_out(inspection, said, units)

    record(
        action="committee.revise_inspection",
        subject=f"inspection:{inspection.pk}",
        actor=actor,
        at=at,
        before=before,
        after=_told(inspection),
    )


def _told(inspection: Inspection) -> dict[str, object]:
    return {
        "document": inspection.decision_id,
        "starts_on": inspection.starts_on.isoformat(),
        "ends_on": inspection.ends_on.isoformat(),
        "agencies": inspection.visits.count(),
        "team": inspection.team.count(),
    }
