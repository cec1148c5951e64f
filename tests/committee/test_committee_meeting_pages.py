"""Pages of meetings: the walk from the invitation to the tasks, by its forms."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pcmt.agencies.models import Committee, CommitteeDecision, CommitteeMember, Person
from pcmt.committee import queries as committee
from pcmt.committee.actions.call_meeting import call_meeting
from pcmt.committee.queries import AgendaLine, MeetingInput
from pcmt.documents.queries import documents
from pcmt.kernel.actor import Actor
from pcmt.plans import queries as plans
from tests.committee.conftest import HEALTH
from tests.province import AT, Province

Visit = Callable[..., Client]
TODAY = date(2026, 11, 21)
LIST = "/ban-chi-dao/hop/"


@pytest.fixture
def office(visit: Visit) -> Client:
    """The standing office's browser."""
    return visit("planner")


def test_an_empty_list_says_what_to_do(office: Client):
    page = office.get(LIST).content.decode()
    assert "Chưa có cuộc họp nào" in page
    assert "/ban-chi-dao/hop/moi" in page


@pytest.mark.parametrize("page", ["hop/", "y-kien/"])
def test_an_empty_list_offers_only_what_its_reader_may(visit: Visit, page: str):
    shown = visit("sen-hong.reporter").get(f"/ban-chi-dao/{page}").text
    assert "Ghi cuộc họp" not in shown
    assert "Ghi ý kiến chỉ đạo" not in shown
    assert "hiện ở đây" in shown


def test_a_meeting_is_called_from_its_form(office: Client, province: Province, planner: Actor, announcement_id: int):
    sent = {
        "committee_id": str(province.committee),
        "kind": "sitting",
        "title": "Phiên họp quý IV năm 2026",
        "held_on": "20/11/2026",
        "begins_at": "14h30",
        "agenda": "Kết quả mười tháng | Công an tỉnh\nThảo luận",
        "papers": "15/TB-BCĐ",
    }
    wrong = office.post(f"{LIST}moi", sent | {"agenda": "Một việc | Sở Không Có", "papers": "99/TB-BCĐ"})
    assert wrong.status_code == 422
    assert "Không có cơ quan “Sở Không Có”" in wrong.content.decode()
    assert "Không có văn bản “99/TB-BCĐ”" in wrong.content.decode()
    answer = office.post(f"{LIST}moi", sent)
    assert answer.status_code == 302
    (row,) = committee.meetings(planner, on=TODAY)
    view = committee.meeting(planner, row.id, on=TODAY)
    assert [one.id for one in view.papers] == [announcement_id]
    assert view.agenda[0].presenter == "Công an tỉnh Hoa Mai"
    page = office.get(answer.headers["Location"]).content.decode()
    assert "14:30 ngày 20/11/2026" in page
    assert "Ghi thành phần dự" in page


def test_attendance_says_at_its_row_what_is_missing(office: Client, meeting_id: int, planner: Actor):
    seats = committee.seats_of(planner, meeting_id)
    sent = {f"presence-{seat.id}": "present" for seat in seats} | {"chair": str(seats[0].id)}
    place = f"{LIST}{meeting_id}/thanh-phan"
    asked = office.get(place).content.decode()
    assert 'value="present" selected' not in asked, "one press must not make a full house"
    unsaid = office.post(place, {"chair": str(seats[0].id)})
    assert unsaid.status_code == 422
    assert "Chọn có mặt hay vắng." in unsaid.content.decode()
    wrong = office.post(place, sent | {f"presence-{seats[1].id}": "excused"})
    assert wrong.status_code == 422
    assert "Ghi lý do vắng." in wrong.content.decode()
    assert office.post(place, sent).status_code == 302
    assert "3/3 thành viên dự" in office.get(f"{LIST}{meeting_id}/").content.decode()


def test_members_of_one_name_keep_each_what_was_said_of_them(office: Client, meeting_id: int, planner: Actor):
    Person.objects.update(name="Nguyễn Văn Hùng")
    head, police, health = committee.seats_of(planner, meeting_id)
    sent = {
        "chair": str(head.id),
        f"presence-{head.id}": "present",
        f"presence-{police.id}": "deputy",
        f"note-{police.id}": "Trần Văn Thử, Phó Trưởng phòng",
        f"presence-{health.id}": "excused",
        f"note-{health.id}": "đi công tác",
    }
    place = f"{LIST}{meeting_id}/thanh-phan"
    assert office.post(place, sent).status_code == 302
    form = office.get(place).context["form"]
    assert {name: str(form[name].value()) for name in sent} == sent


def test_conclusions_go_from_the_form_to_a_draft_and_to_tasks(
    office: Client, held_id: int, announcement_id: int, plan_id: int, planner: Actor
):
    home = f"{LIST}{held_id}/"
    sent = {
        "words": HEALTH,
        "leads": "Sở Y tế",
        "supports": "Công an tỉnh; các đơn vị liên quan",
        "due_on": "31/12/2026",
    }
    assert office.post(f"{home}ket-luan", sent | {"words": ""}).status_code == 422
    more = office.post(f"{home}ket-luan", sent | {"tiep": "1"})
    assert more.headers["Location"] == f"{home}ket-luan"
    assert "1 kết luận giao việc chờ thông báo" in office.get(home).content.decode()

    drafted = office.post(f"{home}du-thao")
    assert drafted.headers["Location"].startswith("/van-ban/")
    unknown = office.post(f"{home}thong-bao", {"number": "77/TB-XYZ"})
    assert unknown.status_code == 422
    assert office.post(f"{home}thong-bao", {"number": "Thông báo số 15/TB-BCĐ"}).status_code == 302
    view = committee.meeting(planner, held_id, on=TODAY)
    unplanned = office.post(f"{home}giao-viec", {"conclusion_ids": [str(one.id) for one in view.to_give]})
    assert unplanned.status_code == 422
    assert "Chọn kế hoạch." in unplanned.content.decode()
    nothing = office.post(f"{home}giao-viec", {"plan_id": str(plan_id)})
    assert nothing.status_code == 422
    given = {"plan_id": str(plan_id), "conclusion_ids": [str(one.id) for one in view.to_give]}
    assert office.post(f"{home}giao-viec", given).status_code == 302
    (task,) = plans.tasks(planner, plan_id=plan_id)
    assert [party.name for party in task.supports] == ["Công an tỉnh Hoa Mai", "các đơn vị liên quan"]
    page = office.get(home).content.decode()
    assert f"/ke-hoach/nhiem-vu/{task.id}/" in page
    assert "1/1" in office.get(LIST).content.decode()
    assert announcement_id in [row.id for row in documents(planner).rows]


def test_a_conclusion_is_changed_and_dropped_by_its_form(office: Client, concluded_id: int, planner: Actor):
    praise, charge = committee.meeting(planner, concluded_id, on=TODAY).conclusions
    place = f"{LIST}{concluded_id}/ket-luan/{charge.id}"
    assert "Sở Y tế" in office.get(place).content.decode()
    assert office.post(place, {"words": "Giao Công an tỉnh báo cáo", "leads": "Công an tỉnh"}).status_code == 302
    assert office.post(f"{LIST}{concluded_id}/ket-luan/{praise.id}/bo").status_code == 302
    (left,) = committee.meeting(planner, concluded_id, on=TODAY).conclusions
    assert (left.words, left.leads, left.due_on) == ("Giao Công an tỉnh báo cáo", ("Công an tỉnh Hoa Mai",), None)


@pytest.mark.parametrize("which", ["giay-moi", "bien-ban"])
def test_papers_are_handed_out_as_word(office: Client, held_id: int, which: str):
    answer = office.get(f"{LIST}{held_id}/{which}.docx")
    assert answer.content.startswith(b"PK")
    assert f"{which}-2026-11-20.docx" in answer.headers["Content-Disposition"]
    assert office.get(f"{LIST}{held_id}/khac.docx").status_code == 404


def test_a_member_reads_and_a_stranger_does_not(visit: Visit, concluded_id: int):
    page = visit("health-reporter").get(f"{LIST}{concluded_id}/").content.decode()
    assert HEALTH in page
    assert "Thêm kết luận" not in page
    assert visit("sen-hong.reporter").get(f"{LIST}{concluded_id}/").status_code == 404
    assert "Chưa có cuộc họp nào" in visit("sen-hong.reporter").get(LIST).content.decode()


def test_the_list_asks_the_same_whatever_its_length(office: Client, province: Province, planner: Actor):
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert office.get(LIST).status_code == 200
        return len(queries)

    said = MeetingInput("Phiên họp", TODAY, agenda=(AgendaLine("Một việc"),))
    call_meeting(committee_id=province.committee, said=said, actor=planner, at=AT)
    office.get(LIST)
    before = asked()
    for _ in range(12):
        call_meeting(committee_id=province.committee, said=said, actor=planner, at=AT)
    assert asked() == before


def test_without_a_committee_the_list_leads_to_founding_one(office: Client, province: Province):
    assert "Thêm Ban Chỉ đạo" not in office.get(LIST).text
    CommitteeMember.objects.all().delete()
    CommitteeDecision.objects.all().delete()
    Committee.objects.all().delete()
    page = office.get(LIST).text
    assert "Chưa ghi Ban Chỉ đạo nào" in page
    assert "Mời họp</a>" not in page
    assert office.get(page.split('class="btn go" href="')[1].split('"')[0]).status_code == 200
