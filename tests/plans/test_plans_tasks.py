"""Tasks: seen by those in them, reported by each for itself, finished by who leads."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest

from pcmt.documents import queries as documents
from pcmt.journal.queries import entries
from pcmt.kernel.actor import Actor, Grant, Scope
from pcmt.kernel.lifecycle import CannotMove, SamePerson
from pcmt.kernel.refusal import NotAllowed, NotFound
from pcmt.plans import queries as plans
from pcmt.plans.actions.accept_task import accept_task
from pcmt.plans.actions.adopt_suggestion import adopt_suggestion
from pcmt.plans.actions.finish_task import finish_task
from pcmt.plans.actions.note_finished import NothingToFinish, note_finished
from pcmt.plans.actions.record_progress import record_progress
from pcmt.plans.actions.withdraw_target import CannotWithdraw
from pcmt.plans.actions.withdraw_task import withdraw_task
from pcmt.plans.queries import TaskInput
from pcmt.plans.reports import BadProgress
from tests.province import Province

LATE = date(2026, 12, 1)
AS = Callable[[str], Actor]


def test_a_task_names_who_leads_and_who_helps(task_id: int, province: Province):
    view = plans.task(task_id, LATE)
    assert [party.agency_id for party in view.leads] == [province.agencies["health"]]
    assert [party.agency_id for party in view.supports] == [province.agencies["police"], None]
    assert view.supports[-1].name == "các đơn vị liên quan"
    assert view.is_overdue
    assert not plans.task(task_id, date(2026, 11, 30)).is_overdue
    assert (view.state, view.percent, view.due_on) == ("todo", 0, date(2026, 11, 30))


def test_a_group_is_told_in_the_documents_words_and_opened_beside(
    plan_id: int,
    suggestion: Callable[[str, str], documents.SuggestionView],
    task_input: TaskInput,
    province: Province,
    planner: Actor,
    at: datetime,
):
    both = (province.agencies["health"], province.agencies["police"])
    said = replace(task_input, leads=both, supports=(), support_words=(), groups=(("Các sở, ban, ngành tỉnh", both),))
    item = suggestion("duty", "III.1.a")
    task_id = adopt_suggestion(suggestion_id=item.id, plan_id=plan_id, correction=said, actor=planner, at=at)
    view = plans.task(int(task_id.partition(":")[2]) if isinstance(task_id, str) else task_id)
    assert view.leads_text == "Các sở, ban, ngành tỉnh"
    assert [party.agency_id for party in view.leads] == list(both)
    alone = replace(view, leads=view.leads[:1])
    assert alone.leads_text == view.leads[0].name


def test_an_agency_says_how_far_it_is(task_id: int, actor: AS, province: Province, at: datetime):
    reporter = actor("health-reporter")
    record_progress(task_id=task_id, percent=40, words="Đã chọn địa điểm", actor=reporter, at=at)
    record_progress(task_id=task_id, percent=70, words="Đã có quyết định", actor=reporter, at=at)
    view = plans.task(task_id)
    assert (view.state, view.percent, view.leads[0].words) == ("doing", 70, "Đã có quyết định")
    assert [said.percent for said in plans.progress(task_id)] == [70, 40]
    last = entries(subject=f"task:{task_id}")[-1]
    assert last.action == "plans.record_progress"
    assert last.after is not None
    assert last.after["agency"] == province.agencies["health"]


@pytest.mark.parametrize(
    ("percent", "words", "field"),
    [(101, "x", "percent"), (-1, "x", "percent"), (5, " ", "words"), (5, "x" * 5001, "words")],
)
def test_a_word_on_progress_must_say_something_in_bounds(
    percent: int, words: str, field: str, task_id: int, actor: AS, at: datetime
):
    with pytest.raises(BadProgress) as refused:
        record_progress(task_id=task_id, percent=percent, words=words, actor=actor("health-reporter"), at=at)
    assert field in refused.value.fields


def test_nobody_speaks_for_another_agency(task_id: int, actor: AS, province: Province, at: datetime):
    with pytest.raises(NotAllowed):
        record_progress(task_id=task_id, percent=5, words="x", actor=actor("sen-hong.reporter"), at=at)
    record_progress(task_id=task_id, percent=5, words="Phần Công an", actor=actor("planner"), at=at)
    view = plans.task(task_id)
    assert (view.leads[0].percent, view.supports[0].percent) == (None, 5)


def test_a_part_is_reported_as_done_and_waits_for_somebody_else(task_id: int, actor: AS, at: datetime):
    with pytest.raises(BadProgress):
        finish_task(task_id=task_id, words=" ", actor=actor("health-head"), at=at)
    finish_task(task_id=task_id, words="Quyết định 12/QĐ-SYT", actor=actor("health-head"), at=at)
    view = plans.task(task_id, LATE)
    assert (view.state, view.percent, view.finished_on, view.is_overdue) == ("reported", 100, None, False)
    with pytest.raises(CannotMove):
        finish_task(task_id=task_id, words="lần nữa", actor=actor("health-head"), at=at)
    with pytest.raises(CannotMove):
        record_progress(task_id=task_id, percent=5, words="x", actor=actor("health-reporter"), at=at)
    accept_task(task_id=task_id, actor=actor("planner"), at=at)
    assert (plans.task(task_id).state, plans.task(task_id).finished_on) == ("done", date(2026, 11, 21))


def test_who_helps_does_not_finish_it_for_who_leads(task_id: int, actor: AS, at: datetime):
    finish_task(task_id=task_id, words="Xong phần phối hợp", actor=actor("planner"), at=at)
    view = plans.task(task_id)
    assert (view.state, view.percent, view.supports[0].state) == ("todo", 0, "reported")


def test_each_of_several_leads_finishes_its_own_part(shared_task_id: int, actor: AS, at: datetime):
    said = {"task_id": shared_task_id, "at": at}
    finish_task(words="Xong", actor=actor("health-head"), **said)
    assert (plans.task(shared_task_id).state, plans.task(shared_task_id).percent) == ("doing", 50)
    finish_task(words="Xong phần xã", actor=actor("sen-hong.reporter"), **said)
    assert plans.task(shared_task_id).state == "reported"
    assert accept_task(actor=actor("planner"), **said) == 2
    assert plans.task(shared_task_id).state == "done"


def test_the_keeper_notes_reports_on_paper_and_another_accepts(shared_task_id: int, actor: AS, at: datetime):
    said = {"task_id": shared_task_id, "at": at}
    assert note_finished(words="Theo báo cáo số 5", actor=actor("planner"), **said) == 2
    assert all(one.on_paper and one.is_final for one in plans.progress(shared_task_id))
    with pytest.raises(SamePerson):
        accept_task(actor=actor("planner"), **said)
    accept_task(actor=actor("planner-2"), **said)
    assert plans.task(shared_task_id).state == "done"
    with pytest.raises(NothingToFinish):
        note_finished(words="lần nữa", actor=actor("planner"), **said)


def test_only_the_keeper_withdraws_a_task(task_id: int, actor: AS, at: datetime):
    with pytest.raises(NotAllowed):
        withdraw_task(task_id=task_id, reason="x", actor=actor("health-head"), at=at)
    with pytest.raises(CannotWithdraw):
        withdraw_task(task_id=task_id, reason="", actor=actor("planner"), at=at)
    withdraw_task(task_id=task_id, reason="Đã lồng ghép", actor=actor("planner"), at=at)
    assert plans.task(task_id).state == "withdrawn"
    assert plans.task_counts(actor("planner"), LATE).open == 0


def test_tasks_are_seen_within_the_grant(task_id: int, shared_task_id: int, province: Province, at: datetime):
    commune = province.communes["sen-hong"].agencies["ubnd_xa"]
    scope = Scope(agencies=frozenset({commune}), areas=frozenset())
    narrow = Actor("x", 1, 1, 1, commune, None, grants=(Grant("plans.view", "narrow", scope),))
    assert [view.id for view in plans.tasks(narrow, on=LATE)] == [shared_task_id]
    assert plans.task_counts(narrow, LATE).overdue == 1
    with pytest.raises(NotFound):
        plans.seen_task(narrow, task_id, on=LATE)
    with pytest.raises(NotFound):
        record_progress(task_id=task_id, percent=5, words="x", actor=narrow, at=at)


def test_tasks_are_counted_and_sorted_by_what_presses(task_id: int, shared_task_id: int, actor: AS, at: datetime):
    planner = actor("planner")
    counts = plans.task_counts(planner, LATE)
    assert (counts.open, counts.overdue, counts.due_soon, counts.done) == (2, 2, 0, 0)
    assert plans.task_counts(planner, date(2026, 11, 25)).due_soon == 2
    finish_task(task_id=task_id, words="Xong", actor=actor("health-head"), at=at)
    accept_task(task_id=task_id, actor=planner, at=at)
    assert [view.id for view in plans.tasks(planner, on=LATE)] == [shared_task_id, task_id]
    assert [view.id for view in plans.tasks(planner, state="overdue", on=LATE)] == [shared_task_id]
    assert [view.id for view in plans.tasks(planner, state="done")] == [task_id]


def test_queries_do_not_grow_with_tasks(
    target_id: int, task_id: int, shared_task_id: int, actor: AS, django_assert_num_queries
):
    planner = actor("planner")
    with django_assert_num_queries(6):
        plans.tasks(planner, on=LATE)
    with django_assert_num_queries(5):
        plans.targets(planner)
    with django_assert_num_queries(2):
        plans.plans(planner)
