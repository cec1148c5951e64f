"""A leader's morning: what is late and where, and a commune's correction, seen on the next click with its reason."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client

from pcmt.kernel.actor import Actor
from pcmt.plans.models import Task
from pcmt.reporting import queries as reporting
from pcmt.reporting.actions.correct import correct
from tests.province import Province
from tests.reporting.walk import FORM, OCTOBER, Walk
from tests.trace.papers import adopted

Visit = Callable[..., Client]
PAGE = "/chi-so/dieu-hanh/"
REASON = "Đếm sót một người ở tổ dân phố 3."


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
    assert "4 → 5 người" in text or "4 người → 5 người" in text
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
