"""What was decided of classes, and taken back, since a moment."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from pcmt.classification import policy
from pcmt.classification.models import ClassDecision
from pcmt.classification.queries.answers import DecisionView
from pcmt.classification.queries.decisions import decision_view
from pcmt.kernel.actor import Actor


@dataclass(frozen=True)
class RecentDecision:
    """A decision recorded, or revoked, lately; reason: why it was revoked, empty where it stands."""

    decision: DecisionView
    at: datetime
    reason: str


def recent_decisions(actor: Actor, since: datetime) -> tuple[RecentDecision, ...]:
    """This will list decisions recorded or revoked after a moment in areas that the actor may see, the newest first."""
    rows = ClassDecision.objects.filter(Q(recorded_at__gt=since) | Q(revoked_at__gt=since))
    reach = actor.areas_for(policy.VIEW)
    if reach is not None:
        rows = rows.filter(area_id__in=reach)
    found = [RecentDecision(decision_view(row), row.revoked_at or row.recorded_at, row.revoked_reason) for row in rows]
    return tuple(sorted(found, key=lambda one: (one.at, one.decision.id), reverse=True))
