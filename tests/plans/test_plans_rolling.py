"""A task told from the parts of its agencies: by weight, in state, against its days."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pcmt.plans.rules.rolling import Part, Reached, reached, rolled
from pcmt.plans.rules.standing import Standing, standing

DAY = date(2026, 12, 1)
PARTS = st.builds(
    Part,
    state=st.sampled_from(("todo", "doing", "returned", "reported", "done")),
    weight=st.integers(0, 100),
    percent=st.integers(0, 100),
)


@settings(max_examples=60)
@given(st.lists(st.lists(PARTS, max_size=6), max_size=6))
def test_how_far_a_whole_is_does_not_depend_on_its_groups(groups: list[list[Part]]):
    together = reached(part for group in groups for part in group)
    assert sum((reached(group) for group in groups), Reached()) == together
    assert 0 <= together.percent <= 100


def test_a_mean_of_means_would_be_wrong():
    small, large = [Part("done", 1)], [Part("todo", 1)] * 3
    assert (reached([*small, *large]).percent, reached(small).percent, reached(large).percent) == (25, 100, 0)


def test_weights_count_and_nothing_less_than_all_is_all():
    assert reached([Part("done", 3), Part("doing", 1, 20)]).percent == 80
    assert reached([Part("done", 99), Part("doing", 1, 99)]).percent == 99
    assert reached([]).percent == 0


@pytest.mark.parametrize(
    ("states", "told"),
    [
        (("todo", "todo"), "todo"),
        (("todo", "done"), "doing"),
        (("doing", "todo"), "doing"),
        (("reported", "done"), "reported"),
        (("reported", "todo"), "doing"),
        (("returned", "done"), "returned"),
        (("returned", "reported"), "returned"),
        (("returned", "todo"), "doing"),
        (("done", "done"), "done"),
    ],
)
def test_the_state_of_a_whole(states: tuple[str, ...], told: str):
    parts = [Part(state, 1, finished_on=DAY) for state in states]
    assert rolled(parts, state="todo", due_on=DAY).state == told


def test_who_helps_without_weight_holds_nothing_up():
    parts = [Part("done", 1, finished_on=DAY), Part("todo", 0)]
    assert rolled(parts, state="doing", due_on=DAY).state == "done"
    assert rolled([Part("todo", 0)], state="reported", due_on=DAY).state == "reported"


def test_the_day_that_presses_is_the_first_of_an_open_part():
    later = DAY + timedelta(days=30)
    parts = [Part("doing", 1, due_on=later), Part("done", 1, due_on=DAY, finished_on=DAY)]
    assert rolled(parts, state="doing", due_on=DAY).due_on == later
    assert rolled([Part("todo", 1)], state="todo", due_on=DAY).due_on == DAY


def test_a_whole_is_in_time_only_where_every_part_was():
    later = DAY + timedelta(days=30)
    in_time = [
        Part("done", 1, due_on=DAY, finished_on=DAY),
        Part("done", 1, due_on=later, finished_on=DAY + timedelta(days=9)),
    ]
    found = rolled(in_time, state="reported", due_on=DAY)
    assert (found.due_on, found.finished_on) == (later, DAY + timedelta(days=9))
    missed = [Part("done", 1, due_on=DAY, finished_on=DAY + timedelta(days=1)), in_time[1]]
    found = rolled(missed, state="reported", due_on=DAY)
    assert found.finished_on is not None
    assert found.due_on == DAY < found.finished_on


@pytest.mark.parametrize(
    ("state", "due", "done", "code"),
    [
        ("done", DAY, DAY, "in_time"),
        ("done", DAY, DAY + timedelta(days=1), "finished_late"),
        ("done", None, DAY, "done"),
        ("doing", DAY - timedelta(days=1), None, "overdue"),
        ("doing", DAY, None, "doing"),
        ("reported", DAY - timedelta(days=9), None, "reported"),
        ("paused", DAY - timedelta(days=9), None, "paused"),
        ("returned", DAY - timedelta(days=1), None, "overdue"),
    ],
)
def test_late_is_told_from_dates(state: str, due: date | None, done: date | None, code: str):
    assert standing(Standing(state, "", "on"), due_on=due, finished_on=done, on=DAY).code == code
