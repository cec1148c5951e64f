"""The points of a report: kept by block and in order, and read back."""

from collections.abc import Sequence

from pcmt.publications.models import DrawnPoint, Report
from pcmt.publications.rules.points import Point, sources_from_json, sources_to_json


def points_of(report: Report) -> dict[str, tuple[Point, ...]]:
    """This will give a report's points by block, in order; one question."""
    found: dict[str, list[Point]] = {}
    for row in report.points.order_by("block", "place"):
        found.setdefault(row.block, []).append(Point(row.text, sources_from_json(row.sources)))
    return {block: tuple(points) for block, points in found.items()}


def keep_points(report: Report, block: str, points: Sequence[Point]) -> None:
    """This will put points in place of those that a block had."""
    report.points.filter(block=block).delete()
    DrawnPoint.objects.bulk_create(
        DrawnPoint(report=report, block=block, place=place, text=point.text, sources=sources_to_json(point.sources))
        for place, point in enumerate(points, 1)
    )
