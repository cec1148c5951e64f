"""Boundaries for the map of a day; a newer outline of a unit takes the older's place."""

import json
from datetime import date
from fractions import Fraction

from pcmt.areas.importing.plan import Asked, Plan
from pcmt.areas.models import AreaVersion, Boundary
from pcmt.areas.queries.maps import on_map
from pcmt.areas.rules.names import full_name
from pcmt.areas.rules.rings import Polygon, box_of, centre_of
from pcmt.areas.rules.shapes import Outline, read_outlines
from pcmt.areas.rules.tiles import lay_tiles
from pcmt.areas.shipped import name_in_the_nation

IN_ONE_GO = 200
SHORTER = Fraction(96, 100)  # the cosine of 16°, the middle of the country: enough for tiles


def plan_boundaries(data: bytes, asked: Asked) -> Plan:
    """This will look a GeoJSON or TopoJSON file through against the map of the day asked."""
    plan = Plan("boundaries")
    outlines = read_outlines(data)
    rows = {row.code: row for row in on_map(asked.on).filter(code__in={outline.code for outline in outlines})}
    held = {boundary.version_id: boundary for boundary in Boundary.objects.filter(version__in=rows.values())}
    drawn = dict[str, Outline]()
    for number, outline in enumerate(outlines, 1):
        row = rows.get(outline.code)
        afar = "" if row else name_in_the_nation(outline.code, asked.on)
        verdict, note = _verdict(outline, row, drawn, held)
        if verdict == "unknown" and afar:
            verdict = "elsewhere"
        name = full_name(row.type, row.name) if row else afar or outline.name
        plan.add(verdict, f"đường {number}", outline.code, name, note)
        if verdict == "matched":
            drawn[outline.code] = outline
    _add_missing(plan, rows, asked.on)
    plan.write = lambda: _write({code: rows[code] for code in drawn}, drawn, asked.source)
    return plan


def encoded(polygons: tuple[Polygon, ...]) -> str:
    """This will write polygons as compact JSON text: each ring flat, [x, y, x, y, …]."""
    flat = [[[number for point in ring for number in point] for ring in polygon] for polygon in polygons]
    return json.dumps(flat, separators=(",", ":"))


def _verdict(
    outline: Outline, row: AreaVersion | None, drawn: dict[str, Outline], held: dict[int, Boundary]
) -> tuple[str, str]:
    if outline.flaw:
        return outline.flaw, outline.note
    if not outline.code:
        return "invalid", "không có mã đơn vị trong thuộc tính code, ma_xa hoặc id"
    if outline.code in drawn:
        return "invalid", "mã này có hai đường ranh giới trong tệp"
    if row is None:
        return "unknown", ""
    boundary = held.get(row.pk)
    if boundary is None:
        return "matched", f"{outline.points} điểm"
    same = boundary.rings == encoded(outline.polygons)
    return "matched", "đã có như vậy" if same else f"{outline.points} điểm, thay ranh giới cũ"


def _add_missing(plan: Plan, rows: dict[str, AreaVersion], on: date) -> None:
    """Units beside those of the file, under the same parents and of the same levels, that have no outline in it."""
    levels = {row.level for row in rows.values()}
    above = {row.parent_id for row in rows.values() if row.parent_id is not None}
    absent = on_map(on).filter(parent_id__in=above, level__in=levels).exclude(code__in=rows).order_by("code")
    for row in absent:
        plan.add("missing", "", row.code, full_name(row.type, row.name))


def _write(rows: dict[str, AreaVersion], drawn: dict[str, Outline], source: str) -> int:
    made = [_boundary(rows[code], outline, source) for code, outline in drawn.items()]
    Boundary.objects.filter(version__in=rows.values()).delete()
    Boundary.objects.bulk_create(made, batch_size=IN_ONE_GO)
    _lay_tiles({row.parent_id for row in rows.values() if row.level == AreaVersion.Level.COMMUNE})
    return len(made)


def _lay_tiles(parent_ids: set[int | None]) -> None:
    """Give the communes of a province without a tile map one, from the centres of their outlines."""
    for parent_id in parent_ids:
        siblings = AreaVersion.objects.filter(parent_id=parent_id, valid_to__isnull=True)
        if siblings.filter(tile_col__isnull=False).exists():
            continue
        rows = [*siblings.filter(boundary__isnull=False).select_related("boundary")]
        tiles = lay_tiles({row.code: _centre(row.boundary) for row in rows})
        for row in rows:
            row.tile_col, row.tile_row = tiles[row.code]
        AreaVersion.objects.bulk_update(rows, ["tile_col", "tile_row"], batch_size=IN_ONE_GO)


def _centre(boundary: Boundary) -> tuple[int, int]:
    """Where the largest part of a unit lies, in the unit of its outline; a degree of longitude is the shorter one."""
    polygons = [
        [tuple(zip(ring[::2], ring[1::2], strict=True)) for ring in polygon] for polygon in json.loads(boundary.rings)
    ]
    x, y = centre_of(polygons)
    return round(x * SHORTER), round(y)


def _boundary(row: AreaVersion, outline: Outline, source: str) -> Boundary:
    box = box_of(point for polygon in outline.polygons for point in polygon[0])
    return Boundary(
        version=row,
        rings=encoded(outline.polygons),
        points=outline.points,
        west=box.west,
        south=box.south,
        east=box.east,
        north=box.north,
        source=source[:300],
    )
