"""Passkeys: made and used for one site and one challenge, by their owner, with a counter that never falls back."""

import json
from base64 import urlsafe_b64decode

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from pcmt.accounts.actions.add_passkey import add_passkey
from pcmt.accounts.actions.open_session import open_session
from pcmt.accounts.actions.prove_again import prove_again
from pcmt.accounts.actions.remove_passkey import remove_passkey
from pcmt.accounts.actions.reset_second_factor import reset_second_factor
from pcmt.accounts.actions.sign_in import SignedIn, sign_in
from pcmt.accounts.actions.use_passkey import WrongPasskey, use_passkey
from pcmt.accounts.models import Passkey, User
from pcmt.accounts.queries.factors import factors_of
from pcmt.accounts.queries.passkeys import Answer, Site, asked_for_key, asked_for_new_key
from pcmt.journal import queries as journal
from pcmt.kernel.actor import system_actor
from pcmt.kernel.refusal import NotAllowed, NotFound, Refusal
from tests.accounts.software_key import PRESENT, SoftwareKey
from tests.province import AT, PASSWORD, Province

DOOR = system_actor("cửa", "accounts.sign_in")
SITE = Site("pcmt.example", "https://pcmt.example", "PCMT")
FIRST, SECOND = b"1" * 32, b"2" * 32


def added(province: Province, actor, who: str = "planner", name: str = "Điện thoại") -> SoftwareKey:
    user = province.users[who]
    options = json.loads(asked_for_new_key(actor(who), user, challenge=FIRST, site=SITE))
    key = SoftwareKey(SITE.host, SITE.origin, options["user"]["id"])
    answer = Answer(key.created(FIRST), FIRST, SITE)
    add_passkey(user_id=user, name=name, handle=key.handle, answer=answer, actor=actor(who), at=AT)
    return key


def used(text: str, *, challenge: bytes = SECOND, site: Site = SITE, user_id: int | None = None) -> int:
    return use_passkey(answer=Answer(text, challenge, site), user_id=user_id, address="10.0.0.7", actor=DOOR, at=AT)


def test_a_key_opens_its_account_without_name_or_password(province: Province, actor):
    key = added(province, actor)
    assert used(key.answer(SECOND)) == province.users["planner"]
    kept = factors_of(actor("planner"), province.users["planner"]).passkeys
    assert [(view.name, view.used_at) for view in kept] == [("Điện thoại", AT)]


def test_a_key_asks_for_the_second_step_and_makes_it(province: Province, actor):
    user = province.users["planner"]
    key = added(province, actor)
    signed = sign_in(username="planner", password=PASSWORD, address="", actor=DOOR, at=AT)
    assert signed == SignedIn(user, ("passkey",))
    assert used(key.answer(SECOND), user_id=user) == user
    with pytest.raises(WrongPasskey):
        used(key.answer(SECOND), user_id=province.users["planner-2"])


def wrong(key: SoftwareKey, how: str) -> tuple[str, bytes, Site]:
    """An answer that is wrong in one way."""
    elsewhere = Site("pcmt.example", "https://pcmt.example.evil", "PCMT")
    match how:
        case "challenge":
            return key.answer(FIRST), SECOND, SITE
        case "origin":
            return key.answer(SECOND), SECOND, elsewhere
        case "host":
            key.host = "evil.example"
        case "not verified":
            return key.answer(SECOND, flags=PRESENT), SECOND, SITE
        case "not present":
            return key.answer(SECOND, flags=0), SECOND, SITE
        case "handle":
            return key.answer(SECOND, handle="AAAA"), SECOND, SITE
        case "copy":
            key.count = 0
        case "another key":
            other = SoftwareKey(SITE.host, SITE.origin, key.handle)
            other.id = key.id
            other.count = 5
            return other.answer(SECOND), SECOND, SITE
        case "unknown":
            key.id = b"unknown"
    return key.answer(SECOND), SECOND, SITE


WRONG = ("challenge", "origin", "host", "not verified", "not present", "handle", "copy", "another key", "unknown")


@pytest.mark.parametrize("how", WRONG)
def test_an_answer_that_is_wrong_in_any_way_opens_nothing(province: Province, actor, how: str):
    text, challenge, site = wrong(added(province, actor), how)
    with pytest.raises(WrongPasskey) as refused:
        used(text, challenge=challenge, site=site)
    assert str(refused.value).startswith("Khóa truy cập không mở được")
    entry = journal.latest(actor("admin"), action="accounts.use_passkey")[0]
    assert entry.after is not None
    assert entry.after["result"] == "refused"


def test_an_answer_counts_once(province: Province, actor):
    text = added(province, actor).answer(SECOND)
    used(text)
    with pytest.raises(WrongPasskey):
        used(text)


@given(st.text(max_size=300) | st.recursive(st.none(), st.lists, max_leaves=5).map(json.dumps))
@pytest.mark.django_db
def test_anything_sent_is_refused_without_failing(text: str):
    with pytest.raises(WrongPasskey):
        used(text)


@pytest.mark.parametrize("text", ["[" * 19_000, "x" * 1_000_000, '{"id":"' + "A" * 15_000 + '"}'])
@pytest.mark.django_db
def test_hostile_answers_are_refused(text: str):
    with pytest.raises(WrongPasskey):
        used(text)


def test_a_closed_account_is_not_opened_by_its_key(province: Province, actor):
    key = added(province, actor)
    User.objects.filter(username="planner").update(is_active=False)
    with pytest.raises(WrongPasskey):
        used(key.answer(SECOND))


def test_several_keys_are_named_and_made_for_one_handle(province: Province, actor):
    first, second = added(province, actor), added(province, actor, name="Khóa USB")
    assert first.handle == second.handle
    with pytest.raises(Refusal, match="Đã có khóa tên"):
        added(province, actor)
    options = json.loads(asked_for_new_key(actor("planner"), province.users["planner"], challenge=FIRST, site=SITE))
    assert len(options["excludeCredentials"]) == 2
    assert options["authenticatorSelection"]["residentKey"] == "required"
    assert options["authenticatorSelection"]["userVerification"] == "required"


def test_a_key_is_made_only_by_a_true_answer_and_for_one_account(province: Province, actor):
    user = province.users["planner"]
    key = SoftwareKey(SITE.host, SITE.origin, "AAAA")

    def add(text: str, who: str = "planner", name: str = "một") -> int:
        answer = Answer(text, FIRST, SITE)
        return add_passkey(
            user_id=province.users[who], name=name, handle="AAAA", answer=answer, actor=actor(who), at=AT
        )

    for text in (key.created(SECOND), key.created(FIRST, flags=PRESENT), "{}", "[", "x" * 30_000):
        with pytest.raises(Refusal, match="chưa tạo được khóa"):
            add(text)
    add(key.created(FIRST))
    with pytest.raises(Refusal, match="chưa tạo được khóa"):
        add(key.created(FIRST), who="planner-2")
    assert [row.user_id for row in Passkey.objects.all()] == [user]


def test_keys_are_ones_own(province: Province, actor):
    added(province, actor)
    key = Passkey.objects.get()
    with pytest.raises(NotFound):
        remove_passkey(passkey_id=key.pk, actor=actor("admin"), at=AT)
    with pytest.raises(NotAllowed):
        asked_for_new_key(actor("admin"), province.users["planner"], challenge=FIRST, site=SITE)
    with pytest.raises(NotAllowed):
        asked_for_key(actor("admin"), province.users["planner"], challenge=FIRST, site=SITE)
    remove_passkey(passkey_id=key.pk, actor=actor("planner"), at=AT)
    assert User.objects.get(username="planner").second_factor_since is None


def test_an_administrator_removes_lost_keys_with_the_rest(province: Province, actor):
    key = added(province, actor)
    reset_second_factor(user_id=province.users["planner"], reason="mất điện thoại", actor=actor("admin"), at=AT)
    with pytest.raises(WrongPasskey):
        used(key.answer(SECOND))


def test_a_key_proves_who_is_there(province: Province, actor):
    key, other = added(province, actor), added(province, actor, "planner-2")
    opened = open_session(
        user_id=province.users["planner"], means=("passkey",), agent="", address="", actor=DOOR, at=AT
    )
    answer = Answer(key.answer(SECOND), SECOND, SITE)
    prove_again(session_id=opened.session_id, passkey=answer, actor=actor("planner"), at=AT)
    with pytest.raises(Refusal, match="Khóa truy cập không đúng"):
        prove_again(
            session_id=opened.session_id,
            passkey=Answer(other.answer(SECOND), SECOND, SITE),
            actor=actor("planner"),
            at=AT,
        )


def test_what_strangers_are_asked_tells_nothing_of_accounts(province: Province, actor):
    added(province, actor)
    options = json.loads(asked_for_key(DOOR, None, challenge=FIRST, site=SITE))
    assert options["allowCredentials"] == []
    assert options["userVerification"] == "required"


def at_localhost(client: Client) -> Client:
    """The one plain address for which browsers make keys."""
    client.defaults["SERVER_NAME"] = "localhost"
    return client


def challenge_of(answer) -> bytes:
    return urlsafe_b64decode(json.loads(answer.content)["challenge"] + "==")


def test_the_whole_way_through_the_pages(province: Province, visit):
    owner = at_localhost(visit("planner"))
    asked = owner.post("/tai-khoan-cua-toi/khoa-truy-cap/de-bai")
    assert "no-store" in asked.headers["Cache-Control"]
    key = SoftwareKey("localhost", "http://localhost", json.loads(asked.content)["user"]["id"])
    made = key.created(challenge_of(asked))
    shown = owner.post("/tai-khoan-cua-toi/khoa-truy-cap", {"name": "Máy bàn", "answer": made})
    assert "Mã dự phòng" in shown.text, "the first factor brings codes on paper"
    assert "Máy bàn" in owner.get("/tai-khoan-cua-toi/").text
    again = owner.post("/tai-khoan-cua-toi/khoa-truy-cap", {"name": "Lần nữa", "answer": made})
    assert "quá thời gian chờ" in again.text, "a challenge takes one answer"

    stranger = at_localhost(Client())
    asked = stranger.post("/dang-nhap/khoa-truy-cap/de-bai")
    entered = stranger.post(
        "/dang-nhap/khoa-truy-cap", {"answer": key.answer(challenge_of(asked)), "next": "/dia-ban/"}
    )
    assert entered.headers["Location"] == "/dia-ban/"
    assert "bằng khóa truy cập" in stranger.get("/tai-khoan-cua-toi/").text

    second = at_localhost(Client())
    second.post("/dang-nhap", {"username": "planner", "password": PASSWORD})
    asked = second.post("/dang-nhap/khoa-truy-cap/de-bai")
    assert len(json.loads(asked.content)["allowCredentials"]) == 1
    wrong_one = second.post("/dang-nhap/khoa-truy-cap", {"answer": "{}"}, follow=True)
    assert "không mở được tài khoản" in wrong_one.text
    asked = second.post("/dang-nhap/khoa-truy-cap/de-bai")
    assert (
        second.post("/dang-nhap/khoa-truy-cap", {"answer": key.answer(challenge_of(asked))}).headers["Location"] == "/"
    )
    number = Passkey.objects.get().pk
    assert second.post(f"/tai-khoan-cua-toi/khoa-truy-cap/{number}/bo").status_code == 302
    assert not Passkey.objects.exists()


def test_an_answer_without_a_challenge_is_refused(province: Province):
    assert "quá thời gian chờ" in Client().post("/dang-nhap/khoa-truy-cap", {"answer": "{}"}, follow=True).text


def test_an_address_of_numbers_says_that_keys_do_not_work(province: Province, visit):
    client = visit("planner")
    assert (
        "chỉ dùng được khi mở hệ thống bằng tên miền"
        in client.get("/tai-khoan-cua-toi/khoa-truy-cap", headers={"Host": "127.0.0.1:8000"}).text
    )
    assert "Tạo khóa" in client.get("/tai-khoan-cua-toi/khoa-truy-cap", headers={"Host": "localhost:8000"}).text


def test_proving_by_key_through_the_page(province: Province, visit, settings):
    client = visit("planner")
    assert (
        client.post("/xac-nhan-lai/khoa-truy-cap", {"answer": "{}", "next": "/"}).headers["Location"] == "/xac-nhan-lai"
    )
