"""A list of tasks pasted from elsewhere: read as a table or as lines, tried with its faults, added whole."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from pcmt.journal.queries import entries
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotAllowed, NotFound
from pcmt.plans import queries as plans
from pcmt.plans.actions.paste_tasks import paste_tasks
from pcmt.plans.keeping import CannotChange
from pcmt.plans.models import Task
from pcmt.plans.rules.pasted_tasks import read_task_list
from tests.province import AT, Province

AS = Callable[[str], Actor]
ON = date(2026, 11, 21)
TABLE = (
    "TT\tNội dung nhiệm vụ\tCơ quan chủ trì\tCơ quan phối hợp\tThời gian hoàn thành\tSản phẩm\tTrọng số\n"
    "1\tLập danh sách điểm tư vấn\tSở Y tế\tCông an tỉnh; UBND các xã, phường\tQuý IV/2026\tDanh sách\t3\n"
    "\n"
    "2\tGiao ban về cai nghiện\tCông an tỉnh\t\thằng tháng\tBiên bản\t\n"
)
LINES = """1. Tham mưu kế hoạch cai nghiện; chủ trì: Sở Y tế; phối hợp: Công an tỉnh; hạn: 30/12/2026;
sản phẩm: Kế hoạch.
2) Rà soát người nghiện trên địa bàn
- Chủ trì: Công an tỉnh
- Thời gian: hằng tháng, trước ngày 14
"""


def test_a_table_is_read_by_its_heads():
    first, second = read_task_list(TABLE, ON).tasks
    assert (first.line, first.title, first.leads) == (2, "Lập danh sách điểm tư vấn", ("Sở Y tế",))
    assert first.supports == ("Công an tỉnh", "UBND các xã, phường")
    assert (first.due_on, first.product, first.weight) == (date(2026, 12, 31), "Danh sách", 3)
    assert (second.line, second.due_on, second.within, second.every) == (4, None, "hằng tháng", "month")


HEADS = "TT\tNội dung\tChủ trì\tPhối hợp\tThời hạn\n"
SENT = (
    ("Mở điểm tư vấn tại ba xã", ("Sở Y tế",), ("Công an tỉnh", "Hội Phụ nữ tỉnh"), date(2026, 12, 15)),
    ("Tập huấn cán bộ", ("Công an tỉnh",), ("Sở Y tế",), date(2026, 12, 20)),
)


@pytest.mark.parametrize(
    "rows",
    [
        "1\tMở điểm tư vấn\ntại ba xã\tSở Y tế\tCông an tỉnh;\nHội Phụ nữ tỉnh\t15/12/2026\n"
        "2\tTập huấn cán bộ\tCông an tỉnh\tSở Y tế\ttrước ngày\n20/12/2026\n",
        '1\t"Mở điểm tư vấn\ntại ba xã"\tSở Y tế\t"Công an tỉnh;\nHội Phụ nữ tỉnh"\t15/12/2026\n'
        "2\tTập huấn cán bộ\tCông an tỉnh\tSở Y tế\t20/12/2026\n",
        "1\tMở điểm tư vấn tại ba xã\tSở Y tế\tCông an tỉnh; Hội Phụ nữ tỉnh\t15/12/2026\n"
        "2\tTập huấn cán bộ\tCông an tỉnh\tSở Y tế\ttrước ngày\n20/12/2026\n",
    ],
    ids=["Word", "Excel", "only in the last cell"],
)
def test_a_cell_may_have_line_breaks(rows: str):
    found = read_task_list(HEADS + rows, ON).tasks
    assert tuple((one.title, one.leads, one.supports, one.due_on) for one in found) == SENT
    assert [one.faults for one in found] == [(), ()]


def test_a_quotation_mark_of_the_text_itself_swallows_no_rows():
    told = 'Nội dung\tChủ trì\n"Toàn dân phòng, chống ma túy" ở các thôn\tSở Y tế\n"Một dấu lẻ ở đầu câu\tSở Y tế\n'
    found = read_task_list(told, ON).tasks
    assert [one.title for one in found] == ['"Toàn dân phòng, chống ma túy" ở các thôn', '"Một dấu lẻ ở đầu câu']


def test_short_rows_of_a_list_without_breaks_stay_rows():
    rows = "Nội dung\tChủ trì\tPhối hợp\tThời hạn\n" + "".join(f"Mở điểm số {n}\tSở Y tế\n" for n in range(6))
    assert [one.title for one in read_task_list(rows, ON).tasks] == [f"Mở điểm số {n}" for n in range(6)]


def test_a_table_without_heads_has_the_usual_columns():
    (one,) = read_task_list("3\tMở điểm tư vấn\tSở Y tế\t\t15/12/2026\n", ON).tasks
    assert (one.title, one.leads, one.due_on, one.faults) == ("Mở điểm tư vấn", ("Sở Y tế",), date(2026, 12, 15), ())


def test_numbered_lines_are_read_by_their_cues():
    first, second = read_task_list(LINES, ON).tasks
    assert (first.title, first.product) == ("Tham mưu kế hoạch cai nghiện", "Kế hoạch")
    assert (first.leads, first.supports, first.due_on) == (("Sở Y tế",), ("Công an tỉnh",), date(2026, 12, 30))
    assert (second.line, second.leads, second.every) == (3, ("Công an tỉnh",), "month")
    plain = read_task_list("Mở điểm tư vấn; chủ trì: Sở Y tế\nTập huấn cán bộ; chủ trì: Công an tỉnh", ON).tasks
    assert [one.line for one in plain] == [1, 2]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("1. Tuyên truyền rộng rãi", "chưa có cơ quan chủ trì"),
        ("1. ; chủ trì: Sở Y tế", "chưa có nội dung"),
        ("Nội dung\tChủ trì\tTrọng số\nMở điểm tư vấn\tSở Y tế\tnặng", "trọng số"),
        ("Nội dung\tChủ trì\nMở điểm\ntư vấn\tSở Y tế", "1 ô, cần 2 ô"),
    ],
)
def test_what_is_wrong_is_told_at_its_line(text: str, fault: str):
    assert any(fault in told for one in read_task_list(text, ON).tasks for told in one.faults)


@pytest.mark.parametrize("text", ["", " \n\t\n", "1. x\n" * 301, "a" * 200_001, "\n" * 2001])
def test_what_is_no_list_is_refused(text: str, plan_id: int, planner: Actor, at: datetime):
    assert read_task_list(text, ON).fault
    with pytest.raises(CannotChange):
        paste_tasks(plan_id=plan_id, text=text, actor=planner, at=at)


@pytest.mark.parametrize("token", ["1.1." * 40_000, "; :" * 50_000, "a:" * 60_000, "\t" * 150_000, "-" * 190_000])
def test_hostile_text_is_read_in_its_length(token: str):
    assert read_task_list(token, ON) is not None


def test_nothing_is_kept_before_it_is_confirmed(
    plan_id: int, planner: Actor, actor: AS, at: datetime, province: Province
):
    tried = paste_tasks(plan_id=plan_id, text=TABLE, dry_run=True, actor=planner, at=at)
    assert (len(tried.lines), tried.faults, tried.added) == (2, 0, ())
    assert not Task.objects.exists()
    done = paste_tasks(plan_id=plan_id, text=TABLE, actor=planner, at=at)
    view = plans.task(done.added[0])
    assert (view.weight, view.due_on, view.leads[0].agency_id) == (3, date(2026, 12, 31), province.agencies["health"])
    assert view.supports_text.endswith("UBND các xã, phường")
    assert entries(subject=f"plan:{plan_id}")[-1].after == {"added": 2}
    assert [one.action for one in entries(subject=view.reference)] == ["plans.add_task"]
    again = paste_tasks(plan_id=plan_id, text=TABLE, dry_run=True, actor=planner, at=at)
    assert all(line.there for line in again.lines)
    for who, refusal in ((actor("health-head"), NotAllowed), (Actor("nobody"), NotFound)):
        with pytest.raises(refusal):
            paste_tasks(plan_id=plan_id, text=TABLE, actor=who, at=at)


def test_one_wrong_line_keeps_all_out_and_strangers_stay_as_written(plan_id: int, planner: Actor, at: datetime):
    told = paste_tasks(plan_id=plan_id, text=LINES + "3. Tuyên truyền rộng rãi", actor=planner, at=at)
    assert (told.faults, told.added) == (1, ())
    assert not Task.objects.exists()
    strange = paste_tasks(plan_id=plan_id, text="1. Mở lớp dạy nghề; chủ trì: Hội Làm vườn", actor=planner, at=at)
    assert strange.lines[0].unknown == ("Hội Làm vườn",)
    assert plans.task(strange.added[0]).leads[0].agency_id is None


def test_the_page_tries_and_adds(plan_id: int, visit: Callable[..., Client], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)
    client, address = visit("planner"), reverse("plans.paste_tasks", args=[plan_id])
    assert client.get(address).status_code == 200
    wrong = client.post(address, {"text": "1. Tuyên truyền rộng rãi", "buoc": "xem"})
    assert (wrong.status_code, "chưa có cơ quan chủ trì" in wrong.content.decode()) == (422, True)
    assert "Sẽ thêm 2 nhiệm vụ" in client.post(address, {"text": TABLE, "buoc": "xem"}).content.decode()
    assert not Task.objects.exists()
    assert client.post(address, {"text": TABLE, "buoc": "ghi"}).status_code == 302
    assert Task.objects.count() == 2
