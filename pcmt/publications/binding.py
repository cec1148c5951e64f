"""Keeps which figures a report prints, so that each finds its way to the reports that hold it."""

from collections.abc import Sequence

from pcmt.publications.models import Bound, Report
from pcmt.publications.rules.content import Part, figures


def bind(report: Report, parts: Sequence[Part]) -> None:
    """This will replace the bindings of a report by those of its parts."""
    Bound.objects.filter(report=report).delete()
    Bound.objects.bulk_create(
        Bound(report=report, block=block, key=key, reference=piece.ref, display=piece.text)
        for block, key, piece in figures(parts)
    )
