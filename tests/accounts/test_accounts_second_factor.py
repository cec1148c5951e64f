"""The second factor: codes that count once, codes on paper, roles that ask for one, and the steps at the door."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.exceptions import InvalidTag
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from pcmt.accounts.actions.begin_authenticator import begin_authenticator
from pcmt.accounts.actions.confirm_authenticator import confirm_authenticator
from pcmt.accounts.actions.continue_session import Ended, Visit, continue_session
from pcmt.accounts.actions.enter_code import enter_code
from pcmt.accounts.actions.issue_link import issue_link
from pcmt.accounts.actions.make_recovery_codes import make_recovery_codes
from pcmt.accounts.actions.open_session import open_session
from pcmt.accounts.actions.prove_again import prove_again
from pcmt.accounts.actions.remove_authenticator import remove_authenticator
from pcmt.accounts.actions.reset_password import reset_password
from pcmt.accounts.actions.reset_second_factor import reset_second_factor
from pcmt.accounts.actions.sign_in import SignedIn, sign_in
from pcmt.accounts.attempts import TooManyAttempts
from pcmt.accounts.models import AuthenticatorApp, RecoveryCode, RoleGrant, User
from pcmt.accounts.queries.factors import app_setup, factors_of
from pcmt.accounts.rules import recovery, totp
from pcmt.accounts.sealing import seal, unseal
from pcmt.accounts.second_steps import WrongCode
from pcmt.journal.models import Entry
from pcmt.kernel.actor import system_actor
from pcmt.kernel.lifecycle import SamePerson
from pcmt.kernel.refusal import NotAllowed, NotFound, Refusal
from tests.province import AT, PASSWORD, SINCE, Province

DOOR = system_actor("cửa", "accounts.sign_in")
LATER = AT + timedelta(minutes=5)
RFC_6238 = ((59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (2000000000, "279037"))


def secret_of(user_id: int) -> bytes:
    app = AuthenticatorApp.objects.get(user_id=user_id)
    return unseal(app.sealed_secret, owner=f"authenticator:{user_id}")


def code_for(user_id: int, at: datetime) -> str:
    return totp.code_at(secret_of(user_id), totp.step_at(at))


def enrolled(province: Province, actor, who: str = "planner", at: datetime = AT) -> int:
    """Set up an authenticator app; the code of that instant is spent."""
    user = province.users[who]
    begin_authenticator(user_id=user, actor=actor(who), at=at)
    confirm_authenticator(user_id=user, code=code_for(user, at), actor=actor(who), at=at)
    return user


def entered(user: int, code: str, *, at: datetime = LATER, address: str = "10.0.0.7") -> str:
    return enter_code(user_id=user, code=code, address=address, actor=DOOR, at=at)


@pytest.mark.parametrize(("seconds", "code"), RFC_6238)
def test_codes_are_those_of_the_standard(seconds: int, code: str):
    assert totp.code_at(b"12345678901234567890", seconds // 30) == code


@given(st.integers(-3, 3))
def test_a_clock_may_be_off_by_one_step(off: int):
    secret, now = b"12345678901234567890", totp.step_at(AT)
    found = totp.matching_step(secret, totp.code_at(secret, now + off), at=AT, after=0)
    assert found == (now + off if abs(off) <= totp.DRIFT else None)


@given(st.text(max_size=50))
def test_anything_typed_is_weighed_without_failing(typed: str):
    totp.is_code(typed)
    recovery.is_code(typed)
    assert totp.matching_step(b"1" * 20, typed, at=AT, after=2**40) is None


def test_a_secret_is_sealed_and_bound_to_its_owner():
    sealed = seal(b"secret", owner="authenticator:1")
    assert b"secret" not in sealed
    assert unseal(memoryview(sealed), owner="authenticator:1") == b"secret"
    with pytest.raises(InvalidTag):
        unseal(sealed, owner="authenticator:2")


def test_an_app_asks_nothing_until_its_first_code(province: Province, actor):
    user = province.users["planner"]
    begin_authenticator(user_id=user, actor=actor("planner"), at=AT)
    assert sign_in(username="planner", password=PASSWORD, address="", actor=DOOR, at=AT) == SignedIn(user)
    with pytest.raises(WrongCode):
        confirm_authenticator(user_id=user, code="000000", actor=actor("planner"), at=AT)
    confirm_authenticator(user_id=user, code=code_for(user, AT), actor=actor("planner"), at=AT)
    signed = sign_in(username="planner", password=PASSWORD, address="", actor=DOOR, at=AT)
    assert signed == SignedIn(user, ("totp",))
    assert app_setup(actor("planner"), user, issuer="PCMT") is None, "the secret is shown no more"


def test_a_code_counts_once(province: Province, actor):
    user = enrolled(province, actor)
    with pytest.raises(WrongCode):
        entered(user, code_for(user, AT), at=AT)
    assert entered(user, code_for(user, LATER)) == "totp"
    with pytest.raises(WrongCode):
        entered(user, code_for(user, LATER))
    with pytest.raises(WrongCode):
        entered(user, code_for(user, LATER - timedelta(seconds=30)))
    assert entered(user, code_for(user, LATER + timedelta(seconds=30))) == "totp"


def test_guessing_codes_is_slowed_wherever_it_comes_from(province: Province, actor):
    user = enrolled(province, actor)
    for number in range(11):
        with pytest.raises(WrongCode):
            entered(user, "000000", address=f"198.51.100.{number}")
    with pytest.raises(TooManyAttempts):
        entered(user, code_for(user, LATER), address="203.0.113.5")


def test_codes_on_paper_count_once_and_replace_the_older(province: Province, actor):
    user = enrolled(province, actor)
    old = make_recovery_codes(user_id=user, actor=actor("planner"), at=AT)
    assert len(set(old)) == 10
    assert entered(user, old[3].upper().replace("-", " ")) == "recovery_code"
    with pytest.raises(WrongCode):
        entered(user, old[3])
    assert factors_of(actor("planner"), user).codes_left == 9
    new = make_recovery_codes(user_id=user, actor=actor("planner"), at=AT)
    with pytest.raises(WrongCode):
        entered(user, old[4])
    assert entered(user, new[4]) == "recovery_code"
    assert not RecoveryCode.objects.filter(hash__contains=new[4].replace("-", "")).exists()


def test_codes_on_paper_need_a_factor_and_go_with_the_last(province: Province, actor):
    user = province.users["planner"]
    with pytest.raises(Refusal, match="bước xác thực thứ hai"):
        make_recovery_codes(user_id=user, actor=actor("planner"), at=AT)
    enrolled(province, actor)
    make_recovery_codes(user_id=user, actor=actor("planner"), at=AT)
    remove_authenticator(user_id=user, actor=actor("planner"), at=AT)
    assert not RecoveryCode.objects.exists()
    assert User.objects.get(pk=user).second_factor_since is None
    assert sign_in(username="planner", password=PASSWORD, address="", actor=DOOR, at=AT) == SignedIn(user)


def test_a_new_phone_replaces_the_old_only_once_confirmed(province: Province, actor):
    user = enrolled(province, actor)
    old = AuthenticatorApp.objects.get(user_id=user).pk
    begin_authenticator(user_id=user, actor=actor("planner"), at=LATER)
    assert AuthenticatorApp.objects.filter(pk=old).exists()
    begun = AuthenticatorApp.objects.get(user_id=user, confirmed_at__isnull=True)
    secret = unseal(begun.sealed_secret, owner=f"authenticator:{user}")
    code = totp.code_at(secret, totp.step_at(LATER))
    confirm_authenticator(user_id=user, code=code, actor=actor("planner"), at=LATER)
    assert [app.pk for app in AuthenticatorApp.objects.filter(user_id=user)] == [begun.pk]


OWN = (begin_authenticator, remove_authenticator, make_recovery_codes)


@pytest.mark.parametrize("action", OWN)
def test_factors_are_ones_own(province: Province, actor, action):
    with pytest.raises(NotAllowed):
        action(user_id=province.users["planner"], actor=actor("admin"), at=AT)
    with pytest.raises(NotAllowed):
        factors_of(actor("admin"), province.users["planner"])


def test_sessions_opened_with_less_end_when_a_factor_is_added(province: Province, actor):
    def opened() -> int:
        return open_session(
            user_id=province.users["planner"], means=("password",), agent="", address="", actor=DOOR, at=AT
        ).session_id

    here, there = opened(), opened()
    user = province.users["planner"]
    begin_authenticator(user_id=user, actor=actor("planner"), at=AT)
    confirm_authenticator(user_id=user, code=code_for(user, AT), session_id=here, actor=actor("planner"), at=AT)
    assert isinstance(continue_session(session_id=here, actor=DOOR, at=AT), Visit)
    assert continue_session(session_id=there, actor=DOOR, at=AT) == Ended("factor_changed")
    with pytest.raises(WrongCode):
        prove_again(session_id=here, password=PASSWORD, code="", actor=actor("planner"), at=AT)
    prove_again(session_id=here, password=PASSWORD, code=code_for(user, LATER), actor=actor("planner"), at=LATER)


def test_an_administrator_resets_for_another_with_a_reason(province: Province, actor):
    user = enrolled(province, actor)
    for who, reason, refused in (
        ("planner-2", "mất máy", NotAllowed),
        ("admin", " ", Refusal),
    ):
        with pytest.raises(refused):
            reset_second_factor(user_id=user, reason=reason, actor=actor(who), at=AT)
    reset_second_factor(user_id=user, reason="mất máy, đã gọi lại", actor=actor("admin"), at=AT)
    assert not AuthenticatorApp.objects.exists()
    with pytest.raises(Refusal, match="chưa có"):
        reset_second_factor(user_id=user, reason="mất máy", actor=actor("admin"), at=AT)
    own = enrolled(province, actor, "admin")
    with pytest.raises(SamePerson):
        reset_second_factor(user_id=own, reason="x", actor=actor("admin"), at=AT)
    with pytest.raises(NotFound):
        reset_second_factor(user_id=10**6, reason="x", actor=actor("admin"), at=AT)


def test_one_hand_does_not_hand_out_both_steps(province: Province, actor):
    user, admin = enrolled(province, actor), actor("admin")
    RoleGrant.objects.create(
        user_id=province.users["planner-2"],
        role="administrator",
        agency_id=province.agencies["police"],
        valid_from=SINCE,
    )
    reset_password(user_id=user, reason="quên", actor=admin, at=AT)
    with pytest.raises(SamePerson, match="bảy ngày"):
        reset_second_factor(user_id=user, reason="mất máy", actor=admin, at=AT + timedelta(days=6))
    reset_second_factor(user_id=user, reason="mất máy", actor=actor("planner-2"), at=AT)
    with pytest.raises(SamePerson):
        reset_password(user_id=user, reason="quên", actor=actor("planner-2"), at=AT)
    with pytest.raises(SamePerson):
        issue_link(user_id=user, actor=actor("planner-2"), at=AT)
    issue_link(user_id=user, actor=actor("planner-2"), at=AT + timedelta(days=7))


def test_the_journal_holds_no_secret(province: Province, actor):
    user = enrolled(province, actor)
    codes = make_recovery_codes(user_id=user, actor=actor("planner"), at=AT)
    entered(user, codes[0])
    told = " ".join(f"{entry.before}{entry.after}{entry.reason}" for entry in Entry.objects.all())
    for secret in (*codes, totp.spelled(secret_of(user)), PASSWORD):
        assert secret not in told
        assert secret.replace("-", "").replace(" ", "") not in told


def visited(session_id: int, at: datetime) -> Visit:
    found = continue_session(session_id=session_id, actor=DOOR, at=at)
    assert isinstance(found, Visit)
    return found


def test_a_role_that_asks_for_a_factor_gets_its_way_after_the_days_of_grace(
    province: Province, actor, settings: Settings
):
    settings.SESSION_LONGEST = settings.SESSION_IDLE = timedelta(days=365)

    def opened(at: datetime) -> int:
        return open_session(
            user_id=province.users["admin"], means=("password",), agent="", address="", actor=DOOR, at=at
        ).session_id

    first = opened(AT)
    last = AT + settings.SECOND_FACTOR_GRACE
    before = visited(first, last - timedelta(seconds=1))
    assert (before.due, before.second_factor_by) == ("", last)
    assert before.actor.may("accounts.invite")
    after = visited(first, last)
    assert after.due == "second_factor"
    assert after.actor.grants == ()
    assert visited(opened(last), last).due == "second_factor", "signing in again gives no new days"
    user = enrolled(province, actor, "admin", last)
    fresh = visited(opened(last), last)
    assert (fresh.due, fresh.second_factor_by) == ("", None)
    AuthenticatorApp.objects.filter(user_id=user).delete()
    User.objects.filter(pk=user).update(second_factor_since=None)
    assert visited(opened(last), last).due == "second_factor", "nor does losing it"


def test_other_roles_and_an_installation_that_says_so_ask_for_none(province: Province, settings: Settings):
    planner = open_session(
        user_id=province.users["planner"], means=("password",), agent="", address="", actor=DOOR, at=AT
    )
    assert visited(planner.session_id, AT).second_factor_by is None
    settings.SECOND_FACTOR_REQUIRED = False
    admin = open_session(user_id=province.users["admin"], means=("password",), agent="", address="", actor=DOOR, at=AT)
    assert visited(admin.session_id, AT).second_factor_by is None
    assert "không bắt buộc xác thực hai bước" in Client().get("/dang-nhap").text
    settings.SECOND_FACTOR_REQUIRED = True
    assert "không bắt buộc xác thực hai bước" not in Client().get("/dang-nhap").text


def test_who_owes_a_factor_is_led_to_it_from_every_page(province: Province, visit, settings: Settings):
    client = visit("admin")
    assert "hạn thiết lập" in client.get("/tai-khoan-cua-toi/").text
    settings.SECOND_FACTOR_GRACE = timedelta(0)
    assert client.get("/quan-tri/").headers["Location"] == "/tai-khoan-cua-toi/buoc-hai"
    assert "phải đăng nhập bằng hai bước" in client.get("/tai-khoan-cua-toi/buoc-hai").text
    user = province.users["admin"]
    assert client.post("/tai-khoan-cua-toi/ung-dung-xac-thuc/cai").status_code == 302
    code = code_for(user, timezone.now())
    done = client.post("/tai-khoan-cua-toi/ung-dung-xac-thuc", {"code": code})
    assert len(re.findall(r"<li><code>[a-z0-9-]{13}</code></li>", done.text)) == 10
    assert client.get("/quan-tri/").status_code == 200


def test_both_steps_at_the_door(province: Province, actor, visit):
    user = enrolled(province, actor, at=datetime.now(UTC) - timedelta(hours=1))
    client = Client()
    first = client.post("/dang-nhap", {"username": "planner", "password": PASSWORD, "next": "/dia-ban/"})
    assert first.headers["Location"] == "/dang-nhap/buoc-hai"
    assert client.get("/dia-ban/").status_code == 302, "the first step alone opens nothing"
    assert client.post("/dang-nhap/buoc-hai", {"code": "000000"}).status_code == 422
    between = client.session.session_key
    second = client.post("/dang-nhap/buoc-hai", {"code": code_for(user, timezone.now())})
    assert second.headers["Location"] == "/dia-ban/"
    assert client.session.session_key != between
    assert client.get("/dia-ban/").status_code == 200
    assert "mật khẩu và ứng dụng xác thực" in client.get("/tai-khoan-cua-toi/").text


def test_the_second_step_needs_the_first(province: Province):
    answer = Client().get("/dang-nhap/buoc-hai", follow=True)
    assert "Bắt đầu lại" in answer.text
    assert answer.redirect_chain[-1][0] == "/dang-nhap"


def test_the_picture_is_drawn_for_its_owner_and_kept_by_nobody(province: Province, visit):
    client = visit("planner")
    assert client.get("/tai-khoan-cua-toi/ung-dung-xac-thuc/ma.svg").status_code == 404
    client.post("/tai-khoan-cua-toi/ung-dung-xac-thuc/cai")
    drawn = client.get("/tai-khoan-cua-toi/ung-dung-xac-thuc/ma.svg")
    assert drawn.headers["Content-Type"] == "image/svg+xml"
    assert drawn.headers["Cache-Control"] == "no-store"
    assert "<path" in drawn.text
    spelled = totp.spelled(secret_of(province.users["planner"]))
    assert spelled in client.get("/tai-khoan-cua-toi/ung-dung-xac-thuc").text
    assert visit("planner-2").get("/tai-khoan-cua-toi/ung-dung-xac-thuc/ma.svg").status_code == 404


def test_removing_and_new_codes_through_the_pages(province: Province, actor, visit):
    enrolled(province, actor)
    client = visit("planner")
    assert "In" in client.post("/tai-khoan-cua-toi/ma-du-phong").text
    assert "Còn 10 mã" in client.get("/tai-khoan-cua-toi/").text
    assert client.post("/tai-khoan-cua-toi/ung-dung-xac-thuc/bo").status_code == 302
    assert "chưa dùng" in client.get("/tai-khoan-cua-toi/").text
