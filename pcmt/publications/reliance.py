"""Which signed and issued reports stand on closed figures: `reporting.ports.Reliance`, plugged in by the settings."""

from collections.abc import Collection, Sequence
from datetime import datetime

from pcmt.kernel.formula.tree import Cell, codes
from pcmt.kernel.period import Period
from pcmt.publications.later import VALUE, spans_of
from pcmt.publications.models import Bound, Report
from pcmt.reporting.ports import Reliance
from pcmt.rulebook.queries import book

STANDING = ("signed", "issued")


class Reports:
    """The reports that were signed or issued with values counted from some figures."""

    def standing_on(self, elements: Collection[str], periods: Collection[Period], since: datetime) -> Sequence[str]:
        """This will name the reports bound after a moment that print values counted from elements in periods."""
        rows = Report.objects.filter(state__in=STANDING, composed_at__gte=since).order_by("pk")
        near = [row for row in rows if {*periods} & {*spans_of(row)}]
        printed: dict[int, set[str]] = {}
        for report_id, reference in Bound.objects.filter(report__in=near).values_list("report_id", "reference"):
            printed.setdefault(report_id, set()).add(reference.removeprefix(VALUE).partition("/")[0])
        return [row.title for row in near if printed.get(row.pk, set()) & _counting(elements, Period.parse(row.period))]


def _counting(elements: Collection[str], period: Period) -> set[str]:
    """The codes of values that are counted from elements: themselves, their wholes, the indicators that read them."""
    own = {part for element in elements for part in (element, element.partition(".")[0])}
    return own | {rule.code for rule in book().indicators(period.last_day) if own & {*codes(rule.formula, Cell)}}


RELIANCE: Reliance = Reports()
