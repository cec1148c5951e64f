"""What somebody new to the desk looked for: limits in words, scans compared, reasons by number, words not cut."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

import vanban
from pcmt.documents import queries as documents
from pcmt.documents import storing
from pcmt.documents.actions.register_document import register_document
from pcmt.documents.actions.reread_document import reread_document
from pcmt.documents.endings import Endings
from pcmt.documents.models import Document
from pcmt.documents.rules.doubts import doubtful_words
from pcmt.documents.rules.identity import Identity
from pcmt.kernel.actor import Actor
from pcmt.plans import queries as plans
from pcmt.plans.actions.adopt_plan import adopt_plan
from pcmt.plans.actions.adopt_suggestion import adopt_suggestion
from pcmt.plans.rules.inputs import BadTarget
from pcmt.rulebook.queries import book
from pcmt.web.documents.cards import card
from tests.documents import papers
from vanban.read.sureness import with_sureness

Visit = Callable[..., Client]
SOON = papers.PLAN.replace(
    "hoàn thành trong quý IV/2026", "báo cáo trong thời hạn 10 ngày làm việc kể từ ngày nhận được hướng dẫn của Bộ Y tế"
)
LAW = "Luật Phòng, chống ma túy"


@pytest.fixture
def adopted(planner: Actor, at):
    """Registers a text and adopts it as a plan; gives both identifiers."""

    def adopt(text: str) -> tuple[int, int]:
        document_id = register_document(data=text.encode(), name="kh.txt", actor=planner, at=at)
        horizon = (date(2026, 1, 1), date(2030, 12, 31))
        return document_id, adopt_plan(document_id=document_id, title="KH", horizon=horizon, actor=planner, at=at)

    return adopt


def test_a_limit_in_words_goes_into_the_plan_and_a_person_may_set_the_day(adopted, visit: Visit, planner: Actor, at):
    document_id, plan_id = adopted(SOON)
    item = next(one for one in documents.document(planner, document_id).suggestions if "Hướng dẫn" in one.quote)
    client, desk = visit("planner"), reverse("documents.read", args=[document_id])
    page = client.get(desk, {"muc": item.id, "ke_hoach": plan_id}).text
    assert "trong thời hạn 10 ngày làm việc kể từ ngày nhận được hướng dẫn của Bộ Y tế" in page
    assert "không nêu ngày; bấm Sửa để đặt ngày" in page
    form = client.get(desk, {"muc": item.id, "ke_hoach": plan_id, "sua": "1"}).context["form"]
    said = {name: value or "" for name, value in form.initial.items()} | {"plan": plan_id, "due_on": "20/3/2026"}
    assert client.post(reverse("plans.adopt_suggestion", args=[item.id]), said).status_code == 302
    (task,) = plans.tasks(planner, plan_id)
    assert (task.due_on, task.within[:21]) == (date(2026, 3, 20), "trong thời hạn 10 ngà")
    assert "kể từ ngày nhận được hướng dẫn" in client.get(reverse("plans.plan", args=[plan_id])).text
    assert "văn bản ghi: trong thời hạn" in client.get(reverse("plans.task", args=[task.id])).text


def test_the_cell_under_thoi_han_is_the_limit_of_its_row(planner: Actor, at):
    head = "| TT | Nhiệm vụ | Chủ trì | Thời hạn (ngày) |\n| --- | --- | --- | --- |\n"
    rows = f"{head}| 1 | Rà soát người nghiện | Sở Y tế | 10 |\n"
    text = papers.PLAN.replace("2. Sở Y tế", f"{rows}2. Sở Y tế")
    document_id = register_document(data=text.encode(), name="kh.md", actor=planner, at=at)
    view = documents.document(planner, document_id)
    item = next(one for one in view.suggestions if "Rà soát" in one.quote)
    assert documents.time_limit(view, item) == "Thời hạn (ngày): 10"


def test_a_target_from_a_scan_is_adopted_once_its_figure_was_compared(adopted, visit: Visit, planner: Actor, at):
    document_id, plan_id = adopted(papers.PLAN)
    length = len(Document.objects.get(id=document_id).text)
    Document.objects.filter(id=document_id).update(sheets=[[1, 0, length, 1]])
    item = next(one for one in documents.document(planner, document_id).suggestions if "60%" in one.quote)
    assert item.scanned_page == 1
    proposal = plans.propose_target(item, on=at.date(), horizon_to=date(2030, 12, 31))
    said = proposal.as_read()
    assert said is not None
    with pytest.raises(BadTarget) as refused:
        adopt_suggestion(suggestion_id=item.id, plan_id=plan_id, correction=said, actor=planner, at=at)
    assert "compared" in refused.value.fields
    client, desk = visit("planner"), reverse("documents.read", args=[document_id])
    page = client.get(desk, {"muc": item.id, "ke_hoach": plan_id}).text
    assert "Chữ đọc từ ảnh quét" in page
    assert 'name="compared" value="on" data-key="c"' in page
    assert re.search(r'data-key="enter"[^>]*data-why="[^"]*bấm C', page)
    assert reverse("documents.sheet", args=[document_id, 1]) in page
    form = client.get(desk, {"muc": item.id, "ke_hoach": plan_id, "sua": "1"}).context["form"]
    fields = {
        bound.name: bound.value() if bound.value() is not None else "" for bound in form if bound.name != "compared"
    }
    fields |= {"plan": plan_id, "by": "2030", "value": "60"}
    address = reverse("plans.adopt_suggestion", args=[item.id])
    answer = client.post(address, fields)
    assert answer.status_code == 422
    assert "Đối chiếu với ảnh trang" in answer.text
    assert client.post(address, fields | {"compared": "on"}).status_code == 302
    assert documents.suggestion(item.id).state == "adopted"
    many = client.get(reverse("plans.adopt_suggestions", args=[document_id]), {"tu": "50", "ke_hoach": plan_id})
    assert all(row.card.item.kind == "duty" for row in many.context["doing"])
    assert any("đối chiếu con số" in row.left for row in many.context["left"])


def test_what_was_read_unsurely_is_less_sure_says_why_and_is_underlined(
    adopted, visit: Visit, planner: Actor, at, monkeypatch: pytest.MonkeyPatch
):
    reading = vanban.read(papers.PLAN)
    start = reading.text.index("60%")
    scanned = replace(
        reading,
        sheets=(vanban.Sheet(1, 0, len(reading.text), True, 95),),
        unsure=(vanban.Unsure(start, start + 3, 50),),
    )
    monkeypatch.setattr(storing, "read", lambda data, name: with_sureness(scanned))
    monkeypatch.setattr(storing.vanban, "page_count", lambda data: 1)
    document_id, plan_id = adopted(papers.PLAN)
    items = documents.document(planner, document_id).suggestions
    target = next(one for one in items if "60%" in one.quote)
    assert (target.sureness, target.confidence) == (50, round(500 * reading.targets[0].confidence))
    assert all(one.sureness == 100 for one in items if one.kind == "duty")
    desk = reverse("documents.read", args=[document_id])
    page = visit("planner").get(desk, {"muc": target.id, "ke_hoach": plan_id}).text
    assert "máy chỉ chắc 50% nên hạ độ tin cậy" in page
    assert f"tin cậy {target.confidence // 10}%" in page
    assert re.search(r'<mark class="doubt"[^>]*>60</mark>', page)
    reread_document(document_id=document_id, actor=planner, at=at)
    assert documents.suggestion(target.id) == target


@pytest.mark.parametrize(
    ("text", "doubted"),
    [
        ("tỷ lệ xã không ma túy đạt l00%", ["l00"]),
        ("có ít nhất 5O% số xã", ["5O"]),
        ("tuyên truyềnn tại các xã", ["truyềnn"]),
        ("KH số 18/KH-UBND của UBND tỉnh, quý IV/2026, 5 km, nhóm 2A", []),
    ],
)
def test_words_that_recognition_may_have_got_wrong_are_marked(text: str, doubted: list[str]):
    assert [text[start:end] for start, end in doubtful_words(text)] == doubted


def test_a_suggestion_is_dismissed_with_its_reason_in_one_step(visit: Visit, plan_id: int, planner: Actor):
    item = documents.document(planner, plan_id).suggestions[0]
    client = visit("planner")
    page = client.get(reverse("documents.read", args=[plan_id]), {"muc": item.id, "bo": "1"}).text
    assert 'value="trùng với mục khác của văn bản" data-key="2"' in page
    client.post(reverse("documents.dismiss_suggestion", args=[item.id]), {"reason": "trùng với mục khác của văn bản"})
    assert documents.suggestion(item.id).settled_reason == "trùng với mục khác của văn bản"


@pytest.mark.parametrize(
    ("named_on", "ended"),
    [(date(2026, 3, 1), True), (date(2026, 7, 1), False), (date(2019, 5, 1), False), (None, False)],
)
def test_a_law_named_by_its_title_alone_is_the_one_in_force_that_day(named_on: date | None, ended: bool):
    found = Endings(book().successions).of(Identity("", name=LAW), named_on)
    assert (found is not None and found.number == "73/2021/QH14") is ended


WHOLE = documents.ProposedTarget(relation=">=", value="60", unit="%", subject="số xã", by="2030")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("và trên 90% người nghiện được tư vấn", (">", "90", "%", "2030", "")),
        ("giảm ít nhất 5% số vụ phạm tội hằng năm", ("decrease>=", "5", "%", "2030", "year")),
        ("80 xã có đội tình nguyện trong năm 2027", ("=", "80", "xã", "2027", "")),
        ("80% số trường học", (">=", "80", "%", "2030", "")),
        ("trên địa bàn tỉnh", (">=", "60", "%", "2030", "")),
    ],
)
def test_each_part_of_a_split_target_is_read_for_itself(words: str, said: tuple[str, ...]):
    read = documents.payload_of_piece(WHOLE, words)
    assert isinstance(read, documents.ProposedTarget)
    assert (read.relation, read.value, read.unit, read.by, read.every) == said


NOBODY = papers.PLAN.replace(
    "III. PHÂN CÔNG NHIỆM VỤ",
    "III. NHIỆM VỤ, GIẢI PHÁP\n1. Nâng cao chất lượng quản lý người điều trị nghiện tại cộng đồng\n"
    "Hoạt động tư vấn gắn với phòng ngừa ở từng địa bàn dân cư, lồng ghép với phong trào của khu phố, trường học.\n"
    "IV. PHÂN CÔNG NHIỆM VỤ",
)


def test_a_section_that_names_nobody_says_so_and_an_agency_is_chosen(adopted, visit: Visit, planner: Actor):
    document_id, plan_id = adopted(NOBODY)
    view = documents.document(planner, document_id)
    (silent,) = documents.silent_sections(view.provisions, view.suggestions)
    assert silent.section.place == "III.1"
    assert [part.anchor for part in silent.points] == ["III.1"]
    client, desk = visit("planner"), reverse("documents.read", args=[document_id])
    page = client.get(desk, {"ke_hoach": plan_id}).text
    assert "1 mục không nêu cơ quan chủ trì" in page
    address = reverse("documents.suggest", args=[document_id])
    said = {"kind": "duty", "anchor": "III.1", "quote": "quản lý người điều trị nghiện tại cộng đồng"}
    answer = client.post(address, said, follow=True)
    assert "Mục này không nêu cơ quan chủ trì" in answer.text
    likely = [one.name for one in answer.context["unnamed"].likely]
    assert likely == ["Sở Y tế"]
    item = answer.context["desk"].chosen.item
    form = {"plan": plan_id, "title": "Quản lý người điều trị nghiện", "every": ""}
    adopt = reverse("plans.adopt_suggestion", args=[item.id])
    refused = client.post(adopt, form)
    assert refused.status_code == 422
    assert "Chọn ít nhất một cơ quan chủ trì" in refused.text
    chosen = {**form, "lead_agency": str(answer.context["unnamed"].likely[0].id)}
    assert client.post(adopt, chosen).status_code == 302
    (task,) = plans.tasks(planner, plan_id)
    assert task.leads_text == "Sở Y tế"
    assert "không nêu cơ quan chủ trì</summary>" not in client.get(desk).text


POINTS = papers.PLAN.replace(
    "III. PHÂN CÔNG NHIỆM VỤ",
    "III. NHIỆM VỤ, GIẢI PHÁP\n1. Nâng cao chất lượng quản lý người điều trị nghiện tại cộng đồng\n"
    "a) Gắn hoạt động tư vấn với phòng ngừa ở từng địa bàn dân cư.\n"
    "b) Lồng ghép tư vấn với phong trào của khu phố, trường học.\n"
    "IV. PHÂN CÔNG NHIỆM VỤ",
)


def test_a_silent_section_is_told_point_by_point_each_to_be_given_to_somebody(adopted, visit: Visit, planner: Actor):
    document_id, _ = adopted(POINTS)
    view = documents.document(planner, document_id)
    (silent,) = documents.silent_sections(view.provisions, view.suggestions)
    assert [part.place for part in silent.points] == ["III.1.a", "III.1.b"]
    page = visit("planner").get(reverse("documents.read", args=[document_id])).text
    assert page.count(">Giao việc</a>") == 2
    assert "<summary>2 mục không nêu cơ quan chủ trì</summary>" in page
    form = visit("planner").get(reverse("documents.suggest", args=[document_id]), {"muc": "III.1.b"}).context["form"]
    assert form["quote"].value() == "Lồng ghép tư vấn với phong trào của khu phố, trường học."
    assert documents.find_passage(view, form["quote"].value(), "III.1.b")


def test_what_names_its_lead_is_not_silent_once_it_is_dismissed(adopted, visit: Visit, planner: Actor):
    document_id, _ = adopted(POINTS)
    address = reverse("documents.dismiss_suggestions", args=[document_id])
    assert visit("planner").post(address, {"reason": "chỉ để tham khảo"}).status_code == 302
    view = documents.document(planner, document_id)
    assert any(one.state == "dismissed" and one.kind == "duty" for one in view.suggestions)
    assert [one.section.place for one in documents.silent_sections(view.provisions, view.suggestions)] == ["III.1"]


def test_the_card_of_a_target_tells_the_limit_that_names_no_day(adopted, planner: Actor):
    text = papers.PLAN.replace("CHỈ TIÊU\n", "CHỈ TIÊU\n\n1. Sau 02 năm kể từ ngày ban hành, 90% bản có lưới.", 1)
    document_id, _ = adopted(text)
    view = documents.document(planner, document_id)
    item = next(one for one in view.suggestions if "90%" in one.quote)
    assert ("Thời hạn", "Sau 02 năm kể từ ngày ban hành") in card(view, item).terms


def test_a_day_of_each_month_is_called_a_day(planner: Actor, at):
    text = papers.PLAN.replace("hoàn thành trong quý IV/2026", "báo cáo kết quả trước ngày 10 hằng tháng")
    view = documents.document(planner, register_document(data=text.encode(), name="kh.txt", actor=planner, at=at))
    told = [dict(card(view, item).terms) for item in view.suggestions]
    assert ("ngày 10", "hằng tháng") in {(one.get("Thời hạn"), one.get("Lặp lại")) for one in told}


def test_dismissing_all_on_the_desk_can_be_taken_back(visit: Visit, plan_id: int):
    client, desk = visit("planner"), reverse("documents.read", args=[plan_id])
    waiting = client.get(desk).context["desk"].counts["cho"]
    assert "Bỏ qua gợi ý của cả văn bản" in client.get(desk).text
    address = reverse("documents.dismiss_suggestions", args=[plan_id])
    assert client.post(address, {"reason": " "}).status_code == 409
    done = client.post(address, {"reason": "chỉ để tham khảo"}, follow=True)
    assert f"Đã bỏ qua {waiting} gợi ý" in done.text
    assert "Không mục nào được đưa vào kế hoạch" in done.text
    assert "Bỏ qua gợi ý của cả văn bản" not in done.text
    undone = client.post(
        reverse("documents.undo_decision", args=[plan_id]), {"viec": done.context["last"].id}, follow=True
    )
    assert undone.context["desk"].counts == {"cho": waiting, "xong": 0, "bo": 0}
    assert "Bỏ qua gợi ý của cả văn bản" not in visit("health-reporter").get(desk).text
