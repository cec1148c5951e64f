"""Many units in one table: figures, sums of what is known, what is restricted, questions that do not grow."""

import pytest
from django.urls import reverse

from pcmt.reporting import queries
from pcmt.reporting.queries import UnitsTable
from tests.reporting.walk import FORM, NOVEMBER, OCTOBER, Walk

pytestmark = pytest.mark.django_db


def table(walk: Walk, username: str = "planner", part: str = "") -> UnitsTable:
    return queries.units_table(walk.actor(username), FORM, OCTOBER, part, walk.at.date())


def figure(found: UnitsTable, commune: str, element: str) -> str:
    place = [cell.element for cell in found.part.cells].index(element)
    return next(row for row in found.rows if row.duty.area_name == commune).figures[place].text


def test_units_stand_below_each_other_with_totals_worked_out(walk: Walk):
    walk.fill(walk.id("sen-hong"), {"managed.users": "1.200", "tested": "4"})
    walk.enter(walk.id("hoa-ban"), {"tested": "6"}, "hoa-ban.reporter")
    found = table(walk)
    assert [row.duty.area_name for row in found.rows][:2] == ["Xã Chân Mây", "Phường Hoa Ban"], "by name, not by kind"
    assert figure(found, "Xã Sen Hồng", "managed") == "1.200"
    assert figure(found, "Phường Hoa Ban", "managed") == "", "an unknown part leaves the whole unknown"
    sums = dict(zip((cell.element for cell in found.part.cells), found.sums(found.rows), strict=True))
    assert (sums["tested"].quantity and sums["tested"].quantity.scaled, sums["tested"].known) == (10, 2)
    assert sums["wanted_present"].quantity is None
    empty = {row.duty.area_name: row.empty for row in found.rows}
    assert empty["Xã Sen Hồng"] == 0 < empty["Phường Hoa Ban"]


def test_each_part_of_the_form_has_its_table(walk: Walk):
    assert [part.code for part in table(walk).parts] == ["cong_an", "y_te", "van_hoa_xa_hoi"]
    assert [cell.element for cell in table(walk, part="van_hoa_xa_hoi").part.cells] == ["talks", "attendances"]
    assert table(walk, part="unheard").part.code == "cong_an"


def test_one_sees_ones_own_units_and_no_restricted_cell_of_others(walk: Walk):
    walk.fill(walk.id("sen-hong"))
    mine = table(walk, "sen-hong.clinic-reporter")
    assert [row.duty.area_name for row in mine.rows] == ["Xã Sen Hồng"]
    place = [cell.element for cell in mine.part.cells].index("wanted_present")
    assert mine.rows[0].figures[place].hidden
    assert not table(walk, "sen-hong.police-reporter").rows[0].figures[place].hidden


def test_questions_do_not_grow_with_units(walk: Walk, django_assert_max_num_queries):
    planner = walk.actor("planner")
    for commune in ("sen-hong", "hoa-ban"):
        walk.fill(walk.id(commune), commune=commune)
    with django_assert_max_num_queries(8):
        queries.units_table(planner, FORM, OCTOBER, "", walk.at.date())


def test_the_page_shows_units_and_keeps_its_choice(walk: Walk, visit):
    walk.fill(walk.id("sen-hong"), {"talks": "3", "attendances": "90"})
    address = reverse("reporting.units")
    page = visit("planner").get(address, {"bieu": FORM, "ky": OCTOBER.id, "phan": "van_hoa_xa_hoi"}).content.decode()
    assert "1/4 đơn vị đã nhập đủ phần này" in page
    assert "#phan-van_hoa_xa_hoi" in page
    found = visit("planner").get(address, {"q": "khong co"}).content.decode()
    assert "Không có đơn vị nào khớp" in found
    assert visit("planner").get(address, {"ky": NOVEMBER.id}).status_code == 200
    assert visit("planner").get(address, {"ky": "2026-13"}).status_code == 404
    assert visit("planner").get(address, {"bieu": "unheard"}).status_code == 404
