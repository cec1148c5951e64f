"""Many tasks changed at once: tried first, all or none, each recorded by itself; and how much a task weighs."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from pcmt.agencies import queries as agencies
from pcmt.journal.queries import entries
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound
from pcmt.plans import queries as plans
from pcmt.plans.actions.add_task import add_task
from pcmt.plans.actions.edit_tasks import edit_tasks
from pcmt.plans.actions.finish_task import finish_task
from pcmt.plans.actions.put_in_charge import put_in_charge
from pcmt.plans.actions.revise_task import revise_task
from pcmt.plans.actions.withdraw_task import withdraw_task
from pcmt.plans.queries import TaskEdit, TaskInput, Wish
from pcmt.plans.rules.editing import BadEdit
from pcmt.plans.rules.inputs import BadTask
from pcmt.plans.rules.timeline import far
from tests.province import AT, Province

AS = Callable[[str], Actor]
ON, LATER = date(2026, 11, 21), date(2026, 12, 20)


@pytest.fixture
def pair(plan_id: int, task_id: int, task_input: TaskInput, planner: Actor, at: datetime) -> list[int]:
    """Two tasks of the health department."""
    said = replace(task_input, title="Tập huấn cán bộ y tế cơ sở", support_words=())
    return [task_id, add_task(plan_id=plan_id, said=said, actor=planner, at=at)]


def post_of(agency_id: int) -> int:
    return agencies.posts_in([agency_id], ON)[agency_id][0].id


def test_a_trial_changes_nothing_and_the_deed_all(pair: list[int], planner: Actor, at: datetime):
    said = TaskEdit(due_on=LATER, weight=5, reason="Công văn 9/BCĐ")
    tried = edit_tasks(task_ids=pair, said=said, dry_run=True, actor=planner, at=at)
    assert tried.changed == 2
    assert plans.task(pair[0]).due_on == date(2026, 11, 30)
    assert entries(subject=f"agency:{planner.agency_id}", action="plans.edit_tasks") == ()
    done = edit_tasks(task_ids=pair, said=said, actor=planner, at=at)
    assert done == tried
    assert done.lines[0].changes == (("Hạn", "30/11/2026", "20/12/2026"), ("Trọng số", "1", "5"))
    for task_id in pair:
        view = plans.task(task_id)
        assert (view.due_on, view.weight) == (LATER, 5)
        last = entries(subject=f"task:{task_id}")[-1]
        assert (last.action, last.reason) == ("plans.revise_task", "Công văn 9/BCĐ")
    again = edit_tasks(task_ids=pair, said=said, actor=planner, at=at)
    assert (again.changed, again.faults) == (0, ())


def test_a_product_is_written_where_it_was_lacking_and_too_much_of_it_refused(
    pair: list[int], planner: Actor, at: datetime
):
    said = TaskEdit(product=" Báo cáo kết quả ", reason="Làm rõ sản phẩm")
    told = edit_tasks(task_ids=pair, said=said, actor=planner, at=at)
    assert [plans.task(one).product for one in pair] == ["Báo cáo kết quả"] * 2
    assert told.lines[0].changes[0][0::2] == ("Sản phẩm", "Báo cáo kết quả")
    with pytest.raises(BadEdit) as refused:
        edit_tasks(task_ids=pair, said=replace(said, product="x" * 256), actor=planner, at=at)
    assert "product" in refused.value.fields
    with pytest.raises(BadEdit):
        edit_tasks(task_ids=pair, said=TaskEdit(product="  ", reason="Không ghi gì"), actor=planner, at=at)


def test_one_that_cannot_be_changed_keeps_them_all(pair: list[int], planner: Actor, at: datetime):
    withdraw_task(task_id=pair[1], reason="Trùng", actor=planner, at=at)
    told = edit_tasks(task_ids=pair, said=TaskEdit(weight=5, reason="Điều chỉnh"), actor=planner, at=at)
    assert [line.task_id for line in told.faults] == [pair[1]]
    assert plans.task(pair[0]).weight == 1
    assert len(plans.corrections(f"task:{pair[0]}")) == 0


def test_parts_change_hands_where_something_is_left_to_do(
    pair: list[int], planner: Actor, actor: AS, province: Province, at: datetime
):
    health, culture = province.agencies["health"], province.agencies["front"]
    finish_task(task_id=pair[1], words="Xong", actor=actor("health-head"), at=at)
    said = TaskEdit(from_agency=health, to_agency=culture, reason="Phân công lại")
    told = edit_tasks(task_ids=pair, said=said, actor=planner, at=at)
    assert [bool(line.changes) for line in told.lines] == [True, False]
    assert [plans.task(one).leads[0].agency_id for one in pair] == [culture, health]


def test_an_agency_puts_one_person_in_charge_of_many(
    pair: list[int], actor: AS, province: Province, at: datetime, planner: Actor
):
    head, health = actor("health-head"), province.agencies["health"]
    wish = Wish(agency_ids=frozenset({health}), in_charge="nobody")
    assert set(plans.task_ids(head, wish, ON, 10)) == set(pair)
    post = post_of(health)
    edit_tasks(task_ids=pair, said=TaskEdit(post_id=post), actor=head, at=at)
    assert [plans.task(one).leads[0].in_charge_id for one in pair] == [post, post]
    assert plans.task_ids(head, wish, ON, 10) == ()
    mine = replace(wish, in_charge="mine")
    holder = replace(head, person_id=agencies.persons_of([post])[post])
    assert set(plans.task_ids(holder, mine, ON, 10)) == set(pair)
    put_in_charge(task_id=pair[0], post_id=None, actor=head, at=at)
    assert plans.task_ids(holder, mine, ON, 10) == (pair[1],)
    told = edit_tasks(task_ids=pair, said=TaskEdit(post_id=post), actor=planner, at=at)
    assert len(told.faults) == 2


@pytest.mark.parametrize(
    "said",
    [
        TaskEdit(reason="x"),
        TaskEdit(weight=5),
        TaskEdit(weight=101, reason="Điều chỉnh"),
        TaskEdit(from_agency=1, reason="Điều chỉnh"),
        TaskEdit(due_on=LATER, reason=" … "),
    ],
)
def test_what_says_nothing_or_no_reason_is_refused(said: TaskEdit, task_id: int, planner: Actor, at: datetime):
    with pytest.raises(BadEdit):
        edit_tasks(task_ids=[task_id], said=said, actor=planner, at=at)
    with pytest.raises(BadEdit):
        edit_tasks(task_ids=[], said=TaskEdit(weight=2, reason="Điều chỉnh"), actor=planner, at=at)


def test_what_one_may_not_see_or_change_stays(task_id: int, actor: AS, at: datetime):
    said = TaskEdit(weight=2, reason="Điều chỉnh")
    for who in (Actor("nobody"), actor("sen-hong.reporter")):
        try:
            told = edit_tasks(task_ids=[task_id], said=said, actor=who, at=at)
        except NotFound:
            continue
        assert told.faults
    assert plans.task(task_id).weight == 1


def test_a_plan_is_as_far_as_its_heavy_tasks_are(
    pair: list[int], plan_id: int, planner: Actor, task_input: TaskInput, at: datetime
):
    heavy, _ = pair
    said = replace(plans.said_task(heavy, on=ON)[0], weight=3)
    revise_task(task_id=heavy, said=said, revision=0, reason="Việc chính", actor=planner, at=at)
    (told,) = plans.corrections(f"task:{heavy}")
    assert [(one.label, one.before, one.after) for one in told.changes] == [("Trọng số", "1", "3")]
    views = plans.tasks(planner, plan_id=plan_id, on=ON)
    assert {view.id: view.weight for view in views} == {pair[0]: 3, pair[1]: 1}
    done = [replace(view, state="done") if view.id == heavy else view for view in views]
    assert far(done).percent == 75
    with pytest.raises(BadTask):
        add_task(plan_id=plan_id, said=replace(task_input, weight=0), actor=planner, at=at)


def test_the_pages_tick_try_and_do(
    pair: list[int], visit: Callable[..., Client], monkeypatch: pytest.MonkeyPatch, province: Province
):
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)
    client, address = visit("planner"), reverse("plans.edit_tasks")
    listed = client.get(reverse("plans.tasks"), {"tat_ca": "1", "chon": "ca"}).content.decode()
    assert listed.count(" checked") == 2
    assert "Sửa cả 2 nhiệm vụ theo bộ lọc" in listed
    assert "Chưa chọn nhiệm vụ nào" in client.get(address).content.decode()
    first = client.post(address, {"theo_loc": "1", "loc": "tat_ca=1"}).content.decode()
    assert "Sửa 2 nhiệm vụ một lần" in first
    said = {"nv": [str(one) for one in pair], "loc": "tat_ca=1", "weight": "4", "reason": "Việc chính"}
    tried = client.post(address, {**said, "buoc": "xem"}).content.decode()
    assert "Sửa 2 nhiệm vụ" in tried
    assert plans.task(pair[0]).weight == 1
    assert client.post(address, {**said, "reason": "", "buoc": "xem"}).status_code == 422
    assert client.post(address, {**said, "buoc": "ghi"}).status_code == 302
    assert [plans.task(one).weight for one in pair] == [4, 4]
    reporter = visit("sen-hong.reporter").get(reverse("plans.tasks"), {"phu_trach": "chua", "tim": "y tế"})
    assert reporter.status_code == 200
