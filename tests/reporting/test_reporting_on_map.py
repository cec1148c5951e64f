"""Lists and sums on the map of another day: the board under its units, the province's totals over a merger."""

from datetime import date

import pytest

from pcmt.areas import queries as areas
from pcmt.areas.actions.close_area import Successor, close_area
from pcmt.areas.actions.open_area import open_area
from pcmt.kernel.actor import system_actor
from pcmt.kernel.period import Period
from pcmt.reporting.models import Total
from pcmt.reporting.queries.carried_totals import totals_on_map
from tests.province import AT, Province
from tests.reporting.walk import FORM, OCTOBER, Walk

MAPPER = system_actor("kiểm thử", "areas.open_area", "areas.close_area")
BEFORE, MERGED, AFTER = date(2026, 10, 31), date(2026, 11, 1), Period.parse("2026-11@nd09")

pytestmark = pytest.mark.django_db


def merge(province: Province) -> int:
    """Mưa Ngâu goes into Sen Hồng from 01/11/2026; gives its identifier."""
    gone, heir = province.communes["mua-ngau"].id, province.communes["sen-hong"].id
    close_area(area_id=gone, last_day=BEFORE, successors=[Successor(heir)], basis="", actor=MAPPER, at=AT)
    return gone


def new_province(code: str, first: date) -> int:
    return open_area(
        code=code,
        name=f"Thử {code}",
        type="tinh",
        level="province",
        parent_id=None,
        valid_from=first,
        actor=MAPPER,
        at=AT,
    )


def tell(area_id: int, period: Period, scaled: int, reported: int = 2, expected: int = 3) -> None:
    Total.objects.create(
        area_id=area_id, period=period.id, element="talks", scaled=scaled, reported=reported, expected=expected
    )


def test_units_are_laid_onto_a_later_and_an_earlier_map(province: Province):
    gone = merge(province)
    heir, other = province.communes["sen-hong"].id, province.communes["hoa-ban"].id
    later = areas.placed([gone, heir, other], BEFORE, MERGED)
    assert [one.id for one in later[gone]] == [one.id for one in later[heir]] == [heir]
    earlier = areas.placed([heir, other], MERGED, BEFORE)
    assert {one.id for one in earlier[heir]} == {gone, heir}
    assert [one.id for one in earlier[other]] == [other]


def test_the_board_lays_reports_under_the_units_of_a_day(walk: Walk, visit):
    merge(walk.province)
    asked = {"bieu": FORM, "ky": OCTOBER.id}
    usual = visit("planner").get("/bao-cao-so-lieu/", asked).text
    assert "Xếp theo bản đồ hôm nay" in usual
    assert "Huyện Ban Mai (cũ) · 2 xã, phường" in usual
    laid = visit("planner").get("/bao-cao-so-lieu/", {**asked, "on": "21/11/2026"}).text
    assert "Xã Sen Hồng · đã gửi 0/2" in laid
    assert "Xã Mưa Ngâu" in laid
    assert "Phường Hoa Ban · đã gửi" not in laid, "a unit that stands alone needs no heading"
    assert "Bản đồ ngày 21/11/2026." in laid
    assert "Về bản đồ của kỳ báo cáo" in laid


def test_the_board_says_nothing_of_maps_where_nothing_changed(walk: Walk, visit):
    assert (
        "Xếp theo bản đồ hôm nay"
        not in visit("planner").get("/bao-cao-so-lieu/", {"bieu": FORM, "ky": OCTOBER.id}).text
    )


@pytest.fixture
def parts(db: None) -> tuple[int, int, int]:
    """Two provinces that became one on 01/11/2026."""
    one, two = new_province("81", date(2020, 1, 1)), new_province("82", date(2020, 1, 1))
    whole = new_province("80", MERGED)
    for part in (one, two):
        close_area(area_id=part, last_day=BEFORE, successors=[Successor(whole)], basis="", actor=MAPPER, at=AT)
    return one, two, whole


def test_totals_of_before_are_added_up_over_the_merger(parts: tuple[int, int, int]):
    one, two, whole = parts
    tell(one, OCTOBER, 4)
    tell(two, OCTOBER, 5, reported=1, expected=7)
    tell(whole, AFTER, 20)
    found = totals_on_map(whole, [OCTOBER, AFTER], ["talks"], date(2026, 12, 31))
    assert found.untold == {}
    october = found.totals[(OCTOBER, "talks")]
    assert (october.quantity.scaled, october.reported, october.expected) == (9, 3, 10)
    assert found.totals[(AFTER, "talks")].quantity.scaled == 20


def test_a_district_that_dissolved_into_its_province_is_not_added_again(db: None):
    whole = new_province("81", date(2020, 1, 1))
    district = open_area(
        code="801", name="Ban Mai", type="huyen", level="district", parent_id=whole, valid_from=date(2020, 1, 1),
        actor=MAPPER, at=AT,
    )  # fmt: skip
    close_area(
        area_id=district, last_day=date(2025, 6, 30), successors=[Successor(whole)], basis="", actor=MAPPER, at=AT
    )
    june = Period.parse("2025-06@nd09")
    tell(whole, june, 10)
    tell(district, june, 4)
    found = totals_on_map(whole, [june], ["talks"], date(2026, 12, 31))
    assert found.totals[(june, "talks")].quantity.scaled == 10
    assert areas.days_of_change([whole], date(2025, 1, 1), date(2026, 12, 31)) == ()


def test_a_part_that_reported_nothing_leaves_the_sum_untold(parts: tuple[int, int, int]):
    one, _, whole = parts
    tell(one, OCTOBER, 4)
    found = totals_on_map(whole, [OCTOBER], ["talks"], date(2026, 12, 31))
    assert found.totals == {}
    assert found.untold == {OCTOBER: "chưa có số liệu của Tỉnh Thử 82"}


def test_what_came_after_the_map_is_not_compared(parts: tuple[int, int, int]):
    one, _, _ = parts
    tell(one, OCTOBER, 4)
    found = totals_on_map(one, [OCTOBER, AFTER], ["talks"], BEFORE)
    assert found.totals[(OCTOBER, "talks")].quantity.scaled == 4
    assert found.untold[AFTER].startswith("không so sánh được")


def test_a_divided_province_is_not_compared(db: None):
    old = new_province("81", date(2020, 1, 1))
    north, south = new_province("82", MERGED), new_province("83", MERGED)
    close_area(
        area_id=old, last_day=BEFORE, successors=[Successor(north), Successor(south)], basis="", actor=MAPPER, at=AT
    )
    tell(old, OCTOBER, 4)
    found = totals_on_map(north, [OCTOBER], ["talks"], date(2026, 12, 31))
    assert found.untold == {OCTOBER: "không so sánh được với Tỉnh Thử 81 (đã chia tách)"}


def test_the_summary_of_a_map_says_so(walk: Walk, visit):
    walk.close("sen-hong", {"tested": "4"})
    asked = {"bieu": FORM, "ky": OCTOBER.id}
    page = visit("planner").get("/bao-cao-so-lieu/tong-hop", {**asked, "on": "20/10/2026"})
    assert "Bản đồ ngày 20/10/2026." in page.text
    assert "Về bản đồ hôm nay" in page.text
    early = visit("planner").get("/bao-cao-so-lieu/tong-hop", {**asked, "on": "01/01/1990"})
    assert early.status_code == 404
