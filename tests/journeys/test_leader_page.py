"""A leader's morning: what is late and where, and a commune's correction, seen on the next click with its reason."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from pcmt.kernel.actor import Actor
from pcmt.plans.models import Task
from pcmt.reporting import queries as reporting
from pcmt.reporting.actions.carry_correction import carry_correction
from pcmt.reporting.actions.close_period import close_period
from pcmt.reporting.actions.correct import correct
from tests.province import AT, Province
from tests.reporting.walk import FORM, NOVEMBER, OCTOBER, Walk
from tests.trace.papers import adopted

Visit = Callable[..., Client]
PAGE = "/chi-so/dieu-hanh/"
REASON = "Đếm sót một người ở tổ dân phố 3."


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT + timedelta(minutes=5))


@pytest.fixture
def walk(province: Province, actor: Callable[[str], Actor], at: datetime) -> Walk:
    walk = Walk(province, actor, at)
    walk.open()
    return walk


def test_an_accepted_correction_is_on_the_leaders_page_at_the_next_click(walk: Walk, visit: Visit) -> None:
    walk.close("sen-hong", {"managed.users": "4"})
    leader = visit("chairman")
    assert "đính chính" not in leader.get(PAGE).text

    planner = walk.actor("planner")
    duty = reporting.duty(planner, FORM, OCTOBER, walk.province.communes["sen-hong"].id)
    assert duty is not None
    second = correct(duty_id=duty.id, reason=REASON, actor=planner, at=walk.at)
    walk.enter(second, {"managed.users": "5"})
    walk.explain(second)
    assert "đính chính" not in leader.get(PAGE).text, "nothing is told before it is accepted"
    walk.send(second)
    walk.accept(second, "planner-2")

    text = leader.get(PAGE).text
    assert "Xã Sen Hồng đính chính báo cáo tháng 10/2026" in text
    assert "4 người → 5 người" in text
    assert REASON in text
    assert f"/bao-cao-so-lieu/{second}/" in text


def test_what_is_late_stands_with_who_and_since_when(walk: Walk, visit: Visit) -> None:
    adopted(walk.province)
    Task.objects.update(due_on=date(2026, 10, 1))
    text = visit("chairman").get(PAGE).text
    assert "1 nhiệm vụ quá hạn" in text
    assert "Sở Y tế" in text
    assert "từ 01/10/2026" in text
    assert "Báo cáo quá hạn chưa gửi" in text


def test_a_correction_of_a_closed_month_is_told_with_the_month_that_takes_it_up(walk: Walk, visit: Visit) -> None:
    walk.open(NOVEMBER)
    submission = walk.close("sen-hong", {"sanctions": "2"})
    planner = walk.actor("planner")
    close_period(form_code=FORM, period=OCTOBER, actor=planner, at=walk.at)
    carry_correction(submission_id=submission, figures={"sanctions": "5"}, reason=REASON, actor=planner, at=walk.at)

    text = visit("chairman").get(PAGE).text
    told = text[text.index("Thay đổi trong tuần") :][:3000]
    assert "Xã Sen Hồng đính chính báo cáo tháng 10/2026, tính vào tháng 11/2026" in told
    assert "→ 5" in told
    assert REASON in told
