"""Meetings: called, held, minuted, concluded; and what they print."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from pcmt.agencies.actions.relieve import relieve
from pcmt.committee import queries as committee
from pcmt.committee.access import CannotWrite
from pcmt.committee.actions.add_conclusion import add_conclusion
from pcmt.committee.actions.call_meeting import call_meeting
from pcmt.committee.actions.cancel_meeting import cancel_meeting
from pcmt.committee.actions.draft_announcement import draft_announcement
from pcmt.committee.actions.drop_conclusion import drop_conclusion
from pcmt.committee.actions.give_tasks import give_tasks
from pcmt.committee.actions.link_announcement import link_announcement
from pcmt.committee.actions.record_attendance import record_attendance
from pcmt.committee.actions.revise_conclusion import revise_conclusion
from pcmt.committee.actions.revise_meeting import revise_meeting
from pcmt.committee.actions.write_minutes import write_minutes
from pcmt.committee.queries import AgendaLine, ConclusionInput, MeetingInput, Presence
from pcmt.committee.rules.inputs import BadConclusion, BadMeeting
from pcmt.committee.rules.presence import BadAttendance, turnout
from pcmt.documents import queries as documents
from pcmt.documents.queries import drafting
from pcmt.journal.queries import entries
from pcmt.kernel.actor import Actor, system_actor
from pcmt.kernel.lifecycle import CannotMove
from pcmt.kernel.refusal import NotAllowed, NotFound
from pcmt.plans import queries as plans
from pcmt.plans.actions.withdraw_task import withdraw_task
from tests.committee.conftest import ANNOUNCEMENT, HEALTH, HELD_ON, PRAISE
from tests.province import Province
from vanban import read_bytes

AS = Callable[[str], Actor]
TODAY = date(2026, 11, 21)


def test_a_meeting_is_called_with_its_agenda(meeting_id: int, planner: Actor):
    view = committee.meeting(planner, meeting_id, on=TODAY)
    assert (view.row.state, view.row.held_on, view.row.title) == ("planned", HELD_ON, "Phiên họp quý IV năm 2026")
    assert [(one.title, bool(one.presenter)) for one in view.agenda] == [
        ("Tình hình mười tháng đầu năm", True),
        ("Thảo luận, kết luận", False),
    ]
    assert view.may == {"revise_meeting", "cancel_meeting", "record_attendance"}


def test_a_meeting_whose_day_is_over_is_not_to_come(meeting_id: int, planner: Actor):
    on_the_day = committee.meeting(planner, meeting_id, on=HELD_ON).row
    assert on_the_day.state_label == "Sắp họp"
    after = committee.meeting(planner, meeting_id, on=HELD_ON + timedelta(days=1)).row
    assert (after.state_label, after.tone) == ("Đã qua ngày họp, chưa ghi thành phần dự", "late")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": " "}, "title"),
        ({"agenda": ()}, "agenda"),
        ({"agenda": (AgendaLine(" "),)}, "agenda"),
        ({"papers": (999_999,)}, "papers"),
        ({"agenda": (AgendaLine("x", 999_999),)}, "agenda"),
    ],
    ids=["title", "no agenda", "empty point", "paper", "presenter"],
)
def test_an_invitation_says_what_and_about_what(
    change: dict[str, object], field: str, province: Province, planner: Actor, meeting_input: MeetingInput, at: datetime
):
    said = replace(meeting_input, **change)  # type: ignore[arg-type]
    with pytest.raises(BadMeeting) as refused:
        call_meeting(committee_id=province.committee, said=said, actor=planner, at=at)
    assert field in refused.value.fields


def test_nobody_is_invited_before_the_committee_was_founded(
    province: Province, planner: Actor, meeting_input: MeetingInput, at: datetime
):
    said = replace(meeting_input, held_on=date(2024, 1, 1))
    with pytest.raises(BadMeeting, match="không có thành viên"):
        call_meeting(committee_id=province.committee, said=said, actor=planner, at=at)


def test_members_see_and_do_not_keep(meeting_id: int, actor: AS, meeting_input: MeetingInput, at: datetime):
    member = actor("health-reporter")
    assert committee.meeting(member, meeting_id, on=TODAY).may == frozenset()
    assert [one.id for one in committee.meetings(member, on=TODAY)] == [meeting_id]
    with pytest.raises(NotAllowed):
        revise_meeting(meeting_id=meeting_id, said=meeting_input, actor=member, at=at)


@pytest.mark.parametrize("who", ["sen-hong.reporter", "admin"])
def test_who_does_not_sit_there_sees_none_of_it(
    who: str, meeting_id: int, actor: AS, meeting_input: MeetingInput, province: Province, at: datetime
):
    stranger = actor(who)
    assert committee.meetings(stranger, on=TODAY) == ()
    with pytest.raises(NotFound):
        committee.meeting(stranger, meeting_id, on=TODAY)
    with pytest.raises(NotFound):
        committee.paper(stranger, meeting_id, "bien-ban")
    with pytest.raises(NotFound):
        cancel_meeting(meeting_id=meeting_id, reason="x", actor=stranger, at=at)
    with pytest.raises(NotFound):
        call_meeting(committee_id=province.committee, said=meeting_input, actor=stranger, at=at)


def test_a_meeting_to_come_is_moved_or_cancelled(
    meeting_id: int, planner: Actor, meeting_input: MeetingInput, at: datetime
):
    later = replace(meeting_input, held_on=date(2026, 11, 27), agenda=(AgendaLine("Một việc"),))
    revise_meeting(meeting_id=meeting_id, said=later, actor=planner, at=at)
    view = committee.meeting(planner, meeting_id, on=TODAY)
    assert (view.row.held_on, len(view.agenda)) == (date(2026, 11, 27), 1)
    with pytest.raises(BadMeeting):
        cancel_meeting(meeting_id=meeting_id, reason=" . ", actor=planner, at=at)
    cancel_meeting(meeting_id=meeting_id, reason="Trùng kỳ họp HĐND", actor=planner, at=at)
    view = committee.meeting(planner, meeting_id, on=TODAY)
    assert (view.row.state, view.cancelled_for, view.may) == ("cancelled", "Trùng kỳ họp HĐND", frozenset())
    with pytest.raises(CannotMove):
        revise_meeting(meeting_id=meeting_id, said=later, actor=planner, at=at)


def test_attendance_counts_deputies_and_keeps_reasons(held_id: int, planner: Actor):
    view = committee.meeting(planner, held_id, on=TODAY)
    assert (view.turnout.attended, view.turnout.deputies, view.turnout.excused) == (2, 1, 1)
    assert view.chair is not None
    assert view.chair.role_label == "Trưởng Ban"
    assert (view.row.state, view.row.attended, view.row.seats) == ("held", 2, 3)
    assert entries(subject=f"meeting:{held_id}")[-1].after == {
        "state": "held", "present": 1, "deputies": 1, "seats": 3,
    }  # fmt: skip


def test_attendance_stays_when_a_member_leaves(held_id: int, planner: Actor, province: Province, at: datetime):
    before = [one.name for one in committee.meeting(planner, held_id, on=TODAY).attendance]
    doer = system_actor("thử", "agencies.relieve")
    relieve(post_id=province.posts["health-head"], last_day=date(2026, 11, 20), actor=doer, at=at)
    assert [one.name for one in committee.meeting(planner, held_id, on=TODAY).attendance] == before


def test_attendance_says_of_every_seat_whether_and_why(meeting_id: int, planner: Actor, at: datetime):
    head, police, health = (seat.id for seat in committee.seats_of(planner, meeting_id))
    said = [Presence(head, "excused"), Presence(police, "deputy", " ")]
    with pytest.raises(BadAttendance) as refused:
        record_attendance(meeting_id=meeting_id, said=said, chair_id=head, actor=planner, at=at)
    assert set(refused.value.fields) == {f"note-{head}", f"note-{police}", f"presence-{health}", "chair"}


def test_a_meeting_to_come_was_not_attended(meeting_id: int, planner: Actor, meeting_input: MeetingInput, at: datetime):
    later = replace(meeting_input, held_on=date(2026, 11, 27))
    revise_meeting(meeting_id=meeting_id, said=later, actor=planner, at=at)
    seats = committee.seats_of(planner, meeting_id)
    said = [Presence(seat.id, "present") for seat in seats]
    with pytest.raises(BadAttendance, match="Chưa đến ngày họp"):
        record_attendance(meeting_id=meeting_id, said=said, chair_id=seats[0].id, actor=planner, at=at)


def test_minutes_and_conclusions_wait_until_it_was_held(
    meeting_id: int, planner: Actor, charging: ConclusionInput, at: datetime
):
    with pytest.raises(CannotWrite):
        write_minutes(meeting_id=meeting_id, words="Đã thảo luận", actor=planner, at=at)
    with pytest.raises(CannotWrite):
        add_conclusion(meeting_id=meeting_id, said=charging, actor=planner, at=at)


def test_minutes_print_who_came_what_was_said_and_concluded(concluded_id: int, planner: Actor, at: datetime):
    write_minutes(meeting_id=concluded_id, words="Công an tỉnh báo cáo.\nSở Y tế kiến nghị.", actor=planner, at=at)
    text = read_bytes(committee.paper(planner, concluded_id, "bien-ban").content, "bb.docx").text
    assert "BIÊN BẢN" in text
    assert "Dự họp 2/3 thành viên, trong đó 1 cử người dự thay; vắng 1." in text
    assert "Sở Y tế kiến nghị." in text
    assert HEALTH in text
    invited = read_bytes(committee.paper(planner, concluded_id, "giay-moi").content, "gm.docx").text
    assert "GIẤY MỜI" in invited
    assert "14 giờ 00, ngày 20/11/2026" in invited


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"words": " "}, "words"),
        ({"due_on": date(2026, 11, 1)}, "due_on"),
        ({"leads": ()}, "leads"),
        ({"leads": (999_999,)}, "leads"),
    ],
    ids=["words", "due", "support alone", "stranger"],
)
def test_a_conclusion_says_who_does_what_by_when(
    change: dict[str, object], field: str, held_id: int, charging: ConclusionInput, planner: Actor, at: datetime
):
    with pytest.raises(BadConclusion) as refused:
        add_conclusion(meeting_id=held_id, said=replace(charging, **change), actor=planner, at=at)  # type: ignore[arg-type]
    assert field in refused.value.fields


def test_a_conclusion_is_put_right_or_dropped(
    concluded_id: int, charging: ConclusionInput, planner: Actor, province: Province, at: datetime
):
    praise, charge = committee.meeting(planner, concluded_id, on=TODAY).conclusions
    said = replace(charging, leads=(province.agencies["police"],), supports=())
    revise_conclusion(meeting_id=concluded_id, conclusion_id=charge.id, said=said, actor=planner, at=at)
    drop_conclusion(meeting_id=concluded_id, conclusion_id=praise.id, actor=planner, at=at)
    (left,) = committee.meeting(planner, concluded_id, on=TODAY).conclusions
    assert (left.order, left.leads, left.supports) == (2, ("Công an tỉnh Hoa Mai",), ())


def test_the_drafted_announcement_has_each_conclusion_word_for_word(concluded_id: int, planner: Actor, at: datetime):
    draft_id = draft_announcement(meeting_id=concluded_id, actor=planner, at=at)
    assert draft_announcement(meeting_id=concluded_id, actor=planner, at=at) == draft_id
    view = drafting.draft(planner, draft_id)
    assert (view.title, len(view.files)) == ("Kết luận phiên họp quý IV năm 2026", 2)
    text = read_bytes(drafting.draft_file(planner, draft_id, view.files[0].id).content, "tb.docx").text
    assert f"1. {PRAISE}." in text
    assert f"2. {HEALTH}." in text


def test_conclusions_become_tasks_that_rest_on_their_sentence(
    concluded_id: int, announcement_id: int, plan_id: int, planner: Actor, province: Province, at: datetime
):
    link_announcement(meeting_id=concluded_id, document_id=announcement_id, actor=planner, at=at)
    view = committee.meeting(planner, concluded_id, on=TODAY)
    assert [one.words for one in view.to_give] == [HEALTH]
    ids = [one.id for one in view.to_give]
    (reference,) = give_tasks(meeting_id=concluded_id, plan_id=plan_id, conclusion_ids=ids, actor=planner, at=at)

    task = plans.task(int(reference.partition(":")[2]))
    assert (task.document_id, task.due_on, task.state) == (announcement_id, date(2026, 12, 31), "todo")
    assert [party.agency_id for party in task.leads] == [province.agencies["health"]]
    assert task.quote in ANNOUNCEMENT
    view = committee.meeting(planner, concluded_id, on=TODAY)
    assert (view.row.given, view.row.waiting, view.to_give) == (1, 0, ())
    assert view.conclusions[1].task is not None
    assert [one.id for one in view.tasks] == [task.id]
    assert committee.meetings_of_task(planner, announcement_id, on=TODAY)[0].id == concluded_id
    with pytest.raises(CannotWrite):
        give_tasks(meeting_id=concluded_id, plan_id=plan_id, conclusion_ids=ids, actor=planner, at=at)
    with pytest.raises(CannotWrite):
        drop_conclusion(meeting_id=concluded_id, conclusion_id=ids[0], actor=planner, at=at)
    withdraw_task(task_id=task.id, reason="Thử", actor=planner, at=at)
    assert committee.meeting(planner, concluded_id, on=TODAY).tasks[0].state == "withdrawn"


def test_a_conclusion_that_the_announcement_does_not_have_is_no_task(
    concluded_id: int, announcement_id: int, plan_id: int, charging: ConclusionInput, planner: Actor, at: datetime
):
    said = replace(charging, words="Giao Sở Y tế mua thêm ba xe lưu động")
    other = add_conclusion(meeting_id=concluded_id, said=said, actor=planner, at=at)
    link_announcement(meeting_id=concluded_id, document_id=announcement_id, actor=planner, at=at)
    ids = [one.id for one in committee.meeting(planner, concluded_id, on=TODAY).to_give]
    assert other in ids
    with pytest.raises(CannotWrite, match="không có nguyên văn"):
        give_tasks(meeting_id=concluded_id, plan_id=plan_id, conclusion_ids=ids, actor=planner, at=at)
    assert plans.tasks(planner, plan_id=plan_id) == ()


def test_an_assessment_is_no_task(concluded_id: int, announcement_id: int, plan_id: int, planner: Actor, at: datetime):
    link_announcement(meeting_id=concluded_id, document_id=announcement_id, actor=planner, at=at)
    praise = committee.meeting(planner, concluded_id, on=TODAY).conclusions[0].id
    with pytest.raises(BadConclusion, match="chưa giao"):
        give_tasks(meeting_id=concluded_id, plan_id=plan_id, conclusion_ids=[praise], actor=planner, at=at)


def test_tasks_wait_for_the_announcement(concluded_id: int, plan_id: int, planner: Actor, at: datetime):
    ids = [one.id for one in committee.meeting(planner, concluded_id, on=TODAY).to_give]
    with pytest.raises(CannotMove):
        give_tasks(meeting_id=concluded_id, plan_id=plan_id, conclusion_ids=ids, actor=planner, at=at)


def test_an_older_document_announces_nothing(
    announcement_id: int, province: Province, planner: Actor, meeting_input: MeetingInput, at: datetime
):
    later = replace(meeting_input, held_on=TODAY)
    meeting_id = call_meeting(committee_id=province.committee, said=later, actor=planner, at=at)
    seats = committee.seats_of(planner, meeting_id)
    said = [Presence(seat.id, "present") for seat in seats]
    record_attendance(meeting_id=meeting_id, said=said, chair_id=seats[0].id, actor=planner, at=at)
    with pytest.raises(CannotWrite, match="trước ngày họp"):
        link_announcement(meeting_id=meeting_id, document_id=announcement_id, actor=planner, at=at)


def test_what_the_desk_confirms_is_the_meetings_too(
    concluded_id: int, announcement_id: int, planner: Actor, at: datetime
):
    link_announcement(meeting_id=concluded_id, document_id=announcement_id, actor=planner, at=at)
    found = documents.document(planner, announcement_id).suggestions
    waiting = sum(one.kind == "duty" and one.is_open for one in found)
    assert waiting >= 2
    assert committee.meeting(planner, concluded_id, on=TODAY).open_suggestions == waiting


def test_turnout_counts_each_kind():
    counted = turnout(["present", "deputy", "absent", "present", "excused"])
    assert (counted.seats, counted.attended, counted.absent) == (5, 3, 1)
