"""In a correction only the sections that were changed are confirmed anew; the hands of the others stay known."""

import pytest
from django.urls import reverse

from pcmt.reporting.actions.correct import correct
from pcmt.reporting.rounds import hold
from tests.reporting.walk import Walk


@pytest.fixture
def begun(walk: Walk) -> int:
    closed = walk.close("sen-hong", {"sanctions": "2"})
    return correct(duty_id=walk.view(closed).duty.id, reason="Nghi đếm sót.", actor=walk.actor("planner"), at=walk.at)


def carried(walk: Walk, submission: int) -> dict[str, bool]:
    parts = walk.view(submission).sections
    return {one.code: one.confirmation.carried for one in parts if one.confirmation is not None}


def test_what_is_not_changed_stays_confirmed(walk: Walk, begun: int, visit):
    assert carried(walk, begun) == {"cong_an": True, "y_te": True, "van_hoa_xa_hoi": True}
    report = reverse("reporting.submission", args=[begun])
    assert "<details" not in visit("sen-hong.reporter").get(report).content.decode().partition("</form>")[0], "all open"
    walk.enter(begun, {"sanctions": "5"})
    assert carried(walk, begun) == {"y_te": True, "van_hoa_xa_hoi": True}
    page = visit("sen-hong.reporter").get(report).content.decode()
    assert page.count("không phải xác nhận lại") == 2
    walk.explain(begun)
    walk.confirm(begun, "cong_an", "sen-hong.police-head")
    assert carried(walk, begun) == {"cong_an": False, "y_te": True, "van_hoa_xa_hoi": True}
    walk.sign(begun)
    walk.submit(begun)
    walk.accept(begun)
    assert walk.view(begun).duty.state == "accepted"


def test_reasons_for_warnings_come_with_the_figures(walk: Walk):
    submission = walk.id("sen-hong")
    walk.fill(submission, {"plants_destroyed": "5"})
    reasons = {one.code: one.explanation for one in walk.view(submission).failing}
    assert reasons, "the made figures warn of something"
    walk.send(submission)
    walk.accept(submission)
    duty = walk.view(submission).duty.id
    begun = correct(duty_id=duty, reason="Nghi đếm sót.", actor=walk.actor("planner"), at=walk.at)
    assert {one.code: one.explanation for one in walk.view(begun).failing} == reasons


def test_the_hands_of_what_stays_confirmed_are_known(walk: Walk, begun: int):
    steps = walk.view(begun).steps
    assert {(step.move, step.carried) for step in steps} == {("confirm_section", True)}
    heads = {walk.actor(f"sen-hong.{part}-head").person_id for part in ("police", "clinic", "culture")}
    assert hold(begun, walk.actor("planner")).hands() == {"confirm_section": heads}
