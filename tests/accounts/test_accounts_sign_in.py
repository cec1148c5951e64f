"""The first step of signing in: no telling whether a name exists, traces with names apart; passwords changed."""

from datetime import datetime

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher, make_password

from pcmt.accounts.actions.change_password import change_password
from pcmt.accounts.actions.invite import invite
from pcmt.accounts.actions.reset_password import reset_password
from pcmt.accounts.actions.sign_in import SignedIn, TooManyAttempts, WrongSignIn, sign_in
from pcmt.accounts.models import User
from pcmt.accounts.passwords import WeakPassword
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
    assert attempt() == SignedIn(province.users["planner"])
    assert attempt(name="  PLANNER ") == SignedIn(province.users["planner"])


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


def test_only_the_door_may_try_passwords(province: Province, actor):
    with pytest.raises(NotAllowed):
        sign_in(username="planner", password=PASSWORD, address=OFFICE, actor=actor("admin"), at=AT)


def test_signing_in_and_failing_are_recorded_with_names_apart(province: Province):
    attempt("sai")
    attempt()
    newest = journal.entries(subject=f"user:{province.users['planner']}", action="accounts.sign_in")
    results = {str((entry.after or {}).get("result")) for entry in newest}
    assert results == {"refused", "accepted"}
    assert all(OFFICE not in f"{entry.before}{entry.after}" for entry in newest)


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


def test_a_password_of_another_must_be_changed_before_anything_else(province: Province, actor):
    User.objects.filter(username="planner").update(must_change_password=True)
    bound = actor("planner")
    assert bound.grants == ()
    assert not bound.may("documents.view")
    changed(province, actor, PASSWORD, "trăng lên đỉnh núi")
    assert actor("planner").may("documents.view")


def test_resets_are_the_administrators(province: Province, actor):
    for who in ("planner", "chairman", "sen-hong.chairman"):
        with pytest.raises(NotAllowed):
            reset_password(user_id=province.users["planner-2"], reason="", actor=actor(who), at=AT)


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


def test_accounts_with_one_password_may_share_its_hash(province: Province):
    person, hashed = agencies.post(province.posts["planner"]).person_id, make_password(PASSWORD)
    for name in ("tap.huan.mot", "tap.huan.hai"):
        invite(username=name, person_id=person, password=PASSWORD, hashed=hashed, actor=BUILDER, at=AT)
    assert {one.password for one in User.objects.filter(username__startswith="tap.huan")} == {hashed}
    assert User.objects.get(username="tap.huan.hai").check_password(PASSWORD)
    with pytest.raises(WeakPassword):
        invite(username="tap.huan.ba", person_id=person, password="123", hashed=hashed, actor=BUILDER, at=AT)


def test_unknown_closed_and_invited_accounts_cost_as_much_work_as_a_wrong_password(
    province: Province, monkeypatch: pytest.MonkeyPatch
):
    """One hash each: who measures how long an answer takes learns nothing of names."""
    User.objects.filter(username="planner-2").update(is_active=False)
    User.objects.filter(username="chairman").update(password=make_password(None))
    hashed: list[str] = []
    plain = MD5PasswordHasher.encode

    def counted(hasher: MD5PasswordHasher, password: str, salt: str) -> str:
        hashed.append(password)
        return plain(hasher, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    for name in ("planner", "planner-2", "chairman", "nobody"):
        hashed.clear()
        assert attempt("sai", name=name) == "wrong_sign_in"
        assert len(hashed) == 1, name
