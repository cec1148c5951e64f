"""What committees ask, on the desk of whom they ask: meetings, briefings, conclusions that are no task yet."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from pcmt.committee import queries as committee
from pcmt.committee.actions.ask_briefing import ask_briefing
from pcmt.committee.actions.call_meeting import call_meeting
from pcmt.committee.actions.link_announcement import link_announcement
from pcmt.committee.queries import MeetingInput
from pcmt.kernel.actor import Actor
from tests.province import AT, Province

TODAY = date(2026, 11, 21)
SOON = TODAY + timedelta(days=3)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


def test_whoever_sits_there_is_reminded_of_the_meeting(
    province: Province, planner: Actor, meeting_input: MeetingInput, at: datetime, visit: Callable[..., Client]
):
    said = replace(meeting_input, title="Phiên họp bàn kinh phí", held_on=SOON)
    call_meeting(committee_id=province.committee, said=said, actor=planner, at=at)
    far = replace(meeting_input, title="Phiên họp đầu năm", held_on=TODAY + timedelta(days=60))
    call_meeting(committee_id=province.committee, said=far, actor=planner, at=at)
    desk = visit("health-head").get("/").content.decode()
    assert "Họp: Phiên họp bàn kinh phí" in desk
    assert "Phiên họp đầu năm" not in desk
    assert "Phiên họp bàn kinh phí" not in visit("sen-hong.reporter").get("/").content.decode()


def test_a_briefing_stands_there_until_it_was_held(
    province: Province, planner: Actor, announcement_id: int, at: datetime, visit: Callable[..., Client]
):
    health = province.agencies["health"]
    ask_briefing(document_id=announcement_id, agency_ids=[health], due_on=SOON, actor=planner, at=at)
    client = visit("health-reporter")
    assert "Quán triệt văn bản: Thông báo số 15/TB-BCĐ" in client.get("/").content.decode()
    assert "Quán triệt văn bản:" not in visit("sen-hong.reporter").get("/").content.decode()


def test_what_was_concluded_is_to_be_given_by_one_and_done_by_the_other(
    concluded_id: int, announcement_id: int, planner: Actor, actor: Callable[[str], Actor], at: datetime,
    visit: Callable[..., Client],
):  # fmt: skip
    head = actor("health-head")
    assert committee.charges(head, on=TODAY) == ()
    link_announcement(meeting_id=concluded_id, document_id=announcement_id, actor=planner, at=at)
    (mine,) = committee.charges(head, on=TODAY)
    assert (mine.mine, mine.due_on, mine.leads) == (True, date(2026, 12, 31), "Sở Y tế")
    assert "Thực hiện kết luận: Giao Sở Y tế chủ trì" in visit("health-head").get("/").content.decode()
    assert "Giao 1 kết luận thành nhiệm vụ" in visit("planner").get("/").content.decode()
    assert committee.charges(Actor("nobody"), on=TODAY) == ()
