"""The plan that follows another, a campaign of it; what a merger hands over; where a part of a plan comes from."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from pcmt.areas.actions.apply_event import apply_event
from pcmt.areas.actions.propose_event import propose_event
from pcmt.areas.actions.undo_event import undo_event
from pcmt.kernel.actor import Actor
from pcmt.plans import queries as plans
from pcmt.plans.actions.add_items import add_items
from pcmt.plans.actions.ask_for_plans import ask_for_plans
from pcmt.plans.actions.note_finished import note_finished
from pcmt.plans.actions.repeat_plan import repeat_plan
from pcmt.plans.keeping import CannotChange
from pcmt.plans.queries import Evidence, ItemInput
from pcmt.trace.queries import trace
from tests.areas.test_areas_events import DAY, MERGE
from tests.province import Province

ON = date(2026, 11, 21)
NEXT = (date(2031, 1, 1), date(2031, 12, 31))


def test_what_is_carried_over_is_chosen(
    plan_id: int, target_id: int, task_id: int, shared_task_id: int, planner: Actor, at: datetime
) -> None:
    every = repeat_plan(plan_id=plan_id, title="Mọi việc chưa xong", horizon=NEXT, actor=planner, at=at)
    assert {one.carries_id for one in plans.tasks(planner, plan_id=every, on=ON)} == {task_id, shared_task_id}
    made = repeat_plan(
        plan_id=plan_id,
        title="Kế hoạch năm 2031",
        horizon=NEXT,
        target_ids=[target_id],
        task_ids=[shared_task_id],
        actor=planner,
        at=at,
    )
    (target,), (task,) = plans.targets(planner, plan_id=made), plans.tasks(planner, plan_id=made, on=ON)
    assert (target.carries_id, task.carries_id, task.due_on) == (target_id, shared_task_id, None)
    assert len(task.leads) == 2
    assert plans.plan(planner, made).follows_id == plan_id
    with pytest.raises(CannotChange, match="không còn"):
        repeat_plan(plan_id=plan_id, title="Sai", horizon=NEXT, task_ids=[999_999], actor=planner, at=at)


def test_a_campaign_lies_within_its_plan_and_is_part_of_it(plan_id: int, planner: Actor, at: datetime) -> None:
    month = (date(2026, 6, 1), date(2026, 6, 30))
    made = repeat_plan(
        plan_id=plan_id, title="Tháng hành động", horizon=month, kind="campaign", task_ids=[], actor=planner, at=at
    )
    view = plans.plan(planner, made)
    assert (view.kind, view.parent_id, view.follows_id) == ("campaign", plan_id, None)
    with pytest.raises(CannotChange, match="hết thời kỳ"):
        repeat_plan(plan_id=plan_id, title="Trùng", horizon=month, actor=planner, at=at)
    with pytest.raises(CannotChange, match="danh mục"):
        repeat_plan(plan_id=plan_id, title="Sai loại", horizon=NEXT, kind="dream", actor=planner, at=at)


def test_the_page_offers_what_is_open_and_takes_what_is_ticked(
    plan_id: int, target_id: int, task_id: int, planner: Actor, visit: Callable[..., Client], at: datetime
) -> None:
    client, address = visit("planner"), reverse("plans.repeat_plan", args=[plan_id])
    context = client.get(address).context
    assert [(one.id, ticked) for one, ticked in context["tasks"]] == [(task_id, True)]
    assert [(one.id, ticked) for one, ticked in context["targets"]] == [(target_id, False)], "it binds no longer"
    said = {"title": "Kế hoạch năm 2031", "kind": "annual", "first": "01/01/2031", "last": "31/12/2031"}
    assert client.post(address, {**said, "first": "01/01/2027"}).status_code == 422
    there = client.post(address, {**said, "tasks": [str(task_id)]})["Location"]
    made = int(there.split("/")[2])
    assert [one.carries_id for one in plans.tasks(planner, plan_id=made, on=ON)] == [task_id]
    assert plans.targets(planner, plan_id=made) == ()
    assert visit("sen-hong.reporter").get(address).status_code == 404


def test_leads_and_requests_go_over_in_a_merger_and_come_back(
    plan_id: int, province: Province, planner: Actor, actor: Callable[[str], Actor], at: datetime
) -> None:
    own = {slug: one.agencies["ubnd_xa"] for slug, one in province.communes.items()}
    said = [ItemInput("project", "Dự án mẫu", lead=own["mua-ngau"]), ItemInput("project", "Khác", lead=own["hoa-ban"])]
    mine, other = add_items(plan_id=plan_id, items=said, actor=planner, at=at)
    ask_for_plans(
        plan_id=plan_id,
        agency_ids=[own["mua-ngau"], own["sen-hong"], own["hoa-ban"]],
        due_on=date(2026, 12, 20),
        actor=planner,
        at=at,
    )
    admin, later = actor("admin"), DAY + timedelta(days=2)
    event = propose_event(change=MERGE, actor=admin, at=at)
    apply_event(event_id=event, choices={}, actor=admin, at=at)
    heir = plans.item(planner, plan_id, mine).lead_id
    assert heir not in own.values()
    assert plans.item(planner, plan_id, other).lead_id == own["hoa-ban"]
    assert {row.agency_id for row in plans.cascade(planner, plan_id, later).rows} == {heir, own["hoa-ban"]}
    undo_event(event_id=event, reason="Thử lại", actor=admin, at=at)
    assert plans.item(planner, plan_id, mine).lead_id == own["mua-ngau"]
    assert {row.agency_id for row in plans.cascade(planner, plan_id, ON).rows} == {
        own["mua-ngau"], own["sen-hong"], own["hoa-ban"],
    }  # fmt: skip


def test_a_part_of_a_plan_is_traced_to_its_sentence(
    plan_id: int, task_id: int, planner: Actor, visit: Callable[..., Client], at: datetime
) -> None:
    said = ItemInput("tasks", "Phân công nhiệm vụ", anchor="III", quote="PHÂN CÔNG NHIỆM VỤ")
    (made,) = add_items(plan_id=plan_id, items=[said], actor=planner, at=at)
    node = trace(f"item:{made}", planner, at)
    assert [one.kind for one in node.up] == ["provision"]
    assert f"task:{task_id}" in {one.reference for one in node.down}
    page = visit("planner").get(reverse("trace.show", args=[f"item:{made}"]))
    assert page.status_code == 200
    assert "Mục của kế hoạch" in page.content.decode()


def test_a_finished_task_may_be_done_again_next_year(plan_id: int, task_id: int, planner: Actor, at: datetime) -> None:
    note_finished(task_id=task_id, agency_ids=None, words="Xong", evidence=Evidence(), actor=planner, at=at)
    made = repeat_plan(plan_id=plan_id, title="Năm sau", horizon=NEXT, task_ids=[task_id], actor=planner, at=at)
    (again,) = plans.tasks(planner, plan_id=made, on=ON)
    assert (again.carries_id, again.state) == (task_id, "todo")
