"""Targets set to a zone or to one type of communes, on the pages of their indicator, the list and the leader's page."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from pcmt.areas.actions.define_zone import define_zone
from pcmt.indicators import queries as indicators
from pcmt.kernel.actor import Actor, system_actor
from pcmt.kernel.period import Period
from pcmt.plans import queries as plans
from pcmt.plans.actions.add_target import add_target
from pcmt.plans.queries import TargetInput
from tests.indicators.figures import close, month
from tests.province import AT, SINCE, Province
from tests.trace.papers import adopted

Visit = Callable[..., Client]
MAPPER = system_actor("kiểm thử", "areas.define_zone")
BORDER = "Khu vực biên giới Mưa Ngâu"


@pytest.fixture
def target_id(province: Province, actor: Callable[[str], Actor], at: datetime, monkeypatch: pytest.MonkeyPatch) -> int:
    """At most one spot by the end of 2025 in two communes on the border, where there are three."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)
    adopted(province)
    for slug, count in (("sen-hong", 2), ("mua-ngau", 1), ("hoa-ban", 4), ("chan-may", 8)):
        close(province.communes[slug].id, "2026-10@nd09", month(spots=count))
    zone_id = define_zone(
        kind="border", name=BORDER, valid_from=SINCE, basis="Quyết định mẫu", actor=MAPPER, at=AT,
        area_ids=[province.communes[slug].id for slug in ("sen-hong", "mua-ngau")],
    )  # fmt: skip
    said = TargetInput(
        indicator="N3", relation="<=", value=Decimal(1), unit="điểm", subject="điểm phức tạp ở khu vực biên giới",
        by=Period.parse("2025"), scope_area_id=province.id, scope_zone_id=zone_id,
    )  # fmt: skip
    return add_target(plan_id=plans.plans(actor("planner"))[0].id, said=said, actor=actor("planner"), at=at)


def test_it_stands_beside_its_indicator_with_its_own_value(target_id: int, visit: Visit) -> None:
    page = visit("planner").get("/chi-so/N3/").text
    assert "Giao riêng cho khu vực, loại xã" in page
    row = page[page.index(f'<a href="{reverse("plans.target", args=[target_id])}">{BORDER}</a>') :].partition("</tr>")[
        0
    ]
    assert "không quá 1 điểm" in row
    assert ">3 điểm<" in row
    assert BORDER not in visit("planner").get("/chi-so/N1/").text


def test_the_list_tells_it_in_the_line_of_its_indicator(target_id: int, visit: Visit, province: Province) -> None:
    page = visit("planner").get("/chi-so/").text
    assert f">{BORDER}</a>: không quá 1 điểm, nay 3 điểm," in page
    commune = visit("planner").get(f"/chi-so/?dia-ban={province.communes['sen-hong'].id}").text
    assert BORDER not in commune, "it is asked of the zone, not of each commune in it"


def test_the_leaders_page_names_it_once_it_is_behind(target_id: int, visit: Visit, province: Province) -> None:
    page = visit("chairman").get("/chi-so/dieu-hanh/").text
    assert f">{BORDER}: " in page
    assert "1 chỉ tiêu giao riêng từng khu vực, xã, phường (1 chậm hoặc không đạt)" in page
    for slug in ("sen-hong", "mua-ngau"):
        close(province.communes[slug].id, "2026-11@nd09", month(spots=0))
    page = visit("chairman").get("/chi-so/dieu-hanh/").text
    assert BORDER not in page
    assert "1 chỉ tiêu giao riêng từng khu vực, xã, phường." in page


def test_who_may_not_see_the_area_is_told_nothing_of_its_parts(
    target_id: int, province: Province, actor: Callable[[str], Actor]
) -> None:
    area = indicators.home_area(actor("planner"), AT.date())
    assert [one.target.id for one in indicators.set_apart(actor("planner"), area, AT.date(), "N3")["N3"]] == [target_id]
    assert indicators.set_apart(actor("planner"), area, AT.date(), "N1") == {}
    assert indicators.set_apart(system_actor("người đọc kế hoạch", "plans.view"), area, AT.date()) == {}
