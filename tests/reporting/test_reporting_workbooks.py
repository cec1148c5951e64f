"""A report by Excel and back: handed out, filled in, tried, taken; wrong files, two writers, many units."""

import io
import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from pytest_django import Settings
from typer.testing import CliRunner

from pcmt.cli.main import app
from pcmt.files import queries as files
from pcmt.journal import queries as journal
from pcmt.kernel.lifecycle import CannotMove
from pcmt.kernel.refusal import NotAllowed, NotFound
from pcmt.reporting import queries
from pcmt.reporting.actions.correct import correct
from pcmt.reporting.actions.take_workbook import take_workbook
from pcmt.reporting.actions.try_workbook import try_workbook
from pcmt.reporting.handed_in import WrongWorkbook
from pcmt.reporting.models import Duty
from pcmt.reporting.queries.blanks import NothingToEnter
from tests.reporting.excel_answers import Answers
from tests.reporting.walk import FORM, NOVEMBER, OCTOBER, Walk

pytestmark = pytest.mark.django_db
REPORTER = "sen-hong.reporter"


def blank(walk: Walk, submission: int, username: str = REPORTER) -> bytes:
    return queries.blank(walk.actor(username), submission, walk.at).content


def rows_of(book: Workbook) -> dict[str, int]:
    """In which row each element stands, by the hidden codes."""
    return {str(cell.value): cell.row for cell in book["Biểu"]["A"] if cell.value}


def filled(data: bytes, figures: Mapping[str, object], change: Callable[[Workbook], object] | None = None) -> bytes:
    """The workbook with figures typed beside their codes."""
    book, out = load_workbook(io.BytesIO(data)), io.BytesIO()
    rows = rows_of(book)
    for element, value in figures.items():
        book["Biểu"].cell(rows[element], 5).value = value
    if change is not None:
        change(book)
    book.save(out)
    return out.getvalue()


def take(walk: Walk, data: bytes, username: str = REPORTER, **more: object) -> queries.Taken:
    return take_workbook(data=data, actor=walk.actor(username), at=walk.at, **more)  # type: ignore[arg-type]


def text_of(walk: Walk, submission: int, element: str) -> str:
    view = walk.view(submission)
    return next(cell.text for section in view.sections for cell in section.cells if cell.element == element)


def test_what_is_filled_in_is_stored_as_come_from_a_file(walk: Walk):
    submission = walk.id("sen-hong")
    data = filled(blank(walk, submission), {"tested": 1040, "area_found": 12.5, "wanted_present": "không"})
    taken = take(walk, data, submission_id=submission, name="biểu tháng 10.xlsx")
    assert (taken.applied, taken.saved, taken.is_clean) == (True, 3, True)
    assert [text_of(walk, submission, one) for one in ("tested", "area_found")] == ["1.040", "12,5"]
    assert journal.entries(subject=f"submission:{submission}")[-1].action == "reporting.take_workbook"


def test_a_trial_tells_everything_and_saves_nothing(walk: Walk):
    submission = walk.id("sen-hong")
    walk.enter(submission, {"tested": "4"})
    data = filled(blank(walk, submission), {"tested": 10, "test_positive": 12, "talks": "ba"})
    tried = try_workbook(data=data, submission_id=submission, actor=walk.actor(REPORTER), at=walk.at)
    (unit,) = tried.taken.units
    assert [(one.before, one.after) for one in unit.differences] == [("4", "10"), ("", "12")]
    assert "positive_within_tested" in {check.code for check in unit.problems}
    (fault,) = tried.taken.faults
    assert (fault.page, "không phải là số" in fault.text) == ("Biểu", True)
    assert text_of(walk, submission, "tested") == "4"
    assert files.held(tried.token) == data
    marked = load_workbook(io.BytesIO(files.held(tried.marked)))
    assert marked["Lỗi"]["B3"].value == fault.address


def test_with_a_fault_nothing_is_saved_unless_what_is_right_is_asked_for(walk: Walk):
    submission = walk.id("sen-hong")
    data = filled(blank(walk, submission), {"tested": 10, "talks": "ba"})
    assert take(walk, data, submission_id=submission).applied is False
    assert text_of(walk, submission, "tested") == ""
    part = take(walk, data, submission_id=submission, partial=True)
    assert (part.applied, part.saved, len(part.faults)) == (True, 1, 1)
    assert text_of(walk, submission, "tested") == "10"


def test_what_somebody_typed_meanwhile_is_not_written_over(walk: Walk):
    submission = walk.id("sen-hong")
    data = filled(blank(walk, submission), {"tested": 10, "talks": 2})
    walk.enter(submission, {"tested": "11"}, "sen-hong.police-reporter", seen={})
    found = take(walk, data, submission_id=submission)
    (one,) = found.conflicts
    assert (found.applied, one.conflict.yours, one.conflict.theirs) == (False, "10", "11")

    assert take(walk, data, submission_id=submission, decided={one.field: None}).applied
    assert [text_of(walk, submission, element) for element in ("tested", "talks")] == ["11", "2"]
    assert take(walk, data, submission_id=submission, decided={one.field: one.conflict.revision}).applied
    assert text_of(walk, submission, "tested") == "10"


def test_cells_left_alone_never_write_over_what_came_since(walk: Walk):
    submission = walk.id("sen-hong")
    walk.enter(submission, {"sanctions": "1"})
    data = filled(blank(walk, submission), {"tested": 10})
    walk.enter(submission, {"sanctions": "5"})
    assert take(walk, data, submission_id=submission).is_clean
    assert text_of(walk, submission, "sanctions") == "5"


def test_handed_in_twice_changes_nothing_the_second_time(walk: Walk):
    submission = walk.id("sen-hong")
    data = filled(blank(walk, submission), {"tested": 10})
    assert take(walk, data, submission_id=submission).saved == 1
    again = take(walk, data, submission_id=submission)
    assert (again.applied, again.saved, again.is_clean) == (False, 0, True)


def test_a_file_for_another_report_is_refused_in_a_word(walk: Walk):
    walk.open(NOVEMBER)
    submission, other = walk.id("sen-hong"), walk.id("mua-ngau")
    data = blank(walk, submission)
    with pytest.raises(WrongWorkbook, match="mẫu của xã Mưa Ngâu"):
        take(walk, blank(walk, other, "mua-ngau.reporter"), submission_id=submission)
    with pytest.raises(WrongWorkbook, match="mẫu của tháng 10/2026"):
        take(walk, data, submission_id=walk.id("sen-hong", NOVEMBER))
    with pytest.raises(NotFound):
        take(walk, data, submission_id=other)


def test_a_blank_of_an_old_version_or_another_form_is_refused(walk: Walk):
    submission = walk.id("sen-hong")
    data = blank(walk, submission)
    duty = queries.duty(walk.actor("planner"), FORM, OCTOBER, walk.province.communes["sen-hong"].id)
    assert duty is not None
    renamed(duty.id, form_id="xa-thang@2025-01-01")
    with pytest.raises(WrongWorkbook, match="bản cũ của biểu"):
        take(walk, data)
    renamed(duty.id, form_id="xa-thang@2026-01-01", form_code="khac")
    with pytest.raises(WrongWorkbook, match="mẫu của “Báo cáo số liệu"):
        take(walk, data, submission_id=submission)


def renamed(duty_id: int, **fields: str) -> None:
    Duty.objects.filter(pk=duty_id).update(**fields)


def test_a_blank_of_an_earlier_round_is_told(walk: Walk):
    first = walk.id("sen-hong")
    data = blank(walk, first)
    walk.close("sen-hong")
    opened = reopened(walk, first)
    with pytest.raises(WrongWorkbook, match="lần trước"):
        take(walk, data, submission_id=opened)


def reopened(walk: Walk, submission: int) -> int:
    duty = walk.view(submission).duty
    return correct(duty_id=duty.id, reason="Sai số", actor=walk.actor("planner"), at=walk.at)


def test_a_blank_under_another_key_is_refused(walk: Walk, settings: Settings):
    data = blank(walk, walk.id("sen-hong"))
    settings.SECRET_KEY = "khóa của hệ thống khác"
    with pytest.raises(WrongWorkbook, match="mẫu của một hệ thống khác"):
        take(walk, data)


def test_a_report_that_was_sent_takes_no_file_and_gives_none(walk: Walk):
    submission = walk.id("sen-hong")
    data = filled(blank(walk, submission), {"tested": 10})
    walk.fill(submission)
    walk.send(submission)
    with pytest.raises(CannotMove):
        take(walk, data, submission_id=submission)
    with pytest.raises(NothingToEnter):
        blank(walk, submission)


def test_each_agency_fills_in_its_own_section(walk: Walk):
    submission = walk.id("sen-hong")
    book = load_workbook(io.BytesIO(blank(walk, submission, "sen-hong.clinic-reporter")))
    rows, sheet = rows_of(book), book["Biểu"]
    assert not sheet.cell(rows["served_all"], 5).protection.locked
    assert sheet.cell(rows["tested"], 5).protection.locked
    with pytest.raises(NothingToEnter):
        blank(walk, submission, "planner")
    with pytest.raises(NotFound):
        blank(walk, submission, "hoa-ban.reporter")
    with pytest.raises(NotAllowed):
        take(walk, filled(blank(walk, submission), {"tested": 1}), "planner")


def test_a_hidden_figure_stands_nowhere_in_the_file(walk: Walk):
    submission = walk.id("sen-hong")
    walk.enter(submission, {"wanted_present": "có"})
    book = load_workbook(io.BytesIO(blank(walk, submission, "sen-hong.clinic-reporter")))
    assert book["Biểu"].cell(rows_of(book)["wanted_present"], 5).value is None


def test_totals_and_checks_answer_in_the_sheet(walk: Walk):
    walk.close("sen-hong", {"managed.users": "5", "spots_use.stock": "0"})
    walk.open(NOVEMBER)
    submission = walk.id("sen-hong", NOVEMBER)
    figures = {"managed.users": 6, **dict.fromkeys(
        ["managed.addicts", "managed.rehab_home", "managed.rehab_public", "managed.rehab_compulsory",
         "managed.substitution", "managed.aftercare", "managed.detained", "off_list"], 0,
    ), "managed_new": 1, "tested": 2, "test_positive": 3}  # fmt: skip
    book = load_workbook(io.BytesIO(filled(blank(walk, submission), figures)))
    sheet, rows = book["Biểu"], rows_of(book)
    cells = {
        (one.title, cell.column_letter, cell.row): cell.value
        for one in book.worksheets
        for row in one.iter_rows()
        for cell in row
        if not hasattr(cell, "_merged") and cell.value is not None
    }
    answers = Answers(cells)
    assert answers.at("Biểu", "E", rows["managed"]) == 6
    told = {
        str(sheet.cell(row, 3).value): answers.at("Biểu", "E", row)
        for row in range(max(rows.values()) + 3, sheet.max_row)
        if str(sheet.cell(row, 5).value).startswith("=")
    }
    assert told["Số lượt dương tính không được lớn hơn số lượt xét nghiệm."] == "Chưa khớp, phải sửa"
    balance = next(answer for message, answer in told.items() if message.startswith("Tổng số người quản lý khác"))
    assert balance == "Khớp"
    assert told["Có buổi tuyên truyền thì phải có lượt người dự."] == "Chưa đủ số liệu"
    assert sheet.cell(rows["managed"], 6).value == 5


def test_reasons_notes_and_words_come_by_file_too(walk: Walk):
    submission = walk.id("sen-hong")

    def write(book: Workbook) -> None:
        sheet = book["Biểu"]
        sheet.cell(rows_of(book)["tested"], 8).value = "Đối chiếu sổ xét nghiệm"
        at = next(cell.row for cell in sheet["B"] if cell.value == "Kết quả nổi bật")
        sheet.cell(at + 1, 2).value = "- Đã tổ chức hai đợt rà soát"
        reason = next(row for row in range(1, sheet.max_row) if str(sheet.cell(row, 3).value).startswith("Số cây"))
        last = [row for row in range(reason, sheet.max_row) if str(sheet.cell(row, 3).value).startswith("Số cây triệt")]
        sheet.cell(last[-1], 7).value = "Cây của kỳ trước"

    data = filled(blank(walk, submission), {"plants_found": 0, "plants_destroyed": 2}, write)
    assert take(walk, data, submission_id=submission).applied
    view = walk.view(submission)
    assert next(one.text for one in view.words if one.field == "results") == "- Đã tổ chức hai đợt rà soát"
    comments = {cell.element: cell.comment for section in view.sections for cell in section.cells}
    assert comments["tested"] == "Đối chiếu sổ xét nghiệm"
    assert next(one.explanation for one in view.checks if one.code == "plants_destroyed_all") == "Cây của kỳ trước"


def test_the_commands_hand_out_and_take_back(walk: Walk, tmp_path: Path):
    runner, out = CliRunner(), tmp_path / "mẫu.xlsx"
    where = ["xa-thang", "--period", "2026-10@nd09", "--area", "91001", "--out", str(out), "--as", REPORTER]
    assert runner.invoke(app, ["reporting", "template", *where]).exit_code == 0
    nowhere = [str(tmp_path / "không-có" / "mẫu.xlsx") if one == str(out) else one for one in where]
    refused = runner.invoke(app, ["reporting", "template", *nowhere])
    assert (refused.exit_code, "cannot write" in refused.stderr) == (2, True)
    out.write_bytes(filled(out.read_bytes(), {"tested": 10}))
    tried = runner.invoke(app, ["reporting", "take", str(out), "--dry-run", "--as", REPORTER, "--json"])
    assert (tried.exit_code, json.loads(tried.stdout)["applied"]) == (0, False)
    assert text_of(walk, walk.id("sen-hong"), "tested") == ""
    done = runner.invoke(app, ["reporting", "take", str(out), "--as", REPORTER, "--json"])
    assert json.loads(done.stdout)["applied"] is True
    assert text_of(walk, walk.id("sen-hong"), "tested") == "10"
    again = runner.invoke(app, ["reporting", "take", str(out), "--apply", "--as", REPORTER])
    assert (again.exit_code, "không có gì thay đổi" in again.stdout) == (0, True), "--apply of before is still taken"
    out.write_bytes(filled(out.read_bytes(), {"talks": "ba"}))
    assert runner.invoke(app, ["reporting", "take", str(out), "--partial", "--as", REPORTER]).exit_code == 1
