"""Many units in one table: figures, sums of what is known, what is restricted, questions that do not grow."""

import json
from datetime import datetime

import pytest
from django.urls import reverse

from pcmt.accounts.actions.grant_role import grant_role
from pcmt.journal.models import Entry
from pcmt.kernel.refusal import NotAllowed, NotFound, Refusal
from pcmt.reporting import queries
from pcmt.reporting.actions.enter_units import UnitEntry, enter_units
from pcmt.reporting.models import DraftCell
from pcmt.reporting.queries import UnitsTable
from tests.province import BUILDER, SINCE, Province
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


def stand_in(province: Province, at: datetime) -> None:
    """The health department's reporter types for all communes, as one who holds the role does."""
    grant_role(
        user_id=province.users["health-reporter"], role="area_reporter", agency_id=province.agencies["health"],
        valid_from=SINCE, actor=BUILDER, at=at,
    )  # fmt: skip


def sent(walk: Walk, cells: dict[tuple[str, str], str]) -> list[UnitEntry]:
    by_unit: dict[int, dict[str, str]] = {}
    for (commune, element), text in cells.items():
        by_unit.setdefault(walk.id(commune), {})[element] = text
    return [UnitEntry(unit, cells) for unit, cells in by_unit.items()]


def test_what_can_be_read_is_saved_and_the_rest_told(walk: Walk, province: Province):
    stand_in(province, walk.at)
    actor = walk.actor("health-reporter")
    half = sent(walk, {("sen-hong", "talks"): "3", ("hoa-ban", "talks"): "ba", ("hoa-ban", "attendances"): "9"})
    result = enter_units(form_code=FORM, period=OCTOBER, entries=half, actor=actor, at=walk.at)
    assert result.wrong.keys() == {f"{walk.id('hoa-ban')}:talks"}
    assert (result.saved, result.units) == (2, 2)
    kept = set(DraftCell.objects.values_list("submission_id", "element", "scaled"))
    assert kept == {(walk.id("sen-hong"), "talks", 3), (walk.id("hoa-ban"), "attendances", 9)}
    right = sent(walk, {("hoa-ban", "talks"): "1.200"})
    result = enter_units(form_code=FORM, period=OCTOBER, entries=right, actor=actor, at=walk.at)
    assert (result.saved, result.units, result.conflicts, result.wrong) == (1, 1, {}, {})
    assert Entry.objects.filter(action="reporting.enter_cells").count() == 3
    assert Entry.objects.filter(action="reporting.enter_units").count() == 2
    again = enter_units(form_code=FORM, period=OCTOBER, entries=right, actor=actor, at=walk.at)
    assert (again.saved, again.units, again.conflicts) == (0, 0, {}), "the same text changes nothing"
    (conflict,) = enter_units(
        form_code=FORM, period=OCTOBER, entries=sent(walk, {("hoa-ban", "talks"): "7"}), actor=actor, at=walk.at
    ).conflicts[walk.id("hoa-ban")]
    assert (conflict.yours, conflict.theirs) == ("7", "1.200")
    assert Entry.objects.filter(action="reporting.enter_units").count() == 2, "nothing saved, nothing recorded"


def test_a_unit_that_sent_meanwhile_keeps_none_of_the_others_back(walk: Walk, province: Province):
    stand_in(province, walk.at)
    walk.fill(walk.id("sen-hong"))
    walk.send(walk.id("sen-hong"))
    both = sent(walk, {("sen-hong", "talks"): "3", ("hoa-ban", "talks"): "4"})
    actor = walk.actor("health-reporter")
    result = enter_units(form_code=FORM, period=OCTOBER, entries=both, actor=actor, at=walk.at)
    assert (result.saved, result.units) == (1, 1)
    (refusal,) = result.refused.values()
    assert refusal.where == "Xã Sen Hồng", "what was sent takes nothing; the refusal says whose it is"


def test_nobody_types_for_a_unit_that_is_not_theirs(walk: Walk):
    entries = sent(walk, {("sen-hong", "talks"): "3"})
    for username, refusal in (("planner", NotAllowed), ("hoa-ban.reporter", NotFound)):
        with pytest.raises(refusal):
            enter_units(form_code=FORM, period=OCTOBER, entries=entries, actor=walk.actor(username), at=walk.at)
    for nothing in ([], [UnitEntry(walk.id("sen-hong"), {})]):
        with pytest.raises(Refusal) as refused:
            enter_units(form_code=FORM, period=OCTOBER, entries=nothing, actor=walk.actor("planner"), at=walk.at)
        assert refused.value.code == "nothing_typed"
    with pytest.raises(NotFound):
        enter_units(form_code=FORM, period=NOVEMBER, entries=entries, actor=walk.actor("planner"), at=walk.at)


def test_the_page_opens_the_cells_that_one_may_type_into(walk: Walk, province: Province, visit):
    stand_in(province, walk.at)
    walk.fill(walk.id("sen-hong"))
    walk.send(walk.id("sen-hong"))
    address, place = reverse("reporting.units"), {"bieu": FORM, "ky": OCTOBER.id, "phan": "van_hoa_xa_hoi"}
    assert "data-units" not in visit("planner").get(address, place).content.decode()
    client = visit("health-reporter")
    page = client.get(address, place).content.decode()
    unit = walk.id("hoa-ban")
    assert f'name="cell:{unit}:talks"' in page
    assert f'name="cell:{walk.id("sen-hong")}:talks"' not in page, "sent, so nothing to type"
    was = json.dumps({"talks": ["", 0]})
    wrong = {**place, f"cell:{unit}:talks": "ba", f"cell:{unit}:attendances": "30", f"was:{unit}": was}
    answer = client.post(reverse("reporting.enter_units"), wrong)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'value="ba"' in page, "what was typed stands again"
    assert f'id="loi-{unit}:talks"' in page, "with the fault at its cell"
    assert f'id="loi-{unit}:attendances"' not in page
    assert "1 ô chưa đọc được, còn nguyên trên bảng để sửa. Đã lưu 1 ô của 1 đơn vị." in page
    was = json.dumps({"talks": ["", 0], "attendances": ["30", 1]})
    right = {**place, f"cell:{unit}:talks": "12", f"cell:{unit}:attendances": "30", f"was:{unit}": was}
    answer = client.post(reverse("reporting.enter_units"), right, follow=True)
    assert "Đã lưu 1 ô của 1 đơn vị" in answer.content.decode()
    answer = client.post(reverse("reporting.enter_units"), {**right, f"cell:{unit}:talks": "13"})
    assert answer.status_code == 409
    assert "anh/chị gõ 13" in answer.content.decode()
    late = {**place, f"cell:{walk.id('sen-hong')}:talks": "5"}
    told = client.post(reverse("reporting.enter_units"), late).content.decode()
    assert "1 đơn vị không còn nhận số liệu. Chưa lưu ô nào." in told
    label = next(cell.label for cell in table(walk, part="van_hoa_xa_hoi").part.cells if cell.element == "talks")
    assert f"Anh/chị gõ: {label} 5." in told
    nonsense = {**place, "cell:x:talks": "1", f"cell:{unit}": "2", f"was:{unit}": "{"}
    assert client.post(reverse("reporting.enter_units"), nonsense).status_code < 500
