"""Search: with or without marks, only what may be seen."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from pcmt.agencies import queries as agencies
from pcmt.areas import queries as areas
from pcmt.areas.actions.close_area import Successor, close_area
from pcmt.documents.actions.register_document import register_document
from pcmt.kernel.actor import system_actor
from pcmt.web.search.finding import matches
from tests.documents.papers import PLAN
from tests.province import AT, Province

ON = date(2026, 11, 21)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


@pytest.mark.parametrize("words", ["Mưa Ngâu", "mua ngau", "MƯA  ngâu", "91002"])
def test_areas_answer_to_name_and_code(province: Province, words: str):
    assert [area.short_name for area in areas.search(words, ON)] == ["Mưa Ngâu"]


def test_areas_answer_to_their_former_district(province: Province):
    assert [area.short_name for area in areas.search("chieu ta", ON)] == ["Chân Mây", "Hoa Ban"]
    assert areas.search("", ON) == ()
    assert areas.search("chieu ta", date(2024, 1, 1)) == (), "before the map began"


def test_agencies_answer_to_any_of_their_names(province: Province):
    assert [one.name for one in agencies.search("so y te", ON)] == ["Sở Y tế"]
    assert "Công an xã Sen Hồng" in [one.name for one in agencies.search("sen hồng công an", ON)]
    assert "Ủy ban nhân dân xã Sen Hồng" in [one.name for one in agencies.search("UBND xã sen", ON)]
    assert agencies.search("  ", ON) == ()


def test_every_group_answers(province: Province, actor: Callable[..., object], visit: Callable[..., Client]):
    register_document(data=PLAN.encode(), name="ke-hoach.txt", actor=actor("planner"), at=AT)  # type: ignore[arg-type]
    client = visit("planner")
    page = client.get("/tim-kiem/", {"q": "18/kh-ubnd"}).text
    assert "Kế hoạch số 18/KH-UBND" in page
    page = client.get("/tim-kiem/", {"q": "khong ma tuy"}).text
    assert "Tỷ lệ xã, phường được công nhận không ma túy" in page
    page = client.get("/tim-kiem/", {"q": "hoa ban"}).text
    assert "Phường Hoa Ban" in page
    assert "Trạm Y tế phường Hoa Ban" in page


def test_words_are_shown_as_typed_and_never_as_markup(province: Province, visit: Callable[..., Client]):
    page = visit("planner").get("/tim-kiem/", {"q": "<script>x</script>"}).text
    assert "Không tìm thấy “&lt;script&gt;" in page
    assert "<script>x" not in page


def test_nothing_typed_and_nothing_found_say_what_to_do(province: Province, visit: Callable[..., Client]):
    client = visit("planner")
    assert "Nhập từ cần tìm" in client.get("/tim-kiem/").text
    assert "Thử ít từ hơn" in client.get("/tim-kiem/", {"q": "qwertz"}).text
    assert client.get("/tim-kiem/", {"q": "a\x00b" + "x" * 5000}).status_code == 200


def test_what_may_not_be_seen_is_not_found(province: Province, actor: Callable[..., object], visit):
    register_document(data=PLAN.encode(), name="ke-hoach.txt", actor=actor("planner"), at=AT)  # type: ignore[arg-type]
    page = visit("admin").get("/tim-kiem/", {"q": "ma tuy"}).text
    assert "Kế hoạch số" not in page
    assert "Tỷ lệ xã, phường" not in page


def test_the_frame_offers_search(province: Province, visit: Callable[..., Client]):
    assert 'action="/tim-kiem/"' in visit("planner").get("/").text


def test_every_word_must_stand_somewhere():
    assert matches("y tế trạm", "Trạm Y tế", "xã")
    assert not matches("y tế sở", "Trạm Y tế", "xã")


def test_a_former_name_of_a_place_is_found(province: Province, visit):
    mapper = system_actor("kiểm thử", "areas.close_area")
    gone, heir = province.communes["mua-ngau"].id, province.communes["sen-hong"].id
    close_area(area_id=gone, last_day=date(2026, 8, 31), successors=[Successor(heir)], basis="", actor=mapper, at=AT)
    page = visit("planner").get("/tim-kiem/", {"q": "mưa ngâu"}).text
    assert "Địa bàn trước đây" in page
    assert "Nay là Xã Sen Hồng" in page
