"""What the agencies of an area report of it themselves, laid out as the totals of areas are."""

from collections import Counter
from collections.abc import Iterable

from pcmt.kernel.period import Period
from pcmt.kernel.quantity import Quantity
from pcmt.reporting.models import Duty, Fact
from pcmt.reporting.queries.totals import TotalKey, TotalView
from pcmt.rulebook.queries import Form, book


def own_totals(area_id: int, form: Form, periods: Iterable[Period]) -> dict[TotalKey, TotalView]:
    """This will give a form's closed figures of the area that it is owed for, by (period, element); two queries.

    Where several agencies owe it, what those that have closed add up to; `reported` and `expected` then count agencies.
    """
    by_id = {period.id: period for period in periods}
    duties = Duty.objects.filter(form_code=form.code, area_id=area_id, period__in=list(by_id))
    owing = Counter(duties.values_list("period", flat=True))
    rows = Fact.whoever.filter(
        area_id=area_id,
        agency__isnull=not book().is_shared(form),
        period__in=list(by_id),
        element__in=list(form.cell_by_code),
        superseded_at__isnull=True,
    )
    found: dict[TotalKey, TotalView] = {}
    for fact in rows:
        key = (by_id[fact.period], fact.element)
        unit = book().element(fact.element).unit
        before = found.get(key, TotalView(Quantity(0, 0, unit), 0, owing[fact.period]))
        estimates = before.estimated + (fact.provenance == Fact.Provenance.ESTIMATED)
        quantity = before.quantity + Quantity(fact.scaled, fact.scale, unit)
        reported = before.reported + 1
        found[key] = TotalView(quantity, reported, max(before.expected, reported), (), estimates)
    return found
