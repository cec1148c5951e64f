"""Record a figure that a decision gives, rather than a form: a class recognised, a population."""

from datetime import datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.kernel.quantity import Quantity
from pcmt.kernel.refusal import Refusal
from pcmt.reporting.ledger import ClosedFigure, close_figures
from pcmt.reporting.models import Fact
from pcmt.rulebook.queries import book


@transaction.atomic
def record_decided(
    *,
    area_id: int,
    period: Period,
    element: str,
    scaled: int | None,
    scale: int,
    basis: str,
    actor: Actor,
    at: datetime,
) -> None:
    """This will close one figure on the strength of a decision named in `basis`; None withdraws it.

    The totals above are right in the same transaction. Raises Refusal without a basis.
    """
    actor.may("reporting.record_decided", area_id=area_id).require()

    definition = book().element(element)
    if not basis.strip():
        raise Refusal("Chưa ghi căn cứ của số liệu.", remedy="Ghi số, ngày của quyết định.")
    quantity = None if scaled is None else Quantity(scaled, scale).rescaled(definition.scale)

    figure = ClosedFigure(element, quantity, Fact.Provenance.DECIDED)
    changed = close_figures(area_id, period, [figure], submission=None, basis=basis.strip(), actor=actor, at=at)

    if changed:
        record(
            action="reporting.record_decided",
            subject=f"area:{area_id}",
            actor=actor,
            at=at,
            after={"element": element, "period": period.id, "scaled": scaled, "scale": scale},
            reason=basis.strip(),
        )
