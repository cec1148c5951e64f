"""Signing in: waits that nobody can lay on others, no telling whether a name exists, sealed traces."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcmt.accounts.actions.change_password import change_password
from pcmt.accounts.actions.invite import invite
from pcmt.accounts.actions.reset_password import reset_password
from pcmt.accounts.actions.sign_in import SignedIn, TooManyAttempts, WrongSignIn, sign_in
from pcmt.accounts.actions.sign_out import sign_out
from pcmt.accounts.models import SignInCounter, User
from pcmt.accounts.passwords import WeakPassword
from pcmt.accounts.rules import lockout
from pcmt.agencies import queries as agencies
from pcmt.journal import queries as journal
from pcmt.kernel.actor import system_actor
from pcmt.kernel.refusal import NotAllowed, Refusal
from tests.province import AT, BUILDER, PASSWORD, Province

DOOR = system_actor("cửa", "accounts.sign_in")
OFFICE, ELSEWHERE = "10.0.0.7", "10.0.0.8"


def attempt(
    password: str = PASSWORD, *, name: str = "planner", address: str = OFFICE, at: datetime = AT
) -> SignedIn | str:
    try:
        return sign_in(username=name, password=password, address=address, actor=DOOR, at=at)
    except (WrongSignIn, TooManyAttempts) as refusal:
        return refusal.code


def test_the_right_password_opens(province: Province):
    assert attempt() == SignedIn(province.users["planner"], False)
    assert attempt(name="  PLANNER ") == SignedIn(province.users["planner"], False)
    assert User.objects.get(username="planner").signed_in_at == AT


def test_a_wrong_name_and_a_wrong_password_sound_the_same(province: Province):
    told = set()
    for name in ("planner", "nobody"):
        with pytest.raises(WrongSignIn) as refused:
            sign_in(username=name, password="sai", address=OFFICE, actor=DOOR, at=AT)
        told.add((refused.value.message, refused.value.remedy, refused.value.code))
    assert len(told) == 1


def test_a_closed_account_does_not_open(province: Province):
    User.objects.filter(username="planner").update(is_active=False)
    assert attempt() == "wrong_sign_in"


def test_waiting_grows_and_ends(province: Province):
    for _ in range(lockout.FREE_FAILURES):
        assert attempt("sai") == "wrong_sign_in"
    assert attempt("sai") == "wrong_sign_in"
    assert attempt() == "too_many_attempts"
    assert attempt(at=AT + timedelta(seconds=4)) == "too_many_attempts"
    assert isinstance(attempt(at=AT + timedelta(seconds=5)), SignedIn)
    assert not SignInCounter.objects.exists()


def test_the_refusal_tells_how_long(province: Province):
    for _ in range(4):
        attempt("sai")
    with pytest.raises(TooManyAttempts, match="thử lại sau 5 giây"):
        sign_in(username="planner", password=PASSWORD, address=OFFICE, actor=DOOR, at=AT)


def test_nobody_can_lock_out_somebody_else(province: Province):
    for _ in range(20):
        attempt("sai", at=AT)
        attempt("sai", at=AT + timedelta(days=1))
    assert attempt() == "too_many_attempts"
    assert isinstance(attempt(address=ELSEWHERE), SignedIn)
    assert isinstance(attempt(name="planner-2"), SignedIn)


def test_an_attempt_during_the_wait_does_not_lengthen_it(province: Province):
    for _ in range(4):
        attempt("sai")
    for second in range(5):
        assert attempt("sai", at=AT + timedelta(seconds=second)) == "too_many_attempts"
    assert isinstance(attempt(at=AT + timedelta(seconds=5)), SignedIn)


def test_failures_outlive_the_refusal_and_hold_no_names(province: Province):
    attempt("sai")
    counter = SignInCounter.objects.get()
    assert counter.failures == 1
    assert "planner" not in counter.pair_digest
    assert len(counter.pair_digest) == 64


def test_an_hour_of_quiet_forgets(province: Province):
    for _ in range(4):
        attempt("sai")
    attempt("sai", at=AT + timedelta(hours=2))
    assert SignInCounter.objects.get().failures == 1


def test_counters_that_no_longer_count_are_cleared(province: Province):
    attempt("sai", name="thử một")
    attempt("sai", name="thử hai", at=AT + timedelta(minutes=59))
    assert SignInCounter.objects.count() == 2
    attempt("sai", name="thử ba", at=AT + timedelta(minutes=61))
    assert SignInCounter.objects.count() == 2


@given(st.integers(0, 500))
def test_waits_never_shrink_and_never_exceed_a_quarter_of_an_hour(failures: int):
    assert timedelta() <= lockout.pause_after(failures) <= lockout.pause_after(failures + 1) <= lockout.LONGEST_PAUSE


@pytest.mark.parametrize(
    ("wait", "words"),
    [(timedelta(milliseconds=1), "1 giây"), (timedelta(seconds=40), "40 giây"), (timedelta(seconds=61), "2 phút")],
)
def test_waits_in_words_are_rounded_up(wait: timedelta, words: str):
    assert lockout.in_words(wait) == words


def test_only_the_door_may_try_passwords(province: Province, actor):
    with pytest.raises(NotAllowed):
        sign_in(username="planner", password=PASSWORD, address=OFFICE, actor=actor("admin"), at=AT)


def test_signing_in_and_failing_are_recorded_with_names_apart(province: Province):
    attempt("sai")
    attempt()
    newest = journal.entries(subject=f"user:{province.users['planner']}", action="accounts.sign_in")
    results = {str((entry.after or {}).get("result")) for entry in newest}
    assert results == {"refused", "signed_in"}
    assert all(OFFICE not in f"{entry.before}{entry.after}" for entry in newest)


def test_signing_out_is_ones_own(province: Province, actor):
    sign_out(user_id=province.users["planner"], actor=actor("planner"), at=AT)
    with pytest.raises(NotAllowed):
        sign_out(user_id=province.users["planner"], actor=actor("admin"), at=AT)


def changed(province: Province, actor, old: str, new: str, who: str = "planner") -> None:
    change_password(user_id=province.users["planner"], old_password=old, new_password=new, actor=actor(who), at=AT)


def test_a_password_is_changed_by_its_owner_only(province: Province, actor):
    changed(province, actor, PASSWORD, "trăng lên đỉnh núi")
    assert attempt() == "wrong_sign_in"
    assert isinstance(attempt("trăng lên đỉnh núi"), SignedIn)
    with pytest.raises(NotAllowed):
        changed(province, actor, "trăng lên đỉnh núi", "một cụm từ khác nữa", who="admin")


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("không phải", "trăng lên đỉnh núi", "old_password"),
        (PASSWORD, PASSWORD, "new_password"),
        (PASSWORD, "ngắn", "new_password"),
        (PASSWORD, "password1234", "new_password"),
        (PASSWORD, "Planner và vài từ nữa", "new_password"),
    ],
)
def test_a_bad_change_names_the_field(province: Province, actor, old: str, new: str, field: str):
    with pytest.raises(Refusal) as refused:
        changed(province, actor, old, new)
    assert list(refused.value.fields) == [field]


def test_a_reset_must_be_changed_before_anything_else(province: Province, actor):
    reset_password(
        user_id=province.users["planner"], password="trao tay một lần", reason="quên", actor=actor("admin"), at=AT
    )
    assert attempt("trao tay một lần") == SignedIn(province.users["planner"], True)
    bound = actor("planner")
    assert bound.grants == ()
    assert not bound.may("documents.view")
    changed(province, actor, "trao tay một lần", "trăng lên đỉnh núi")
    assert actor("planner").may("documents.view")


def test_resets_are_the_administrators(province: Province, actor):
    for who in ("planner", "chairman", "sen-hong.chairman"):
        with pytest.raises(NotAllowed):
            reset_password(user_id=province.users["planner-2"], password="x" * 12, reason="", actor=actor(who), at=AT)


@pytest.mark.parametrize("name", ["planner", "PLANNER", "a", "có dấu", "1abc", "a b c", "x" * 65])
def test_a_bad_username_is_refused(province: Province, name: str):
    person = agencies.post(province.posts["planner"]).person_id
    with pytest.raises(Refusal) as refused:
        invite(username=name, person_id=person, password=PASSWORD, actor=BUILDER, at=AT)
    assert list(refused.value.fields) == ["username"]


def test_a_weak_first_password_is_refused(province: Province):
    person = agencies.post(province.posts["planner"]).person_id
    with pytest.raises(WeakPassword, match="12 ký tự"):
        invite(username="nguoi.moi", person_id=person, password="123", actor=BUILDER, at=AT)
