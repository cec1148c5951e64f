"""Lifecycles: allowed moves lead on, others are refused with what could be done; hands stay apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcmt.kernel.lifecycle import CannotMove, Lifecycle, Move, SamePerson, State

STATES = {
    code: State(code, label, "on") for code, label in (("draft", "Đang nhập"), ("sent", "Đã gửi"), ("done", "Đã chốt"))
}
MOVES = {
    "enter": Move("enter", "Nhập số liệu", frozenset({"draft"}), "draft", "x.enter"),
    "send": Move("send", "Gửi báo cáo", frozenset({"draft"}), "sent", "x.send"),
    "accept": Move("accept", "Chốt số liệu", frozenset({"sent"}), "done", "x.accept", frozenset({"enter", "send"})),
}
CYCLE = Lifecycle("x", STATES, MOVES)


@given(st.lists(st.sampled_from(sorted(MOVES)), max_size=12))
def test_a_walk_only_passes_through_allowed_moves(walk: list[str]) -> None:
    state = CYCLE.start
    for move in walk:
        if state in MOVES[move].sources:
            state = CYCLE.after(state, move)
            assert state == MOVES[move].target
        else:
            with pytest.raises(CannotMove):
                CYCLE.after(state, move)


def test_a_refusal_names_the_state_and_what_can_be_done() -> None:
    with pytest.raises(CannotMove) as caught:
        CYCLE.after("draft", "accept")
    assert "Đang nhập" in caught.value.message
    assert "gửi báo cáo" in caught.value.remedy


def test_a_refusal_offers_nothing_that_is_out_of_the_question() -> None:
    with pytest.raises(CannotMove) as caught:
        CYCLE.after("draft", "accept", never={"send"})
    assert caught.value.remedy == "Việc có thể làm lúc này: nhập số liệu."


def test_an_end_state_offers_nothing() -> None:
    with pytest.raises(CannotMove) as caught:
        CYCLE.after("done", "send")
    assert caught.value.remedy == ""


@given(st.frozensets(st.integers(1, 4)), st.frozensets(st.integers(1, 4)), st.integers(1, 4))
def test_whoever_made_a_move_may_not_make_one_apart_from_it(
    entered: frozenset[int], sent: frozenset[int], person: int
) -> None:
    done_by = {"enter": entered, "send": sent}
    if person in entered | sent:
        with pytest.raises(SamePerson, match="chốt số liệu"):
            CYCLE.check_hands("accept", {person}, done_by)
    else:
        CYCLE.check_hands("accept", {person}, done_by)


def test_a_move_without_separation_may_be_anyones() -> None:
    CYCLE.check_hands("send", {1}, {"enter": frozenset({1})})
    CYCLE.check_hands("accept", {1}, {})
    CYCLE.check_hands("accept", frozenset(), {"enter": frozenset({1})})
