"""Questions that ask no figure: choice, text, date and file, from the page to the corrected report."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from pcmt.kernel.refusal import NotFound, Refusal
from pcmt.reporting import queries
from pcmt.reporting.actions.attach_answer import NothingAttached, attach_answer
from pcmt.reporting.actions.enter_cells import UnknownCell, enter_cells
from pcmt.reporting.answering import WrongAnswers
from pcmt.reporting.models import Answer, Confirmation
from tests import scans
from tests.reporting.test_reporting_tables import page_of
from tests.reporting.walk import OCTOBER

pytestmark = pytest.mark.django_db


@pytest.fixture
def submission(visits) -> int:
    return visits(OCTOBER)


def answers(view: queries.SubmissionView) -> dict[str, queries.AnswerView]:
    return {one.code: one for section in view.sections for one in section.answers}


def test_answers_are_read_kept_and_shown(submission, actor, at):
    reporter = actor("sen-hong.reporter")
    given = {"mode": "Trực tiếp", "met_on": "05/10/2026", "note": " Hai buổi. "}
    assert enter_cells(submission_id=submission, answers=given, actor=reporter, at=at).saved == 3
    view = queries.submission(reporter, submission, at.date())
    found = answers(view)
    assert (found["mode"].value, found["mode"].text) == ("direct", "Trực tiếp")
    assert (found["met_on"].value, found["met_on"].text) == ("2026-10-05", "05/10/2026")
    assert found["note"].text == "Hai buổi."
    assert "Hình thức" in view.steps[-1].changed


@pytest.mark.parametrize(
    ("question", "text", "told"),
    [
        ("mode", "bằng thư", "không có trong các lựa chọn"),
        ("met_on", "31/4/2026", "chưa rõ ngày"),
        ("met_on", "hôm qua", "chưa rõ ngày"),
        ("note", "a" * 41, "quá 40 ký tự"),
    ],
)
def test_a_wrong_answer_says_what_is_allowed(submission, actor, at, question, text, told):
    with pytest.raises(WrongAnswers, match=told) as refused:
        enter_cells(submission_id=submission, answers={question: text}, actor=actor("sen-hong.reporter"), at=at)
    assert f"answer:{question}" in refused.value.fields
    assert not Answer.objects.exists()


@pytest.mark.parametrize("question", ["minutes", "nothing", "stock_close"])
def test_what_is_no_question_to_type_into_is_refused(submission, actor, at, question):
    with pytest.raises(UnknownCell):
        enter_cells(submission_id=submission, answers={question: "x"}, actor=actor("sen-hong.reporter"), at=at)


def test_only_who_fills_the_section_in_answers(submission, actor, at):
    with pytest.raises(Refusal):
        enter_cells(submission_id=submission, answers={"note": "x"}, actor=actor("sen-hong.police-reporter"), at=at)
    with pytest.raises(NotFound):
        enter_cells(submission_id=submission, answers={"note": "x"}, actor=actor("hoa-ban.reporter"), at=at)


def test_a_required_answer_is_missing_until_given(submission, actor, at):
    reporter = actor("sen-hong.reporter")
    assert "Hình thức" in queries.submission(reporter, submission, at.date()).missing
    enter_cells(submission_id=submission, answers={"mode": "remote"}, actor=reporter, at=at)
    assert "Hình thức" not in queries.submission(reporter, submission, at.date()).missing


def test_a_changed_answer_voids_the_confirmation_of_its_section(submission, actor, at):
    Confirmation.objects.create(submission_id=submission, section="viec", at=at)
    enter_cells(submission_id=submission, answers={"note": "Mới."}, actor=actor("sen-hong.reporter"), at=at)
    assert Confirmation.objects.get().voided_at == at


def test_two_writers_of_one_answer_see_both(submission, visit, actor, at):
    client = visit("sen-hong.reporter")
    url = reverse("reporting.enter_cells", args=[submission])
    enter_cells(submission_id=submission, answers={"mode": "remote"}, actor=actor("sen-hong.reporter"), at=at)
    stale = {"answer:mode": "direct", "base:answer:mode": "", "seen:answer:mode": "0"}
    answer = client.post(url, stale)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Trực tiếp" in page
    assert "Từ xa" in page
    chosen = dict(re.findall(r'name="((?:answer|base|seen):[^"]*)" value="([^"]*)"', page))
    client.post(url, {**chosen, "keep:answer:mode": "mine"})
    assert Answer.objects.get(question="mode").text == "direct"


def test_wrong_answers_stand_again_on_the_page(submission, visit):
    client = visit("sen-hong.reporter")
    sent = {"answer:met_on": "ngày mai", "base:answer:met_on": "", "answer:note": "Còn đây."}
    answer = client.post(reverse("reporting.enter_cells", args=[submission]), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#tra-loi-met_on"' in page
    assert "ngày mai" in page
    assert "Còn đây." in page


def test_a_file_is_attached_handed_out_replaced_and_taken_back(submission, visit, actor, at):
    client = visit("sen-hong.reporter")
    url = reverse("reporting.attach_answer", args=[submission, "minutes"])
    client.post(url, {"file": SimpleUploadedFile("Biên bản.pdf", scans.PDF)})
    assert "Biên bản.pdf" in page_of(client, submission)
    download = client.get(reverse("reporting.answer_file", args=[submission, "minutes"]))
    assert download.content == scans.PDF
    assert "attachment" in download["Content-Disposition"]
    client.post(url, {"file": SimpleUploadedFile("Biên bản 2.pdf", scans.PDF)})
    assert Answer.objects.get().revision == 2
    client.post(url, {"go": "1"})
    assert "Biên bản" not in answers(queries.submission(actor("planner"), submission, at.date()))["minutes"].text
    with pytest.raises(NothingAttached):
        attach_answer(submission_id=submission, question="minutes", data=None, actor=actor("sen-hong.reporter"), at=at)


def test_no_file_where_none_is_asked(submission, actor, at):
    for question in ("note", "nothing"):
        with pytest.raises(NotFound):
            attach_answer(
                submission_id=submission,
                question=question,
                data=scans.PDF,
                name="a.pdf",
                actor=actor("sen-hong.reporter"),
                at=at,
            )


def test_others_neither_attach_nor_fetch(submission, visit):
    url = reverse("reporting.attach_answer", args=[submission, "minutes"])
    answer = visit("sen-hong.police-reporter").post(url, {"file": SimpleUploadedFile("a.pdf", scans.PDF)})
    assert answer.status_code in (403, 422)
    assert visit("hoa-ban.reporter").get(url).status_code == 404
    assert not Answer.objects.exists()
