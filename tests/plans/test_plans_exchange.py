"""A plan's sheet out and in, its document, its days; the commands; the plan that follows."""

import json
from dataclasses import replace
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pcmt.accounts.queries import actor_by_username
from pcmt.cli.main import run
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal
from pcmt.plans import queries as plans
from pcmt.plans.actions.add_items import add_items
from pcmt.plans.actions.add_task import add_task
from pcmt.plans.actions.ask_for_plans import ask_for_plans
from pcmt.plans.actions.begin_plan import begin_plan
from pcmt.plans.actions.import_plan import import_plan
from pcmt.plans.actions.repeat_plan import repeat_plan
from pcmt.plans.actions.revise_task import revise_task
from pcmt.plans.keeping import CannotChange
from pcmt.plans.models import Task
from pcmt.plans.queries import ItemInput, TaskInput
from tests.province import AT, Province

ON = date(2026, 11, 21)
EARLIER = AT - timedelta(days=2)
LEVEL = {"Loại": "Chỉ tiêu", "So với mức": "đạt", "Mức": "1"}


@pytest.fixture
def filled(plan_id: int, target_id: int, task_id: int, shared_task_id: int, planner: Actor, at: datetime) -> int:
    """The plan with a target, two tasks and a part."""
    add_items(plan_id=plan_id, items=[ItemInput("project", "Dự án mẫu")], actor=planner, at=at)
    return plan_id


def _changed(data: bytes, *, cells: dict[tuple[str, str], str], rows: list[dict[str, str]] | None = None) -> bytes:
    """The sheet with other cells, by (reference, head), and with rows below."""
    book = load_workbook(BytesIO(data))
    sheet = book.worksheets[0]
    heads = {str(cell.value): place for place, cell in enumerate(sheet[1], 1)}
    lines = {str(sheet.cell(row, heads["Mã"]).value): row for row in range(2, sheet.max_row + 1)}
    for (ref, head), value in cells.items():
        sheet.cell(lines[ref], heads[head]).value = value
    for number, said in enumerate(rows or [], sheet.max_row + 1):
        for head, value in said.items():
            sheet.cell(number, heads[head]).value = value
    into = BytesIO()
    book.save(into)
    return into.getvalue()


def test_a_sheet_handed_back_as_it_was_changes_nothing(filled: int, planner: Actor, at: datetime) -> None:
    taken = import_plan(plan_id=filled, data=plans.exported(planner, filled, ON), actor=planner, at=at)
    assert (taken.added, taken.revised, len(taken.unchanged), taken.faults) == ((), (), 3, ())


def test_rows_are_put_right_added_and_hung_under_parts(
    filled: int, task_id: int, target_id: int, planner: Actor, at: datetime
) -> None:
    sheet = _changed(
        plans.exported(planner, filled, ON),
        cells={
            (f"task:{task_id}", "Hạn"): "15/12/2026",
            (f"target:{target_id}", "Mức"): "62,5",
            (f"task:{task_id}", "Thuộc mục"): "Dự án mẫu",
        },
        rows=[
            {"Loại": "Nhiệm vụ", "Nội dung": "Mở lớp tập huấn", "Chủ trì": "Sở Y tế; UBND các xã, phường",
             "Hạn": "30/11/2026", "Mục trong văn bản": "III.2"},
            {"Loại": "Chỉ tiêu", "Nội dung": "Số lớp tập huấn", "So với mức": "ít nhất", "Mức": "4", "Đến kỳ": "2026",
             "Địa bàn": "Tỉnh Hoa Mai"},
        ],
    )  # fmt: skip
    before = len(plans.tasks(planner, plan_id=filled, on=ON))
    tried = import_plan(plan_id=filled, data=sheet, dry_run=True, actor=planner, at=at)
    assert (len(tried.added), len(tried.revised), tried.faults) == (2, 2, ())
    assert len(plans.tasks(planner, plan_id=filled, on=ON)) == before
    taken = import_plan(plan_id=filled, data=sheet, actor=planner, at=at)
    assert set(taken.revised) == {f"task:{task_id}", f"target:{target_id}"}
    assert plans.task(task_id).due_on == date(2026, 12, 15)
    assert plans.task(task_id).item_id == plans.items(planner, filled)[0].id
    assert plans.target(target_id).level == "ít nhất 62,5%"
    new = next(one for one in plans.tasks(planner, plan_id=filled, on=ON) if one.title == "Mở lớp tập huấn")
    assert (new.place, len(new.leads)) == ("mục III.2", 5)
    assert {one.subject for one in plans.targets(planner, plan_id=filled)} >= {"Số lớp tập huấn"}
    assert len(plans.corrections(f"task:{task_id}")) == 1


def test_a_sheet_handed_in_twice_adds_its_rows_once(filled: int, planner: Actor, at: datetime) -> None:
    new = {"Loại": "Nhiệm vụ", "Nội dung": "Tập huấn cán bộ", "Chủ trì": "Sở Y tế", "Hạn": "20/12/2026"}
    rows = [new, {**LEVEL, "Nội dung": "Số lớp tập huấn", "Đến kỳ": "2026", "Địa bàn": "91"}]
    sheet = _changed(plans.exported(planner, filled, ON), cells={}, rows=rows)
    assert len(import_plan(plan_id=filled, data=sheet, actor=planner, at=at).added) == 2
    again = import_plan(plan_id=filled, data=sheet, actor=planner, at=at)
    assert (again.added, again.revised, again.faults) == ((), (), ())
    other = _changed(plans.exported(planner, filled, ON), cells={}, rows=[{**new, "Chủ trì": "Công an tỉnh"}])
    assert len(import_plan(plan_id=filled, data=other, actor=planner, at=at).added) == 1, "another agency, another task"


def test_one_wrong_row_and_none_is_taken(filled: int, task_id: int, planner: Actor, at: datetime) -> None:
    sheet = _changed(
        plans.exported(planner, filled, ON),
        cells={(f"task:{task_id}", "Nội dung"): "Nội dung khác", (f"task:{task_id}", "Hạn"): "mai kia"},
        rows=[
            {"Mã": "task:999999", "Loại": "Nhiệm vụ", "Nội dung": "Lạ", "Chủ trì": "Sở Y tế"},
            {"Loại": "Nhiệm vụ", "Nội dung": "Không ai làm"},
            {**LEVEL, "Nội dung": "Ở đâu", "Đến kỳ": "2026", "Địa bàn": "Xã Lạ"},
            {**LEVEL, "Nội dung": "Bao giờ", "Đến kỳ": "mai", "Địa bàn": "91"},
            {"Loại": "Nhiệm vụ", "Nội dung": "Ở mục nào", "Chủ trì": "Sở Y tế", "Thuộc mục": "Mục lạ"},
        ],
    )  # fmt: skip
    taken = import_plan(plan_id=filled, data=sheet, actor=planner, at=at)
    assert [one.key for one in taken.faults] == ["due_on", "ref", "leads", "scope", "by", "item"]
    assert taken.faults[2].text == "Nhiệm vụ chưa đủ để giao. Chọn ít nhất một cơ quan chủ trì."
    assert plans.task(task_id).title == "Thành lập điểm tiếp nhận, tư vấn cai nghiện"
    with pytest.raises(Refusal):
        import_plan(plan_id=filled, data=b"no sheet", actor=planner, at=at)


def test_commands_tell_of_a_plan_and_write_its_files(
    filled: int, province: Province, planner: Actor, at: datetime, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = [province.communes["sen-hong"].agencies["ubnd_xa"], province.agencies["health"]]
    ask_for_plans(plan_id=filled, agency_ids=wanted, due_on=date(2026, 11, 20), actor=planner, at=EARLIER)

    def told(*arguments: str) -> str:
        with pytest.raises(SystemExit) as left:
            run(["plans", *arguments])
        assert left.value.code in (0, None), capsys.readouterr().err
        return capsys.readouterr().out

    found = json.loads(told("coverage", "18/KH-UBND", "--json"))
    assert found["without_lead"] == []
    assert len(found["without_plan"]) == 2
    assert {one["name"] for one in found["agencies"]} >= {"Sở Y tế", "Công an tỉnh Hoa Mai"}
    stands = json.loads(told("status", str(filled), "--on", "2026-12-31", "--json"))
    assert (stands["tasks"]["count"], stands["tasks"]["overdue"], stands["own_plans"]["asked"]) == (2, 2, 2)
    assert stands["targets"][0]["level"] == "ít nhất 60%"
    assert "Nhiệm vụ: 2" in told("status", str(filled))
    assert "Chưa có kế hoạch riêng: 2" in told("coverage", str(filled))
    assert "18/KH-UBND" in told("list")
    for kind, start in (("xlsx", b"PK"), ("docx", b"PK"), ("ics", b"BEGIN:VCALENDAR")):
        out = tmp_path / f"plan.{kind}"
        told("export", str(filled), "--out", str(out))
        assert out.read_bytes().startswith(start)
    assert "SUMMARY:Thành lập điểm" in (tmp_path / "plan.ics").read_text().replace("\r\n ", "")
    for plan in ([], ["--plan", "18/KH-UBND"]):
        again = told("import", str(tmp_path / "plan.xlsx"), *plan, "--as", "planner", "--dry-run", "--json")
        assert json.loads(again) == {"dry_run": True, "added": 0, "revised": [], "unchanged": 3, "faults": []}


def test_a_sheet_tells_by_its_references_of_which_plan_it_is(filled: int, planner: Actor, at: datetime) -> None:
    sheet = plans.exported(planner, filled, ON)
    assert plans.plan_of_sheet(sheet) == filled
    strange = {"Mã": "task:99x", "Loại": "Nhiệm vụ", "Nội dung": "Lạ", "Chủ trì": "Sở Y tế"}
    assert plans.plan_of_sheet(_changed(sheet, cells={}, rows=[strange])) == filled
    year = (date(2027, 1, 1), date(2027, 12, 31))
    other = begin_plan(title="Kế hoạch khác", kind="annual", horizon=year, parent_id=filled, actor=planner, at=at)
    said = TaskInput(title="Việc của kế hoạch khác", leads=(planner.agency_id or 0,))
    task_id = add_task(plan_id=other, said=said, actor=planner, at=at)
    with pytest.raises(Refusal, match="nhiều kế hoạch"):
        plans.plan_of_sheet(_changed(sheet, cells={}, rows=[{**strange, "Mã": f"task:{task_id}"}]))
    with pytest.raises(Refusal):
        plans.plan_of_sheet(b"no sheet")


def test_the_calendar_of_a_plan_has_each_day_of_what_returns(filled: int, task_id: int, planner: Actor) -> None:
    Task.objects.filter(id=task_id).update(every="quarter", due_on=date(2030, 3, 31))
    days = [day for reference, _, day in plans.plan_days(planner, filled, ON) if reference == f"task:{task_id}"]
    assert days == [date(2030, 3, 31), date(2030, 6, 30), date(2030, 9, 30), date(2030, 12, 31)]
    Task.objects.filter(id=task_id).update(every="", due_on=date(2031, 2, 1))
    assert date(2031, 2, 1) in {day for _, _, day in plans.plan_days(planner, filled, ON)}


def test_the_plan_of_the_next_year_takes_over_what_was_not_finished(
    filled: int, task_id: int, planner: Actor, at: datetime
) -> None:
    within, after = (date(2027, 1, 1), date(2027, 12, 31)), (date(2031, 1, 1), date(2031, 12, 31))
    with pytest.raises(CannotChange, match="hết thời kỳ"):
        repeat_plan(plan_id=filled, title="Kế hoạch 2027", horizon=within, actor=planner, at=at)
    made = repeat_plan(plan_id=filled, title="Kế hoạch năm 2031", horizon=after, actor=planner, at=at)
    view = plans.plan(planner, made)
    assert (view.follows_id, view.is_draft) == (filled, True)
    carried = {one.carries_id: one for one in plans.tasks(planner, plan_id=made, on=ON)}
    assert task_id in carried
    assert carried[task_id].due_on is None
    assert carried[task_id].leads_text == plans.task(task_id).leads_text
    assert plans.targets(planner, plan_id=made) == ()
    assert len(plans.items(planner, made)) == 1
    with pytest.raises(CannotChange, match="đã ban hành"):
        repeat_plan(plan_id=made, title="Nữa", horizon=after, actor=planner, at=at)
    assert actor_by_username("planner", at) is not None
    assert replace(view, title="x").short


def test_names_that_nobody_bears_go_out_and_come_back(filled: int, task_id: int, planner: Actor, at: datetime) -> None:
    said, _ = plans.said_task(task_id, on=ON)
    revise_task(
        task_id=task_id,
        said=replace(said, lead_words=("Các đơn vị liên quan",), support_words=()),
        revision=0,
        reason="Thử",
        actor=planner,
        at=at,
    )
    taken = import_plan(plan_id=filled, data=plans.exported(planner, filled, ON), actor=planner, at=at)
    assert (taken.revised, taken.faults) == ((), ())
