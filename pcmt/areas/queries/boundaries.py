"""Boundaries for drawing: outlines of many areas on a day's map, in whole ten-thousandths of a degree."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.db.models.functions import MD5

from pcmt.areas.models import Boundary, Succession
from pcmt.areas.rules.rings import Box
from pcmt.prepared import Prepared


@dataclass(frozen=True)
class OutlineMark:
    """Which outline an area has, without its lines: equal marks stand for equal outlines."""

    area_id: int
    boundary_id: int
    digest: str
    source: str


@dataclass(frozen=True)
class OutlineView:
    """An area's outline: polygons of rings, each flat [x, y, x, y, …], the first of a polygon its outer ring."""

    area_id: int
    box: Box
    polygons: tuple[tuple[tuple[int, ...], ...], ...]
    source: str


def outlines(area_ids: Iterable[int], on: date) -> dict[int, OutlineView]:
    """This will give the outlines of areas on a day's map; areas without one are left out. Three questions."""
    return outlines_of(outline_marks(area_ids, on).values())


def outlines_of(marks: Iterable[OutlineMark]) -> dict[int, OutlineView]:
    """This will read the lines that marks stand for; one question."""
    area_of = {mark.boundary_id: mark.area_id for mark in marks}
    return {area_of[row.pk]: _view(area_of[row.pk], row) for row in Boundary.objects.filter(pk__in=area_of)}


def outline_marks(area_ids: Iterable[int], on: date) -> dict[int, OutlineMark]:
    """This will tell which outlines areas have on a day's map, without reading the lines. Two questions.

    A unit that was renamed or retyped keeps the outline it had before; not one that gave or took something since.
    """
    found: dict[int, OutlineMark] = {}
    since: dict[int, date] = {}
    for area_id, begun, key, digest, source in _MARKS.all(set(area_ids), on):
        found[area_id], since[area_id] = OutlineMark(area_id, key, digest, source), begun
    redrawn = _redrawn(since, on)
    return {area_id: mark for area_id, mark in found.items() if area_id not in redrawn}


_MARKS = Prepared(
    lambda area_ids, on: (
        Boundary.objects.filter(version__area_id__in=area_ids, version__valid_from__lte=on)
        .annotate(digest=MD5("rings"))
        .order_by("version__valid_from")
        .values_list("version__area_id", "version__valid_from", "pk", "digest", "source")
    )
)
_STEPS = Prepared(
    lambda area_ids, on: Succession.objects.filter(
        Q(new_id__in=area_ids) | Q(old_id__in=area_ids), on__lte=on
    ).values_list("old_id", "new_id", "on")
)


def _redrawn(since: dict[int, date], on: date) -> set[int]:
    """Areas that gave or took something after the version that their outline belongs to began."""
    return {
        area_id
        for old, new, day in _STEPS.all(set(since), on)
        for area_id in (old, new)
        if area_id in since and day > since[area_id]
    }


def _view(area_id: int, row: Boundary) -> OutlineView:
    polygons = tuple(tuple(tuple(ring) for ring in polygon) for polygon in json.loads(row.rings))
    return OutlineView(area_id, Box(row.west, row.south, row.east, row.north), polygons, row.source)
