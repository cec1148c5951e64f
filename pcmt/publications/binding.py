"""Keeps which figures a report prints, so that each finds its way to the reports that hold it."""

from collections.abc import Sequence

from pcmt.publications.drawing import points_of
from pcmt.publications.models import Bound, Report
from pcmt.publications.rules.content import Part, figures


def bind(report: Report, parts: Sequence[Part]) -> None:
    """This will replace the bindings of a report by those of its parts and of the points it drew from words."""
    Bound.objects.filter(report=report).delete()
    drawn = points_of(report)
    printed = [
        Bound(report=report, block=block, key=key, reference=piece.ref, display=piece.text)
        for block, key, piece in figures(parts)
        if block not in drawn
    ]
    printed += [
        Bound(
            report=report,
            block=block,
            key=f"{place}.{index}",
            reference=source.reference,
            display=f"{source.unit}, {source.period}: “{source.said}”",
        )
        for block, points in drawn.items()
        for place, point in enumerate(points, 1)
        for index, source in enumerate(point.sources)
    ]
    Bound.objects.bulk_create(printed)
