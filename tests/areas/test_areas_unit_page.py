"""One page for each unit, with its whole past; and what became of units that are gone."""

from collections.abc import Callable
from datetime import date

from django.test import Client

from pcmt.areas import queries
from pcmt.areas.actions.close_area import Successor, close_area
from pcmt.areas.actions.open_area import open_area
from pcmt.areas.actions.revise_area import revise_area
from pcmt.kernel.actor import system_actor
from tests.indicators.figures import close, month
from tests.province import AT, Province

Visit = Callable[..., Client]
MAPPER = system_actor("kiểm thử", "areas.close_area", "areas.revise_area", "areas.open_area")
LAST = date(2026, 8, 31)
LATER = date(2026, 9, 1)


def closed(old: int, *successors: Successor, last_day: date = LAST) -> None:
    close_area(area_id=old, last_day=last_day, successors=successors, basis="NQ 15", actor=MAPPER, at=AT)


def test_a_unit_that_is_gone_says_what_it_is_now(province: Province, visit: Visit):
    gone, heir, other = (province.communes[name].id for name in ("mua-ngau", "sen-hong", "hoa-ban"))
    closed(gone, Successor(heir, 650_000), Successor(other))
    page = visit("planner").get(f"/dia-ban/{gone}/").text
    assert "không còn trên bản đồ từ ngày 01/9/2026" in page
    assert "Xã Sen Hồng</a> (một phần)" in page
    assert "65%" in page
    assert "chưa có tỷ lệ" in page
    heirs = visit("planner").get(f"/dia-ban/{heir}/").text
    assert "Hình thành từ" in heirs
    assert f"/dia-ban/{gone}/?on=2026-08-31" in heirs
    assert "NQ 15" in heirs


def test_the_page_shows_the_day_asked_for(province: Province, visit: Visit):
    unit = province.communes["sen-hong"].id
    revise_area(area_id=unit, valid_from=LATER, name="Sen Trắng", basis="NQ 16", actor=MAPPER, at=AT)
    client = visit("planner")
    assert "<h1>Xã Sen Trắng</h1>" in client.get(f"/dia-ban/{unit}/").text
    for asked in ("2026-08-31", "31/8/2026"):
        past = client.get(f"/dia-ban/{unit}/", {"on": asked}).text
        assert "<h1>Xã Sen Hồng</h1>" in past
        assert "Đang xem địa bàn như ngày 31/8/2026" in past
    assert client.get(f"/dia-ban/{unit}/", {"on": "không"}).status_code == 200
    assert "<h1>Xã Sen Hồng</h1>" in client.get(f"/dia-ban/{unit}/", {"on": "1990-01-01"}).text, "the first known"


def test_what_became_of_a_unit_is_followed_through_all_steps(province: Province):
    first, second, third = (province.communes[name].id for name in ("mua-ngau", "sen-hong", "hoa-ban"))
    closed(first, Successor(second))
    closed(second, Successor(third), last_day=date(2026, 9, 30))
    on = date(2026, 11, 1)
    assert {one.area.id: one.whole for one in queries.became([first], on)[first]} == {third: True}
    assert [one.area.id for one in queries.became([first], date(2026, 9, 15))[first]] == [second]
    assert [one.area.id for one in queries.became([first], LAST)[first]] == [first]


def test_former_names_are_found_with_what_they_are_now(province: Province):
    old, heir, renamed = (province.communes[name].id for name in ("mua-ngau", "sen-hong", "hoa-ban"))
    closed(old, Successor(heir))
    revise_area(area_id=renamed, valid_from=LATER, name="Hoa Mận", actor=MAPPER, at=AT)
    on = date(2026, 11, 1)
    (found,) = queries.search_former("mua ngau", on)
    assert (found.area.full_name, found.last_day, found.now[0].area.full_name) == ("Xã Mưa Ngâu", LAST, "Xã Sen Hồng")
    (found,) = queries.search_former("hoa ban", on)
    assert found.now[0].area.full_name == "Phường Hoa Mận"
    assert queries.search_former("sen hong", on) == ()
    assert queries.search_former(" ", on) == ()
    assert queries.search_former("mua ngau", LAST) == (), "it still stood that day"


def test_yearly_values_are_written_on_their_form(province: Province, visit: Visit):
    address = f"/dia-ban/{province.communes['sen-hong'].id}/so-lieu/"
    filled = {"measure": "land", "year": "2025", "value": "1.234,56", "source": "Niên giám"}
    admin = visit("admin")
    assert admin.get(address).status_code == 200
    assert admin.post(address, {**filled, "value": "nhiều"}).status_code == 422
    assert admin.post(address, {**filled, "year": "1999"}).status_code == 404, "it did not stand then"
    assert admin.post(address, filled).status_code == 302
    page = admin.get(address.removesuffix("so-lieu/")).text
    assert "1.234,56 km²" in page
    assert "Niên giám" in page
    assert visit("sen-hong.reporter").get(address).status_code == 404


def test_a_hamlet_is_added_below_a_commune(province: Province, visit: Visit):
    commune = province.communes["sen-hong"].id
    address = f"/dia-ban/{commune}/them/"
    filled = {"type": "thon", "name": "Đầu Nguồn", "code": "91001-01", "valid_from": "01/9/2026", "basis": "NQ 9"}
    admin = visit("admin")
    assert admin.get(address).status_code == 200
    assert admin.post(address, {**filled, "type": "huyen"}).status_code == 422
    assert admin.post(address, filled).status_code == 302
    page = admin.get(f"/dia-ban/{commune}/").text
    assert "Thôn Đầu Nguồn" in page
    (hamlet,) = queries.children(commune, LATER)
    assert admin.get(f"/dia-ban/{hamlet.id}/").status_code == 200
    assert admin.get(f"/dia-ban/{hamlet.id}/them/").status_code == 404
    assert visit("planner").get(address).status_code == 404


def test_the_parts_of_before_are_served_too(province: Province):
    made = open_area(
        code="90",
        name="Hoa Cũ",
        type="tinh",
        level="province",
        parent_id=None,
        valid_from=date(2020, 1, 1),
        actor=MAPPER,
        at=AT,
    )
    served = queries.province(LATER)
    assert served is not None
    closed(made, Successor(served.id), last_day=date(2025, 6, 30))
    assert made in {one.id for one in queries.served_provinces(date(2025, 1, 1))}
    assert [one.id for one in queries.served_provinces(LATER)] == [served.id]


def test_a_unit_that_is_gone_keeps_its_figures_up_to_its_last_day(province: Province, visit: Visit):
    gone, heir = province.communes["mua-ngau"].id, province.communes["sen-hong"].id
    for place, code in enumerate(("2026-06@nd09", "2026-07@nd09", "2026-08@nd09")):
        close(gone, code, month(7 + place))
    closed(gone, Successor(heir))
    page = visit("planner").get(f"/dia-ban/{gone}/").text
    assert 'id="chi-so"' in page
    assert "đến ngày cuối cùng trên bản đồ" in page
    listed = visit("planner").get(f"/dia-ban/{gone}/phan/chi-so/").text
    row = listed[listed.index("/chi-so/N1/") :]
    assert f"dia-ban={gone}&amp;on=2026-08-31" in row[:200], "its indicator is looked at on the map on which it stood"
    assert "9 người" in row[:900]
    shown = visit("planner").get("/chi-so/N1/", {"dia-ban": gone, "on": "2026-08-31"})
    assert shown.status_code == 200
    assert "9 người" in shown.text
    assert visit("planner").get(f"/dia-ban/{gone}/phan/diem/").status_code == 200
    assert visit("sen-hong.reporter").get(f"/dia-ban/{gone}/phan/diem/").status_code == 404
