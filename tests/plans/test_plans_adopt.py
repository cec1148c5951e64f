"""Adopting: what a document asks becomes part of a plan by a person's word, once, with its sentence."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from pcmt.documents import queries as documents
from pcmt.journal.queries import entries
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.kernel.quantity import Quantity
from pcmt.kernel.refusal import NotAllowed, NotFound
from pcmt.plans import queries as plans
from pcmt.plans.actions.add_milestone import BadMilestone, add_milestone
from pcmt.plans.actions.adopt_plan import CannotAdopt, adopt_plan
from pcmt.plans.actions.adopt_suggestion import adopt_suggestion
from pcmt.plans.actions.withdraw_target import CannotWithdraw, withdraw_target
from pcmt.plans.models import Target, Task
from pcmt.plans.queries import TargetInput, TaskInput
from pcmt.plans.rules.inputs import BadTarget
from tests.province import Province

Find = Callable[[str, str], documents.SuggestionView]
HORIZON = (date(2026, 1, 1), date(2026, 12, 31))


def test_a_document_becomes_a_plan_once(document_id: int, plan_id: int, planner: Actor, at: datetime):
    view = plans.plan(planner, plan_id)
    assert (view.document_id, view.years, view.document_number) == (document_id, "2026–2030", "18/KH-UBND")
    assert plans.plan_of(document_id) == plan_id
    assert [entry.action for entry in entries(subject=f"plan:{plan_id}")] == ["plans.adopt_plan"]
    with pytest.raises(CannotAdopt) as refused:
        adopt_plan(document_id=document_id, title="Lần nữa", horizon=HORIZON, actor=planner, at=at)
    assert refused.value.where == f"plan:{plan_id}"


@pytest.mark.parametrize("field", ["title", "horizon_to"])
def test_a_plan_needs_a_name_and_a_way_forward(field: str, document_id: int, planner: Actor, at: datetime):
    horizon = HORIZON if field == "title" else (HORIZON[1], HORIZON[0])
    title = "" if field == "title" else "Kế hoạch"
    with pytest.raises(CannotAdopt) as refused:
        adopt_plan(document_id=document_id, title=title, horizon=horizon, actor=planner, at=at)
    assert field in refused.value.fields


def test_only_the_standing_office_makes_plans(
    document_id: int,
    plan_id: int,
    actor: Callable[[str], Actor],
    suggestion: Find,
    target_input: TargetInput,
    at: datetime,
):
    for username in ("health-reporter", "sen-hong.chairman", "chairman"):
        with pytest.raises(NotAllowed):
            adopt_plan(document_id=document_id, title="x", horizon=HORIZON, actor=actor(username), at=at)
        with pytest.raises(NotAllowed):
            adopt_suggestion(
                suggestion_id=suggestion("target", "II.1").id,
                plan_id=plan_id,
                correction=target_input,
                actor=actor(username),
                at=at,
            )


def test_a_target_keeps_its_sentence_and_its_figures(
    target_id: int, document_id: int, planner: Actor, province: Province, suggestion: Find
):
    view = plans.target(target_id)
    assert view.value == Quantity(60, 0, "%")
    assert (view.level, view.deadline, view.scope_area_id) == ("ít nhất 60%", "hết năm 2030", province.id)
    assert "60%" in view.quote
    assert view.provision_reference == f"provision:{document_id}#II.1"
    assert view.place == f"mục {documents.provision(document_id, view.anchor).place}"
    assert view.indicator_label
    assert [one.id for one in plans.targets(planner, indicator="T1b")] == [target_id]
    assert [one.id for one in plans.targets_from(document_id, "II.1")] == [target_id]
    assert suggestion("target", "II.1").settled_ref == f"target:{target_id}"


def test_adopting_is_journalled_with_its_origin(target_id: int, suggestion: Find):
    (entry,) = entries(subject=f"target:{target_id}")
    assert entry.action == "plans.adopt_suggestion"
    assert entry.before is not None
    assert entry.before["suggestion"] == suggestion("target", "II.1").id
    assert entry.after is not None
    assert (entry.after["indicator"], entry.after["value"], entry.after["by"]) == ("T1b", "60", "2030")


def test_a_suggestion_is_adopted_once(
    target_id: int, plan_id: int, suggestion: Find, target_input: TargetInput, planner: Actor, at: datetime
):
    with pytest.raises(CannotAdopt) as refused:
        adopt_suggestion(
            suggestion_id=suggestion("target", "II.1").id,
            plan_id=plan_id,
            correction=target_input,
            actor=planner,
            at=at,
        )
    assert refused.value.where == f"target:{target_id}"
    assert Target.objects.count() == 1


def test_what_cannot_be_measured_stays_a_suggestion(
    plan_id: int, suggestion: Find, target_input: TargetInput, task_input: TaskInput, planner: Actor, at: datetime
):
    item = suggestion("target", "II.1")
    said = {"suggestion_id": item.id, "plan_id": plan_id, "actor": planner, "at": at}
    with pytest.raises(BadTarget):
        adopt_suggestion(correction=replace(target_input, value=None), **said)
    with pytest.raises(CannotAdopt, match="không cùng loại"):
        adopt_suggestion(correction=task_input, **said)
    with pytest.raises(NotFound):
        adopt_suggestion(correction=replace(target_input, indicator="T99"), **said)
    with pytest.raises(NotFound):
        adopt_suggestion(correction=replace(target_input, scope_area_id=10**6), **said)
    with pytest.raises(NotFound):
        adopt_suggestion(correction=target_input, **{**said, "plan_id": 10**6})
    assert suggestion("target", "II.1").is_open
    assert not Target.objects.exists()
    assert not Task.objects.exists()


def test_the_national_floor_stands_beside_a_weaker_target(
    plan_id: int, suggestion: Find, target_input: TargetInput, planner: Actor, at: datetime
):
    weak = replace(target_input, value=Decimal(40))
    reference = adopt_suggestion(
        suggestion_id=suggestion("target", "II.1").id, plan_id=plan_id, correction=weak, actor=planner, at=at
    )
    floor = plans.target(int(reference.partition(":")[2])).floor
    assert floor is not None
    assert (floor.weaker, floor.text.startswith("ít nhất 50%")) == (True, True)


def test_a_roadmap_leads_to_the_target(target_id: int, planner: Actor, at: datetime):
    said = {"target_id": target_id, "actor": planner, "at": at}
    add_milestone(period=Period.parse("2026"), value=Decimal(25), **said)
    add_milestone(period=Period.parse("2028"), value=Decimal("42.5"), **said)
    view = plans.target(target_id)
    assert view.value == Quantity(600, 1, "%")
    assert [(period.id, value.decimal) for period, value in view.milestones] == [
        ("2026", Decimal(25)),
        ("2028", Decimal("42.5")),
    ]
    add_milestone(period=Period.parse("2026"), value=Decimal(26), **said)
    assert plans.target(target_id).milestones[0][1].decimal == Decimal(26)
    last = entries(subject=f"target:{target_id}")[-1]
    assert (last.before, last.after) == (
        {"period": "2026", "value": "25.0"},
        {"period": "2026", "value": "26"},
    )


@pytest.mark.parametrize(("period", "value"), [("2030", "55"), ("2031", "55"), ("2027", "101"), ("2027", "-1")])
def test_a_step_outside_the_road_is_refused(period: str, value: str, target_id: int, planner: Actor, at: datetime):
    with pytest.raises(BadMilestone):
        add_milestone(target_id=target_id, period=Period.parse(period), value=Decimal(value), actor=planner, at=at)


def test_a_withdrawn_target_leaves_the_plan_and_stays_readable(
    target_id: int, plan_id: int, planner: Actor, actor: Callable[[str], Actor], at: datetime
):
    with pytest.raises(NotAllowed):
        withdraw_target(target_id=target_id, reason="x", actor=actor("health-head"), at=at)
    with pytest.raises(CannotWithdraw):
        withdraw_target(target_id=target_id, reason=" ", actor=planner, at=at)
    withdraw_target(target_id=target_id, reason="Kế hoạch điều chỉnh", actor=planner, at=at)
    assert plans.targets(planner, plan_id=plan_id) == ()
    assert plans.target(target_id).state == "withdrawn"
    with pytest.raises(BadMilestone):
        add_milestone(target_id=target_id, period=Period.parse("2027"), value=Decimal(1), actor=planner, at=at)


def test_who_may_not_view_sees_no_plan(plan_id: int, target_id: int, actor: Callable[[str], Actor]):
    admin = actor("admin")
    assert plans.plans(admin) == ()
    assert plans.targets(admin) == ()
    for ask in (lambda: plans.plan(admin, plan_id), lambda: plans.seen_target(admin, target_id)):
        with pytest.raises(NotFound):
            ask()


def test_what_is_read_is_proposed_matched_to_the_registers(
    suggestion: Find, document_id: int, planner: Actor, province: Province, at: datetime
):
    target = plans.propose_target(suggestion("target", "II.1"), on=at.date())
    assert (target.indicator, target.value, target.scope_area_id) == ("T1b", Decimal(60), province.id)
    assert target.by == Period.parse("2030")
    assert target.gaps == ()
    item = suggestion("duty", "III.1.a")
    sentence = documents.sentence(documents.document(planner, document_id), item)
    task = plans.propose_task(item, sentence=sentence, on=at.date())
    assert task.due_on == date(2026, 11, 30)
    assert [party.agency_id for party in task.leads] == [province.agencies["police"]]
    assert task.title.endswith("30/11/2026")
    found = plans.parties(("Sở Y tế", "Ủy ban nhân dân các xã, phường", "các đơn vị liên quan"), on=at.date())
    assert len(found.ids) == 1 + len(province.communes)
    assert found.words == ("các đơn vị liên quan",)
