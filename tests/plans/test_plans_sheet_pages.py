"""Pages that add a target or task by hand, hand a plan out as a sheet, try one and take it whole."""

from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from pcmt.kernel.actor import Actor
from pcmt.plans import queries as plans
from pcmt.plans.actions.withdraw_task import withdraw_task
from tests.province import Province

ON = date(2026, 11, 21)


def _sheet(data: bytes, cells: dict[tuple[int, str], str]) -> SimpleUploadedFile:
    """The sheet with cells written, by row and head."""
    book = load_workbook(BytesIO(data))
    sheet = book.worksheets[0]
    heads = {str(cell.value): place for place, cell in enumerate(sheet[1], 1)}
    for (row, head), value in cells.items():
        sheet.cell(row, heads[head]).value = value
    into = BytesIO()
    book.save(into)
    return SimpleUploadedFile("ke-hoach.xlsx", into.getvalue())


def _try(keeper: Client, plan_id: int, file: SimpleUploadedFile) -> HttpResponse:
    return keeper.post(reverse("plans.preview_plan", args=[plan_id]), {"file": file})  # type: ignore[return-value]


def test_a_task_and_a_target_are_added_by_hand(
    plan_id: int, province: Province, planner: Actor, visit: Callable[[str], Client]
) -> None:
    keeper, address = visit("planner"), reverse("plans.add_task", args=[plan_id])
    said = {"title": "Mở lớp tập huấn", "leads": "Sở Y tế", "due_on": "15/12/2026", "anchor": "III.2"}
    assert keeper.get(address).status_code == 200
    wrong = keeper.post(address, {**said, "anchor": "XIX.9", "leads": ""})
    assert wrong.status_code == 422
    assert "Văn bản không có mục này" in wrong.content.decode()
    assert "Chọn ít nhất một cơ quan chủ trì" in wrong.content.decode()
    assert keeper.post(address, {**said, "them_nua": "1"}).headers["Location"] == address
    (made,) = plans.tasks(planner, plan_id=plan_id, on=ON)
    assert (made.title, made.due_on, made.anchor) == ("Mở lớp tập huấn", date(2026, 12, 15), "III.2")

    level = {"subject": "Số lớp tập huấn", "relation": ">=", "by": "2026", "scope": province.id}
    address = reverse("plans.add_target", args=[plan_id])
    assert keeper.post(address, level).status_code == 422
    assert keeper.post(address, {**level, "value": "4", "unit": "lớp"}).status_code == 302
    assert [one.level for one in plans.targets(planner, plan_id=plan_id)] == ["ít nhất 4 lớp"]


def test_who_keeps_no_plan_adds_and_tries_nothing(plan_id: int, visit: Callable[[str], Client]) -> None:
    other = visit("sen-hong.reporter")
    for name in ("plans.add_task", "plans.add_target", "plans.preview_plan"):
        assert other.get(reverse(name, args=[plan_id])).status_code in (403, 404)
        assert other.post(reverse(name, args=[plan_id])).status_code in (403, 404)


def test_a_sheet_is_tried_shown_and_taken_whole(
    plan_id: int, task_id: int, planner: Actor, visit: Callable[[str], Client]
) -> None:
    keeper = visit("planner")
    handed = keeper.get(reverse("plans.plan_file", args=[plan_id]))
    assert handed.headers["Content-Disposition"].endswith(f'"ke-hoach-{plan_id}.xlsx"')
    cells = {
        (2, "Hạn"): "15/12/2026",
        (3, "Loại"): "Nhiệm vụ",
        (3, "Nội dung"): "Mở lớp tập huấn",
        (3, "Chủ trì"): "Sở Y tế",
    }
    shown = _try(keeper, plan_id, _sheet(handed.content, cells))
    text = shown.content.decode()
    assert shown.status_code == 200
    assert "Sẽ ghi: thêm 1, sửa 1" in text
    assert "30/11/2026 → <b>15/12/2026</b>" in text
    assert [one.id for one in plans.tasks(planner, plan_id=plan_id, on=ON)] == [task_id]

    kept = shown.context["told"].trial.kept.file_id
    enter = reverse("plans.import_plan", args=[plan_id])
    assert keeper.post(enter, {"tep": "x"}).status_code == 404
    assert keeper.post(enter, {"tep": kept}).headers["Location"] == reverse("plans.plan", args=[plan_id])
    assert plans.task(task_id).due_on == date(2026, 12, 15)
    assert len(plans.tasks(planner, plan_id=plan_id, on=ON)) == 2


def test_faults_stand_at_their_cells_and_nothing_is_taken(
    plan_id: int, task_id: int, planner: Actor, visit: Callable[[str], Client]
) -> None:
    keeper = visit("planner")
    handed = keeper.get(reverse("plans.plan_file", args=[plan_id])).content
    cells = {(2, "Hạn"): "mai kia", (3, "Loại"): "Nhiệm vụ", (3, "Nội dung"): "Không ai làm"}
    shown = _try(keeper, plan_id, _sheet(handed, cells))
    told = shown.context["told"]
    assert (shown.status_code, [(row, head) for row, head, _ in told.faults]) == (422, [(2, "Hạn"), (3, "Chủ trì")])
    marked = load_workbook(BytesIO(keeper.get(told.marked_url).content)).worksheets[0]
    assert "Lỗi" in {str(cell.value) for cell in marked[1]}
    assert _try(keeper, plan_id, SimpleUploadedFile("x.xlsx", b"no sheet")).status_code == 422
    again = keeper.post(reverse("plans.import_plan", args=[plan_id]), {"tep": told.trial.kept.file_id}, follow=True)
    assert "chưa ghi dòng nào" in again.content.decode()
    assert len(plans.tasks(planner, plan_id=plan_id, on=ON)) == 1


def test_a_plan_that_moved_on_takes_no_sheet_that_no_longer_fits(
    plan_id: int, task_id: int, planner: Actor, at: datetime, visit: Callable[[str], Client]
) -> None:
    keeper = visit("planner")
    handed = keeper.get(reverse("plans.plan_file", args=[plan_id])).content
    shown = _try(keeper, plan_id, _sheet(handed, {(2, "Hạn"): "15/12/2026"}))
    withdraw_task(task_id=task_id, reason="Gộp vào việc khác.", actor=planner, at=at)
    kept = shown.context["told"].trial.kept.file_id
    answer = keeper.post(reverse("plans.import_plan", args=[plan_id]), {"tep": kept})
    assert answer.headers["Location"] == reverse("plans.preview_plan", args=[plan_id])
    assert plans.task(task_id).due_on == date(2026, 11, 30)


@pytest.mark.usefixtures("shared_task_id")
def test_a_plan_that_asked_for_none_is_not_told_to_have_them_all(
    plan_id: int, task_id: int, visit: Callable[[str], Client]
) -> None:
    page = visit("planner").get(reverse("plans.coverage", args=[plan_id])).content.decode()
    assert "chưa yêu cầu cơ quan nào" in page
    assert "nơi nào cũng đã gửi" not in page


@pytest.mark.usefixtures("shared_task_id")
def test_who_answers_for_what_is_handed_out(plan_id: int, visit: Callable[[str], Client]) -> None:
    data = visit("planner").get(reverse("plans.coverage_file", args=[plan_id])).content
    book = load_workbook(BytesIO(data))
    (heads, row) = book.worksheets[0].iter_rows(values_only=True)
    marks = dict(zip(heads, row, strict=True))
    assert marks["Sở Y tế"] == "C"
    assert any("Chưa được giao" in str(cell.value) for cell in book["Thông tin"]["A"])
