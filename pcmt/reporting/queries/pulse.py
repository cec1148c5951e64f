"""Whether a completeness board has changed since it was shown, in four short questions whatever its size."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, Max, Q

from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.reporting.models import Extension, Step, Submission
from pcmt.reporting.queries.board import window
from pcmt.reporting.queries.duties import periods_known, visible_duties


@dataclass(frozen=True)
class BoardPulse:
    """`mark` differs where the board would look different; `changed_at`: when a report last came to another state."""

    mark: str
    changed_at: datetime | None


def board_pulse(actor: Actor, form_code: str, period: Period, on: date) -> BoardPulse:
    """This will tell a board of a form and period from what it was.

    Figures being typed into drafts change nothing but the first of each: the board tells a draft begun.

    on: the day by which unsent reports are judged overdue; another day is another board.
    """
    shown = [one.id for one in window(period, periods_known(form_code))]
    owed = visible_duties(actor).filter(form_code=form_code, period__in=shown)
    rounds = Submission.objects.filter(duty__in=owed).aggregate(
        many=Count("pk"), last=Max("pk"), begun=Count("pk", filter=Q(version__gt=0))
    )
    moves = (
        Step.objects.filter(submission__duty__in=owed)
        .exclude(state_before=F("state_after"))
        .aggregate(last=Max("pk"), at=Max("at"))
    )
    longer = Extension.objects.filter(duty__in=owed).aggregate(at=Max("decided_at"))
    told = (
        form_code,
        shown,
        on.isoformat(),
        rounds["many"],
        rounds["last"],
        rounds["begun"],
        moves["last"],
        longer["at"],
    )
    return BoardPulse(hashlib.sha256(repr(told).encode()).hexdigest()[:20], moves["at"])
