"""Drafts made outside: kept, submitted, given back, taken back signed; and the books in which all is written."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from pcmt.agencies.models import Post
from pcmt.documents import queries as documents
from pcmt.documents.actions.begin_draft import begin_draft
from pcmt.documents.actions.issue_draft import issue_draft
from pcmt.documents.actions.register_document import register_document
from pcmt.documents.actions.return_draft import return_draft
from pcmt.documents.actions.revise_draft import revise_draft
from pcmt.documents.actions.submit_draft import submit_draft
from pcmt.documents.drafting import CannotDraft
from pcmt.documents.models import Document, Draft
from pcmt.documents.queries import books, drafting, handling
from pcmt.documents.rules.numbers import flaw_of_number
from pcmt.documents.rules.reading import IsSecret
from pcmt.files.models import StoredFile
from pcmt.journal.queries import entries
from pcmt.kernel.actor import Actor
from pcmt.kernel.lifecycle import CannotMove
from pcmt.kernel.refusal import NotAllowed, NotFound
from tests.documents import papers
from tests.province import AT, Province
from tests.scans import PDF

TODAY = date(2026, 11, 21)
DRAFT = papers.DIRECTIVE.replace("Số: 05/CT-UBND", "Số:      /CT-UBND").replace("ngày 10 tháng 01", "ngày     tháng")


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


@pytest.fixture
def draft_id(planner: Actor, at: datetime) -> int:
    return begin_draft(data=DRAFT.encode(), name="du-thao.txt", actor=planner, at=at)


@pytest.fixture
def submit(draft_id: int, planner: Actor, province: Province, at: datetime) -> Callable[..., None]:
    def hand_over(day: date = TODAY, *, actor: Actor = planner) -> None:
        post = province.posts["police-chief"]
        submit_draft(draft_id=draft_id, post_id=post, submitted_on=day, submission="Kính trình", actor=actor, at=at)

    return hand_over


def issue(draft_id: int, actor: Actor, **said: object) -> int:
    usual = {"number": "31/CT-CAT", "issued_on": TODAY, "data": PDF, "name": "ky.pdf"}
    return issue_draft(draft_id=draft_id, actor=actor, at=AT, **{**usual, **said})  # type: ignore[arg-type]


def test_a_draft_goes_out_and_comes_back_signed(draft_id: int, planner: Actor, submit):
    submit()
    view = drafting.draft(planner, draft_id)
    assert (view.state, view.submitted_on, view.submission) == ("submitted", TODAY, "Kính trình")
    made = issue(draft_id, planner)
    row = documents.document(planner, made).row
    assert (row.direction, row.number, row.issued_on) == ("out", "31/CT-CAT", TODAY)
    assert "phòng, chống ma túy" in documents.document(planner, made).text
    assert documents.original(planner, made).content == PDF
    kept = drafting.draft_of(planner, made)
    assert kept is not None
    assert kept.id == draft_id
    assert drafting.draft_file(planner, draft_id, kept.files[0].id).content == DRAFT.encode()
    assert drafting.drafts(planner) == ()
    moves = [entry.action for entry in entries(subject=f"draft:{draft_id}")]
    assert set(moves) == {"documents.begin_draft", "documents.submit_draft", "documents.issue_draft"}


def test_a_returned_draft_is_revised_and_the_old_file_stays(draft_id: int, planner: Actor, submit, at: datetime):
    submit()
    with pytest.raises(CannotDraft):
        return_draft(draft_id=draft_id, reason=" ", actor=planner, at=at)
    return_draft(draft_id=draft_id, reason="Bổ sung thời hạn", actor=planner, at=at)
    with pytest.raises(CannotMove):
        submit()
    revise_draft(draft_id=draft_id, data=DRAFT.encode() + b"\n", name="sua.txt", actor=planner, at=at)
    view = drafting.draft(planner, draft_id)
    assert (view.state, [one.name for one in view.files]) == ("draft", ["sua.txt", "du-thao.txt"])
    submit()
    assert drafting.draft(planner, draft_id).returned_for == ""


def test_a_draft_that_answers_closes_what_it_answers(planner: Actor, province: Province, at: datetime, plan_id: int):
    made = begin_draft(data=DRAFT.encode(), name="d.txt", answers_id=plan_id, actor=planner, at=at)
    submit_draft(draft_id=made, post_id=province.posts["police-chief"], submitted_on=TODAY, actor=planner, at=at)
    document_id = issue(made, planner)
    view = handling.handling(planner, plan_id)
    assert view is not None
    assert view.reply is not None
    assert (view.state, view.reply.id) == ("answered", document_id)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"number": "31"}, "number"),
        ({"issued_on": TODAY + timedelta(days=1)}, "issued_on"),
        ({"data": b"PK\x03\x04", "name": "ky.docx"}, "file"),
    ],
)
def test_what_is_no_signed_paper_is_refused(said, field: str, draft_id: int, planner: Actor, submit):
    submit()
    with pytest.raises(CannotDraft) as refused:
        issue(draft_id, planner, **said)
    assert field in refused.value.fields
    assert drafting.draft(planner, draft_id).state == "submitted"
    assert Document.objects.count() == 0


def test_a_number_is_given_once_a_year(draft_id: int, planner: Actor, submit, at: datetime):
    text = papers.PLAN.replace("18/KH-UBND", "31/CT-CAT")
    register_document(data=text.encode(), name="kh.txt", direction="out", actor=planner, at=at)
    submit()
    with pytest.raises(CannotDraft) as refused:
        issue(draft_id, planner)
    assert "đã cấp cho" in refused.value.fields["number"]


@pytest.mark.parametrize("number", ["215/BC-BCĐ", "12a/KH-UBND", "7/UBND-NC"])
def test_whole_numbers_pass(number: str):
    assert flaw_of_number(number) == ""


def test_a_stamped_draft_leaves_nothing(planner: Actor, at: datetime):
    with pytest.raises(IsSecret):
        begin_draft(data=papers.SECRET.encode(), name="mat.txt", actor=planner, at=at)
    assert Draft.objects.count() == StoredFile.objects.count() == 0


def test_a_draft_is_seen_by_who_drafts_only(draft_id: int, actor, submit, at: datetime):
    for username in ("chairman", "health-reporter", "admin"):
        stranger = actor(username)
        assert drafting.drafts(stranger) == ()
        with pytest.raises(NotFound):
            drafting.draft(stranger, draft_id)
        with pytest.raises(NotFound):
            submit(actor=stranger)
        with pytest.raises(NotAllowed):
            begin_draft(data=DRAFT.encode(), name="d.txt", actor=stranger, at=at)


def test_who_is_to_sign_sees_the_draft_and_may_give_it_back(
    draft_id: int, planner: Actor, actor, submit, at: datetime, visit: Callable[..., Client]
):
    chief, chairman = actor("police-chief"), actor("chairman")
    with pytest.raises(NotFound):
        drafting.draft(chief, draft_id)
    submit()
    (waiting,) = drafting.drafts_to_sign(chief)
    assert waiting.id == draft_id
    assert drafting.drafts_to_sign(chairman) == drafting.drafts_to_sign(planner) == ()
    client, address = visit("police-chief"), reverse("documents.draft", args=[draft_id])
    assert f'href="{address}"' in client.get("/").text
    page = client.get(address)
    assert "Dự thảo đang trình bạn ký" in page.text
    assert "Lấy lại bản đã ký" not in page.text
    file = drafting.draft(chief, draft_id).files[0]
    taken = client.get(reverse("documents.draft_file", args=[draft_id, file.id]))
    assert b"".join(taken) == DRAFT.encode()
    with pytest.raises(NotAllowed):
        issue(draft_id, chief)
    with pytest.raises(NotFound):
        return_draft(draft_id=draft_id, reason="Sửa lại", actor=chairman, at=at)
    given = client.post(reverse("documents.return_draft", args=[draft_id]), {"reason": "Bổ sung thời hạn"}, follow=True)
    assert "Đã trả lại dự thảo" in given.text
    assert drafting.draft(planner, draft_id).returned_for == "Bổ sung thời hạn"
    assert drafting.drafts_to_sign(chief) == ()
    revise_draft(draft_id=draft_id, data=DRAFT.encode() + b"\n", name="sua.txt", actor=planner, at=at)
    with pytest.raises(NotFound):
        drafting.draft(chief, draft_id)


def test_a_slip_is_no_older_than_its_draft(draft_id: int, planner: Actor, submit):
    with pytest.raises(CannotDraft) as refused:
        submit(date(2020, 12, 31))
    assert "ngày 21/11/2026" in refused.value.fields["submitted_on"]
    assert drafting.draft(planner, draft_id).state == "draft"
    submit(TODAY)


def test_a_draft_is_laid_before_who_signs(draft_id: int, province: Province, visit: Callable[..., Client]):
    page = visit("planner").get(reverse("documents.draft", args=[draft_id])).text
    assert "Lê Thị Hạ, Giám đốc" in page
    assert "Trần Văn Đông, Chủ tịch" in page
    assert "Chuyên viên Phòng PC04</option>" not in page


def test_without_signers_in_the_directory_all_others_are_offered(province: Province, planner: Actor):
    house = province.agencies["police"]
    assert {post.person_name for post in handling.signers_over(house, TODAY, planner)} == {"Lê Thị Hạ", "Trần Văn Đông"}
    Post.objects.update(is_head=False)
    assert {post.person_name for post in handling.signers_over(house, TODAY, planner)} == {
        "Lê Thị Hạ",
        "Trần Văn Đông",
        "Đặng Minh Khôi",
        "Hoàng Bảo An",
    }
    assert handling.signers_over(None, TODAY, planner) == ()


def test_the_books_follow_their_numbers(planner: Actor, actor, at: datetime, django_assert_num_queries):
    for number, count in ((30, "2"), (31, "10"), (32, "1")):
        text = papers.PLAN.replace("18/KH-UBND", f"{number}/KH-UBND")
        register_document(
            data=text.encode(), name="k.txt", arrival_number=count, arrived_on=TODAY, actor=planner, at=at
        )
    with django_assert_num_queries(1):
        lines = books.book(planner, "in", 2026)
    assert [(line.arrival_number, line.number) for line in lines] == [
        ("1", "32/KH-UBND"),
        ("2", "30/KH-UBND"),
        ("10", "31/KH-UBND"),
    ]
    assert books.book(planner, "in", 2026, month=10) == ()
    assert books.book(planner, "out", 2026) == ()
    assert books.years(planner, "in") == (2026,)
    assert books.book(actor("admin"), "in", 2026) == ()


def test_the_book_is_printed_and_handed_out_harmless(visit: Callable[..., Client], planner: Actor, at: datetime):
    text = papers.PLAN.replace("Thực hiện Chương trình phòng", "=HYPERLINK(1) Chương trình phòng")
    made = register_document(
        data=text.encode(), name="k.txt", arrival_number="7", arrived_on=TODAY, actor=planner, at=at
    )
    client, address = visit("planner"), reverse("documents.book", args=["den", 2026])
    page = client.get(address).text
    assert "SỔ ĐĂNG KÝ VĂN BẢN ĐẾN" in page
    assert "Đơn vị hoặc người nhận" in page
    told = client.get(address, {"tep": "csv", "thang": "11"}).content
    assert told.startswith(b"\xef\xbb\xbf")
    assert "so-van-ban-den-2026-11.csv" in client.get(address, {"tep": "csv", "thang": "11"})["Content-Disposition"]
    assert b"18/KH-UBND" in told
    Document.objects.filter(id=made).update(issuer="=1+1")
    assert b",'=1+1," in client.get(address, {"tep": "csv"}).content
    assert client.get(reverse("documents.book", args=["khac", 2026])).status_code == 404
    assert "Sổ chưa có văn bản nào" in client.get(reverse("documents.book", args=["di", 1999])).text


def test_the_pages_lead_from_draft_to_issue(visit: Callable[..., Client], province: Province, planner: Actor):
    client = visit("planner")
    file = SimpleUploadedFile("du-thao.txt", DRAFT.encode())
    page = client.post(reverse("documents.begin_draft"), {"file": file, "title": "Về đợt cao điểm"}, follow=True)
    assert "Về đợt cao điểm" in page.text
    (view,) = drafting.drafts(planner)
    assert "Về đợt cao điểm" in client.get(reverse("documents.outgoing")).text
    wrong = client.post(reverse("documents.submit_draft", args=[view.id]), {"post": "", "submitted_on": "32/1/2026"})
    assert wrong.status_code == 422
    post = province.posts["police-chief"]
    page = client.post(
        reverse("documents.submit_draft", args=[view.id]), {"post": post, "submitted_on": "21/11/2026"}, follow=True
    )
    assert "Lấy lại bản đã ký" in page.text
    signed = SimpleUploadedFile("ky.pdf", PDF)
    page = client.post(
        reverse("documents.issue_draft", args=[view.id]),
        {"number": "31/CT-CAT", "issued_on": "21/11/2026", "file": signed},
        follow=True,
    )
    assert "31/CT-CAT" in page.text
    assert "Xem dự thảo, phiếu trình" in page.text
    assert visit("chairman").get(reverse("documents.draft", args=[view.id])).status_code == 404
    assert "Lập dự thảo" not in visit("sen-hong.reporter").get(reverse("documents.outgoing")).text
