"""Beside a report that is checked: what other sources say of the same things."""

from collections.abc import Mapping, Sequence
from datetime import date

from pcmt.indicators import queries as indicators
from pcmt.indicators.queries import Difference
from pcmt.kernel.actor import Actor
from pcmt.reporting.queries import SubmissionView


def compared_with(actor: Actor, view: SubmissionView, on: date) -> tuple[Difference, ...]:
    """This will compare a report's figures, as they stand in it now, with those of other sources; open ones first.

    Whoever may still type is not shown the other source: two sources are worth something while neither copies.
    """
    if view.may_edit or view.duty.sent_at is None:
        return ()
    typed = {
        cell.element: cell.quantity
        for section in view.sections
        for cell in section.cells
        if cell.quantity is not None and not cell.hidden
    }
    duty = view.duty
    return indicators.compared_with(actor, duty.period, on, form_id=duty.form_id, area_id=duty.area_id, typed=typed)


def notes_of(differences: Sequence[Difference]) -> Mapping[str, str]:
    """This will say beside each cell what the other source has, where the two do not agree."""
    found: dict[str, str] = {}
    for one in differences:
        if one.outcome not in ("differs", "within"):
            continue
        for own, other in ((one.first, one.second), (one.second, one.first)):
            for element in own.elements:
                found[element] = f"Đối chiếu, {other.label}: {other.display}"
    return found
