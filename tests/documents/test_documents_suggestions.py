"""Suggestions: marked by hand, dismissed, settled, once each."""

from collections.abc import Callable
from datetime import datetime

import pytest

from pcmt.documents import queries as documents
from pcmt.documents.actions.dismiss_suggestion import dismiss_suggestion
from pcmt.documents.actions.dismiss_suggestions import CannotDismissAll, dismiss_suggestions
from pcmt.documents.actions.settle_suggestion import NothingAdopted, settle_suggestion
from pcmt.documents.actions.suggest import BadSpan, suggest
from pcmt.documents.actions.undo_decision import undo_decision
from pcmt.documents.queries import ProposedDuty, ProposedTarget
from pcmt.documents.settling import AlreadySettled
from pcmt.journal.queries import entries
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotAllowed, NotFound

PASSAGE = "Từng bước đẩy lùi ma túy"


@pytest.fixture
def by_hand(planner: Actor, plan_id: int, at: datetime) -> int:
    """A target marked by hand over the sentence of the plan's aim."""
    span = documents.find_passage(documents.document(planner, plan_id), PASSAGE)
    assert span is not None
    return suggest(
        document_id=plan_id,
        kind="target",
        start=span[0],
        end=span[1],
        payload=ProposedTarget(subject=PASSAGE),
        actor=planner,
        at=at,
    )


def test_a_passage_marked_by_hand_knows_its_provision(by_hand: int):
    item = documents.suggestion(by_hand)
    assert (item.quote, item.anchor, item.by_hand, item.is_open) == (PASSAGE, "I.1", True, True)
    assert [entry.action for entry in entries(subject=f"suggestion:{by_hand}")] == ["documents.suggest"]


def test_one_passage_is_marked_once_a_kind(by_hand: int, plan_id: int, planner: Actor, at: datetime):
    item = documents.suggestion(by_hand)
    said = {"document_id": plan_id, "start": item.start, "end": item.end, "actor": planner, "at": at}
    with pytest.raises(BadSpan, match="đã được đánh dấu"):
        suggest(kind="target", payload=ProposedTarget(), **said)
    assert suggest(kind="duty", payload=ProposedDuty(), **said)


@pytest.mark.parametrize(("start", "end"), [(-1, 4), (5, 5), (9, 3), (0, 10**7)])
def test_a_span_outside_the_text_is_refused(start: int, end: int, plan_id: int, planner: Actor, at: datetime):
    with pytest.raises(BadSpan):
        suggest(document_id=plan_id, kind="duty", start=start, end=end, payload=ProposedDuty(), actor=planner, at=at)


def test_a_dismissed_suggestion_stays_with_its_reason(by_hand: int, planner: Actor, at: datetime):
    dismiss_suggestion(suggestion_id=by_hand, reason="mục tiêu chung", actor=planner, at=at)
    item = documents.suggestion(by_hand)
    assert (item.state, item.settled_reason) == ("dismissed", "mục tiêu chung")
    with pytest.raises(AlreadySettled, match="đã loại bỏ"):
        settle_suggestion(suggestion_id=by_hand, state="adopted", settled_ref="target:1", actor=planner, at=at)
    last = entries(subject=f"suggestion:{by_hand}")[-1]
    assert (last.action, last.reason) == ("documents.dismiss_suggestion", "mục tiêu chung")


def test_settling_names_what_it_became(by_hand: int, planner: Actor, at: datetime):
    with pytest.raises(NothingAdopted):
        settle_suggestion(suggestion_id=by_hand, state="adopted", actor=planner, at=at)
    settle_suggestion(suggestion_id=by_hand, state="adopted", settled_ref="target:1", actor=planner, at=at)
    assert documents.suggestion(by_hand).settled_ref == "target:1"


def test_others_settle_nothing(by_hand: int, actor: Callable[[str], Actor], at: datetime):
    with pytest.raises(NotAllowed):
        dismiss_suggestion(suggestion_id=by_hand, actor=actor("health-reporter"), at=at)
    with pytest.raises(NotFound):
        dismiss_suggestion(suggestion_id=by_hand, actor=actor("admin"), at=at)
    with pytest.raises(NotFound):
        dismiss_suggestion(suggestion_id=10**6, actor=actor("planner"), at=at)


def test_a_passage_is_found_across_lines_within_its_provision(planner: Actor, plan_id: int):
    view = documents.document(planner, plan_id)
    assert documents.find_passage(view, "Từng  bước\nđẩy lùi", "I.1") is not None
    assert documents.find_passage(view, PASSAGE, "III.1.a") is None
    assert documents.find_passage(view, "  ") is None


def test_all_that_waits_in_a_document_is_dismissed_at_once_and_taken_back_at_once(
    by_hand: int, plan_id: int, planner: Actor, at: datetime
):
    settle_suggestion(suggestion_id=by_hand, state="adopted", settled_ref="target:7", actor=planner, at=at)
    waiting = [item.id for item in documents.document(planner, plan_id).suggestions if item.is_open]
    assert len(waiting) > 2
    said = {"document_id": plan_id, "actor": planner, "at": at}
    assert dismiss_suggestions(reason=" không giao việc  cho nơi này ", **said) == len(waiting)
    now = {item.id: item for item in documents.document(planner, plan_id).suggestions}
    assert {now[one].state for one in waiting} == {"dismissed"}
    assert {now[one].settled_reason for one in waiting} == {"không giao việc cho nơi này"}
    assert now[by_hand].state == "adopted"
    (entry,) = entries(subject=f"document:{plan_id}", action="documents.dismiss_suggestions")
    assert entry.reason == "không giao việc cho nơi này"
    last = documents.last_decision(planner, plan_id)
    assert last is not None
    assert last.suggestion_ids == tuple(waiting)
    undo_decision(decision_id=last.id, actor=planner, at=at)
    again = documents.document(planner, plan_id).suggestions
    assert [item.id for item in again if item.is_open] == waiting


def test_dismissing_all_needs_a_reason_and_something_that_waits(plan_id: int, planner: Actor, at: datetime):
    said = {"document_id": plan_id, "actor": planner, "at": at}
    with pytest.raises(CannotDismissAll, match="lý do"):
        dismiss_suggestions(reason=" … ", **said)
    assert any(item.is_open for item in documents.document(planner, plan_id).suggestions)
    dismiss_suggestions(reason="để biết", **said)
    with pytest.raises(CannotDismissAll, match="không còn gợi ý"):
        dismiss_suggestions(reason="để biết", **said)


def test_who_may_not_dismiss_one_may_not_dismiss_all(plan_id: int, actor: Callable[[str], Actor], at: datetime):
    with pytest.raises(NotAllowed):
        dismiss_suggestions(document_id=plan_id, reason="để biết", actor=actor("health-reporter"), at=at)
    with pytest.raises(NotFound):
        dismiss_suggestions(document_id=plan_id, reason="để biết", actor=actor("admin"), at=at)
