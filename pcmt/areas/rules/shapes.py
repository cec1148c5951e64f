"""Boundaries out of GeoJSON (RFC 7946) and TopoJSON: outlines with their codes, and what is wrong with each.

A file is hostile until proven otherwise: sizes, counts and work are bounded, and a bad outline spoils only itself.
"""

import json
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NoReturn, TypeAlias

from pcmt.areas.rules.rings import (
    A_DEGREE,
    Point,
    Polygon,
    TooIntricate,
    Work,
    box_of,
    crossing,
    in_vietnam,
    is_swapped,
    tidied,
    wound,
)
from pcmt.kernel.refusal import Refusal

LARGEST_FILE = 30 * 1024 * 1024
_Rings: TypeAlias = Callable[[], Iterator[Iterator[Iterator[object]]]]

MOST_OUTLINES = 4_000
MOST_POINTS = 20_000
MOST_RINGS = 2_000
MOST_WORK = (1_500_000, 20_000_000)  # points and comparisons of lines in one file: some seconds
CODES = ("code", "ma", "ma_xa", "maxa", "ma_dvhc", "ward_code", "id")
NAMES = ("name", "ten", "ten_xa", "tenxa", "ten_dvhc", "ward_name", "full_name")
LONGEST_CODE = 16
LONGEST_NAME = 120
REMEDY = "Xuất lại ranh giới thành GeoJSON hoặc TopoJSON (kinh độ, vĩ độ WGS84) rồi chọn lại tệp."


@dataclass(frozen=True)
class Outline:
    """One feature of the file. flaw: "" or "invalid", "swapped", "oversized"; note says more, in Vietnamese.

    name: what the file calls it, for people to find it by where its code is none of the map's.
    """

    code: str
    polygons: tuple[Polygon, ...]
    points: int
    flaw: str = ""
    note: str = ""
    name: str = ""


class _Bad(Exception):
    """What is wrong with one outline: (flaw, note)."""


def read_outlines(data: bytes) -> tuple[Outline, ...]:
    """This will read a GeoJSON FeatureCollection or a TopoJSON Topology; refuses what is neither or too large."""
    if len(data) > LARGEST_FILE:
        raise Refusal(
            f"Tệp ranh giới lớn hơn {LARGEST_FILE // 1024 // 1024} MB.",
            remedy="Đơn giản hóa đường ranh giới (giữ 1-2% số điểm) rồi chọn lại tệp.",
        )
    content = _parsed(data)
    readers = {"FeatureCollection": _features, "Topology": _topology}
    kind = content.get("type")
    if not isinstance(kind, str) or kind not in readers:
        raise Refusal("Tệp không phải là FeatureCollection (GeoJSON) hoặc Topology (TopoJSON).", remedy=REMEDY)
    found = readers[kind](content)
    outlines, work = list[Outline](), Work(*MOST_WORK)
    for (code, name), polygons in found:
        if len(outlines) >= MOST_OUTLINES:
            raise Refusal(f"Tệp có hơn {MOST_OUTLINES} đường ranh giới.", remedy="Chia tệp theo tỉnh.")
        outlines.append(replace(_outline(code, polygons, work), name=name))
    return tuple(outlines)


def _parsed(data: bytes) -> Mapping[str, object]:
    try:
        content = json.loads(data.decode("utf-8-sig"), parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise Refusal("Tệp không phải là JSON đọc được.", remedy=REMEDY) from error
    if not isinstance(content, dict):
        raise Refusal("Tệp không phải là GeoJSON hoặc TopoJSON.", remedy=REMEDY)
    return content


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _features(content: Mapping[str, object]) -> Iterator[tuple[tuple[str, str], _Rings]]:
    for feature in _list(content.get("features")):
        if isinstance(feature, dict):
            yield _called(feature), _of_geometry(feature.get("geometry"))


def _of_geometry(geometry: object) -> _Rings:
    def polygons() -> Iterator[Iterator[Iterator[object]]]:
        kind, coordinates = _kind_of(geometry)
        for polygon in [coordinates] if kind == "Polygon" else _list(coordinates):
            yield (iter(_list(ring)) for ring in _list(polygon))

    return polygons


def _topology(content: Mapping[str, object]) -> Iterator[tuple[tuple[str, str], _Rings]]:
    try:
        arcs = _decoded(content)
    except _Bad as bad:
        raise Refusal(f"Các cung của tệp TopoJSON không đọc được: {bad.args[1]}.", remedy=REMEDY) from bad
    objects = content.get("objects")
    for thing in objects.values() if isinstance(objects, dict) else ():
        inside = thing.get("geometries") if isinstance(thing, dict) else None
        for geometry in _list(inside) if inside is not None else [thing]:
            if isinstance(geometry, dict):
                yield _called(geometry), _of_arcs(geometry, arcs)


def _of_arcs(geometry: Mapping[str, object], arcs: Sequence[Sequence[object]]) -> _Rings:
    def points(ring: object) -> Iterator[object]:
        for number in _list(ring):
            if not isinstance(number, int) or not -len(arcs) <= number < len(arcs):
                raise _Bad("invalid", "cung không có trong tệp")
            yield from arcs[number] if number >= 0 else reversed(arcs[~number])

    def polygons() -> Iterator[Iterator[Iterator[object]]]:
        kind, numbers = _kind_of(geometry, "arcs")
        for polygon in [numbers] if kind == "Polygon" else _list(numbers):
            yield (points(ring) for ring in _list(polygon))

    return polygons


def _decoded(content: Mapping[str, object]) -> list[list[list[float]]]:
    """The arcs of a topology as plain points: undone are the steps from point to point and the grid."""
    transform = content.get("transform")
    scale, shift, steps = (1.0, 1.0), (0.0, 0.0), isinstance(transform, dict)
    if isinstance(transform, dict):
        scale, shift = _pair(transform.get("scale")), _pair(transform.get("translate"))
    arcs = []
    for arc in _list(content.get("arcs")):
        points, x, y = list[list[float]](), 0.0, 0.0
        for point in _list(arc):
            step = _pair(point)
            x, y = (x + step[0], y + step[1]) if steps else step
            points.append([x * scale[0] + shift[0], y * scale[1] + shift[1]])
        arcs.append(points)
    return arcs


def _outline(code: str, polygons: _Rings, work: Work) -> Outline:
    """Decode, tidy and check one outline; the work is for the whole file."""
    drawn: tuple[Polygon, ...] = ()
    try:
        drawn = _drawn(polygons, work)
        box = box_of(point for polygon in drawn for point in polygon[0])
        if is_swapped(box):
            raise _Bad("swapped", "vĩ độ đứng trước kinh độ")
        if not in_vietnam(box):
            raise _Bad("invalid", "nằm ngoài lãnh thổ, có thể không phải tọa độ WGS84")
        for polygon in drawn:
            where = crossing(polygon, work)
            if where is not None:
                raise _Bad("invalid", f"đường ranh giới tự cắt ở gần {where[0] / A_DEGREE}, {where[1] / A_DEGREE}")
    except TooIntricate:
        return Outline(code, (), 0, "oversized", "đường quá rối để kiểm tra; đơn giản hóa trước")
    except _Bad as bad:
        return Outline(code, (), 0, *bad.args)
    points = sum(len(ring) for polygon in drawn for ring in polygon)
    return Outline(code, tuple(wound(polygon) for polygon in drawn), points)


def _drawn(polygons: _Rings, work: Work) -> tuple[Polygon, ...]:
    drawn, left, rings = list[Polygon](), MOST_POINTS, 0
    for polygon in polygons():
        tidy = list[tuple[Point, ...]]()
        for number, ring in enumerate(polygon):
            rings += 1
            if rings > MOST_RINGS:
                raise _Bad("oversized", f"hơn {MOST_RINGS} vòng")
            points = _points(ring, min(left, work.points))
            left, work.points = left - len(points), work.points - len(points)
            clean = tidied(points)
            if number == 0 and not clean:
                break  # an islet below the grid; its holes go with it
            if clean:
                tidy.append(clean)
        if tidy:
            drawn.append(tuple(tidy))
    if not drawn:
        raise _Bad("invalid", "không có vùng khép kín nào")
    return tuple(drawn)


def _points(ring: Iterator[object], most: int) -> list[Point]:
    points = list[Point]()
    for position in ring:
        if len(points) >= most:
            raise _Bad("oversized", f"quá {MOST_POINTS} điểm; đơn giản hóa trước")
        x, y = _pair(position)
        points.append((round(x * A_DEGREE), round(y * A_DEGREE)))
    return points


def _pair(position: object) -> tuple[float, float]:
    if isinstance(position, list) and len(position) > 1:
        x, y = position[:2]
        if _is_number(x) and _is_number(y):
            return float(x), float(y)
    raise _Bad("invalid", "tọa độ không phải là cặp số")


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e9 and math.isfinite(value)


def _kind_of(geometry: object, key: str = "coordinates") -> tuple[str, object]:
    if isinstance(geometry, dict) and geometry.get("type") in ("Polygon", "MultiPolygon"):
        return str(geometry["type"]), geometry.get(key)
    raise _Bad("invalid", "không phải là vùng (Polygon, MultiPolygon)")


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _called(feature: Mapping[str, object]) -> tuple[str, str]:
    """Code and name, wherever such files have them: properties, or the identifier of the feature; "" for none."""
    properties = feature.get("properties")
    named = {str(key).lower(): value for key, value in properties.items()} if isinstance(properties, dict) else {}
    code = next(_words(*(named.get(key) for key in CODES), feature.get("id")), "")
    return code[:LONGEST_CODE], next(_words(*(named.get(key) for key in NAMES)), "")[:LONGEST_NAME]


def _words(*values: object) -> Iterator[str]:
    for value in values:
        if isinstance(value, str | int) and str(value).strip():
            yield str(value).strip()
