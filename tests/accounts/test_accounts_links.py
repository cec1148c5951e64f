"""One-time links: good once, for a while, for one account; and passwords that are too easy to guess."""

import re
from contextlib import suppress
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from pcmt.accounts.actions.close import close
from pcmt.accounts.actions.invite import invite
from pcmt.accounts.actions.issue_link import issue_link
from pcmt.accounts.actions.issue_links import issue_links
from pcmt.accounts.actions.reset_password import reset_password
from pcmt.accounts.actions.revoke_link import revoke_link
from pcmt.accounts.actions.set_password import set_password
from pcmt.accounts.actions.sign_in import SignedIn, WrongSignIn, sign_in
from pcmt.accounts.models import Link, User
from pcmt.accounts.passwords import WeakPassword, check_new_password
from pcmt.accounts.queries.links import link_owner, waiting_link, without_link
from pcmt.accounts.rules.password import is_made_of
from pcmt.agencies import queries as agencies
from pcmt.journal.models import Entry
from pcmt.kernel.actor import system_actor
from pcmt.kernel.refusal import NotAllowed, NotFound, Refusal
from tests.province import AT, BUILDER, PASSWORD, Province

DOOR = system_actor("cửa", "accounts.sign_in")
NEW = "trăng lên đỉnh núi"


def invited(province: Province) -> int:
    person = agencies.post(province.posts["planner"]).person_id
    return invite(username="nguoi.moi", person_id=person, actor=BUILDER, at=AT)


def chosen(token: str, password: str = NEW, at=AT) -> str:
    return set_password(token=token, password=password, address="10.0.0.7", actor=DOOR, at=at)


def signed_in(name: str, password: str) -> bool:
    try:
        return isinstance(sign_in(username=name, password=password, address="", actor=DOOR, at=AT), SignedIn)
    except WrongSignIn:
        return False


def test_an_invited_account_opens_to_nothing_until_its_owner_set_a_password(province: Province, actor):
    user = invited(province)
    assert not any(signed_in("nguoi.moi", guess) for guess in ("", "!", PASSWORD))
    link = issue_link(user_id=user, actor=actor("admin"), at=AT)
    assert link_owner(link.token, AT) == "nguoi.moi"
    assert chosen(link.token) == "nguoi.moi"
    assert signed_in("nguoi.moi", NEW)
    assert not User.objects.get(pk=user).must_change_password


def test_a_link_is_good_once_and_for_a_while(province: Province, actor):
    user = invited(province)
    link = issue_link(user_id=user, actor=actor("admin"), at=AT)
    with pytest.raises(NotFound):
        chosen(link.token, at=link.expires_at)
    chosen(link.token, at=link.expires_at - timedelta(seconds=1))
    with pytest.raises(NotFound):
        chosen(link.token)


def test_a_new_link_replaces_the_old_and_revoking_takes_it_back(province: Province, actor):
    user, admin = invited(province), actor("admin")
    old = issue_link(user_id=user, actor=admin, at=AT)
    new = issue_link(user_id=user, actor=admin, at=AT)
    assert link_owner(old.token, AT) is None
    waiting = waiting_link(admin, user, AT)
    assert waiting is not None
    assert waiting.is_good
    revoke_link(user_id=user, actor=admin, at=AT)
    assert link_owner(new.token, AT) is None
    assert waiting_link(admin, user, AT) is None
    with pytest.raises(Refusal, match="Không có đường liên kết"):
        revoke_link(user_id=user, actor=admin, at=AT)


def test_links_are_not_for_accounts_that_have_a_password_nor_for_closed_ones(province: Province, actor):
    admin = actor("admin")
    with pytest.raises(Refusal, match="đã có mật khẩu"):
        issue_link(user_id=province.users["planner"], actor=admin, at=AT)
    user = invited(province)
    link = issue_link(user_id=user, actor=admin, at=AT)
    close(user_id=user, reason="nhầm", actor=admin, at=AT)
    assert link_owner(link.token, AT) is None
    with pytest.raises(NotFound):
        issue_link(user_id=user, actor=admin, at=AT)


@pytest.mark.parametrize("action", [issue_link, revoke_link])
def test_links_are_the_administrators(province: Province, actor, action):
    with pytest.raises(NotAllowed):
        action(user_id=province.users["planner"], actor=actor("planner-2"), at=AT)


def test_a_reset_takes_the_password_and_hands_out_a_link(province: Province, actor):
    user = province.users["planner"]
    link = reset_password(user_id=user, reason="nghi bị lộ", actor=actor("admin"), at=AT)
    assert not signed_in("planner", PASSWORD)
    assert chosen(link.token) == "planner"
    assert signed_in("planner", NEW)


def test_only_a_digest_is_kept_and_the_journal_holds_no_token(province: Province, actor):
    link = issue_link(user_id=invited(province), actor=actor("admin"), at=AT)
    assert len(link.token) == 43
    kept = Link.objects.get()
    assert link.token not in kept.digest
    assert not any(link.token in f"{entry.before}{entry.after}{entry.reason}" for entry in Entry.objects.all())


@given(st.text(max_size=80))
@pytest.mark.django_db
def test_a_made_up_token_is_nobodys(token: str):
    assert link_owner(token, AT) is None


def test_the_page_behind_a_link_takes_the_token_out_of_the_address(province: Province, actor):
    link = issue_link(user_id=invited(province), actor=actor("admin"), at=AT)
    Link.objects.update(expires_at=AT + timedelta(days=36_500))
    client = Client()
    opened = client.get(f"/dat-mat-khau/{link.token}")
    assert opened.headers["Location"] == "/dat-mat-khau"
    assert opened.headers["Referrer-Policy"] == "no-referrer"
    assert "nguoi.moi" in client.get("/dat-mat-khau").text
    wrong = client.post("/dat-mat-khau", {"new_password": "ngắn", "repeated": "ngắn"})
    assert wrong.status_code == 422
    assert "ít nhất 12 ký tự" in wrong.text
    assert client.post("/dat-mat-khau", {"new_password": NEW, "repeated": NEW}).status_code == 302
    assert "không còn hiệu lực" in client.get("/dat-mat-khau").text


@pytest.mark.parametrize("path", ["/dat-mat-khau", "/dat-mat-khau/sai", "/dat-mat-khau/" + "x" * 3000])
def test_no_link_and_a_wrong_link_look_alike(province: Province, path: str):
    answer = Client().get(path, follow=True)
    assert answer.status_code == 404
    assert "Đường liên kết không còn hiệu lực" in answer.text


def test_an_expired_link_is_issued_again_on_the_accounts_page(province: Province, actor, visit):
    user, admin = invited(province), visit("admin")
    path = f"/quan-tri/tai-khoan/{user}/"
    assert "Chưa có đường liên kết nào đang chờ" in admin.get(path).text
    assert "chỉ hiện một lần" in admin.post(path + "lien-ket").text
    assert "dùng được đến" in admin.get(path).text
    assert admin.post(path + "lien-ket/huy").status_code == 302
    assert "Chưa có đường liên kết nào đang chờ" in admin.get(path).text


@pytest.mark.parametrize(
    "password",
    [
        "matkhau123456", "Matkhau@2026!!", "mật khẩu mới 1", "anhyeuem123456", "Việt Nam vô địch", "qwertyuiop12",
        "111111111111", "121212121212", "123456789012", "congan113113", "phòng chống ma túy", "UBND xã 2026!",
        "P a s s w o r d 1 2", "abcdefghijkl", "PCMT@2026PCMT",
    ],
)  # fmt: skip
def test_common_passwords_are_refused(password: str):
    with pytest.raises(WeakPassword):
        check_new_password(password, "nguoi.moi", "Trịnh Thị Nhài")


@pytest.mark.parametrize(
    "password", ["nguoi.moi và vài từ", "NguoiMoi rất là dài", "trinh thi nhai 1990", "TrịnhThịNhài@99"]
)
def test_passwords_with_a_name_are_refused(password: str):
    with pytest.raises(WeakPassword, match="tên đăng nhập hoặc họ tên"):
        check_new_password(password, "nguoi.moi", "Trịnh Thị Nhài")


@pytest.mark.parametrize(
    "password",
    [
        "hoa mai no som",
        PASSWORD,
        NEW,
        "thuyền về bến cũ",
        "kQ7#vv2!pLx9",
        "ă" * 3 + "bếp lửa chờn vờn",
        "x9" * 3 + "đèo Ngang bóng xế",
    ],
)
def test_phrases_of_ones_own_are_taken_whatever_signs_they_have(password: str):
    check_new_password(password, "nguoi.moi", "Trịnh Thị Nhài")


@given(st.text(max_size=200))
def test_weighing_a_password_never_fails(password: str):
    is_made_of(password, ["matkhau", "abc"])
    with suppress(WeakPassword):
        check_new_password(password, "nguoi.moi", "Trịnh Thị Nhài")


def test_many_links_are_issued_at_once_and_shown_as_slips(province: Province, actor, visit):
    first = invited(province)
    person = agencies.post(province.posts["health-head"]).person_id
    second = invite(username="nguoi.khac", person_id=person, actor=BUILDER, at=AT)
    admin = visit("admin")
    assert "2 tài khoản chưa có mật khẩu" in admin.get("/quan-tri/tai-khoan/").text
    page = admin.post("/quan-tri/tai-khoan/lien-ket").text
    tokens = re.findall(r"/dat-mat-khau/([\w-]{43})<", page)
    assert sorted(filter(None, (link_owner(token, timezone.now()) for token in tokens))) == ["nguoi.khac", "nguoi.moi"]
    assert "chưa có đường liên kết" not in admin.get("/quan-tri/tai-khoan/").text
    assert admin.post("/quan-tri/tai-khoan/lien-ket").status_code == 409, "nobody waits any more"
    assert without_link(actor("admin"), timezone.now()) == ()
    assert without_link(actor("planner"), timezone.now() + timedelta(days=30)) == ()
    assert set(without_link(actor("admin"), timezone.now() + timedelta(days=30))) == {first, second}
    with pytest.raises(NotAllowed):
        issue_links(user_ids=[first], actor=actor("planner"), at=AT)
    with pytest.raises(Refusal, match="đã có mật khẩu"):
        issue_links(user_ids=[first, province.users["planner"]], actor=actor("admin"), at=AT)
