"""Pages of indicators through a browser's eyes."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from django.test import Client

from pcmt.indicators.queries import indicator_page
from pcmt.kernel.actor import Actor
from pcmt.trace import queries as trace
from pcmt.web.indicators.shapes import trend_chart
from pcmt.web.indicators.views import why
from tests.indicators.figures import close, month, october
from tests.province import AT, Province
from tests.trace.papers import SENTENCE, adopted

Visit = Callable[..., Client]


def test_list(province: Province, visit: Visit) -> None:
    october(province)
    page = visit("planner").get("/chi-so/")
    text = page.content.decode()
    assert page.status_code == 200
    assert "ít nhất 3 người (thiếu 1/4 xã)" in text
    assert "/chi-so/T1b/" in text


def test_list_of_a_commune(province: Province, visit: Visit) -> None:
    october(province)
    commune = province.communes["sen-hong"].id
    text = visit("sen-hong.reporter").get("/chi-so/", {"dia-ban": commune}).content.decode()
    assert "3 người" in text
    assert "/chi-so/T1b/" not in text


def test_a_target_without_steps_is_drawn_as_a_level(province: Province, actor: Callable[[str], Actor]) -> None:
    october(province)
    chart = trend_chart(indicator_page(actor("planner"), "N3", province.id, on=AT.date()))
    assert chart.target is None
    adopted(province, "N3", Decimal(5))
    chart = trend_chart(indicator_page(actor("planner"), "N3", province.id, on=AT.date()))
    assert chart.target is not None
    assert chart.target.name == "Mức phấn đấu"
    assert set(chart.target.points) == {Decimal(5)}


def test_show_follows_from_figure_to_sentence(province: Province, visit: Visit) -> None:
    adopted(province)
    for commune in province.communes.values():
        close(commune.id, "2025@nd09", {"recognised": int(commune.slug == "hoa-ban")})
    text = visit("planner").get("/chi-so/T1b/").content.decode()
    for words in ("25,0%", "1 trong 4 xã, phường", SENTENCE, "không ma túy", "Bản đồ · phân loại"):
        assert words in text
    assert "chưa có quyết định" in text
    assert "<span data-origin>Nguồn: phân loại năm 2025 · tính ngày " in text, "classes have no unit"


def test_show_ranks_and_maps_communes(province: Province, visit: Visit) -> None:
    october(province)
    close(province.communes["mua-ngau"].id, "2026-10@nd09", month(7))
    page = visit("planner").get("/chi-so/N1/", {"ky": "2026-10@nd09", "dia-ban": province.id})
    text = page.content.decode()
    assert "10 người" in text
    assert f"/tra-nguon/value:N1/{province.communes['mua-ngau'].id}/2026-10@nd09" in text
    assert "Xem bảng số liệu" in text


def test_communes_left_out_are_gathered_under_their_reason(province: Province, visit: Visit) -> None:
    for slug, residents in (("sen-hong", 6000), ("chan-may", 300), ("hoa-ban", 200)):
        close(province.communes[slug].id, "2025-12@nd09", month(3))
        close(province.communes[slug].id, "2025@nd09", {"residents": residents})
    text = visit("planner").get("/chi-so/A1/", {"ky": "2025@nd09", "dia-ban": province.id}).text
    assert text.count("<summary>2 xã, phường không xếp hạng: nhân khẩu dưới 1.000</summary>") == 1
    assert text.count("không xếp hạng") == 1


def test_one_sentence_asks_once(province: Province, actor: Callable[[str], Actor]) -> None:
    adopted(province)
    found = indicator_page(actor("planner"), "T1b", province.id, on=AT.date())
    node = trace.trace(found.value.reference, actor("planner"), AT)
    twice = replace(node, up=node.up * 2)
    assert [step.label for step in why(found, twice)].count("Yêu cầu") == 1


def test_empty_province_says_so(province: Province, visit: Visit) -> None:
    text = visit("planner").get("/chi-so/N1/").content.decode()
    assert "Chưa đủ dữ liệu" in text
    assert "Chưa có số liệu nào được chốt." in text


def test_figures_of_another_area_are_not_called_absent(province: Province, visit: Visit) -> None:
    asked = {"ky": "2026-10@nd09", "dia-ban": province.id}
    assert "Chưa có số liệu nào được chốt." in visit("sen-hong.reporter").get("/chi-so/N1/", asked).text
    october(province)
    text = visit("sen-hong.reporter").get("/chi-so/N1/", asked).text
    assert "Nguồn số liệu thuộc phạm vi địa bàn khác, tài khoản này không xem được." in text
    assert "Chưa có số liệu nào được chốt." not in text
    assert "số liệu đã chốt; gần nhất" in visit("planner").get("/chi-so/N1/", asked).text


@pytest.mark.parametrize(
    "address", ["/chi-so/none/", "/chi-so/N1/?ky=thang-10", "/chi-so/N1/?dia-ban=x", "/chi-so/N1/?dia-ban=99999"]
)
def test_wrong_addresses(province: Province, visit: Visit, address: str) -> None:
    assert visit("planner").get(address).status_code == 404


def test_who_may_not_look(province: Province, visit: Visit) -> None:
    assert visit().get("/chi-so/").status_code == 302
    assert visit("admin").get("/chi-so/").status_code == 404
