"""Questions that ask no figure, by Excel and back."""

import io
from datetime import date

import pytest
from openpyxl import load_workbook

from pcmt.reporting import queries
from pcmt.reporting.actions.enter_cells import enter_cells
from pcmt.reporting.actions.take_workbook import take_workbook
from pcmt.reporting.models import Answer
from tests.reporting.walk import OCTOBER

pytestmark = pytest.mark.django_db
REPORTER = "sen-hong.reporter"


def filled(data: bytes, given: dict[str, object]) -> bytes:
    """The workbook with answers typed beside the labels of their questions."""
    book, out = load_workbook(io.BytesIO(data)), io.BytesIO()
    sheet = book["Biểu"]
    for label, value in given.items():
        (row,) = [cell.row for cell in sheet["C"] if str(cell.value or "").split("\n")[0] == label]
        sheet.cell(row, 5).value = value
    book.save(out)
    return out.getvalue()


def labels(submission: int, actor, at) -> dict[str, str]:
    view = queries.submission(actor(REPORTER), submission, at.date())
    return {one.code: one.label for section in view.sections for one in section.answers}


def test_answers_come_by_file(visits, actor, at):
    submission = visits(OCTOBER)
    asked = labels(submission, actor, at)
    enter_cells(submission_id=submission, answers={"note": "Một buổi."}, actor=actor(REPORTER), at=at)
    data = queries.blank(actor(REPORTER), submission, at).content
    given = {asked["mode"]: "trực tiếp", asked["met_on"]: date(2026, 10, 5), asked["note"]: "Hai buổi."}
    taken = take_workbook(data=filled(data, given), submission_id=submission, actor=actor(REPORTER), at=at)
    assert (taken.applied, taken.saved) == (True, 3)
    kept = dict(Answer.objects.values_list("question", "text"))
    assert kept == {"mode": "direct", "met_on": "2026-10-05", "note": "Hai buổi."}
    shown = {one.label: (one.before, one.after) for one in taken.units[0].differences}
    assert shown[asked["mode"]] == ("", "Trực tiếp")
    assert shown[asked["note"]] == ("Một buổi.", "Hai buổi.")


def test_a_wrong_answer_is_told_at_its_cell(visits, actor, at):
    submission = visits(OCTOBER)
    asked = labels(submission, actor, at)
    data = queries.blank(actor(REPORTER), submission, at).content
    given = {asked["mode"]: "bằng thư", asked["met_on"]: "31/4/2026", asked["note"]: "a" * 41}
    taken = take_workbook(data=filled(data, given), submission_id=submission, actor=actor(REPORTER), at=at)
    told = {one.label: one.text for one in taken.faults}
    assert "không có trong danh sách" in told[asked["mode"]]
    assert "Chưa rõ ngày" in told[asked["met_on"]]
    assert "quá 40" in told[asked["note"]]
    assert not taken.applied
    assert not Answer.objects.exists()


def test_a_choice_has_its_drop_down_and_a_file_no_field(visits, actor, at):
    submission = visits(OCTOBER)
    book = load_workbook(io.BytesIO(queries.blank(actor(REPORTER), submission, at).content))
    rules = [rule.formula1 for rule in book["Biểu"].data_validations.dataValidation if rule.type == "list"]
    assert any("Trực tiếp" in str(rule) for rule in rules)
    texts = [str(cell.value) for cell in book["Biểu"]["C"] if cell.value]
    assert any("Gửi tệp trên trang của báo cáo" in text for text in texts)
