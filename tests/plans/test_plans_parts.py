"""The parts of a plan: read from its document, confirmed, moved about, and their money."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from pcmt.journal.models import Entry
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotAllowed, NotFound
from pcmt.plans import queries as plans
from pcmt.plans.actions.add_items import add_items
from pcmt.plans.actions.place_under import place_under
from pcmt.plans.actions.remove_item import remove_item
from pcmt.plans.actions.revise_item import revise_item
from pcmt.plans.actions.set_budget import set_budget
from pcmt.plans.keeping import CannotChange
from pcmt.plans.queries import BudgetInput, ItemInput, Money
from pcmt.plans.rules.items import BadBudget, BadItem
from pcmt.plans.rules.parts import Heading, counts_said, proposed_parts
from tests.province import Province
from vanban import read

ON = date(2026, 11, 21)
PROJECTS = """KẾ HOẠCH
Triển khai Chương trình

I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích
Giữ yên thôn bản.
II. NHIỆM VỤ, GIẢI PHÁP
1. Tuyên truyền, giáo dục
Mở lớp tại các trường.
2. Quản lý sau cai
Giúp người cai nghiện về nhà có việc làm.
III. PHÂN CÔNG NHIỆM VỤ
1. Công an tỉnh
a) Chủ trì các dự án sau:
- Dự án 1: Đấu tranh với tội phạm có tổ chức;
- Dự án 3 (Tiểu dự án 2): Truyền thông ở cơ sở.
2. Sở Y tế
a) Chủ trì Dự án 2 “Đáp ứng y tế ở tuyến xã” và Tiểu dự án 1 thuộc Dự án 2: “Trạm y tế lưu động”.
Kế hoạch có 02 nhiệm vụ, 13 dự án, 2 tiểu dự án.
"""
SHARED = Path(__file__).parents[2].parent / "shared"


def _headings(text: str) -> tuple[list[Heading], str]:
    found = read(text)
    return [
        Heading(one.anchor, one.label, one.depth, one.heading, one.start, one.end) for one in found.provisions
    ], found.text


def test_a_document_shows_its_sections_and_projects_with_who_leads_them() -> None:
    parts = proposed_parts(*_headings(PROJECTS))
    assert [(one.kind, one.label, one.title, one.under) for one in parts] == [
        ("purpose", "I", "MỤC ĐÍCH, YÊU CẦU", ""),
        ("purpose", "1", "Mục đích", "I"),
        ("tasks", "II", "NHIỆM VỤ, GIẢI PHÁP", ""),
        ("tasks", "1", "Tuyên truyền, giáo dục", "II"),
        ("tasks", "2", "Quản lý sau cai", "II"),
        ("project", "Dự án 1", "Đấu tranh với tội phạm có tổ chức", ""),
        ("project", "Dự án 2", "Đáp ứng y tế ở tuyến xã", ""),
        ("subproject", "Tiểu dự án 1, Dự án 2", "Trạm y tế lưu động", "du-an-2"),
        ("subproject", "Tiểu dự án 2, Dự án 3", "Truyền thông ở cơ sở", ""),
    ]
    leads = {one.label: one.lead_words for one in parts}
    assert (leads["Dự án 1"], leads["Dự án 2"], leads["II"]) == ("Công an tỉnh", "Sở Y tế", "")


def test_a_document_counts_its_own_parts() -> None:
    assert counts_said(PROJECTS) == {"tasks": 2, "project": 13, "subproject": 2}
    assert counts_said("nhiệm vụ năm 2026 và dự án") == {}


def test_the_brief_counts_nine_tasks_five_solutions_thirteen_projects_two_sub_projects() -> None:
    brief = SHARED / "seeds" / "seed_001.txt"
    if not brief.exists():
        pytest.skip("the brief is not beside this checkout")
    assert counts_said(brief.read_text("utf-8")) == {"tasks": 9, "solution": 5, "project": 13, "subproject": 2}


def test_a_real_plan_shows_nine_groups_of_tasks_and_ten_projects() -> None:
    found = sorted((SHARED / "corpus").glob("002_*.txt")) if SHARED.exists() else []
    if not found:
        pytest.skip("the corpus is not beside this checkout")
    parts = proposed_parts(*_headings(found[0].read_text("utf-8")))
    assert sum(one.kind == "tasks" and bool(one.under) for one in parts) == 9
    labels = {one.label: one.lead_words for one in parts if one.kind in ("project", "subproject")}
    assert labels["Dự án 6"] == "Sở Y tế"
    assert labels["Tiểu dự án 3, Dự án 7"] == "Sở Giáo dục và Đào tạo"
    assert {"Dự án 1", "Dự án 2", "Dự án 4", "Dự án 5", "Dự án 9"} <= labels.keys()


def test_a_text_without_end_is_read_in_its_length() -> None:
    for text in ("Dự án 1 " * 20_000, "9" * 200_000, "dự án " + " " * 200_000 + "1", "tiểu dự án 1 thuộc " * 20_000):
        assert proposed_parts([], text) is not None
        assert counts_said(text) is not None


def test_parts_are_confirmed_and_take_what_stands_inside_them(
    plan_id: int, target_id: int, task_id: int, planner: Actor, at: datetime
) -> None:
    proposed = plans.parts_shown(planner, plan_id, ON).proposals
    assert [one.part.anchor for one in proposed] == ["I", "I.1", "I.2", "II"]
    made = add_items(plan_id=plan_id, items=[one.as_read() for one in proposed], actor=planner, at=at)
    tree = plans.items(planner, plan_id)
    assert [(one.id, one.depth, one.targets_count) for one in tree] == [
        (made[0], 0, 0),
        (made[1], 1, 0),
        (made[2], 1, 0),
        (made[3], 0, 1),
    ]
    assert tree[3].place == "mục II"
    assert plans.target(target_id).item_id == made[3]
    assert plans.task(task_id).item_id is None
    assert all(one.is_there for one in plans.parts_shown(planner, plan_id, ON).proposals)
    assert Entry.objects.filter(action="plans.add_items").get().subject == f"plan:{plan_id}"
    with pytest.raises(BadItem, match="đã có"):
        add_items(plan_id=plan_id, items=[proposed[0].as_read()], actor=planner, at=at)


def test_parts_that_say_nothing_or_hang_in_a_ring_are_refused(plan_id: int, planner: Actor, at: datetime) -> None:
    project = ItemInput(kind="project", title="Dự án mẫu", key="a")
    for wrong in (
        [],
        [replace(project, title=" ")],
        [replace(project, kind="dream")],
        [replace(project, under="b")],
        [replace(project, under="b"), replace(project, key="b", under="a", title="Khác")],
        [replace(project, lead=999_999)],
        [replace(project, parent=999_999)],
    ):
        with pytest.raises(BadItem):
            add_items(plan_id=plan_id, items=wrong, actor=planner, at=at)
    with pytest.raises(NotFound):
        add_items(plan_id=plan_id, items=[replace(project, anchor="IX.9")], actor=planner, at=at)
    assert plans.items(planner, plan_id) == ()


def test_a_part_is_put_right_and_taken_out(
    plan_id: int, task_id: int, province: Province, planner: Actor, at: datetime
) -> None:
    whole, piece = add_items(
        plan_id=plan_id,
        items=[
            ItemInput(kind="project", title="Dự án", key="a"),
            ItemInput(kind="subproject", title="Tiểu dự án", under="a"),
        ],
        actor=planner,
        at=at,
    )
    place_under(plan_id=plan_id, item_id=piece, references=[f"task:{task_id}"], actor=planner, at=at)
    assert plans.task(task_id).item_id == piece
    said = ItemInput(kind="project", title="Dự án  mới", label="Dự án 1", lead=province.agencies["health"])
    revise_item(item_id=whole, said=said, actor=planner, at=at)
    assert plans.items(planner, plan_id)[0].name == "Dự án 1: Dự án mới"
    assert plans.items(planner, plan_id)[0].lead_name == "Sở Y tế"
    with pytest.raises(BadItem):
        revise_item(item_id=whole, said=replace(said, parent=piece), actor=planner, at=at)
    with pytest.raises(CannotChange, match="mục con"):
        remove_item(item_id=whole, actor=planner, at=at)
    remove_item(item_id=piece, actor=planner, at=at)
    assert plans.task(task_id).item_id is None
    with pytest.raises(CannotChange):
        place_under(plan_id=plan_id, item_id=whole, references=["task:999999"], actor=planner, at=at)


def test_money_is_kept_in_whole_dong_and_added_up(plan_id: int, planner: Actor, at: datetime) -> None:
    (item,) = add_items(plan_id=plan_id, items=[ItemInput(kind="project", title="Dự án")], actor=planner, at=at)
    for fund, year, money, of in (
        ("central", 2026, Money(427_210_000_000, 300_000_000_000, None), item),
        ("province", 2026, Money(64_857_000_000, None, 1), item),
        ("province", 2027, Money(5, None, None), None),
    ):
        set_budget(plan_id=plan_id, line=BudgetInput(fund, year, money, of), actor=planner, at=at)
    sheet = plans.budget(planner, plan_id)
    assert sheet.by_year == (
        (2026, Money(492_067_000_000, 300_000_000_000, 1)),
        (2027, Money(5, None, None)),
    )
    assert sheet.total == Money(492_067_000_005, 300_000_000_000, 1)
    assert plans.items(planner, plan_id)[0].money.planned == 492_067_000_000
    set_budget(plan_id=plan_id, line=BudgetInput("province", 2027, Money(), None), actor=planner, at=at)
    assert len(plans.budget(planner, plan_id).lines) == 2
    for wrong in (
        BudgetInput("moon", 2026, Money(1)),
        BudgetInput("central", 2031, Money(1)),
        BudgetInput("central", 2026, Money(-1)),
    ):
        with pytest.raises(BadBudget):
            set_budget(plan_id=plan_id, line=wrong, actor=planner, at=at)


def test_only_who_keeps_plans_changes_their_parts(plan_id: int, actor: Callable[[str], Actor], at: datetime) -> None:
    part = [ItemInput(kind="project", title="Dự án")]
    with pytest.raises(NotAllowed):
        add_items(plan_id=plan_id, items=part, actor=actor("health-reporter"), at=at)
    with pytest.raises(NotFound):
        add_items(plan_id=plan_id, items=part, actor=actor("admin"), at=at)
