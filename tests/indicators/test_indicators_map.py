"""The map of an indicator: classes of figures, the drawing with its legend, and the map of another day."""

import json
import re
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from itertools import pairwise
from urllib.parse import unquote

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from pcmt.areas.actions.close_area import Successor, close_area
from pcmt.areas.models import AreaVersion, Boundary
from pcmt.indicators.rules.classing import band_of, bands, widened
from pcmt.indicators.rules.roadmap import Goal
from pcmt.kernel.actor import system_actor
from pcmt.kernel.period import Period
from tests.indicators.figures import close, month, october
from tests.province import AT, Province

Visit = Callable[..., Client]
MAPPER = system_actor("kiểm thử", "areas.close_area")


def goal(relation: str, value: int) -> Goal:
    return Goal(relation, Fraction(value), date(2030, 12, 14))


@given(st.lists(st.integers(0, 700).map(lambda sevenths: Fraction(sevenths, 7)), max_size=40))
def test_every_figure_stands_in_one_class_and_equal_ones_together(values: list[Fraction]) -> None:
    found = bands(values)
    assert sum(band.count for band in found) == len(values)
    assert len(found) <= 5
    assert all(one.high < after.low for one, after in pairwise(found))
    assert all(band_of(value, found) is not None for value in values)


def test_quantiles_are_nearly_of_a_size() -> None:
    found = bands([Fraction(value) for value in range(10)])
    assert [(band.low, band.high) for band in found] == [(0, 1), (2, 3), (4, 5), (6, 7), (8, 9)]


def test_many_zeros_are_one_class() -> None:
    found = bands([Fraction(0)] * 8 + [Fraction(5), Fraction(9)])
    assert (found[0].low, found[0].high, found[0].count) == (0, 0, 8)


@pytest.mark.parametrize(
    ("relation", "expected"),
    [
        (">=", [(True, 8, 9), (False, 4, 7), (False, 0, 3)]),
        ("<=", [(True, 0, 8), (False, 9, 9)]),
        ("==", [(True, 8, 8), (False, 0, 9)]),
    ],
)
def test_a_goal_parts_those_that_reach_it(relation: str, expected: list[tuple[bool, int, int]]) -> None:
    found = bands([Fraction(value) for value in range(10)], goal(relation, 8))
    assert [(band.reached, band.low, band.high) for band in found] == expected


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        ("up", [(True, 4, 9), (False, 2, 3), (False, 0, 1)]),
        ("down", [(True, 0, 6), (False, 7, 8), (False, 9, 9)]),
        ("", [(True, 4, 6), (False, 0, 9)]),
    ],
)
def test_a_range_parts_those_within_it_and_those_past_it_as_wished(
    wish: str, expected: list[tuple[bool, int, int]]
) -> None:
    asked = Goal("within", Fraction(4), date(2030, 12, 14), (), Fraction(6), wish)
    found = bands([Fraction(value) for value in range(10)], asked)
    assert [(band.reached, band.low, band.high) for band in found] == expected


def test_a_map_of_a_figure_asked_within_a_range_is_drawn(province: Province, visit: Visit) -> None:
    """S3.8 is asked to rise by 5 to 10 per cent."""
    for slug, cleared in (("sen-hong", 12), ("hoa-ban", 10), ("chan-may", 9), ("mua-ngau", 20)):
        for month_of, count in (("2025-09@nd09", 10), ("2026-09@nd09", cleared)):
            for back in range(3):
                period = Period.parse(month_of).shifted(-back)
                close(province.communes[slug].id, period.id, {"spots_use.cleared": count})
    browser = visit("planner")
    page = browser.get("/chi-so/S3.8/", {"ky": "2026-Q3@nd09", "dia-ban": province.id})
    assert page.status_code == 200
    assert "đạt mức phấn đấu: 20,0 – 100,0% (2 xã, phường)" in page.text
    frames = browser.get("/chi-so/S3.8/ban-do", {"dia-ban": province.id, "theo": "2026-Q3@nd09"}).json()["frames"]
    nav = page.text.partition("data-timeline")[2].partition("</nav>")[0]
    offered = [unquote(one) for one in re.findall(r"ky=([^\"&]+)", nav.partition("<ol>")[2])]
    assert offered[0] == "2025-Q1@nd09", "the rule counts from 2025 on"
    assert set(offered) <= {one["period"] for one in frames}, "each period that the slider offers has its map"


def test_a_figure_in_no_class_has_none() -> None:
    assert band_of(Fraction(7), bands([Fraction(1)])) is None


@given(st.lists(st.integers(0, 30), min_size=1, max_size=20), st.lists(st.integers(0, 40), max_size=20), st.booleans())
def test_other_figures_fit_into_classes_and_change_none(own: list[int], others: list[int], with_goal: bool) -> None:
    asked = goal(">=", 12) if with_goal else None
    shown = bands(map(Fraction, own), asked)
    wide = widened(shown, map(Fraction, [*own, *others]), asked)
    kept = {one: (place, shown[place].reached) for one in own if (place := band_of(Fraction(one), shown)) is not None}
    reached = [band.reached for band in wide]
    for one, (place, was) in kept.items():
        now = band_of(Fraction(one), wide)
        assert now is not None
        assert wide[now].reached == was
        assert reached[:now].count(was) == [band.reached for band in shown][:place].count(was), "the same shade"
    for one in others:
        found = band_of(Fraction(one), wide)
        assert found is not None
        assert wide[found].reached == (None if asked is None else one >= 12), "none crosses the goal"
    ordered = sorted(wide, key=lambda band: band.low)
    assert all(one.high < after.low for one, after in pairwise(ordered)), "no figure stands in two"


@pytest.fixture
def figured(province: Province) -> Province:
    october(province)
    close(province.communes["mua-ngau"].id, "2026-10@nd09", month(7))
    return province


def bound(province: Province) -> None:
    for number, commune in enumerate(province.communes.values()):
        x = 1_060_000 + 6_000 * number
        ring = [x, 170_000, x + 6_000, 170_000, x + 6_000, 176_000, x, 176_000, x, 170_000]
        Boundary.objects.create(
            version=AreaVersion.objects.get(area_id=commune.id, valid_to=None),
            rings=json.dumps([[ring]]), points=5, west=x, south=170_000, east=x + 6_000, north=176_000, source="Sở",
        )  # fmt: skip


def test_an_indicator_is_drawn_by_boundaries_in_shades(figured: Province, visit: Visit) -> None:
    bound(figured)
    text = visit("planner").get("/chi-so/N1/", {"ky": "2026-10@nd09", "dia-ban": figured.id}).text
    picture = text[text.index('<div class="area-map"') : text.index("Ranh giới: Sở")]
    assert "Xã Mưa Ngâu: 7 người" in picture
    assert picture.count('fill="url(#fill-c') >= 2
    assert "7 người (1 xã, phường)" in picture, "the legend says the range and how many"
    assert 'id="fill-c3"' in text
    assert "style=" not in picture


def test_without_boundaries_it_lies_as_tiles_in_the_same_shades(figured: Province, visit: Visit) -> None:
    text = visit("planner").get("/chi-so/N1/", {"ky": "2026-10@nd09", "dia-ban": figured.id}).text
    assert 'class="cell c' in text
    assert "area-map" not in text.replace("areas/map", "")


def test_without_either_it_is_a_list_by_former_district(figured: Province, visit: Visit) -> None:
    AreaVersion.objects.update(tile_col=None, tile_row=None)
    text = visit("planner").get("/chi-so/N1/", {"ky": "2026-10@nd09", "dia-ban": figured.id}).text
    assert "Huyện Ban Mai (cũ) · 2 địa bàn" in text


def test_a_change_of_units_is_marked_on_the_course(figured: Province, visit: Visit) -> None:
    gone, heir = figured.communes["mua-ngau"].id, figured.communes["sen-hong"].id
    close(heir, "2026-07@nd09", month(3))  # the course begins before the change
    assert "Địa bàn thay đổi" not in visit("planner").get("/chi-so/N1/").text
    close_area(area_id=gone, last_day=date(2026, 8, 31), successors=[Successor(heir)], basis="", actor=MAPPER, at=AT)
    text = visit("planner").get("/chi-so/N1/").text
    assert "Địa bàn thay đổi từ 01/9/2026" in text
    assert "Xã Mưa Ngâu" not in text


def test_the_map_of_another_day_is_kept_in_links_and_told(figured: Province, visit: Visit) -> None:
    gone, heir = figured.communes["mua-ngau"].id, figured.communes["sen-hong"].id
    close_area(area_id=gone, last_day=date(2026, 10, 31), successors=[Successor(heir)], basis="", actor=MAPPER, at=AT)
    planner = visit("planner")
    past = planner.get("/chi-so/N1/", {"on": "20/10/2026", "ky": "2026-10@nd09"}).text
    assert "Bản đồ ngày 20/10/2026." in past
    assert "Xã Mưa Ngâu" in past
    assert "on=2026-10-20" in planner.get("/chi-so/", {"on": "20/10/2026"}).text
    assert "Xã Mưa Ngâu" not in planner.get("/chi-so/N1/").text


def test_a_later_period_is_not_shown_on_an_earlier_map(figured: Province, visit: Visit) -> None:
    asked = {"ky": "2026-10@nd09", "dia-ban": figured.id}
    assert "7 người" in visit("planner").get("/chi-so/N1/", asked).text
    assert "7 người" not in visit("planner").get("/chi-so/N1/", {**asked, "on": "01/9/2026"}).text


def test_an_area_of_today_gives_way_on_a_map_without_it(figured: Province, visit: Visit) -> None:
    commune = figured.communes["sen-hong"].id
    assert visit("planner").get("/chi-so/N1/", {"on": "01/01/1990", "dia-ban": commune}).status_code == 404
    assert visit("planner").get("/chi-so/N1/", {"dia-ban": 99999}).status_code == 404


def test_change_is_reckoned_from_the_year_that_is_chosen(province: Province, visit: Visit) -> None:
    AreaVersion.objects.update(valid_from=date(2020, 1, 1))
    for slug, commune in province.communes.items():
        close(commune.id, "2023", {"hamlets": 4})
        close(commune.id, "2025", {"hamlets": 6 if slug == "sen-hong" else 4})
    planner, there = visit("planner"), {"dia-ban": province.id, "ky": "2025"}
    plain = planner.get("/chi-so/B1/", there).text
    assert '<option value="2023">2023</option>' in plain
    assert "năm gốc (" not in plain
    text = planner.get("/chi-so/B1/", {**there, "goc": "2023"}).text
    assert "tăng 2 so với cùng kỳ năm gốc (năm 2023: 16 thôn, bản, tổ)" in text
    assert '<option value="2023" selected>2023</option>' in text
    unknown = planner.get("/chi-so/B1/", {**there, "goc": "2021"}).text
    assert "chưa so được với cùng kỳ năm gốc (năm 2021: chưa đủ dữ liệu" in unknown
    for odd in ("0000", "9999", "1900", "hai", "²⁰²³"):
        assert "năm gốc (" not in planner.get("/chi-so/B1/", {**there, "goc": odd}).text
