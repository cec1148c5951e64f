"""The drawn map: paths on the picture's grid, names where they have room, and the page around it."""

import json
from collections.abc import Callable

import pytest
from django.test import Client

from pcmt.areas.models import AreaVersion, Boundary
from pcmt.areas.queries import OutlineView
from pcmt.areas.rules.rings import Box
from pcmt.web.areas.drawing import TALLEST, WIDE, draw
from tests.province import Province

Visit = Callable[..., Client]


def square(area_id: int, x: int, y: int, size: int) -> OutlineView:
    ring = (x, y, x + size, y, x + size, y + size, x, y + size, x, y)
    return OutlineView(area_id, Box(x, y, x + size, y + size), ((ring,),), "Sở")


def test_north_is_up_and_all_fits():
    drawing = draw((square(1, 1_060_000, 170_000, 5_000), square(2, 1_060_000, 175_000, 5_000)), ("Nam", "Bắc"))
    assert drawing.width <= WIDE
    assert drawing.height <= TALLEST
    south, north = (shape.label for shape in drawing.shapes)
    assert south is not None
    assert north is not None
    assert north.y < south.y
    assert all(shape.path.startswith("M") and shape.path.endswith("z") for shape in drawing.shapes)


def test_names_give_way_to_numbers_and_numbers_to_nothing():
    large = square(1, 1_060_000, 170_000, 20_000)
    middling = square(2, 1_080_000, 170_000, 700)
    dot = square(3, 1_080_700, 170_000, 1)
    drawing = draw((large, middling, dot), ("Sen Hồng", "Hoa Ban Trắng", "Đảo"))
    labels = [shape.label for shape in drawing.shapes]
    assert labels[0] is not None
    assert labels[0].is_name
    assert labels[1] is not None
    assert not labels[1].is_name
    assert labels[2] is None
    assert drawing.shapes[2].path, "a unit below the grid still shows as a dot"


def test_no_two_texts_stand_on_each_other():
    outlines = tuple(square(n, 1_060_000 + 1_000 * (n % 12), 170_000 + 1_000 * (n // 12), 1_000) for n in range(130))
    drawing = draw(outlines, tuple(f"Tên dài thứ {n}" for n in range(130)))
    places = [(shape.label.x, shape.label.y) for shape in drawing.shapes if shape.label]
    assert len(places) == len(set(places)) == 130


@pytest.fixture
def bounded(province: Province) -> Province:
    for number, commune in enumerate(province.communes.values()):
        outline = square(commune.id, 1_060_000 + 6_000 * number, 170_000, 6_000)
        Boundary.objects.create(
            version=AreaVersion.objects.get(area_id=commune.id, valid_to=None),
            rings=json.dumps(outline.polygons),
            points=5,
            west=outline.box.west,
            south=outline.box.south,
            east=outline.box.east,
            north=outline.box.north,
            source="Sở Nông nghiệp",
        )
    return province


def test_the_map_is_drawn_by_boundaries_without_script_or_style(bounded: Province, visit: Visit):
    page = visit("planner").get("/dia-ban/").text
    assert page.count('<path fill="url(#fill-on)"') == len(bounded.communes)
    assert "Ranh giới: Sở Nông nghiệp" in page
    assert f'href="/dia-ban/{bounded.communes["sen-hong"].id}/"' in page
    picture = page[page.index('<div class="area-map"') : page.index("</svg>")]
    assert "style=" not in picture
    assert "<script" not in picture


def test_a_search_dims_the_rest_of_the_map(bounded: Province, visit: Visit):
    page = visit("planner").get("/dia-ban/", {"q": "sen hong"}).text
    assert page.count('class="dim"') == len(bounded.communes) - 1


def test_the_map_of_a_day_without_map_says_so(province: Province, visit: Visit):
    page = visit("planner").get("/dia-ban/", {"on": "1/1/1990"}).text
    assert "Ngày này chưa có bản đồ" in page
    past = visit("planner").get("/dia-ban/", {"on": "01/8/2025"}).text
    assert f"/dia-ban/{province.communes['sen-hong'].id}/?on=2025-08-01" in past
    assert "Bản đồ hành chính ngày 01/8/2025" in past


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({"loai": "phuong"}, "Phường Hoa Ban"),
        ({"cap": "hamlet"}, "Chưa có đơn vị nào ở cấp này"),
        ({"khu_vuc": "x"}, "Xã Sen Hồng"),
    ],
)
def test_the_list_is_narrowed(province: Province, visit: Visit, asked: dict[str, str], shown: str):
    page = visit("planner").get("/dia-ban/", asked).text
    assert shown in page
    if "loai" in asked:
        assert 'rowgroup" colspan="4">Huyện Ban Mai' not in page
