"""Rings in whole numbers: closing, winding, crossing, and what the work on them costs."""

import json
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcmt.areas.rules.rings import Ring, TooIntricate, Work, centre_of, crossing, tidied, twice_the_area, wound
from pcmt.areas.rules.shapes import read_outlines
from pcmt.kernel.refusal import Refusal

SQUARE: Ring = ((0, 0), (10, 0), (10, 10), (0, 10), (0, 0))
PLENTY = 10**6


def free(*rings: Ring) -> bool:
    return crossing(rings, Work(PLENTY, PLENTY)) is None


@given(
    corners=st.lists(st.tuples(st.integers(-50, 50), st.integers(-50, 50)), min_size=3, max_size=12),
    turned=st.integers(0, 11),
)
def test_tidying_keeps_the_surface_and_is_done_once(corners: list[tuple[int, int]], turned: int):
    ring = tidied(corners)
    if ring:
        assert ring[0] == ring[-1]
        assert twice_the_area(ring) == twice_the_area((*corners, corners[0]))
        assert tidied(ring) == ring
    doubled = [corner for corner in corners for _ in range(2)]
    assert tidied(doubled) == ring


def test_lines_that_cross_are_found_and_those_that_touch_are_not():
    assert free(SQUARE)
    assert not free(((0, 0), (10, 10), (10, 0), (0, 5), (0, 0)))
    touching: Ring = ((0, 0), (5, 5), (10, 0), (10, 10), (5, 5), (0, 10), (0, 0))
    assert free(touching), "rounding lets lines meet in a point"
    hole: Ring = ((8, 8), (8, 12), (12, 12), (12, 8), (8, 8))
    assert not free(SQUARE, hole)
    assert free(SQUARE, ((2, 2), (2, 4), (4, 4), (4, 2), (2, 2)))


def test_outer_rings_turn_one_way_and_holes_the_other():
    hole: Ring = ((2, 2), (4, 2), (4, 4), (2, 4), (2, 2))
    outer, inner = wound((SQUARE[::-1], hole))
    assert twice_the_area(outer) > 0 > twice_the_area(inner)


def test_the_centre_is_that_of_the_largest_part():
    islet: Ring = ((100, 100), (101, 100), (101, 101), (100, 100))
    assert centre_of([(islet,), (SQUARE,)]) == (Fraction(5), Fraction(5))


def test_more_work_than_allowed_is_refused_not_done():
    stairs = tuple((step - step % 2, step + step % 2) for step in range(400))
    ring = tidied((*stairs, (400, -1), (-1, -1)))
    assert free(ring)
    with pytest.raises(TooIntricate):
        crossing((ring,), Work(PLENTY, 300))


@pytest.mark.parametrize(
    "geometry",
    [
        None,
        {"type": "Point", "coordinates": [105, 18]},
        {"type": "Polygon", "coordinates": "x"},
        {"type": "Polygon", "coordinates": [[["a", "b"]] * 5]},
        {"type": "Polygon", "coordinates": [[[105, 18, 0]] * 5]},
        {"type": "MultiPolygon", "coordinates": []},
        {"type": "Polygon", "coordinates": [[[1e300, 18], [105, 18], [105, 19], [1e300, 18]]]},
        {"type": "Polygon", "coordinates": [[[True, False], [105, 18], [105, 19]]]},
    ],
)
def test_a_geometry_that_is_none_spoils_only_itself(geometry: object):
    good = {"type": "Polygon", "coordinates": [[[105, 18], [105.1, 18], [105.1, 18.1], [105, 18]]]}
    features = [{"id": "1", "geometry": geometry}, {"id": "2", "geometry": good}]
    bad, fine = read_outlines(json.dumps({"type": "FeatureCollection", "features": features}).encode())
    assert (bad.flaw, fine.flaw) == ("invalid", "")
    assert bad.note


def test_one_arc_named_a_thousand_times_is_cut_off():
    arc = [[1050000, 180000]] + [[(-1) ** step, 1] for step in range(5_000)]
    topology = {
        "type": "Topology",
        "transform": {"scale": [0.0001, 0.0001], "translate": [0, 0]},
        "arcs": [arc],
        "objects": {
            "x": {"type": "GeometryCollection", "geometries": [{"type": "Polygon", "arcs": [[0] * 1000]}] * 300}
        },
    }
    outlines = read_outlines(json.dumps(topology).encode())
    assert {outline.flaw for outline in outlines} == {"oversized"}


@pytest.mark.parametrize("arcs", ["x", [[["a", 1]]], [[[1]]]])
def test_arcs_that_cannot_be_read_refuse_the_file(arcs: object):
    with pytest.raises(Refusal):
        read_outlines(json.dumps({"type": "Topology", "arcs": arcs if arcs != "x" else [[0]], "objects": {}}).encode())
