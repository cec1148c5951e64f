"""Pages of documents: what each shows, refuses and hides."""

import re
from collections.abc import Callable
from datetime import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from pcmt.documents import queries as documents
from pcmt.documents.actions.register_document import register_document
from pcmt.kernel.actor import Actor
from tests.documents import papers

Visit = Callable[..., Client]


def upload(text: str, name: str = "van-ban.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


def register(client: Client, file: SimpleUploadedFile | None):
    said = {"direction": "in", "arrival_number": "45", "arrived_on": "21/11/2026", **({"file": file} if file else {})}
    return client.post(reverse("documents.register_document"), said)


def test_an_empty_store_says_what_to_do_next(visit: Visit):
    page = visit("planner").get(reverse("documents.list")).content.decode()
    assert "Kho chưa có văn bản nào" in page
    assert reverse("documents.register_document") in page


def test_a_file_is_registered_and_opened_at_the_desk(visit: Visit, planner: Actor):
    answer = register(visit("planner"), upload(papers.PLAN))
    (row,) = documents.documents(planner).rows
    assert answer.status_code == 302
    assert answer["Location"] == reverse("documents.read", args=[row.id])
    assert (row.arrival_number, f"{row.arrived_on}") == ("45", "2026-11-21")


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (None, "Chọn tệp văn bản"),
        (SimpleUploadedFile("rong.txt", b""), "rỗng"),
        (upload(papers.SECRET), "MẬT"),
        (SimpleUploadedFile("nen.zip", b"PK\x05\x06" + bytes(18)), ""),
    ],
)
def test_a_wrong_file_is_answered_on_the_form(
    file: SimpleUploadedFile | None, words: str, visit: Visit, planner: Actor
):
    answer = register(visit("planner"), file)
    page = answer.content.decode()
    assert answer.status_code in (409, 422)
    assert "data-errors" in page
    assert words in page
    assert "Thực hiện Chương trình" not in page
    assert documents.documents(planner).total == 0


def test_a_known_document_is_answered_with_the_way_to_it(visit: Visit, plan_id: int):
    page = register(visit("planner"), upload(papers.PLAN)).content.decode()
    assert reverse("documents.read", args=[plan_id]) in page


def test_the_desk_marks_each_kind_and_links_it_to_its_card(visit: Visit, plan_id: int, planner: Actor):
    page = visit("planner").get(reverse("documents.read", args=[plan_id])).content.decode()
    for css in ("target", "duty", "cite", "due"):
        assert re.search(rf'<mark class="[^"]*\b{css}\b', page)
    for item in documents.document(planner, plan_id).suggestions:
        assert page.count(f'id="m-{item.id}"') == 1
    assert 'id="p-III.1.a"' in page
    assert 'href="#p-III.1.a"' in page


def test_the_document_is_shown_as_text_never_run(visit: Visit, planner: Actor, at: datetime):
    document_id = register_document(data=papers.SCRIPT.encode(), name="kh.txt", actor=planner, at=at)
    for name in ("documents.read", "documents.about", "documents.suggest"):
        page = visit("planner").get(reverse(name, args=[document_id])).content.decode()
        assert "<script>alert" not in page
    page = visit("planner").get(reverse("documents.read", args=[document_id])).content.decode()
    assert "&lt;script&gt;alert(" in page


def test_a_confirmed_suggestion_goes_into_the_plan_by_one_press(visit: Visit, plan_id: int, planner: Actor):
    client = visit("planner")
    client.post(
        reverse("plans.adopt_plan", args=[plan_id]), {"title": "KH 2026", "horizon_from": "2026", "horizon_to": "2030"}
    )
    target = next(item for item in documents.document(planner, plan_id).suggestions if item.kind == "target")
    answer = client.get(reverse("documents.read", args=[plan_id]), {"muc": target.id})
    hidden = answer.context["form"]
    said = {bound.name: hidden[bound.name].value() for bound in hidden}
    said = {name: hidden.fields[name].prepare_value(value) for name, value in said.items()}
    plan = answer.context["plan"].id
    answer = client.post(
        reverse("plans.adopt_suggestion", args=[target.id]),
        {"plan": plan, **{name: value if value is not None else "" for name, value in said.items()}},
    )
    assert answer.status_code == 302
    settled = documents.suggestion(target.id)
    assert (settled.state, settled.settled_ref.partition(":")[0]) == ("adopted", "target")
    page = client.get(reverse("documents.read", args=[plan_id]), {"muc": target.id}).content.decode()
    made = int(settled.settled_ref.partition(":")[2])
    assert f'href="{reverse("plans.target", args=[made])}">Mở chỉ tiêu</a>' in page


def test_the_plan_of_another_document_is_never_chosen_for_this_one(
    visit: Visit, plan_id: int, planner: Actor, at: datetime
):
    other = register_document(data=papers.SCRIPT.encode(), name="kh.txt", actor=planner, at=at)
    horizon = {"title": "Kế hoạch khác", "horizon_from": "2026", "horizon_to": "2030"}
    client = visit("planner")
    client.post(reverse("plans.adopt_plan", args=[other]), horizon)
    duty = next(item for item in documents.document(planner, plan_id).suggestions if item.kind == "duty")
    address = reverse("documents.read", args=[plan_id])
    answer = client.get(address, {"muc": duty.id})
    assert answer.context["plan"] is None
    assert "Chọn kế hoạch…" in answer.text
    hidden = answer.context["form"]
    said = {bound.name: hidden.fields[bound.name].prepare_value(hidden[bound.name].value()) for bound in hidden}
    said = {name: value if value is not None else "" for name, value in said.items()}
    press = reverse("plans.adopt_suggestion", args=[duty.id])
    answer = client.post(press, said)
    assert answer.status_code == 422
    assert "Chưa chọn kế hoạch" in answer.text
    assert documents.suggestion(duty.id).is_open
    client.post(reverse("plans.adopt_plan", args=[plan_id]), {**horizon, "title": "KH riêng"})
    plan = client.get(address, {"muc": duty.id}).context["plan"]
    assert plan.title == "KH riêng"
    answer = client.post(press, {**said, "plan": plan.id}, follow=True)
    became = documents.suggestion(duty.id).settled_ref
    way = reverse("plans.task", args=[int(became.removeprefix("task:"))])
    assert f'href="{way}">Nhiệm vụ</a> đã vào kế hoạch {plan.document_number}.' in answer.text
    assert f"({became})" not in answer.text


def test_a_wrong_correction_comes_back_with_its_errors(visit: Visit, plan_id: int, planner: Actor):
    client = visit("planner")
    client.post(
        reverse("plans.adopt_plan", args=[plan_id]), {"title": "KH", "horizon_from": "2026", "horizon_to": "2030"}
    )
    target = next(item for item in documents.document(planner, plan_id).suggestions if item.kind == "target")
    plan = client.get(reverse("documents.read", args=[plan_id])).context["plan"].id
    said = {"plan": plan, "subject": "", "relation": ">=", "value": "12.34", "by": "mai", "scope": ""}
    answer = client.post(reverse("plans.adopt_suggestion", args=[target.id]), said)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "data-errors" in page
    assert "12.34" in page
    assert "quý IV/2026" in page
    assert documents.suggestion(target.id).is_open


def test_dismissing_goes_on_to_the_next(visit: Visit, plan_id: int, planner: Actor):
    first, second, *_ = documents.document(planner, plan_id).suggestions
    answer = visit("planner").post(reverse("documents.dismiss_suggestion", args=[first.id]))
    assert answer["Location"].endswith(f"?muc={second.id}#m-{second.id}")
    assert documents.suggestion(first.id).state == "dismissed"


def test_a_passage_is_marked_by_hand(visit: Visit, plan_id: int, planner: Actor):
    client = visit("planner")
    address = reverse("documents.suggest", args=[plan_id])
    answer = client.post(address, {"kind": "duty", "anchor": "I.2", "quote": "Các cấp, các ngành triển khai"})
    assert answer.status_code == 302
    item = documents.document(planner, plan_id).suggestions
    assert any(one.by_hand and one.anchor == "I.2" for one in item)
    answer = client.post(address, {"kind": "duty", "anchor": "I.2", "quote": "không có câu này"})
    assert answer.status_code == 422
    assert "Không thấy đoạn này" in answer.content.decode()


def test_the_head_is_corrected_in_vietnamese_dates(visit: Visit, plan_id: int, planner: Actor):
    client = visit("planner")
    address = reverse("documents.correct_metadata", args=[plan_id])
    said = {"direction": "in", "kind": "KH", "number": "18/KH-UBND", "issued_on": "05/11/2026", "title": "Tên mới"}
    assert client.post(address, said).status_code == 302
    row = documents.document(planner, plan_id).row
    assert (f"{row.issued_on}", row.title) == ("2026-11-05", "Tên mới")
    answer = client.post(address, {**said, "issued_on": "32/13/2026"})
    assert answer.status_code == 422
    assert "data-errors" in answer.content.decode()


def test_the_original_is_a_download_and_nothing_else(visit: Visit, plan_id: int):
    answer = visit("sen-hong.reporter").get(reverse("documents.original", args=[plan_id]))
    assert answer.content.decode() == papers.PLAN
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"] == "application/octet-stream"


def test_search_on_the_page_and_its_empty_answer(visit: Visit, plan_id: int):
    client = visit("sen-hong.reporter")
    assert "18/KH-UBND" in client.get(reverse("documents.list"), {"q": "diem tiep nhan"}).content.decode()
    page = client.get(reverse("documents.list"), {"q": "cầu đường"}).content.decode()
    assert "Không có văn bản nào khớp" in page
    assert "18/KH-UBND" not in page


NAMES = ("read", "about", "correct_metadata", "original", "suggest")


@pytest.mark.parametrize("name", NAMES)
def test_strangers_and_nothing_look_the_same(name: str, visit: Visit, plan_id: int):
    hidden = visit("admin").get(reverse(f"documents.{name}", args=[plan_id]))
    absent = visit("planner").get(reverse(f"documents.{name}", args=[10**6]))
    assert (hidden.status_code, absent.status_code) == (404, 404)
    assert visit().get(reverse(f"documents.{name}", args=[plan_id])).status_code == 302


def test_a_reader_may_look_and_not_act(visit: Visit, plan_id: int, planner: Actor):
    client = visit("sen-hong.reporter")
    page = client.get(reverse("documents.read", args=[plan_id])).content.decode()
    assert "Xác nhận <kbd>" not in page
    assert reverse("documents.register_document") not in page
    item = documents.document(planner, plan_id).suggestions[0]
    for name in ("documents.dismiss_suggestion", "plans.adopt_suggestion"):
        assert client.post(reverse(name, args=[item.id])).status_code == 404
    assert client.get(reverse("documents.correct_metadata", args=[plan_id])).status_code == 404
    assert documents.suggestion(item.id).is_open


def test_queries_of_the_desk_are_counted(visit: Visit, plan_id: int, django_assert_max_num_queries):
    client = visit("planner")
    client.get(reverse("documents.read", args=[plan_id]))
    with django_assert_max_num_queries(22):
        client.get(reverse("documents.read", args=[plan_id]))
    with django_assert_max_num_queries(14):
        client.get(reverse("documents.list"))
