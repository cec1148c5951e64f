"""The papers of a meeting as an office would take them: places, hours, hands that sign, what each conclusion asks."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time

import pytest
from django.test import Client

from pcmt.committee import queries as committee
from pcmt.committee.actions.add_conclusion import add_conclusion
from pcmt.committee.actions.ask_briefing import ask_briefing
from pcmt.committee.actions.call_meeting import call_meeting
from pcmt.committee.actions.draft_announcement import draft_announcement
from pcmt.committee.actions.write_minutes import write_minutes
from pcmt.committee.queries import ConclusionInput, MeetingInput
from pcmt.committee.rules.inputs import BadMeeting
from pcmt.committee.rules.paper import Concluded, full_title
from pcmt.documents.queries import drafting
from pcmt.kernel.actor import Actor
from tests.committee.conftest import HEALTH, HELD_ON
from tests.province import Province
from vanban import read_bytes

TODAY = date(2026, 11, 21)


def text_of(content: bytes) -> str:
    """The words of a DOCX."""
    return read_bytes(content, "x.docx").text


def test_minutes_tell_the_posts_agency_the_secretary_and_the_closing_hour(held_id: int, planner: Actor, at: datetime):
    write_minutes(
        meeting_id=held_id,
        words="Đã thảo luận.",
        secretary="Trần Văn Thử, Phó Trưởng phòng",
        ended_at=time(16, 5),
        actor=planner,
        at=at,
    )
    text = text_of(committee.paper(planner, held_id, "bien-ban").content)
    assert "Giám đốc Sở Y tế" in text
    assert "Thư ký (người ghi biên bản): Trần Văn Thử, Phó Trưởng phòng." in text
    assert "Cuộc họp kết thúc vào hồi 16 giờ 05, ngày 20/11/2026." in text
    assert text.index("THƯ KÝ") < text.index("CHỦ TRÌ")
    assert "TM. BAN CHỈ ĐẠO" not in text


def test_a_meeting_does_not_end_before_it_begins(held_id: int, planner: Actor, at: datetime):
    with pytest.raises(BadMeeting) as refused:
        write_minutes(meeting_id=held_id, words="Đã họp", ended_at=time(13, 0), actor=planner, at=at)
    assert refused.value.fields == {"ended_at": "Phải sau giờ bắt đầu (14:00)."}


def test_an_invitation_ends_its_lists_and_leaves_room_for_the_place(
    province: Province, planner: Actor, meeting_input: MeetingInput, at: datetime
):
    made = call_meeting(committee_id=province.committee, said=replace(meeting_input, place=""), actor=planner, at=at)
    text = text_of(committee.paper(planner, made, "giay-moi").content)
    assert "Thảo luận, kết luận." in text
    assert "Thảo luận, kết luận;" not in text
    assert "(ghi địa điểm)" not in text
    assert "đồng chí" not in text


def test_a_conclusion_is_announced_with_what_its_words_leave_out(
    held_id: int, province: Province, planner: Actor, at: datetime
):
    said = ConclusionInput(
        words="Rà soát kinh phí còn lại",
        leads=(province.agencies["police"],),
        due_on=date(2026, 12, 5),
        product="Báo cáo phương án",
    )
    add_conclusion(meeting_id=held_id, said=said, actor=planner, at=at)
    draft_id = draft_announcement(meeting_id=held_id, actor=planner, at=at)
    view = drafting.draft(planner, draft_id)
    text = text_of(drafting.draft_file(planner, draft_id, view.files[0].id).content)
    assert "Rà soát kinh phí còn lại (Công an tỉnh chủ trì; thời hạn: 05/12/2026; sản phẩm: báo cáo phương án)." in text
    assert re.search(r"Ngày 20/11/2026, [^,]+, Trưởng Ban, chủ trì phiên họp quý IV", text)


@pytest.mark.parametrize(
    ("one", "line"),
    [
        (Concluded(HEALTH, (("SYT", "Sở Y tế"),), date(2026, 12, 31)), f"{HEALTH}."),
        (Concluded("Rà soát", (("Sở GDĐT", "Sở Giáo dục và Đào tạo"),)), "Rà soát (Sở GDĐT chủ trì)."),
        (Concluded("Báo cáo ngày 5 tháng 1 năm 2027.", (), date(2027, 1, 5)), "Báo cáo ngày 5 tháng 1 năm 2027."),
        (Concluded("Khen đơn vị làm tốt"), "Khen đơn vị làm tốt."),
    ],
    ids=["said", "lead unsaid", "day in words", "praise"],
)
def test_what_the_words_say_is_not_said_twice(one: Concluded, line: str):
    assert one.line == line


@pytest.mark.parametrize(
    ("title", "agency", "said"),
    [
        ("Giám đốc", "Sở Y tế", "Giám đốc Sở Y tế"),
        ("Giám đốc Sở Y tế", "Sở Y tế", "Giám đốc Sở Y tế"),
        ("Phó Chủ tịch", "Ủy ban nhân dân tỉnh", "Phó Chủ tịch Ủy ban nhân dân tỉnh"),
        ("Trưởng phòng", "Phòng Văn hóa - Xã hội", "Trưởng phòng Văn hóa - Xã hội"),
        ("Chánh Văn phòng", "Văn phòng Ủy ban nhân dân tỉnh", "Chánh Văn phòng Ủy ban nhân dân tỉnh"),
        ("Chuyên viên Phòng PC04", "Công an tỉnh", "Chuyên viên Phòng PC04, Công an tỉnh"),
        ("", "Sở Y tế", "Sở Y tế"),
        ("Giám đốc", "", "Giám đốc"),
    ],
)
def test_a_title_names_its_agency_once(title: str, agency: str, said: str):
    assert full_title(title, agency) == said


def test_a_name_that_nobody_bears_is_told_and_kept_only_on_purpose(
    held_id: int, planner: Actor, visit: Callable[[str], Client]
):
    office, place = visit("planner"), f"/ban-chi-dao/hop/{held_id}/ket-luan"
    sent = {"words": "Giao kiểm tra", "leads": "Sở Không Có Thật", "supports": "các đơn vị liên quan"}
    wrong = office.post(place, sent)
    assert wrong.status_code == 422
    assert "trong danh bạ" in wrong.content.decode()
    assert office.post(place, sent | {"keep_names": "on"}).status_code == 302
    (one,) = committee.meeting(planner, held_id, on=TODAY).conclusions
    assert one.strangers == ("Sở Không Có Thật",)
    assert "chưa có trong danh bạ" in office.get(f"/ban-chi-dao/hop/{held_id}/").content.decode()


def test_a_hearing_of_reports_is_a_kind_of_meeting(
    province: Province, planner: Actor, meeting_input: MeetingInput, at: datetime
):
    made = call_meeting(
        committee_id=province.committee, said=replace(meeting_input, kind="hearing"), actor=planner, at=at
    )
    assert committee.meeting(planner, made, on=TODAY).row.kind_label == "Nghe báo cáo"
    with pytest.raises(BadMeeting):
        call_meeting(committee_id=province.committee, said=replace(meeting_input, kind="x"), actor=planner, at=at)


def test_what_awaits_an_agency_is_told_to_its_own_people_alone(
    meeting_id: int,
    announcement_id: int,
    province: Province,
    planner: Actor,
    actor: Callable[[str], Actor],
    at: datetime,
):
    owing = [province.agencies["health"]]
    briefing = ask_briefing(
        document_id=announcement_id, agency_ids=owing, due_on=date(2026, 11, 30), actor=planner, at=at
    )
    found = committee.awaiting(actor("health-reporter"), HELD_ON)
    assert [(one.kind, one.id) for one in found] == [("meeting", meeting_id), ("briefing", briefing)]
    assert not found[1].is_late(date(2026, 11, 30))
    assert [one.kind for one in committee.awaiting(actor("health-reporter"), TODAY)] == ["briefing"]
    assert committee.awaiting(actor("sen-hong.reporter"), HELD_ON) == ()
