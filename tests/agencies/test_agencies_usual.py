"""Agencies that every commune has: told where they lack, founded once, and what waits for them until then."""

import logging
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from pcmt.agencies import queries as agencies
from pcmt.agencies.actions.found_usual_agencies import found_usual_agencies
from pcmt.agencies.queries.usual import lacking
from pcmt.areas.actions.open_area import open_area
from pcmt.cli.main import run
from pcmt.jobs.schedule import JOBS
from pcmt.kernel.actor import Actor, system_actor
from pcmt.kernel.refusal import NotAllowed, Refusal
from pcmt.reporting.models import Duty
from tests.province import AT, Province

TODAY = AT.date()
PAGE = "agencies.found_usual_agencies"


@pytest.fixture
def bare(province: Province) -> int:
    """A commune without any agency."""
    opener = system_actor("kiểm thử", "areas.open_area")
    return open_area(
        code="91009", name="Thông Reo", type="xa", level="commune", parent_id=province.id, valid_from=date(2025, 7, 1),
        actor=opener, at=AT,
    )  # fmt: skip


def test_what_lacks_is_founded_once_under_its_like(province: Province, bare: int, actor: Callable[[str], Actor]):
    admin = actor("admin")
    assert [one.name for one in lacking(admin, province.id, TODAY)] == [
        "Ủy ban nhân dân xã Thông Reo", "Công an xã Thông Reo", "Trạm Y tế xã Thông Reo",
    ]  # fmt: skip
    assert lacking(actor("planner"), province.id, TODAY) == ()
    assert found_usual_agencies(province_id=province.id, valid_from=TODAY, actor=admin, at=AT) == 3
    made = {one.kind: one for one in agencies.agencies(area_id=bare, on=TODAY)}
    assert made["ubnd_xa"].parent_id == province.agencies["ubnd"]
    assert made["cong_an_xa"].parent_id == province.agencies["police"]
    assert made["tram_y_te"].parent_id == made["ubnd_xa"].id
    assert made["ubnd_xa"].short_name == "UBND xã Thông Reo"
    assert found_usual_agencies(province_id=province.id, valid_from=TODAY, actor=admin, at=AT) == 0


def test_who_may_not_and_where_there_is_no_province(province: Province, bare: int, actor: Callable[[str], Actor]):
    with pytest.raises(NotAllowed):
        found_usual_agencies(province_id=province.id, valid_from=TODAY, actor=actor("planner"), at=AT)
    with pytest.raises(Refusal, match="không phải là tỉnh"):
        found_usual_agencies(province_id=bare, valid_from=TODAY, actor=actor("admin"), at=AT)
    assert agencies.agencies(area_id=bare, on=TODAY) == ()


def test_the_page_shows_them_before(province: Province, bare: int, visit: Callable[..., Client]):
    client = visit("admin")
    page = client.get(reverse(PAGE)).content.decode()
    assert "Lập 3 cơ quan của các xã, phường" in page
    assert "Công an xã Thông Reo" in page
    assert "Sen Hồng" not in page
    done = client.post(reverse(PAGE), {"valid_from": "01/11/2026", "basis": ""}, follow=True)
    assert "Đã lập 3 cơ quan" in done.content.decode()
    assert "Xã, phường nào cũng đã có đủ" in client.get(reverse(PAGE)).content.decode()


def test_periods_wait_quietly_and_the_board_says_for_what(
    province: Province, bare: int, visit: Callable[..., Client], caplog: pytest.LogCaptureFixture
):
    job = next(one for one in JOBS if one.name == "open_due_periods")
    with caplog.at_level(logging.INFO):
        job.run(AT)  # what agencies of the province owe is opened; the communes' forms wait
    assert caplog.records == []
    assert not Duty.objects.filter(form_code="xa-thang").exists()
    page = visit("planner").get(reverse("reporting.board")).content.decode()
    assert "Chưa có cơ quan nhận biểu" in page
    assert "1 địa bàn chưa có cơ quan phải báo cáo" in page
    assert reverse(PAGE) not in page, "a planner may not found them"

    founder = system_actor("kiểm thử", "agencies.found_agency", PAGE)
    found_usual_agencies(province_id=province.id, valid_from=date(2025, 7, 1), actor=founder, at=AT)
    assert job.run(AT) > 0
    assert Duty.objects.filter(form_code="xa-thang").exists()


def test_a_province_is_loaded_with_them(capsys: pytest.CaptureFixture[str], province: Province):
    with pytest.raises(SystemExit) as left:
        run(("areas", "load", "--province", "44", "--agencies", "--as", "admin"))
    assert left.value.code in (None, 0)
    assert "Đã lập 234 cơ quan" in capsys.readouterr().out
