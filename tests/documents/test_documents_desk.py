"""The desk's pages: cards alone for its script, many at once, passages drawn anew, undo, tables, pages, addresses."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

import vanban
from pcmt.agencies import queries as agencies
from pcmt.documents import queries as documents
from pcmt.documents.actions.register_document import register_document
from pcmt.documents.models import Document
from pcmt.documents.rules.because import worded
from pcmt.documents.rules.places import place_words, places, turn
from pcmt.kernel.actor import Actor
from pcmt.plans import queries as plans
from pcmt.web.documents.cards import around
from tests.documents import papers
from tests.province import Province

Visit = Callable[..., Client]
CARDS = {"X-Desk": "cards"}
TABLES = papers.PLAN.replace("18/KH-UBND", "21/KH-UBND").replace(
    "Nơi nhận:",
    "IV. CHỈ TIÊU THEO NĂM\n\n| Nội dung | Năm 2026 |\n| Số buổi tuyên truyền | 40 buổi |\n\nNơi nhận:",
    1,
)


@pytest.fixture
def desk(plan_id: int) -> str:
    """The address of the plan at the desk."""
    return reverse("documents.read", args=[plan_id])


@pytest.fixture
def adopted_plan(visit: Visit, plan_id: int) -> int:
    """The plan's document adopted as a plan, to confirm into."""
    said = {"title": "Kế hoạch năm 2026", "horizon_from": "2026", "horizon_to": "2030"}
    visit("planner").post(reverse("plans.adopt_plan", args=[plan_id]), said)
    found = plans.plan_of(plan_id)
    assert found
    return found


def suggestions(planner: Actor, plan_id: int, kind: str) -> list[documents.SuggestionView]:
    return [item for item in documents.document(planner, plan_id).suggestions if item.kind == kind and item.is_open]


def test_the_first_step_stands_in_the_chosen_card_until_there_is_a_plan(visit: Visit, desk: str, plan_id: int):
    step = f'<a class="btn s go" href="{reverse("plans.adopt_plan", args=[plan_id])}">Lập kế hoạch từ văn bản này</a>'
    client = visit("planner")
    card = client.get(desk).text.partition('<article class="card at')[2].partition("</article>")[0]
    assert step in card
    said = {"title": "Kế hoạch năm 2026", "horizon_from": "2026", "horizon_to": "2030"}
    client.post(reverse("plans.adopt_plan", args=[plan_id]), said)
    assert step not in client.get(desk).text


def test_the_desks_script_gets_the_cards_alone(visit: Visit, desk: str, planner: Actor, plan_id: int):
    item = suggestions(planner, plan_id, "duty")[0]
    page = visit("planner").get(desk, {"muc": item.id}, headers=CARDS).text
    assert "<html" not in page
    assert "data-paper" not in page
    assert f'data-chosen="{item.id}"' in page
    assert "đã xử lý 0/" in page


def test_a_card_says_how_sure_the_reader_is_and_why(visit: Visit, desk: str, planner: Actor, plan_id: int):
    item = suggestions(planner, plan_id, "target")[0]
    page = visit("planner").get(desk, {"muc": item.id}, headers=CARDS).text
    assert f"tin cậy {item.confidence // 10}%" in page
    assert worded("target", item.reason, "") != ""
    assert worded("target", item.reason, "") in page
    assert '<b class="cue">' in page


def test_a_cue_is_cut_out_of_its_sentence_or_left_alone():
    assert around("Có ít nhất 60% số xã", "Ít nhất") == ("Có ", "ít nhất", " 60% số xã")
    assert around("Có 60% số xã", "ít nhất") == ("Có 60% số xã", "", "")
    assert around("Có 60% số xã", "") == ("Có 60% số xã", "", "")
    assert worded("duty", "a rule of long ago", "giao") == "Nhận ra nhờ “giao”"
    assert worded("duty", "a rule of long ago", "") == ""


@pytest.mark.parametrize(
    ("anchor", "told"), [("IV.1.a", ""), ("IV~2.1.a", " (lần 2)"), ("dieu-6~3.1", " (lần 3)"), ("", "")]
)
def test_provisions_under_one_number_are_told_apart(anchor: str, told: str):
    assert turn(anchor) == told


def test_a_place_says_each_label_once():
    found = places([("I", "I"), ("I.3", "3"), ("I.3.3.2", "3.2"), ("I.3.3.2.a", "a"), ("IV~2", "IV"), ("IV~2.1", "1")])
    assert (found["I.3.3.2"], found["I.3.3.2.a"], found["IV~2.1"]) == ("I.3.2", "I.3.2.a", "IV (lần 2).1")
    assert places([("dieu-6", "Điều 6"), ("dieu-6.1", "1"), ("3", "3"), ("3.3", "3")])["dieu-6.1"] == "Điều 6.1"
    assert places([("3", "3"), ("3.3", "3")])["3.3"] == "3.3"
    assert places([("3~2", "3"), ("3~2.2", "3.2"), ("3~2.2.a", "a")])["3~2.2.a"] == "3.2 (lần 2).a"
    assert [place_words(one) for one in ("I (lần 2).3", "Điều 6 (lần 2).1", "")] == [
        "mục I (lần 2).3",
        "Điều 6 (lần 2).1",
        "",
    ]


def test_the_cards_alone_bring_the_counts_of_the_navigation(visit: Visit, desk: str, planner: Actor, plan_id: int):
    answer = visit("planner").get(desk, headers=CARDS).text
    waiting = len(documents.document(planner, plan_id).suggestions)
    assert f'{waiting}<span class="unseen"> gợi ý chờ xác nhận' in answer


def test_many_are_listed_first_and_adopted_by_one_press(
    visit: Visit, plan_id: int, adopted_plan: int, planner: Actor, desk: str
):
    client, address = visit("planner"), reverse("plans.adopt_suggestions", args=[plan_id])
    page = client.get(address, {"tu": "50"})
    offered = [row.card.item.id for row in page.context["doing"]]
    assert offered
    assert page.context["title"] in page.text
    for row in page.context["left"]:
        assert row.left in page.text
    answer = client.post(address, {"tu": "50", "plan": adopted_plan, "muc": offered[:2]})
    assert answer.status_code == 302
    assert [documents.suggestion(one).state for one in offered[:2]] == ["adopted", "adopted"]
    assert all(documents.suggestion(one).is_open for one in offered[2:])
    page = client.get(desk).text
    assert "Hoàn tác xác nhận 2 mục" in page


def test_many_need_a_plan_and_only_what_was_listed(visit: Visit, plan_id: int, adopted_plan: int, planner: Actor):
    client, address = visit("planner"), reverse("plans.adopt_suggestions", args=[plan_id])
    item = suggestions(planner, plan_id, "target")[0]
    answer = client.post(address, {"tu": "100", "plan": adopted_plan, "muc": [item.id]})
    assert answer.status_code == 422
    assert "xem lại danh sách" in answer.text
    answer = client.post(address, {"tu": "50", "plan": adopted_plan})
    assert answer.status_code == 422
    assert "Chưa chọn mục nào" in answer.text
    answer = client.post(address, {"tu": "50", "plan": "999999", "muc": [item.id]})
    assert "Chưa chọn kế hoạch" in answer.text
    assert documents.suggestion(item.id).is_open


def test_a_decision_is_taken_back_by_one_press(visit: Visit, plan_id: int, desk: str, planner: Actor):
    client, item = visit("planner"), suggestions(planner, plan_id, "duty")[0]
    client.post(reverse("documents.dismiss_suggestion", args=[item.id]))
    page = client.get(desk)
    last = page.context["last"]
    assert "Hoàn tác loại bỏ" in page.text
    answer = client.post(reverse("documents.undo_decision", args=[plan_id]), {"viec": last.id})
    assert answer["Location"].endswith(f"?muc={item.id}#m-{item.id}")
    assert documents.suggestion(item.id).is_open
    answer = client.post(reverse("documents.undo_decision", args=[plan_id]), {"viec": last.id})
    assert answer.status_code == 409
    assert "đã được hoàn tác" in answer.text
    assert client.post(reverse("documents.undo_decision", args=[plan_id]), {"viec": "x"}).status_code == 404


def test_what_was_adopted_is_taken_back_with_its_target(
    visit: Visit, plan_id: int, adopted_plan: int, desk: str, planner: Actor
):
    client = visit("planner")
    offered = client.get(reverse("plans.adopt_suggestions", args=[plan_id]), {"tu": "50"}).context["doing"]
    ids = [row.card.item.id for row in offered]
    client.post(reverse("plans.adopt_suggestions", args=[plan_id]), {"tu": "50", "plan": adopted_plan, "muc": ids})
    last = client.get(desk).context["last"]
    client.post(reverse("documents.undo_decision", args=[plan_id]), {"viec": last.id, "plan": adopted_plan})
    assert plans.targets(planner, plan_id=adopted_plan) == ()
    assert all(documents.suggestion(one).is_open for one in ids)


def test_a_passage_is_split_where_the_person_breaks_the_line(
    visit: Visit, plan_id: int, adopted_plan: int, desk: str, planner: Actor
):
    client, item = visit("planner"), suggestions(planner, plan_id, "target")[0]
    assert 'name="pieces"' in client.get(desk, {"muc": item.id, "tach": 1}).text
    words = item.quote.split()
    address = reverse("documents.split_suggestion", args=[item.id])
    answer = client.post(address, {"pieces": "\n".join([" ".join(words[:4]), " ".join(words[4:])])})
    assert answer.status_code == 302
    assert "sua=1" in answer["Location"]
    assert documents.suggestion(item.id).state == "redrawn"
    answer = client.post(reverse("documents.split_suggestion", args=[item.id + 1]), {"pieces": "chữ lạ\nchữ khác"})
    assert answer.status_code == 422
    assert "chữ khác" in answer.text
    assert "Không thấy" in answer.text


def test_a_passage_is_widened_by_a_press_and_moved_by_its_words(
    visit: Visit, plan_id: int, adopted_plan: int, desk: str, planner: Actor
):
    client, item = visit("planner"), suggestions(planner, plan_id, "target")[0]
    assert "data-passage" in client.get(desk, {"muc": item.id, "doan": 1}).text
    client.post(reverse("documents.resize_suggestion", args=[item.id]), {"den": "doan"})
    wider = next(one for one in suggestions(planner, plan_id, "target") if one.by_hand)
    assert len(wider.quote) > len(item.quote)
    address = reverse("documents.resize_suggestion", args=[wider.id])
    answer = client.post(address, {"quote": "không có trong văn bản"})
    assert answer.status_code == 422
    assert "không có trong văn bản" in answer.text
    client.post(address, {"quote": item.quote})
    assert item.quote in {one.quote for one in suggestions(planner, plan_id, "target")}


def test_neighbours_are_joined_by_one_press(visit: Visit, plan_id: int, adopted_plan: int, desk: str, planner: Actor):
    client, item = visit("planner"), suggestions(planner, plan_id, "target")[0]
    words = item.quote.split()
    pieces = "\n".join([" ".join(words[:4]), " ".join(words[4:])])
    client.post(reverse("documents.split_suggestion", args=[item.id]), {"pieces": pieces})
    one, two = (piece for piece in suggestions(planner, plan_id, "target") if piece.by_hand)
    page = client.get(desk, {"muc": one.id})
    assert page.context["desk"].joins_id == two.id
    client.post(reverse("documents.join_suggestions", args=[one.id]), {"voi": two.id})
    (joined,) = (piece for piece in suggestions(planner, plan_id, "target") if piece.by_hand)
    assert (joined.start, joined.end) == (item.start, item.end)


def test_what_the_plan_has_is_offered_as_another_source(
    visit: Visit, plan_id: int, adopted_plan: int, desk: str, planner: Actor, at: datetime
):
    again = papers.PLAN.replace("18/KH-UBND", "22/KH-UBND")
    other = register_document(data=again.encode(), name="kh-22.txt", actor=planner, at=at)
    client = visit("planner")
    listed = reverse("plans.adopt_suggestions", args=[plan_id])
    ids = [row.card.item.id for row in client.get(listed, {"tu": "50"}).context["doing"]]
    client.post(listed, {"tu": "50", "plan": adopted_plan, "muc": ids})
    item = suggestions(planner, other, "target")[0]
    page = client.get(reverse("documents.read", args=[other]), {"muc": item.id, "ke_hoach": adopted_plan})
    known = page.context["proposal"].known
    assert known.same
    assert "Kế hoạch đã có" in page.text
    rows = client.get(reverse("plans.adopt_suggestions", args=[other]), {"tu": "50", "ke_hoach": adopted_plan})
    assert item.id in {row.card.item.id for row in rows.context["left"]}
    client.post(reverse("plans.link_source", args=[item.id]), {"muc_da_co": known.reference, "plan": adopted_plan})
    assert documents.suggestion(item.id).settled_ref == known.reference
    assert again.partition("Số: ")[2][:10] in client.get(reverse("plans.target", args=[known.id])).text


def test_who_is_meant_is_chosen_once(
    visit: Visit, province: Province, planner: Actor, at: datetime, adopted_plan: int, plan_id: int
):
    text = papers.PLAN.replace("18/KH-UBND", "23/KH-UBND").replace("2. Sở Y tế\n", "2. Sở LĐTBXH\n")
    other = register_document(data=text.encode(), name="kh-23.txt", actor=planner, at=at)
    client, health = visit("planner"), province.agencies["health"]
    item = next(
        one for one in suggestions(planner, other, "duty") if getattr(one.payload, "leads", ()) == ("Sở LĐTBXH",)
    )
    desk = reverse("documents.read", args=[other])
    page = client.get(desk, {"muc": item.id, "ke_hoach": adopted_plan})
    assert [one.name for one in page.context["unknown"]] == ["Sở LĐTBXH"]
    hidden = page.context["form"]
    said = {bound.name: hidden.fields[bound.name].prepare_value(hidden[bound.name].value()) or "" for bound in hidden}
    said |= {"plan": adopted_plan, "called_name": ["Sở LĐTBXH"], "called_agency": [health]}
    answer = client.post(reverse("plans.adopt_suggestion", args=[item.id]), said)
    assert answer.status_code == 302
    (task,) = (one for one in plans.tasks(planner, plan_id=adopted_plan) if one.suggestion_id == item.id)
    assert [party.agency_id for party in task.leads] == [health]
    assert plans.parties(["Sở LĐTBXH"], on=at.date()).ids == (health,)
    page = client.get(reverse("agencies.agency", args=[health])).text
    assert "Tên đã ghi nhớ" in page
    client.post(reverse("agencies.forget_alias", args=[health]), {"ten": "Sở LĐTBXH"})
    assert "Tên đã ghi nhớ" not in client.get(reverse("agencies.agency", args=[health])).text


def _said_as_proposed(page, plan_id: int) -> dict[str, object]:
    hidden = page.context["form"]
    said = {bound.name: hidden.fields[bound.name].prepare_value(hidden[bound.name].value()) or "" for bound in hidden}
    return said | {"plan": plan_id}


def test_who_confirms_what_lacks_its_indicator_or_agency_is_told(
    visit: Visit, planner: Actor, at: datetime, adopted_plan: int
):
    text = papers.PLAN.replace("18/KH-UBND", "24/KH-UBND").replace("2. Sở Y tế\n", "2. Sở LĐTBXH\n")
    other = register_document(data=text.encode(), name="kh-24.txt", actor=planner, at=at)
    client, desk = visit("planner"), reverse("documents.read", args=[other])
    duties = suggestions(planner, other, "duty")
    unknown = next(one for one in duties if getattr(one.payload, "leads", ()) == ("Sở LĐTBXH",))
    told = {}
    for item, changed in (
        (unknown, {}),
        (suggestions(planner, other, "target")[0], {"indicator": ""}),
        (suggestions(planner, other, "target")[1], {"indicator": "T1b"}),
    ):
        page = client.get(desk, {"muc": item.id, "ke_hoach": adopted_plan})
        address = reverse("plans.adopt_suggestion", args=[item.id])
        told[item.id] = client.post(address, _said_as_proposed(page, adopted_plan) | changed, follow=True).text
    without_agency, without_indicator, whole = told.values()
    assert "chưa giao được cho cơ quan nào: “Sở LĐTBXH” chưa có trong danh mục. <a" in without_agency
    assert "chưa gắn chỉ số: tiến độ chưa tự tính được. <a" in without_indicator
    assert "chưa gắn chỉ số: tiến độ" not in whole


def test_tables_are_drawn_as_tables(visit: Visit, planner: Actor, at: datetime):
    document_id = register_document(data=TABLES.encode(), name="kh-21.txt", actor=planner, at=at)
    assert documents.document(planner, document_id).cells
    page = visit("planner").get(reverse("documents.read", args=[document_id])).text
    table = re.search(r'<div class="grille">.*?</table>', page, re.DOTALL)
    assert table
    assert table[0].count("<tr>") == 2
    assert table[0].count("<th") == 2
    assert "40 buổi" in table[0]


def test_every_provision_has_an_address(visit: Visit, plan_id: int, desk: str):
    client = visit("planner")
    for name in ("III.1.a", "1.a"):
        answer = client.get(reverse("documents.provision", args=[plan_id, name]))
        assert answer["Location"] == f"{desk}#p-III.1.a"
    assert client.get(reverse("documents.provision", args=[plan_id, "IX.9"])).status_code == 404
    assert reverse("documents.provision", args=[plan_id, "III.1.a"]) in client.get(desk).text


def test_a_page_of_the_file_is_a_private_picture(
    visit: Visit, plan_id: int, desk: str, monkeypatch: pytest.MonkeyPatch
):
    drawn: list[int] = []
    monkeypatch.setattr(
        documents.paper.vanban, "page_image", lambda data, number, *, width: drawn.append(number) or b"\x89PNG"
    )
    client = visit("planner")
    address = reverse("documents.sheet", args=[plan_id, 2])
    assert client.get(address).status_code == 404
    half = papers.PLAN.index("II. MỤC TIÊU")
    Document.objects.filter(id=plan_id).update(sheets=[[1, 0, half, 1], [2, half, len(papers.PLAN), 1]])
    answer = client.get(address)
    assert (answer["Content-Type"], answer.content) == ("image/png", b"\x89PNG")
    assert "private" in answer["Cache-Control"]
    assert client.get(address, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    assert drawn == [2]
    assert client.get(reverse("documents.sheet", args=[plan_id, 3])).status_code == 404
    assert visit("admin").get(address).status_code == 404
    page = client.get(desk).text
    assert page.count('class="leaf"') == 2
    assert page.count(f'src="{address}"') == 1
    assert "<img" not in client.get(desk, {"anh": "0"}).text


def test_keys_are_handed_out_to_those_who_may(visit: Visit, plan_id: int, planner: Actor):
    client, address = visit("planner"), reverse("documents.export_keys", args=[plan_id])
    assert client.post(address).status_code == 409
    client.post(reverse("documents.dismiss_suggestion", args=[suggestions(planner, plan_id, "duty")[0].id]))
    answer = client.post(address)
    assert answer["Content-Disposition"].startswith("attachment")
    assert json.loads(answer.content)["metadata"]["number"] == "18/KH-UBND"
    assert visit("health-reporter").post(address).status_code == 404


def test_what_is_sent_after_the_session_ended_is_said_not_saved(visit: Visit, planner: Actor, plan_id: int):
    item = suggestions(planner, plan_id, "duty")[0]
    answer = visit().post(reverse("documents.dismiss_suggestion", args=[item.id]), headers=CARDS)
    assert answer.status_code == 302
    assert "dang-nhap" in answer["Location"]
    assert documents.suggestion(item.id).is_open


def test_a_refusal_is_told_to_the_script_in_words(visit: Visit, planner: Actor, plan_id: int):
    client, item = visit("planner"), suggestions(planner, plan_id, "duty")[0]
    address = reverse("documents.dismiss_suggestion", args=[item.id])
    client.post(address)
    answer = client.post(address, headers={**CARDS, "Accept": "text/html, application/json"})
    assert answer.status_code == 409
    assert "từ trước" in answer.json()["message"]


def test_questions_of_the_desk_do_not_grow_with_suggestions(
    visit: Visit,
    plan_id: int,
    adopted_plan: int,
    desk: str,
    planner: Actor,
    at: datetime,
    django_assert_max_num_queries,
):
    longer = papers.PLAN.replace("18/KH-UBND", "24/KH-UBND").replace(
        "\n\nNơi nhận",
        "".join(f"\n{n}. Sở Tư pháp\nChủ trì tuyên truyền đợt {n}." for n in range(3, 60)) + "\n\nNơi nhận",
    )
    many = register_document(data=longer.encode(), name="kh-24.txt", actor=planner, at=at)
    assert len(documents.document(planner, many).suggestions) > 50
    client = visit("planner")
    client.get(desk)
    for document_id in (plan_id, many):
        address = reverse("documents.read", args=[document_id])
        with django_assert_max_num_queries(30):
            client.get(address, {"ke_hoach": adopted_plan})
        with django_assert_max_num_queries(28):
            client.get(reverse("plans.adopt_suggestions", args=[document_id]), {"tu": "50", "ke_hoach": adopted_plan})


@pytest.mark.parametrize(
    "name",
    ["documents.split_suggestion", "documents.join_suggestions", "documents.resize_suggestion", "plans.link_source"],
)
def test_readers_redraw_nothing(name: str, visit: Visit, planner: Actor, plan_id: int):
    item = suggestions(planner, plan_id, "target")[0]
    said = {"pieces": "a\nb", "quote": "x", "voi": item.id, "muc_da_co": "target:1"}
    assert visit("health-reporter").post(reverse(name, args=[item.id]), said).status_code == 404
    reopened = visit("planner").get(reverse(name, args=[item.id]), follow=True)
    assert reopened.redirect_chain[-1] == (f"/van-ban/{plan_id}/?muc={item.id}#goi-y", 302)
    assert documents.suggestion(item.id).is_open


def test_what_is_left_is_not_promised_and_each_target_tells_its_indicator(
    visit: Visit, plan_id: int, adopted_plan: int, desk: str
):
    client, address = visit("planner"), reverse("plans.adopt_suggestions", args=[plan_id])
    least, count = client.get(desk).context["many"]
    page = client.get(address, {"tu": str(least)})
    assert len(page.context["doing"]) == count
    shown = [row for row in page.context["doing"] if row.card.item.kind == "target"]
    assert shown
    for row in shown:
        assert (row.proposal.indicator_label or "không gắn chỉ số") in page.text


def test_where_all_that_is_sure_is_left_the_reason_is_said(
    visit: Visit, plan_id: int, adopted_plan: int, desk: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("pcmt.web.documents.sure._why_left", lambda item, proposal: "cơ quan chưa rõ")
    client, address = visit("planner"), reverse("plans.adopt_suggestions", args=[plan_id])
    page = client.get(address, {"tu": "50"})
    assert page.context["title"] == f"{len(page.context['left'])} mục tin cậy từ 50% đều cần người chọn"
    assert "Không có mục nào" not in page.text
    assert client.get(desk).context["many"] is None


UNKNOWN = papers.PLAN.replace("18/KH-UBND", "27/KH-UBND").replace("Sở Y tế", "Chi cục Dân số khu vực IX")


def test_unknown_names_are_asked_once_before_many_are_confirmed(
    visit: Visit, planner: Actor, province: Province, at: datetime
):
    held = register_document(data=UNKNOWN.encode(), name="kh-27.txt", actor=planner, at=at)
    client = visit("planner")
    address = reverse("plans.adopt_suggestions", args=[held])
    page = client.get(address, {"tu": "50"})
    assert [one.name for one in page.context["unknown"]] == ["Chi cục Dân số khu vực IX"]
    left = {
        row.card.item.id
        for row in page.context["left"]
        if "Chi cục" in " ".join(getattr(row.card.item.payload, "leads", ()))
    }
    assert left
    said = {"called_name": ["Chi cục Dân số khu vực IX"], "called_agency": [province.agencies["health"]], "tu": "50"}
    answer = client.post(reverse("agencies.learn_aliases", args=[held]), said)
    assert answer["Location"] == f"{address}?tu=50"
    again = client.get(address, {"tu": "50"})
    assert again.context["unknown"] == ()
    assert left <= {row.card.item.id for row in again.context["doing"]}


def test_no_name_chosen_teaches_nothing(visit: Visit, plan_id: int, province: Province):
    said = {"called_name": ["Chi cục Dân số"], "called_agency": [""], "tu": "90"}
    assert visit("planner").post(reverse("agencies.learn_aliases", args=[plan_id]), said).status_code == 302
    assert agencies.learned_aliases(province.agencies["health"]) == ()


def test_the_list_names_who_helps_and_how_often_in_the_documents_words(
    visit: Visit, planner: Actor, province: Province, at: datetime
):
    text = papers.PLAN.replace("18/KH-UBND", "28/KH-UBND").replace(
        "\n\nNơi nhận",
        "\n3. Sở Y tế\nHằng năm, chủ trì, phối hợp với Ủy ban nhân dân các xã, phường rà soát điểm tư vấn.\n\nNơi nhận",
    )
    held = register_document(data=text.encode(), name="kh-28.txt", actor=planner, at=at)
    page = visit("planner").get(reverse("plans.adopt_suggestions", args=[held]), {"tu": "50"}).text
    assert re.search(r"<summary>Ủy ban nhân dân các xã, phường \(\d+ cơ quan\)</summary>", page)
    assert "<small>hằng năm</small>" in page


def test_what_was_learned_by_mistake_is_forgotten_from_the_card(
    visit: Visit, planner: Actor, province: Province, at: datetime
):
    held = register_document(data=UNKNOWN.encode(), name="kh-27.txt", actor=planner, at=at)
    agency_id = province.agencies["finance"] if "finance" in province.agencies else province.agencies["police"]
    client = visit("planner")
    said = {"called_name": ["Chi cục Dân số khu vực IX"], "called_agency": [agency_id], "tu": "50"}
    client.post(reverse("agencies.learn_aliases", args=[held]), said)
    client.post(reverse("plans.adopt_plan", args=[held]), {"title": "KH", "horizon_from": "2026", "horizon_to": "2030"})
    view = documents.document(planner, held)
    item = next(
        one
        for one in view.suggestions
        if isinstance(one.payload, documents.ProposedDuty) and "Chi cục Dân số khu vực IX" in one.payload.leads
    )
    desk = reverse("documents.read", args=[held])
    assert "bỏ ghi nhớ" in client.get(desk, {"muc": item.id}, headers=CARDS).text
    answer = client.post(
        reverse("agencies.forget_alias", args=[agency_id]),
        {"ten": "Chi cục Dân số khu vực IX", "goi_y": item.id},
    )
    assert answer["Location"].startswith(f"{desk}?muc={item.id}")
    page = client.get(desk, {"muc": item.id}, headers=CARDS).text
    assert "bỏ ghi nhớ" not in page
    assert "“Chi cục Dân số khu vực IX” là" in page  # asked again


def test_what_holds_for_everybody_is_not_counted_as_work_that_waits(visit: Visit, planner: Actor, plan_id: int):
    client, listing = visit("planner"), reverse("documents.list")
    waiting = documents.open_suggestions_count(planner)
    assert waiting
    assert f"{waiting} gợi ý chờ xác nhận trong văn bản" in client.get(listing).text
    Document.objects.filter(id=plan_id).update(kind="NĐ")
    assert documents.open_suggestions_count(planner) == 0
    assert documents.documents(planner, waiting=True).rows == ()
    page = client.get(listing).text
    assert "gợi ý chờ xác nhận trong" not in page
    assert f"{waiting} gợi ý để tham khảo" in page


def test_the_nearest_agencies_are_filled_in_but_not_remembered_unseen(
    visit: Visit, planner: Actor, at: datetime, adopted_plan: int
):
    text = papers.PLAN.replace("18/KH-UBND", "44/KH-UBND").replace("Công an tỉnh", "Công an thành phố")
    document_id = register_document(data=text.encode(), name="kh.txt", actor=planner, at=at)
    client, address = visit("planner"), reverse("plans.adopt_suggestions", args=[document_id])
    asked = {"tu": 80, "ke_hoach": adopted_plan}
    page = client.get(address, asked)
    (unknown,) = page.context["unknown"]
    assert (unknown.name, unknown.likely[0].name) == ("Công an thành phố", "Công an tỉnh Hoa Mai")
    nearest = f'value="{unknown.likely[0].id}" selected'
    assert nearest not in page.text
    assert "Chọn các đề xuất gần nhất (1 tên)" in page.text
    filled = client.get(address, {**asked, "gan": 1}).text
    assert nearest in filled
    assert "chưa ghi nhớ" in filled
    assert client.get(address, asked).context["unknown"] == (unknown,)


def test_no_picture_is_promised_of_a_file_without_pages(visit: Visit, planner: Actor, at: datetime):
    reading = vanban.read(papers.PLAN)
    scanned = replace(reading, sheets=(vanban.Sheet(1, 0, len(reading.text), by_ocr=True),), format="pdf")
    document_id = register_document(data=vanban.to_akn(scanned), name="kh.xml", actor=planner, at=at)
    page = visit("planner").get(reverse("documents.read", args=[document_id])).text
    assert "Ảnh trang" not in page
    assert reverse("documents.sheet", args=[document_id, 1]) not in page
