"""Plan an inspection of units."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from pcmt.committee import policy
from pcmt.committee.inspection_setting import refuse_unknown, set_out
from pcmt.committee.models import Inspection
from pcmt.committee.rules.inspecting import InspectionInput
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.rulebook.queries import book


@transaction.atomic
def plan_inspection(*, said: InspectionInput, agency_ids: Collection[int], actor: Actor, at: datetime) -> int:
    """This will keep an order to inspect units with a team and a checklist in force, and return its identifier."""
    policy.may_ask("committee.plan_inspection", actor).require()

    units = tuple(dict.fromkeys(agency_ids))
    refuse_unknown(said, units, actor, localdate(at))

    inspection = Inspection(keeper_id=actor.agency_id, state=book().lifecycle("inspection").start)
    set_out(inspection, said, units)

    record(
        action="committee.plan_inspection",
        subject=f"inspection:{inspection.pk}",
        actor=actor,
        at=at,
        after={"plan": said.plan_id, "document": said.decision_id, "agencies": len(units), "team": len(said.team)},
    )
    return inspection.pk
