"""Communes side by side: the same period for all, breaks told, rights kept, an address that can be handed on."""

from collections.abc import Callable

import pytest
from django.test import Client

from pcmt.indicators import queries as indicators
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.kernel.refusal import NotFound
from tests.indicators.figures import close, month, october
from tests.province import AT, Province

Visit = Callable[..., Client]
PAGE = "/chi-so/so-sanh/"
ON = AT.date()


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


def ids(province: Province, *slugs: str) -> list[int]:
    return [province.communes[slug].id for slug in slugs]


def test_all_are_told_in_the_newest_period_that_all_have(province: Province, actor: Callable[[str], Actor]) -> None:
    october(province)
    sen_hong, hoa_ban = ids(province, "sen-hong", "hoa-ban")
    close(sen_hong, "2026-11@nd09", month(9))
    found = indicators.side_by_side(actor("planner"), [sen_hong, hoa_ban], ["N1"], ON).compared[0]
    assert found.shown == Period.parse("2026-10@nd09")
    assert [value.display for value in found.newest] == ["3 người", "0 người"]


def test_where_one_never_reported_it_is_unknown_and_not_zero(province: Province, actor: Callable[[str], Actor]) -> None:
    october(province)
    found = indicators.side_by_side(actor("planner"), ids(province, "sen-hong", "mua-ngau"), ["N1"], ON).compared[0]
    assert [value.state for value in found.newest] == ["known", "void"]


def test_what_only_a_province_has_is_not_compared(province: Province, actor: Callable[[str], Actor]) -> None:
    with pytest.raises(NotFound):
        indicators.side_by_side(actor("planner"), ids(province, "sen-hong", "hoa-ban"), ["T1b"], ON)


def test_who_may_not_see_a_commune_finds_nothing(province: Province, actor: Callable[[str], Actor]) -> None:
    with pytest.raises(NotFound):
        indicators.side_by_side(actor("admin"), ids(province, "sen-hong", "hoa-ban"), ["N1"], ON)


def test_the_address_keeps_the_choice(province: Province, visit: Visit) -> None:
    october(province)
    first, second = ids(province, "sen-hong", "hoa-ban")
    text = visit("planner").get(PAGE, {"xa": [first, second], "chi-so": ["N1", "N3"]}).text
    assert "So sánh Xã Sen Hồng và Phường Hoa Ban" in text
    assert f'<option value="{first}" selected>' in text
    assert "Xem bảng số liệu" in text


def test_what_has_figures_is_suggested(province: Province, visit: Visit) -> None:
    october(province)
    found = visit("planner").get(PAGE, {"xa": ids(province, "sen-hong", "hoa-ban"), "chi-so": ""}).context["found"]
    assert 0 < len(found.compared) <= 3
    assert all(any(value.state == "known" for value in one.newest) for one in found.compared)


@pytest.mark.parametrize(
    ("asked", "words"),
    [({}, "Chọn từ hai xã, phường"), ({"xa": [str(one) for one in range(1, 9)]}, "nhiều nhất 6 địa bàn")],
)
def test_too_few_and_too_many_are_told(province: Province, visit: Visit, asked: dict[str, object], words: str) -> None:
    assert words in visit("planner").get(PAGE, asked).text


def test_the_same_commune_twice_is_told_at_its_field(province: Province, visit: Visit) -> None:
    first, second = ids(province, "sen-hong", "hoa-ban")
    text = visit("planner").get(PAGE, {"xa": [first, first, ""]}).text
    assert "Các ô đều chọn Xã Sen Hồng." in text
    assert 'aria-describedby="xa-trung"' in text
    assert text.count(f'<option value="{first}" selected>') == 2, "what was chosen stands as it was"
    assert "đều chọn" not in visit("planner").get(PAGE, {"xa": [first, first, second]}).text


@pytest.mark.parametrize("asked", ["?xa=x&xa=1", "?xa=999999&xa=999998", "?xa=1&xa=2&chi-so=khong-co"])
def test_wrong_addresses_of_comparisons(province: Province, visit: Visit, asked: str) -> None:
    assert visit("planner").get(PAGE + asked).status_code == 404
