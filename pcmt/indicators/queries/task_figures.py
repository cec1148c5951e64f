"""Figures by which tasks are closed: whether one stands where it should, and how one reads that was told before."""

from datetime import date

from pcmt.indicators.queries.values import Value, value
from pcmt.kernel.number import Number, compare
from pcmt.kernel.period import Period
from pcmt.plans.queries import ClosingView, MeasureView


def is_reached(one: MeasureView, found: Value) -> bool:
    """This will tell whether a figure surely stands where it should; what is not known yet is not reached."""
    return compare(found.number, one.relation, Number.exactly(one.value.fraction)).holds is True


def undone_by(one: MeasureView, closing: ClosingView, on: date) -> Value | None:
    """This will give the figure by which a task was closed as it reads now, where it is not reached any more."""
    period = Period.parse(closing.reference.rpartition("/")[2])
    found = value(one.indicator, one.area_id, period, on)
    return None if is_reached(one, found) else found
