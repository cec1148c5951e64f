"""Pages of indicators that are asked for a commune which was merged: who answers for it now, and that this is said."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from pcmt.areas.actions.apply_event import apply_event
from pcmt.areas.actions.propose_event import propose_event
from pcmt.indicators.actions.save_dashboard import save_dashboard
from pcmt.indicators.queries import PanelView
from pcmt.kernel.actor import Actor, system_actor
from tests.areas.test_areas_events import ABSORB
from tests.indicators.figures import close, month
from tests.province import AT, Province

Visit = Callable[..., Client]
MAPPER = system_actor("kiểm thử", "areas.propose_event", "areas.apply_event")
SAID = "Xã Sen Hồng không còn trên bản đồ ngày"


@pytest.fixture
def board_id(province: Province, actor: Callable[[str], Actor], monkeypatch: pytest.MonkeyPatch) -> int:
    """A dashboard of Sen Hồng, which has since become a part of Hoa Ban."""
    for period in ("2026-10@nd09", "2026-11@nd09"):
        close(province.communes["sen-hong"].id, period, month(3))
        close(province.communes["hoa-ban"].id, period, month(4))
    made = save_dashboard(
        name="Xã điểm", panels=[PanelView("trend", "N1")], area_id=province.communes["sen-hong"].id,
        actor=actor("planner"), at=AT,
    )  # fmt: skip
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT + timedelta(days=30))
    apply_event(event_id=propose_event(change=ABSORB, actor=MAPPER, at=AT), choices={}, actor=MAPPER, at=AT)
    return made


def test_an_indicator_and_the_list_give_way_to_the_heir_and_say_so(
    province: Province, board_id: int, visit: Visit
) -> None:
    browser, gone = visit("planner"), province.communes["sen-hong"].id
    for address in ("/chi-so/N1/", "/chi-so/"):
        page = browser.get(address, {"dia-ban": gone})
        assert page.status_code == 200
        assert SAID in page.text
        assert "đây là số liệu của phường Hoa Ban" in page.text
        assert SAID not in browser.get(address, {"dia-ban": province.communes["hoa-ban"].id}).text
        assert browser.get(address, {"dia-ban": 999_999}).status_code == 404


def test_a_dashboard_kept_for_it_shows_the_heir(province: Province, board_id: int, visit: Visit) -> None:
    page = visit("planner").get(reverse("indicators.dashboard", args=[board_id]))
    assert page.context["area"].id == province.communes["hoa-ban"].id
    assert SAID in page.text


def test_the_list_draws_and_dates_the_merger_in_its_courses(province: Province, board_id: int, visit: Visit) -> None:
    page = visit("planner").get("/chi-so/", {"dia-ban": province.communes["hoa-ban"].id}).text
    assert "Vạch đứng trong diễn biến: địa bàn thay đổi từ 01/12/2026" in page
    assert "Vạch đứng" not in visit("planner").get("/chi-so/", {"dia-ban": province.communes["chan-may"].id}).text
