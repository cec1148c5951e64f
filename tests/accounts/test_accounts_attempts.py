"""Waits at the door: they grow and end, nobody can lay them on somebody else, guesses side by side are counted."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcmt.accounts.actions.open_session import open_session
from pcmt.accounts.actions.sign_in import SignedIn, TooManyAttempts, WrongSignIn, sign_in
from pcmt.accounts.attempts import begin_attempt
from pcmt.accounts.models import SignInCounter
from pcmt.accounts.queries.devices import new_mark, sign_of
from pcmt.accounts.rules import lockout
from pcmt.accounts.rules.lockout import MEASURES, ONE_SOURCE, Source
from pcmt.kernel.actor import system_actor
from tests.province import AT, PASSWORD, Province

DOOR = system_actor("cửa", "accounts.sign_in")
OFFICE, ELSEWHERE = "10.0.0.7", "10.0.0.8"


def attempt(
    password: str = PASSWORD, *, name: str = "planner", address: str = OFFICE, device: str = "", at: datetime = AT
) -> SignedIn | str:
    try:
        return sign_in(username=name, password=password, address=address, device=device, actor=DOOR, at=at)
    except (WrongSignIn, TooManyAttempts) as refusal:
        return refusal.code


def test_waiting_grows_and_ends(province: Province):
    for _ in range(ONE_SOURCE.free):
        assert attempt("sai") == "wrong_sign_in"
    assert attempt("sai") == "wrong_sign_in"
    assert attempt() == "too_many_attempts"
    assert attempt(at=AT + timedelta(seconds=4)) == "too_many_attempts"
    assert isinstance(attempt(at=AT + timedelta(seconds=5)), SignedIn)
    for _ in range(ONE_SOURCE.free):
        assert attempt("sai", at=AT + timedelta(seconds=6)) == "wrong_sign_in", "the slate is clean again"


def test_the_refusal_tells_how_long(province: Province):
    for _ in range(4):
        attempt("sai")
    with pytest.raises(TooManyAttempts, match="thử lại sau 5 giây"):
        sign_in(username="planner", password=PASSWORD, address=OFFICE, actor=DOOR, at=AT)


def test_one_address_cannot_lock_out_somebody_at_another(province: Province):
    at = AT + timedelta(minutes=59)
    for moment in (AT, at):
        for _ in range(20):
            attempt("sai", at=moment)
    assert attempt(at=at) == "too_many_attempts"
    assert isinstance(attempt(address=ELSEWHERE, at=at), SignedIn)
    assert isinstance(attempt(name="planner-2", at=at), SignedIn)


def test_many_addresses_slow_an_account_and_never_a_browser_that_it_knows(province: Province):
    opened = open_session(
        user_id=province.users["planner"], means=("password",), agent="", address=OFFICE, actor=DOOR, at=AT
    )
    for number in range(MEASURES["name"].free + 1):
        assert attempt("sai", address=f"198.51.100.{number}") == "wrong_sign_in"
    assert attempt(address="203.0.113.1") == "too_many_attempts"
    assert isinstance(attempt(device=opened.device_mark), SignedIn)
    assert isinstance(attempt(address="198.51.100.7", device=opened.device_mark), SignedIn), "even from there"
    assert isinstance(attempt(address="203.0.113.1", at=AT + MEASURES["name"].longest), SignedIn), "slowed, not closed"


def test_one_address_trying_many_names_is_slowed(province: Province):
    for number in range(MEASURES["address"].free + 1):
        assert attempt("sai", name=f"nguoi.{number}") == "wrong_sign_in"
    assert attempt("sai", name="planner") == "too_many_attempts"
    assert isinstance(attempt(name="planner", address=ELSEWHERE), SignedIn)


def test_a_known_browser_that_guesses_waits_too(province: Province):
    mark = new_mark("planner")
    for _ in range(4):
        attempt("sai", device=mark)
    assert attempt(device=mark) == "too_many_attempts"
    assert isinstance(attempt(device=new_mark("planner")), SignedIn)


@pytest.mark.parametrize(
    "mark", ["", "nonsense", "a:b:c", "x" * 10_000, new_mark("planner-2"), new_mark("planner")[:-2]]
)
def test_a_mark_that_is_forged_or_anothers_is_none(mark: str):
    assert sign_of(mark, "planner") == ""


def test_a_mark_knows_its_account_however_the_name_is_typed():
    assert sign_of(new_mark("planner"), " PLANNER ") != ""


def test_signing_in_to_ones_own_account_does_not_free_guesses_at_others(province: Province):
    for number in range(MEASURES["address"].free):
        attempt("sai", name=f"nguoi.{number}")
        assert isinstance(attempt(), SignedIn)
    attempt("sai", name="nguoi.cuoi")
    assert attempt("sai", name="nguoi.nua") == "too_many_attempts"


def test_guesses_sent_side_by_side_find_the_count_of_the_others(province: Province):
    source = Source(OFFICE)
    for _ in range(ONE_SOURCE.free + 1):
        begin_attempt("password", name="planner", source=source, at=AT)  # none of them has been weighed yet
    with pytest.raises(TooManyAttempts):
        begin_attempt("password", name="planner", source=source, at=AT)


def test_an_attempt_during_the_wait_does_not_lengthen_it(province: Province):
    for _ in range(4):
        attempt("sai")
    for second in range(5):
        assert attempt("sai", at=AT + timedelta(seconds=second)) == "too_many_attempts"
    assert isinstance(attempt(at=AT + timedelta(seconds=5)), SignedIn)


def test_failures_outlive_the_refusal_and_hold_no_names(province: Province):
    attempt("sai")
    counters = SignInCounter.objects.all()
    assert {counter.failures for counter in counters} == {1}
    assert len(counters) == 3
    assert all(len(counter.digest) == 64 for counter in counters)


def test_a_clock_that_is_set_back_makes_nobody_wait_for_it(province: Province):
    for _ in range(4):
        attempt("sai", at=AT + timedelta(days=1))
    assert isinstance(attempt(), SignedIn)


def test_an_hour_of_quiet_forgets(province: Province):
    for _ in range(4):
        attempt("sai")
    attempt("sai", at=AT + timedelta(hours=2))
    assert {counter.failures for counter in SignInCounter.objects.all()} == {1}


def test_counters_that_no_longer_count_are_cleared(province: Province):
    attempt("sai", name="thử một")
    attempt("sai", name="thử hai", at=AT + timedelta(minutes=59))
    assert SignInCounter.objects.count() == 5, "two pairs, two names, one address"
    attempt("sai", name="thử ba", at=AT + timedelta(minutes=61))
    assert SignInCounter.objects.count() == 5


@given(st.sampled_from(sorted(MEASURES)), st.integers(0, 500))
def test_waits_never_shrink_and_end_within_a_quarter_of_an_hour(measure: str, failures: int):
    pauses = MEASURES[measure]
    assert timedelta() <= pauses.pause_after(failures) <= pauses.pause_after(failures + 1) <= timedelta(minutes=15)


@pytest.mark.parametrize(
    ("wait", "words"),
    [(timedelta(milliseconds=1), "1 giây"), (timedelta(seconds=40), "40 giây"), (timedelta(seconds=61), "2 phút")],
)
def test_waits_in_words_are_rounded_up(wait: timedelta, words: str):
    assert lockout.in_words(wait) == words
