"""Pages of incoming documents: assigned, noted, answered, closed, and what each hides."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from pcmt.documents.actions.assign_handler import assign_handler
from pcmt.documents.actions.note_sealed_deadline import note_sealed_deadline
from pcmt.documents.actions.register_document import register_document
from pcmt.documents.queries import handling
from pcmt.kernel.actor import Actor
from tests.documents import papers
from tests.province import AT, Province

Visit = Callable[..., Client]


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


def press(client: Client, name: str, document_id: int, **said: object):
    return client.post(reverse(f"documents.{name}", args=[document_id]), said, follow=True)


def test_a_clerk_assigns_and_notes_what_the_leader_wrote(visit: Visit, plan_id: int, province: Province, planner):
    client, health = visit("planner"), province.agencies["health"]
    picked = press(client, "assign_handler", plan_id, agency=health, pick="1", reply_due_on="25/11/2026")
    assert f'value="{province.posts["health-head"]}"' in picked.text
    assert "25/11/2026" in picked.text
    said = {"agency": health, "post": province.posts["health-head"], "reply_due_on": "25/11/2026", "due_time": "17h"}
    assert "17:00 ngày 25/11/2026" in press(client, "assign_handler", plan_id, **said).text
    noted = press(
        client,
        "endorse",
        plan_id,
        words="Giao Sở Y tế <tham mưu>",
        post=province.posts["police-chief"],
        written_on="21/11/2026",
    )
    assert "Giao Sở Y tế &lt;tham mưu&gt;" in noted.text
    wrong = press(client, "assign_handler", plan_id, agency=health, due_time="17:00")
    assert wrong.status_code == 422
    assert "Ghi ngày của giờ hẹn" in wrong.text
    assert "Văn bản cũ, hạn đã qua" not in wrong.text
    past = press(client, "assign_handler", plan_id, agency=health, reply_due_on="01/02/2026")
    assert past.status_code == 422
    assert "Văn bản cũ, hạn đã qua" in past.text
    old = press(client, "assign_handler", plan_id, agency=health, reply_due_on="01/02/2026", is_old="on")
    assert "quá hạn trả lời" in old.text


def test_a_reply_is_found_by_number_or_proposed(visit: Visit, plan_id: int, planner: Actor, at: datetime):
    client = visit("planner")
    missing = press(client, "record_reply", plan_id, number="99/CV")
    assert missing.status_code == 422
    assert "Không có văn bản đi này" in missing.text
    text = papers.DIRECTIVE.replace("05/CT-UBND", "77/CT-UBND").replace(
        "trong tình hình mới", "theo Kế hoạch số 18/KH-UBND ngày 12/02/2026 của Ủy ban nhân dân tỉnh Hoa Mai"
    )
    reply = register_document(data=text.encode(), name="ct.txt", direction="out", actor=planner, at=at)
    assert "Đây là văn bản trả lời" in client.get(reverse("documents.handling", args=[plan_id])).text
    assert "Đã trả lời" in press(client, "record_reply", plan_id, reply=reply).text
    assert press(client, "close_handling", plan_id, outcome="x").status_code in (409, 422)
    assert "xử lý lại" in press(client, "reopen_handling", plan_id, reason="thiếu").text


def test_the_list_leads_to_what_is_late(visit: Visit, planner: Actor, province: Province, at: datetime, plan_id: int):
    late = register_document(
        data=papers.DIRECTIVE.encode(),
        name="ct.txt",
        reply_due_on=date(2026, 11, 19),
        is_old=True,
        actor=planner,
        at=at,
    )
    assign_handler(
        document_id=late,
        agency_id=province.agencies["health"],
        reply_due_on=date(2026, 11, 19),
        actor=planner,
        at=at,
    )
    page = visit("planner").get(reverse("documents.incoming"))
    assert "1 văn bản đến quá hạn trả lời" in page.text
    assert "quá hạn 19/11/2026" in page.text
    only = visit("planner").get(reverse("documents.incoming"), {"xu-ly": "late"}).text
    assert "05/CT-UBND" in only
    assert "18/KH-UBND" not in only
    mine = visit("health-reporter").get("/").text
    assert "Trả lời Chỉ thị số 05/CT-UBND" in mine
    desk = visit("planner").get("/").text
    assert "Phân xử lý 1 văn bản đến" in desk
    assert "Trả lời Chỉ thị số 05/CT-UBND" in desk
    assert "Trả lời" not in visit("sen-hong.reporter").get("/").text


def test_a_sealed_deadline_is_noted_and_closed(visit: Visit, province: Province, planner: Actor, at: datetime):
    client, health = visit("planner"), province.agencies["health"]
    address = reverse("documents.note_sealed_deadline")
    wrong = client.post(address, {"book_number": "12/KH", "due_on": "20/11/2026", "agency": health})
    assert wrong.status_code == 422
    client.post(address, {"book_number": "12", "due_on": "20/11/2026", "agency": health})
    page = client.get(reverse("documents.incoming")).text
    assert "Theo sổ mật, số 12" in page
    assert "quá hạn 20/11/2026" in page
    assert "Thời hạn theo sổ mật, số 12" in visit("health-reporter").get("/").text
    assert "sổ mật, số 12" not in visit("sen-hong.reporter").get(reverse("documents.incoming")).text
    (one,) = handling.sealed_deadlines(planner)
    client.post(reverse("documents.close_sealed_deadline", args=[one.id]))
    assert "số 12" not in client.get(reverse("documents.incoming")).text


def test_who_may_only_look_gets_no_forms(visit: Visit, plan_id: int):
    page = visit("sen-hong.reporter").get(reverse("documents.handling", args=[plan_id])).text
    assert "Giao xử lý" not in page
    assert "chờ cơ quan tiếp nhận phân công" in page
    assert visit("admin").get(reverse("documents.incoming")).status_code == 404
    assert visit("sen-hong.reporter").post(reverse("documents.endorse", args=[plan_id])).status_code in (403, 404)


def test_what_went_out_has_no_page_of_handling(visit: Visit, planner: Actor, at: datetime):
    sent = register_document(data=papers.PLAN.encode(), name="kh.txt", direction="out", actor=planner, at=at)
    assert visit("planner").get(reverse("documents.handling", args=[sent])).status_code == 404


def test_the_empty_list_says_so(visit: Visit):
    assert "Không có văn bản đến nào đang chờ" in visit("planner").get(reverse("documents.incoming")).text


def test_queries_of_the_page_do_not_grow(
    visit: Visit, planner: Actor, province: Province, at: datetime, django_assert_max_num_queries
):
    client = visit("planner")
    for number in range(30, 40):
        text = papers.PLAN.replace("18/KH-UBND", f"{number}/KH-UBND")
        made = register_document(data=text.encode(), name="kh.txt", actor=planner, at=at)
        note_sealed_deadline(
            book_number=str(number), due_on=AT.date(), agency_id=province.agencies["health"], actor=planner, at=at
        )
        assign_handler(document_id=made, agency_id=province.agencies["health"], actor=planner, at=at)
    with django_assert_max_num_queries(20):
        assert client.get(reverse("documents.incoming")).status_code == 200
