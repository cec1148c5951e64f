"""Since when a commune is a key area by decisions, and fails a condition by its figures; on the leader's page."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from pcmt.areas import queries as areas
from pcmt.classification import queries
from pcmt.classification.actions.decide_class import decide_class
from pcmt.classification.queries import Since
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from tests.indicators.figures import close, month
from tests.province import AT, Province

Visit = Callable[..., Client]
ON = AT.date()
NEWEST = Period.parse("2026-10@nd09")
HOT = ("risk", "late")


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


@pytest.fixture
def decide(province: Province, actor: Callable[[str], Actor]) -> Callable[..., None]:
    def decided(year: int, **classes: str) -> None:
        for slug, code in classes.items():
            decide_class(
                area_ids=[province.communes[slug.replace("_", "-")].id], period=Period.parse(f"{year}@nd09"),
                class_code=code, decision_number=f"{year}/QĐ-UBND", decided_on=date(year, 11, 1),
                actor=actor("chairman"), at=AT,
            )  # fmt: skip

    return decided


def test_a_run_of_years_in_key_classes_begins_where_the_class_was_another(province: Province, decide) -> None:
    decide(2025, sen_hong="trong_diem_3", hoa_ban="khong_ma_tuy", chan_may="trong_diem_2", mua_ngau="trong_diem_3")
    decide(2026, sen_hong="trong_diem_2", hoa_ban="trong_diem_3", mua_ngau="khong_ma_tuy")
    ids = {slug: one.id for slug, one in province.communes.items()}
    first, second = Period.parse("2025@nd09"), Period.parse("2026@nd09")
    assert queries.classed_since(list(ids.values()), HOT) == {
        ids["sen-hong"]: Since(first, longer=True),
        ids["hoa-ban"]: Since(second, longer=False),
        ids["chan-may"]: Since(first, longer=True),
    }, "who left the key areas is none now, whatever it was before"


def test_a_run_of_months_goes_over_months_that_are_not_known(province: Province) -> None:
    ids = {slug: one.id for slug, one in province.communes.items()}
    clean, used = month(), month(2)
    for back, own in enumerate((used, None, used, clean, used)):
        if own is not None:
            close(ids["sen-hong"], NEWEST.shifted(-back).id, own)
    for back in (0, 1):
        close(ids["chan-may"], NEWEST.shifted(-back).id, used)
    close(ids["hoa-ban"], NEWEST.id, clean)
    close(ids["hoa-ban"], NEWEST.previous().id, used)
    communes = areas.communes(province.id, ON)
    assert queries.failing_since(communes, NEWEST, ON) == {
        ids["sen-hong"]: Since(NEWEST.shifted(-2), longer=False),
        ids["chan-may"]: Since(NEWEST.shifted(-1), longer=True),
    }


def test_the_leaders_page_says_since_when(province: Province, decide, visit: Visit) -> None:
    decide(2025, sen_hong="trong_diem_3")
    for back, own in enumerate((month(2), month(2), month())):
        close(province.communes["sen-hong"].id, NEWEST.shifted(-back).id, own)
    text = visit("chairman").get("/chi-so/dieu-hanh/").text
    panel = text[text.index("<h2>Địa bàn cần chú ý</h2>") :]
    assert "đã quyết định (QĐ số 2025/QĐ-UBND), từ năm 2025" in panel
    assert "chưa đạt từ tháng 9/2026" in panel


def test_the_leaders_page_says_what_a_numbered_condition_is(province: Province, decide, visit: Visit) -> None:
    decide(2025, sen_hong="trong_diem_3")
    first = "Điều kiện 1: Không có người nghiện"
    assert first not in visit("chairman").get("/chi-so/dieu-hanh/").text, "no line names a condition"
    close(province.communes["sen-hong"].id, NEWEST.shifted(1).id, month(2))
    text = visit("chairman").get("/chi-so/dieu-hanh/").text
    panel = text[text.index("<h2>Địa bàn cần chú ý</h2>") :]
    assert "điều kiện 1: " in panel
    assert first in panel, "a number alone tells nothing"
