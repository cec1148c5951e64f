"""The map's pages through HTTP."""

from datetime import date

import pytest

from pcmt.areas.actions.close_area import Successor, close_area
from pcmt.areas.queries import AreaView
from pcmt.kernel.actor import system_actor
from pcmt.web.areas import panels
from pcmt.web.areas.slots import Panel, TileStates
from pcmt.web.components import State
from tests.province import AT, Province

MAPPER = system_actor("kiểm thử", "areas.close_area", "areas.revise_area")


@pytest.mark.parametrize("who", ["planner", "chairman", "sen-hong.reporter", "health-head", "admin"])
def test_the_list_says_what_there_is(province: Province, visit, who: str):
    page = visit(who).get("/dia-ban/")
    assert "3 xã, 1 phường của tỉnh Hoa Mai" in page.text
    for name in ("Xã Sen Hồng", "Phường Hoa Ban", "Huyện Ban Mai (cũ) · 2 địa bàn", "Thị xã Chiều Tà"):
        assert name in page.text


def test_a_commune_is_found_without_diacritics(province: Province, visit):
    page = visit("planner").get("/dia-ban/", {"q": "mua ngau"})
    assert "Xã Mưa Ngâu" in page.text
    assert "Xã Sen Hồng" not in page.text
    assert "Không có địa bàn nào khớp" in visit("planner").get("/dia-ban/", {"q": "không có"}).text


def test_one_area_shows_its_agencies_people_and_past(province: Province, visit):
    commune = province.communes["sen-hong"]
    page = visit("planner").get(f"/dia-ban/{commune.id}/")
    for words in ("Xã Sen Hồng", "Mã 91001", "Công an xã Sen Hồng", "Bùi Văn Sen Hồng", "từ 01/7/2025"):
        assert words in page.text


def test_a_merge_is_told_on_the_heirs_page(province: Province, visit):
    gone, heir = province.communes["mua-ngau"].id, province.communes["sen-hong"].id
    close_area(area_id=gone, last_day=date(2026, 8, 31), successors=[Successor(heir)], basis="", actor=MAPPER, at=AT)
    assert "Xã Sen Hồng</a> (toàn bộ)" in visit("planner").get(f"/dia-ban/{gone}/").text
    assert "Xã Mưa Ngâu</a>" in visit("planner").get(f"/dia-ban/{heir}/").text


def test_strangers_and_wrong_numbers(province: Province, visit):
    assert visit().get("/dia-ban/").status_code == 302
    assert visit("planner").get("/dia-ban/999999/").status_code == 404


def test_other_pages_join_by_the_table(province: Province, visit, monkeypatch: pytest.MonkeyPatch):
    commune = province.communes["sen-hong"].id

    def panel(actor: object, area: AreaView, at: object) -> Panel | None:
        return Panel("components/why.html", {}) if area.id == commune else None

    def fill(actor: object, areas: object, at: object) -> TileStates:
        met = State("met", "đã công nhận")
        return TileStates("Phân loại năm 2025", {commune: met}, (met,))

    monkeypatch.setattr(panels, "PANELS", (panel,))
    monkeypatch.setattr(panels, "FILLS", (fill,))
    assert '<ol class="why">' in visit("planner").get(f"/dia-ban/{commune}/").text
    page = visit("planner").get("/dia-ban/").text
    assert "Sen Hồng: đã công nhận" in page
    assert "Mưa Ngâu: thiếu dữ liệu" in page


def test_pages_ask_few_questions(province: Province, visit, django_assert_max_num_queries):
    client = visit("planner")
    with django_assert_max_num_queries(24):
        client.get("/dia-ban/")
    # Of these, 43 belong to the panels of classification, indicators, reports, tasks, targets and documents.
    with django_assert_max_num_queries(64):
        client.get(f"/dia-ban/{province.communes['sen-hong'].id}/")
