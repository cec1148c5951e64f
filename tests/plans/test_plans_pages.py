"""Pages of plans: what each shows, refuses and hides."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from pcmt.kernel.actor import Actor
from pcmt.plans import queries as plans
from pcmt.web.plans.forms import PeriodField
from tests.province import Province

Visit = Callable[..., Client]


def test_no_plan_says_what_to_do_next(visit: Visit):
    page = visit("planner").get(reverse("plans.list")).content.decode()
    assert "Chưa có kế hoạch nào" in page
    assert reverse("documents.register_document") in page


def test_a_plan_shows_targets_tasks_and_who_does_what(
    visit: Visit, plan_id: int, target_id: int, task_id: int, shared_task_id: int
):
    page = visit("planner").get(reverse("plans.plan", args=[plan_id])).content.decode()
    assert "ít nhất 60%" in page
    assert "hết năm 2030" in page
    assert reverse("plans.target", args=[target_id]) in page
    assert page.count(reverse("plans.task", args=[task_id])) == 1
    assert "Ai làm gì" in page
    filtered = visit("planner").get(reverse("plans.plan", args=[plan_id]), {"trang_thai": "done"}).content.decode()
    assert reverse("plans.task", args=[shared_task_id]) not in filtered


def test_a_target_shows_its_sentence_its_roadmap_and_its_trace(visit: Visit, target_id: int, document_id: int):
    client = visit("planner")
    address = reverse("plans.target", args=[target_id])
    answer = client.post(reverse("plans.add_milestone", args=[target_id]), {"period": "2026", "value": "25,5"})
    assert answer["Location"] == address
    page = client.get(address).content.decode()
    assert "25,5%" in page
    assert f"target:{target_id}" in page
    assert f"provision:{document_id}#II.1" in page
    assert reverse("documents.read", args=[document_id]) in page
    assert "Trung ương" in page


@pytest.mark.parametrize(("period", "value"), [("2031", "5"), ("2026", "12.34"), ("mai", "5"), ("", "")])
def test_a_wrong_step_comes_back_with_its_errors(period: str, value: str, visit: Visit, target_id: int):
    answer = visit("planner").post(reverse("plans.add_milestone", args=[target_id]), {"period": period, "value": value})
    assert answer.status_code == 422
    assert "data-errors" in answer.content.decode()
    assert plans.target(target_id).milestones == ()


def test_a_department_sees_its_task_and_reports(visit: Visit, task_id: int):
    client = visit("health-reporter")
    assert reverse("plans.task", args=[task_id]) in client.get(reverse("plans.tasks")).content.decode()
    assert "Ghi tiến độ" in client.get(reverse("plans.task", args=[task_id])).content.decode()
    answer = client.post(reverse("plans.record_progress", args=[task_id]), {"percent": "40", "words": "Đã chọn nơi"})
    assert answer.status_code == 302
    page = client.get(reverse("plans.task", args=[task_id])).content.decode()
    assert "Đã chọn nơi" in page
    answer = client.post(reverse("plans.finish_task", args=[task_id]), {"words": "Quyết định 12/QĐ-SYT"})
    assert answer.status_code == 302
    assert plans.task(task_id).state == "reported"
    answer = client.post(reverse("plans.finish_task", args=[task_id]), {"words": "lần nữa"})
    assert answer.status_code == 422
    assert "Chờ nghiệm thu" in answer.content.decode()


def test_the_issuer_accepts_and_decides_on_pages(visit: Visit, task_id: int, province: Province):
    lead, keeper = visit("health-reporter"), visit("planner")
    asked = {"wanted_on": "15/01/2027", "reason": "Chờ kinh phí"}
    assert lead.post(reverse("plans.ask_extension", args=[task_id]), asked).status_code == 302
    page = keeper.get(reverse("plans.task", args=[task_id])).content.decode()
    assert "Chờ kinh phí" in page
    (one,) = plans.extensions(task_id)
    decide = reverse("plans.decide_extension", args=[task_id, one.id])
    assert keeper.post(decide, {"answer": ""}).status_code == 422
    assert keeper.post(decide, {"granted_on": "15/01/2027", "answer": ""}).status_code == 302
    assert plans.task(task_id).due_on == date(2027, 1, 15)
    proof = SimpleUploadedFile("bao-cao.txt", "Báo cáo kết quả".encode())
    done = {"words": "Đã lập 5 điểm", "pieces": proof, "links": "https://hoamai.example/bao-cao"}
    assert lead.post(reverse("plans.finish_task", args=[task_id]), done).status_code == 302
    page = keeper.get(reverse("plans.task", args=[task_id])).content.decode()
    assert "bao-cao.txt" in page
    (piece, _) = plans.progress(task_id)[0].evidence
    handed = lead.get(reverse("plans.evidence_file", args=[piece.id]))
    assert handed.content.decode() == "Báo cáo kết quả"
    assert handed.headers["Content-Disposition"].startswith("attachment")
    verdict = {"agencies": [province.agencies["health"]], "reason": ""}
    assert keeper.post(reverse("plans.return_task", args=[task_id]), verdict).status_code == 422
    assert keeper.post(reverse("plans.accept_task", args=[task_id]), {"reason": ""}).status_code == 422
    assert keeper.post(reverse("plans.accept_task", args=[task_id]), verdict).status_code == 302
    assert plans.task(task_id).state == "done"


def test_a_wrong_word_on_progress_comes_back(visit: Visit, task_id: int):
    client = visit("health-reporter")
    answer = client.post(reverse("plans.record_progress", args=[task_id]), {"percent": "140", "words": ""})
    assert answer.status_code == 422
    assert answer.content.decode().count('class="error"') == 2
    assert plans.progress(task_id) == ()


def test_others_may_look_at_a_task_and_not_report(visit: Visit, task_id: int):
    client = visit("sen-hong.reporter")
    assert "Ghi tiến độ" not in client.get(reverse("plans.task", args=[task_id])).content.decode()
    client.post(reverse("plans.record_progress", args=[task_id]), {"percent": "40", "words": "x"})
    assert plans.progress(task_id) == ()
    assert client.post(reverse("plans.withdraw_task", args=[task_id]), {"reason": "x"}).status_code == 404


def test_withdrawing_asks_for_a_reason(visit: Visit, task_id: int, target_id: int):
    client = visit("planner")
    for name, thing in (("plans.withdraw_task", task_id), ("plans.withdraw_target", target_id)):
        assert client.post(reverse(name, args=[thing]), {"reason": ""}).status_code == 422
        assert client.post(reverse(name, args=[thing]), {"reason": "Điều chỉnh"}).status_code == 302
    assert (plans.task(task_id).state, plans.target(target_id).state) == ("withdrawn", "withdrawn")


@pytest.mark.parametrize("name", ["plan", "target", "task"])
def test_strangers_and_nothing_look_the_same(name: str, visit: Visit, plan_id: int, target_id: int, task_id: int):
    thing = {"plan": plan_id, "target": target_id, "task": task_id}[name]
    hidden = visit("admin").get(reverse(f"plans.{name}", args=[thing]))
    absent = visit("planner").get(reverse(f"plans.{name}", args=[10**6]))
    assert (hidden.status_code, absent.status_code) == (404, 404)


def test_a_plan_is_proposed_from_what_the_document_says(visit: Visit, document_id: int, planner: Actor):
    client = visit("planner")
    address = reverse("plans.adopt_plan", args=[document_id])
    initial = client.get(address).context["form"].initial
    assert (initial["horizon_from"], initial["horizon_to"]) == (2026, 2026), "the title says: năm 2026"
    wrong = client.post(address, {"title": "", "horizon_from": "2026", "horizon_to": "2025"})
    assert wrong.status_code == 422
    assert client.post(address, {"title": "KH", "horizon_from": "2026", "horizon_to": "2030"}).status_code == 302
    assert [view.title for view in plans.plans(planner)] == ["KH"]


@pytest.mark.parametrize(
    ("typed", "period"),
    [
        ("2030", "2030"),
        ("năm 2030", "2030"),
        ("6/2026", "2026-06"),
        ("tháng 06/2026", "2026-06"),
        ("quý IV/2026", "2026-Q4"),
        ("Quý 2 2026", "2026-Q2"),
        ("2026-Q3", "2026-Q3"),
    ],
)
def test_periods_are_typed_as_officials_write_them(typed: str, period: str):
    field = PeriodField()
    found = field.clean(typed)
    assert found.id == period
    assert field.clean(field.prepare_value(found)) == found


def test_queries_of_the_plan_page_are_counted(
    visit: Visit, plan_id: int, target_id: int, task_id: int, at: datetime, django_assert_max_num_queries
):
    client = visit("planner")
    client.get(reverse("plans.plan", args=[plan_id]))
    with django_assert_max_num_queries(32):
        client.get(reverse("plans.plan", args=[plan_id]))


def test_a_plan_lists_what_it_holds_in_the_order_of_its_document(
    visit: Visit, plan_id: int, shared_task_id: int, task_id: int, target_id: int
):
    client = visit("planner")
    address = reverse("plans.plan", args=[plan_id])
    listed = [task.id for task in client.get(address).context["tasks"]]
    assert listed == [task_id, shared_task_id]  # III.1.a before III.1.b, though confirmed after it
    by_deadline = client.get(address, {"thu_tu": "han"})
    assert {task.id for task in by_deadline.context["tasks"]} == set(listed)
    assert "thu_tu=han" in by_deadline.context["tabs"][1].url
    view = plans.task(task_id)
    assert f"?muc={view.suggestion_id}#m-{view.suggestion_id}" in client.get(address).text
    assert client.get(address).text.count("Xem trong văn bản") == 3
