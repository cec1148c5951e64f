"""The leader's page through a browser's eyes: five things of the week, and what each role sees of it."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client

from pcmt.areas.actions.apply_event import apply_event
from pcmt.areas.actions.propose_event import propose_event
from pcmt.classification.actions.decide_class import decide_class
from pcmt.kernel.actor import Actor, system_actor
from pcmt.kernel.period import Period
from pcmt.plans.models import Target
from pcmt.reporting.actions.record_decided import record_decided
from pcmt.web.leading.gathering import gather
from pcmt.web.leading.week import Change, five
from tests.areas.test_areas_events import ABSORB
from tests.indicators.figures import CLOSER, close, month, october
from tests.province import AT, Province
from tests.trace.papers import adopted

Visit = Callable[..., Client]
PAGE = "/chi-so/dieu-hanh/"
MAPPER = system_actor("thử", "areas.propose_event", "areas.apply_event")


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


def counted(text: str, label: str) -> str:
    """The figure under a label, as it stands in one of the facts on top of a page."""
    found = re.search(rf'<small>{label}</small><span class="value">(?:<a[^>]*>)?([^<]*)<', text)
    assert found, label
    return found[1]


def test_the_desk_the_leaders_page_and_the_list_count_the_same_targets(province: Province, visit: Visit) -> None:
    adopted(province)
    for slug, commune in province.communes.items():
        close(commune.id, "2025@nd09", {"recognised": int(slug == "hoa-ban")})
        close(commune.id, "2025-10@nd09", month(2))
        close(commune.id, "2026-10@nd09", month(30))
    browser = visit("chairman")
    label = "Chỉ tiêu chậm hoặc không đạt"
    desk, page, listed = browser.get("/").text, browser.get(PAGE).text, browser.get("/chi-so/").text
    behind, of = counted(page, label).split("/")
    assert int(behind) >= 1
    assert counted(desk, label) == f"{behind}/{of}"
    assert counted(listed, "Chậm hoặc không đạt") == behind
    assert f"{of} chỉ số có mức phấn đấu: 1 theo kế hoạch, {int(of) - 1} theo mức chung" in page
    assert f"{behind} chỉ tiêu" in desk, "and the same stands among what there is to do"


def test_targets_that_the_count_leaves_out_are_told(province: Province, visit: Visit) -> None:
    adopted(province)
    browser = visit("chairman")
    assert "Không tính vào số trên" not in browser.get(PAGE).text
    Target.objects.update(scope_type="phuong")
    assert "Không tính vào số trên: 1 chỉ tiêu giao riêng từng khu vực, xã, phường" in browser.get(PAGE).text
    Target.objects.update(scope_type="", indicator="")
    assert "Không tính vào số trên: 1 chỉ tiêu chưa gắn chỉ số, cần người đánh giá" in browser.get(PAGE).text


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


def test_a_correction_a_merger_and_a_class_of_one_week_are_each_told(
    province: Province, visit: Visit, actor: Callable[[str], Actor], monkeypatch: pytest.MonkeyPatch
) -> None:
    october(province)
    later = datetime(2026, 12, 3, 9, tzinfo=AT.tzinfo)
    ids = {slug: one.id for slug, one in province.communes.items()}
    close(ids["mua-ngau"], "2026-10@nd09", month(1))
    record_decided(
        area_id=ids["chan-may"], period=Period.parse("2026-10@nd09"), element="talks", scaled=9, scale=0,
        basis="Biên bản rà soát số 5", actor=CLOSER, at=later,
    )  # fmt: skip
    event_id = propose_event(change=ABSORB, actor=MAPPER, at=AT)
    apply_event(event_id=event_id, choices={}, actor=MAPPER, at=AT)
    decide_class(
        area_ids=[ids["sen-hong"]], period=Period.parse("2025@nd09"), class_code="trong_diem_3",
        decision_number="7/QĐ-UBND", decided_on=later.date(), actor=actor("chairman"), at=later,
    )  # fmt: skip
    monkeypatch.setattr("django.utils.timezone.now", lambda: later + timedelta(hours=1))
    text = visit("chairman").get(PAGE).text
    panel = text[text.index("<h2>Thay đổi trong tuần</h2>") : text.index("<h2>Chỉ tiêu chậm hoặc không đạt</h2>")]
    assert "Quyết định phân loại “trọng điểm loại III” năm 2025: 1 nơi" in panel
    assert "Xã Sen Hồng (QĐ số 7/QĐ-UBND)" in panel
    assert "nay là Phường Hoa Ban; Nghị quyết số 15/NQ-HĐND" in panel
    assert f"/dia-ban/thay-doi/{event_id}/" in panel
    assert "Xã Chân Mây đính chính tháng 10/2026" in panel
    assert "2 → 9" in panel
    monkeypatch.setattr("django.utils.timezone.now", lambda: later + timedelta(days=9))
    text = visit("chairman").get(PAGE).text
    assert "nay là Phường Hoa Ban" not in text[: text.index("<h2>Chỉ tiêu chậm hoặc không đạt</h2>")]
