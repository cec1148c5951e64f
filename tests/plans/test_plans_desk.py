"""At the desk: many adopted at once, what the plan has linked, the last decision undone, choices remembered."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pcmt.agencies import queries as agencies
from pcmt.agencies.actions.forget_alias import forget_alias
from pcmt.documents import queries as documents
from pcmt.documents.actions.undo_decision import CannotUndo
from pcmt.journal.queries import entries
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.kernel.refusal import NotAllowed, NotFound
from pcmt.plans import queries as plans
from pcmt.plans.actions.add_milestone import add_milestone
from pcmt.plans.actions.adopt_plan import CannotAdopt
from pcmt.plans.actions.adopt_suggestion import adopt_suggestion
from pcmt.plans.actions.adopt_suggestions import adopt_suggestions
from pcmt.plans.actions.link_source import link_source
from pcmt.plans.actions.record_progress import record_progress
from pcmt.plans.actions.undo_adoption import undo_adoption
from pcmt.plans.models import IndicatorChoice, Source, Target, Task
from pcmt.plans.queries import TargetInput, TaskInput
from tests.province import Province

Find = Callable[[str, str], documents.SuggestionView]
LATER = timedelta(minutes=1)
OLD_NAME = "Sở LĐTBXH"


def proposed(document_id: int, planner: Actor, at: datetime, plan_id: int | None = None) -> dict[int, plans.Proposal]:
    view = documents.document(planner, document_id)
    waiting = [item for item in view.suggestions if item.is_open]
    sentences = {item.id: documents.sentence(view, item) for item in waiting}
    return plans.propose(waiting, sentences=sentences, on=at.date(), horizon_to=date(2030, 12, 31), plan_id=plan_id)


def test_many_are_adopted_as_read_in_one_transaction(plan_id: int, document_id: int, planner: Actor, at: datetime):
    found = proposed(document_id, planner, at)
    confirmed = {one: said for one, proposal in found.items() if (said := proposal.as_read())}
    references = adopt_suggestions(plan_id=plan_id, confirmed=confirmed, actor=planner, at=at)
    assert len(references) == len(confirmed) == len(found)
    view = plans.plan(planner, plan_id)
    assert view.targets_count + view.tasks_count == len(references)
    last = entries(subject=f"plan:{plan_id}")[-1]
    assert (last.action, last.after) == ("plans.adopt_suggestions", {"adopted": list(references)})
    decision = documents.last_decision(planner, document_id)
    assert decision is not None
    assert len(decision.suggestion_ids) == len(references)
    undo_adoption(decision_id=decision.id, actor=planner, at=at + LATER)
    assert not Target.objects.exists()
    assert not Task.objects.exists()
    assert all(item.is_open for item in documents.document(planner, document_id).suggestions)


def test_one_that_cannot_be_adopted_stops_all(
    plan_id: int, document_id: int, suggestion: Find, target_input: TargetInput, planner: Actor, at: datetime
):
    good, bad = suggestion("target", "II.1"), suggestion("target", "II.2")
    confirmed = {good.id: target_input, bad.id: replace(target_input, value=Decimal(120))}
    with pytest.raises(CannotAdopt, match="không quá 100%") as refused:
        adopt_suggestions(plan_id=plan_id, confirmed=confirmed, actor=planner, at=at)
    assert refused.value.where == f"suggestion:{bad.id}"
    assert not Target.objects.exists()
    assert suggestion("target", "II.1").is_open
    with pytest.raises(CannotAdopt, match="Chưa chọn mục nào"):
        adopt_suggestions(plan_id=plan_id, confirmed={}, actor=planner, at=at)


def test_proposing_asks_the_same_few_questions_however_many(document_id: int, planner: Actor, at: datetime):
    view = documents.document(planner, document_id)
    duties = [item for item in view.suggestions if item.kind == "duty" and item.payload.supports] * 2
    assert len(duties) > 1

    def questions(items: list[documents.SuggestionView]) -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            plans.propose(items, sentences={}, on=at.date())
        return len(asked)

    assert 0 < questions(list(view.suggestions)) <= questions(duties[:1]) + 3
    assert questions(duties) == questions(duties[:1])


def test_what_the_plan_has_is_known_and_linked_instead_of_doubled(
    plan_id: int, document_id: int, target_id: int, suggestion: Find, planner: Actor, at: datetime
):
    again = suggestion("target", "II.2")
    link_source(suggestion_id=again.id, reference=f"target:{target_id}", actor=planner, at=at + LATER)
    assert Target.objects.count() == 1
    settled = documents.suggestion(again.id)
    assert (settled.state, settled.settled_ref) == ("adopted", f"target:{target_id}")
    assert [one.id for one in plans.targets_from(document_id, "II.2")] == [target_id]
    assert [one.id for one in plans.targets_from(document_id)] == [target_id]
    (source,) = plans.target(target_id).sources
    assert (source.document_id, source.anchor, source.quote) == (document_id, "II.2", again.quote)
    assert entries(subject=f"target:{target_id}")[-1].action == "plans.link_source"
    decision = documents.last_decision(planner, document_id)
    undo_adoption(decision_id=decision.id, actor=planner, at=at + 2 * LATER)
    assert not Source.objects.exists()
    assert Target.objects.count() == 1


def test_a_link_needs_something_of_its_kind_that_stands(
    plan_id: int, target_id: int, task_id: int, suggestion: Find, planner: Actor, at: datetime
):
    again = suggestion("target", "II.2")
    said = {"suggestion_id": again.id, "actor": planner, "at": at}
    with pytest.raises(CannotAdopt, match="không cùng loại"):
        link_source(reference=f"task:{task_id}", **said)
    for wrong in ("target:999999", "target:", "plan:1", "target:１", ""):
        with pytest.raises(NotFound):
            link_source(reference=wrong, **said)
    assert suggestion("target", "II.2").is_open


def test_the_same_level_is_recognised_and_another_level_is_told(
    plan_id: int, document_id: int, suggestion: Find, target_input: TargetInput, planner: Actor, at: datetime
):
    first = suggestion("target", "II.1")
    other = suggestion("target", "II.2")
    same = proposed(document_id, planner, at)[first.id].as_read()
    adopt_suggestion(suggestion_id=other.id, plan_id=plan_id, correction=same, actor=planner, at=at)
    known = proposed(document_id, planner, at, plan_id)[first.id].known
    assert known
    assert (known.reference, known.same) == (documents.suggestion(other.id).settled_ref, True)


def test_undo_stops_where_something_was_built(
    plan_id: int, document_id: int, target_id: int, suggestion: Find, planner: Actor, at: datetime
):
    decision = documents.last_decision(planner, document_id)
    add_milestone(target_id=target_id, period=Period.parse("2027"), value=Decimal(30), actor=planner, at=at)
    with pytest.raises(CannotUndo, match="lộ trình") as refused:
        undo_adoption(decision_id=decision.id, actor=planner, at=at + LATER)
    assert refused.value.where == f"target:{target_id}"
    assert Target.objects.count() == 1
    assert suggestion("target", "II.1").settled_ref


def test_undo_stops_where_an_agency_has_reported(
    plan_id: int,
    document_id: int,
    task_id: int,
    planner: Actor,
    actor: Callable[[str], Actor],
    at: datetime,
):
    decision = documents.last_decision(planner, document_id)
    record_progress(task_id=task_id, percent=10, words="đã bắt đầu", actor=actor("health-head"), at=at)
    with pytest.raises(CannotUndo, match="tiến độ"):
        undo_adoption(decision_id=decision.id, actor=planner, at=at + LATER)
    assert Task.objects.filter(id=task_id).exists()


def test_others_adopt_link_and_undo_nothing(
    plan_id: int,
    document_id: int,
    target_id: int,
    suggestion: Find,
    target_input: TargetInput,
    planner: Actor,
    actor: Callable[[str], Actor],
    at: datetime,
):
    decision = documents.last_decision(planner, document_id)
    other = suggestion("target", "II.2").id
    for username in ("health-head", "chairman"):
        reader = actor(username)
        with pytest.raises(NotAllowed):
            adopt_suggestions(plan_id=plan_id, confirmed={other: target_input}, actor=reader, at=at)
        with pytest.raises(NotAllowed):
            link_source(suggestion_id=other, reference=f"target:{target_id}", actor=reader, at=at)
        with pytest.raises(NotAllowed):
            undo_adoption(decision_id=decision.id, actor=reader, at=at)
    assert Target.objects.count() == 1


def test_an_agency_chosen_for_a_name_is_meant_by_it_next_time(
    plan_id: int,
    document_id: int,
    suggestion: Find,
    task_input: TaskInput,
    province: Province,
    planner: Actor,
    at: datetime,
):
    health = province.agencies["health"]
    assert plans.parties([OLD_NAME], on=at.date()).words == (OLD_NAME,)
    said = replace(task_input, leads=(health,), supports=(), called=((OLD_NAME, health),))
    adopt_suggestion(
        suggestion_id=suggestion("duty", "III.1.a").id, plan_id=plan_id, correction=said, actor=planner, at=at
    )
    assert plans.parties(["Sở LĐTBXH tỉnh Hoa Mai"], on=at.date()).ids == (health,)
    (learned,) = agencies.learned_aliases(health)
    assert (learned.text, learned.learned_on, learned.document_id) == (OLD_NAME, at.date(), document_id)
    forget_alias(agency_id=health, text=OLD_NAME, actor=planner, at=at + LATER)
    assert plans.parties([OLD_NAME], on=at.date()).ids == ()
    assert [entry.action for entry in entries(subject=f"agency:{health}")][-2:] == [
        "agencies.learn_alias",
        "agencies.forget_alias",
    ]


def test_an_indicator_chosen_for_a_subject_is_proposed_next_time(
    plan_id: int, suggestion: Find, target_input: TargetInput, planner: Actor, at: datetime
):
    item = suggestion("target", "II.2")
    before = plans.propose_target(item, on=at.date()).indicator
    said = replace(target_input, indicator="T2a", subject="đã sửa lời", unit="%", value=Decimal(90))
    assert before != "T2a"
    adopt_suggestion(suggestion_id=item.id, plan_id=plan_id, correction=said, actor=planner, at=at)
    again = plans.propose_target(item, on=at.date())
    assert again.indicator == "T2a"
    assert "đã chọn cho" in again.guesses[0].why
    assert IndicatorChoice.objects.count() == 1
    confirmed = documents.suggestion(item.id).confirmed
    assert isinstance(confirmed, documents.ProposedTarget)
    assert (confirmed.subject, confirmed.by) == ("đã sửa lời", "2030")


def test_what_was_confirmed_is_kept_beside_what_was_read(task_id: int, suggestion: Find, province: Province):
    item = suggestion("duty", "III.1.a")
    assert item.payload.leads == ("Công an tỉnh",)
    assert isinstance(item.confirmed, documents.ProposedDuty)
    assert item.confirmed.leads == (agencies.agency(province.agencies["health"]).name,)
    assert item.confirmed.due == "2026-11-30"
