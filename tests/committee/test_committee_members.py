"""Members: what is late in the part of a seat, and what a member tells a meeting to come."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from pcmt.committee import queries as committee
from pcmt.committee.access import CannotWrite
from pcmt.committee.actions.call_meeting import call_meeting
from pcmt.committee.actions.cancel_meeting import cancel_meeting
from pcmt.committee.actions.report_to_meeting import report_to_meeting
from pcmt.committee.queries import MeetingInput
from pcmt.committee.rules.inputs import BadMeeting
from pcmt.journal.queries import entries
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound
from pcmt.plans.actions.add_task import add_task
from pcmt.plans.queries import TaskInput
from tests.province import Province

AS = Callable[[str], Actor]
TODAY = date(2026, 11, 21)


@pytest.fixture
def coming_id(province: Province, planner: Actor, meeting_input: MeetingInput, at: datetime) -> int:
    """A meeting of next month."""
    said = replace(meeting_input, held_on=date(2026, 12, 16))
    return call_meeting(committee_id=province.committee, said=said, actor=planner, at=at)


@pytest.fixture
def seat_id(coming_id: int, planner: Actor, province: Province) -> int:
    """The seat of the health department."""
    seats = committee.seats_of(planner, coming_id)
    return next(one.id for one in seats if one.agency_id == province.agencies["health"])


def test_a_member_sees_what_is_late_in_their_part(
    coming_id: int, seat_id: int, plan_id: int, province: Province, planner: Actor, actor: AS, at: datetime
):
    for title, due in (("Mở điểm tư vấn", TODAY - timedelta(days=3)), ("Tập huấn", TODAY + timedelta(days=3))):
        said = TaskInput(title=title, leads=(province.agencies["health"],), due_on=due)
        add_task(plan_id=plan_id, said=said, actor=planner, at=at)
    (held,) = committee.seats_held(actor("health-reporter"), on=TODAY)
    assert (held.seat_id, [one.title for one in held.tasks]) == (seat_id, ["Mở điểm tư vấn"])
    assert [(one.id, one.told) for one in held.meetings] == [(coming_id, "")]
    assert committee.seats_held(actor("sen-hong.reporter"), on=TODAY) == ()


def test_a_member_tells_a_meeting_to_come(coming_id: int, seat_id: int, planner: Actor, actor: AS, at: datetime):
    member = actor("health-reporter")
    for words in ("Một điểm chậm vì thiếu bác sĩ.", "Hai điểm chậm vì thiếu bác sĩ."):
        report_to_meeting(meeting_id=coming_id, seat_id=seat_id, words=words, actor=member, at=at)
    (told,) = committee.member_reports(planner, coming_id)
    assert (told.words, told.agency_name) == ("Hai điểm chậm vì thiếu bác sĩ.", "Sở Y tế")
    assert entries(subject=f"meeting:{coming_id}")[-1].action == "committee.report_to_meeting"
    assert committee.member_reports(actor("sen-hong.reporter"), coming_id) == ()


def test_nobody_reports_for_a_seat_of_others_or_after_the_meeting(
    coming_id: int, seat_id: int, planner: Actor, actor: AS, at: datetime
):
    member = actor("health-reporter")
    for stranger in (planner, actor("sen-hong.reporter")):
        with pytest.raises(NotFound):
            report_to_meeting(meeting_id=coming_id, seat_id=seat_id, words="Có", actor=stranger, at=at)
    with pytest.raises(BadMeeting):
        report_to_meeting(meeting_id=coming_id, seat_id=seat_id, words=" – ", actor=member, at=at)
    cancel_meeting(meeting_id=coming_id, reason="Hoãn", actor=planner, at=at)
    with pytest.raises(CannotWrite):
        report_to_meeting(meeting_id=coming_id, seat_id=seat_id, words="Có", actor=member, at=at)


def test_the_report_is_begun_from_what_is_late(
    plan_id: int, province: Province, planner: Actor, meeting_input: MeetingInput, visit: Callable[[str], Client]
):
    far = replace(meeting_input, held_on=date(2099, 12, 16))
    at = datetime(2026, 11, 21, 9, tzinfo=None).astimezone()
    made = call_meeting(committee_id=province.committee, said=far, actor=planner, at=at)
    said = TaskInput(title="Mở điểm tư vấn", leads=(province.agencies["health"],), due_on=date(2026, 11, 18))
    add_task(plan_id=plan_id, said=said, actor=planner, at=at)
    health, seats = visit("health-reporter"), committee.seats_of(planner, made)
    seat = next(one.id for one in seats if one.agency_id == province.agencies["health"])
    page = health.get("/ban-chi-dao/thanh-vien/").content.decode()
    assert "Viết báo cáo cho cuộc họp" in page
    assert "Mở điểm tư vấn" in page
    place = f"/ban-chi-dao/hop/{made}/thanh-vien/{seat}"
    assert "Nhiệm vụ quá hạn (1): Mở điểm tư vấn." in health.get(place).content.decode()
    assert health.post(place, {"words": "Thiếu bác sĩ"}).status_code == 302
    assert "Thiếu bác sĩ" in visit("planner").get(f"/ban-chi-dao/hop/{made}/").content.decode()
    assert visit("sen-hong.reporter").get(place).status_code == 404
    assert "Chưa được phân công" in visit("sen-hong.reporter").get("/ban-chi-dao/thanh-vien/").content.decode()
