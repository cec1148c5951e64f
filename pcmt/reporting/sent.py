"""What was sent, kept with the step of sending, so that what has changed since stays visible cell by cell."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pcmt.kernel.quantity import Quantity
from pcmt.reporting import report_rows
from pcmt.reporting.models import Step, Submission

FIGURES = "figures"
SENT_STATES = frozenset({"submitted", "under_review", "accepted"})


@dataclass(frozen=True)
class Changed:
    """A figure that is not what was sent before; None stands for an empty cell."""

    element: str
    before: Quantity | None
    now: Quantity | None


def figures_sent(submission: Submission) -> dict[str, list[int]]:
    """This will give a submission's typed figures as the step keeps them: [scaled, scale] by element (one query)."""
    rows = report_rows.FIGURES.all(submission.pk)
    return {element: [scaled, scale] for element, scaled, scale in rows if scaled is not None}


def sent_before(steps: Iterable[Step], state: str) -> dict[str, Quantity] | None:
    """This will give what was sent before the present figures; None where nothing was, or it was not kept.

    steps: every sending of the duty up to this round, in order. Of a report that lies with who checks it the last
    sending is the present one, and the one before it counts.
    """
    sendings = [step for step in steps if FIGURES in step.detail]
    if state in SENT_STATES:
        sendings = sendings[:-1]
    if not sendings:
        return None
    kept = sendings[-1].detail[FIGURES]
    return {str(element): Quantity(scaled, scale) for element, (scaled, scale) in kept.items()}


def changed_since(before: Mapping[str, Quantity] | None, now: Mapping[str, Quantity]) -> dict[str, Changed]:
    """This will name the figures that differ from those sent before; none where nothing was sent."""
    if before is None:
        return {}
    return {
        element: Changed(element, before.get(element), now.get(element))
        for element in {**before, **now}
        if _value(before.get(element)) != _value(now.get(element))
    }


def _value(quantity: Quantity | None) -> object:
    return None if quantity is None else quantity.fraction
