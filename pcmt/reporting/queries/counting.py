"""How many reports stand at a step that an actor may take: one number for the navigation, cheaply."""

from pcmt.kernel.actor import Actor
from pcmt.reporting.models import Submission
from pcmt.reporting.queries.duties import visible_duties

STEPS = {
    "submitted": "reporting.accept",
    "under_review": "reporting.accept",
    "returned": "reporting.enter_cells",
    "signed": "reporting.submit",
}


def waiting_count(actor: Actor) -> int:
    """This will count the reports to close (for who closes), to mend and to send (for who reports).

    `awaiting` lists what is this actor's own next step exactly; this only looks at states, in two questions at most.
    """
    states = [state for state, permission in STEPS.items() if actor.may_somewhere(permission)]
    if not states:
        return 0
    return Submission.objects.filter(duty__in=visible_duties(actor), state__in=states).count()
