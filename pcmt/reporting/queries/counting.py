"""How many reports stand at a step that an actor may take: one number for the navigation, cheaply."""

from pcmt.kernel.actor import Actor
from pcmt.prepared import Prepared
from pcmt.reporting.models import Duty, Submission
from pcmt.reporting.queries.duties import duties_within, reach_of

STEPS = {
    "submitted": "reporting.accept",
    "under_review": "reporting.accept",
    "returned": "reporting.enter_cells",
    "signed": "reporting.submit",
}
_WAITING = Prepared(lambda states: Submission.objects.filter(duty__in=Duty.objects.all(), state__in=states))
_WAITING_IN = Prepared(
    lambda area_ids, agency_ids, states: Submission.objects.filter(
        duty__in=duties_within(area_ids, agency_ids), state__in=states
    )
)


def waiting_count(actor: Actor) -> int:
    """This will count the reports to close (for who closes), to mend and to send (for who reports).

    `awaiting` lists what is this actor's own next step exactly; this only looks at states, in two questions at most.
    """
    states = [state for state, permission in STEPS.items() if actor.may_somewhere(permission)]
    if not states:
        return 0
    reach = reach_of(actor)
    return _WAITING.count(states) if reach is None else _WAITING_IN.count(*reach, states)
