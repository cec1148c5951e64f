"""Boundaries for drawing: outlines of many areas on a day's map, in whole ten-thousandths of a degree."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from pcmt.areas.models import Boundary, Succession
from pcmt.areas.rules.rings import Box


@dataclass(frozen=True)
class OutlineView:
    """An area's outline: polygons of rings, each flat [x, y, x, y, …], the first of a polygon its outer ring."""

    area_id: int
    box: Box
    polygons: tuple[tuple[tuple[int, ...], ...], ...]
    source: str


def outlines(area_ids: Iterable[int], on: date) -> dict[int, OutlineView]:
    """This will give the outlines of areas on a day's map; areas without one are left out. Two questions.

    A unit that was renamed or retyped keeps the outline it had before; not one that gave or took something since.
    """
    wanted = set(area_ids)
    rows = Boundary.objects.filter(version__area_id__in=wanted, version__valid_from__lte=on).select_related("version")
    latest: dict[int, Boundary] = {}
    for row in rows.order_by("version__valid_from"):
        latest[row.version.area_id] = row
    redrawn = _redrawn(latest, on)
    return {area_id: _view(area_id, row) for area_id, row in latest.items() if area_id not in redrawn}


def _redrawn(latest: dict[int, Boundary], on: date) -> set[int]:
    """Areas that gave or took something after the version that their outline belongs to began."""
    changed: set[int] = set()
    for step in Succession.objects.filter(Q(new_id__in=latest) | Q(old_id__in=latest), on__lte=on):
        for area_id in (step.old_id, step.new_id):
            row = latest.get(area_id)
            if row is not None and step.on > row.version.valid_from:
                changed.add(area_id)
    return changed


def _view(area_id: int, row: Boundary) -> OutlineView:
    polygons = tuple(tuple(tuple(ring) for ring in polygon) for polygon in json.loads(row.rings))
    return OutlineView(area_id, Box(row.west, row.south, row.east, row.north), polygons, row.source)
