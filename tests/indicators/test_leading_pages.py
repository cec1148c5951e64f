"""The leader's page through a browser's eyes: five things of the week, and what each role sees of it."""

from collections.abc import Callable

import pytest
from django.test import Client

from pcmt.kernel.actor import system_actor
from pcmt.web.leading.gathering import gather
from pcmt.web.leading.week import Change, five
from tests.province import AT, Province

Visit = Callable[..., Client]
PAGE = "/chi-so/dieu-hanh/"


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


def changes(*kinds: str) -> list[Change]:
    return [Change(kind, "on", f"{kind} {place}", "", "", "/") for place, kind in enumerate(kinds)]


def test_what_weighs_most_goes_first_and_no_kind_crowds_out_the_others() -> None:
    found = five(changes("moved", "corrected", "corrected", "corrected", "decided", "fell", "report"))
    assert [one.kind for one in found] == ["fell", "decided", "corrected", "corrected", "report"]


def test_where_there_is_only_one_kind_it_fills_the_list() -> None:
    assert [one.title for one in five(changes(*["corrected"] * 7))] == [f"corrected {place}" for place in range(5)]


def test_the_desk_of_who_oversees_leads_to_it(province: Province, visit: Visit) -> None:
    assert PAGE in visit("chairman").get("/").text
    assert PAGE not in visit("sen-hong.reporter").get("/").text


def test_a_province_without_figures_says_what_to_do(province: Province, visit: Visit) -> None:
    text = visit("chairman").get(PAGE).text
    assert "Tuần qua không có thay đổi đáng kể" in text
    assert "Không có nhiệm vụ quá hạn" in text


def test_a_commune_sees_its_own_late_reports_only(province: Province, visit: Visit) -> None:
    answer = visit("sen-hong.reporter").get(PAGE)
    assert answer.status_code == 200
    assert "Phường Hoa Ban" not in answer.text


def test_who_may_not_see_indicators_finds_nothing(province: Province, visit: Visit) -> None:
    assert visit("admin").get(PAGE).status_code == 404


def test_a_system_without_a_province_has_nothing_to_gather(db: None) -> None:
    assert gather(system_actor("thử", "indicators.view"), AT.date(), AT) is None
