"""Sessions ended by the provider's own word (Back-Channel Logout), signed by a provider that runs as a process."""

import json
import time
from urllib.request import Request, build_opener

import pytest
from django.test import Client

from pcmt.accounts.models import Identity, Session
from pcmt.journal import queries as journal
from tests.accounts.oidc_provider import CLIENT
from tests.accounts.test_accounts_providers import Provider, came_back, provider, running, signed_in
from tests.province import AT, PASSWORD, Province

__all__ = ["provider", "running"]
HERE = "/dang-nhap/qua/so-thu/da-dang-xuat"
EVENT = "http://schemas.openid.net/event/backchannel-logout"


@pytest.fixture(autouse=True)
def linked(province: Province, provider: Provider) -> None:
    for who, subject in (("planner", "nguoi-01"), ("planner-2", "nguoi-02")):
        Identity.objects.create(
            user_id=province.users[who], issuer=provider.issuer, subject=subject, begun_at=AT, confirmed_at=AT
        )


def token_of(provider: Provider, **told: object) -> str:
    """A logout token as the provider signs it; told: how the provider is to behave for this one."""
    provider.behave(**told)
    with build_opener().open(Request(f"{provider.issuer}/logout-token", b""), timeout=10) as answer:
        token = str(json.load(answer)["logout_token"])
    provider.behave()
    return token


def told_out(token: str) -> int:
    """What a server that brings this token is answered; it has no cookies, and no form token is asked of it."""
    return int(Client(enforce_csrf_checks=True).post(HERE, {"logout_token": token}).status_code)


def by_provider(provider: Provider, visit, **claims: object) -> Client:
    provider.behave(claims=claims)
    client: Client = visit()
    came_back(client, provider)
    provider.behave()
    return client


def ends() -> list[tuple[str, str]]:
    rows = Session.objects.order_by("pk").values_list("user__username", "end")
    return [(name, end) for name, end in rows]


def test_a_subject_ends_all_its_sessions_here_and_nobody_elses(visit, provider: Provider, province: Province):
    client = by_provider(provider, visit)
    by_provider(provider, visit, sid="phiên-02")
    by_provider(provider, visit, sub="nguoi-02")
    visit().post("/dang-nhap", {"username": "planner", "password": PASSWORD})
    assert told_out(token_of(provider)) == 200
    assert ends() == [("planner", "by_provider"), ("planner", "by_provider"), ("planner-2", ""), ("planner", "")]
    page = client.get("/tai-khoan-cua-toi/", follow=True)
    assert "đã đăng xuất tại cổng đăng nhập" in page.content.decode()
    entry = journal.newest_of(f"user:{province.users['planner']}", limit=1)[0]
    assert (entry.action, (entry.after or {})["sessions"]) == ("accounts.end_by_provider", 2)


def test_a_sid_ends_that_session_alone(visit, provider: Provider):
    by_provider(provider, visit)
    by_provider(provider, visit, sid="phiên-02")
    assert told_out(token_of(provider, claims={"sid": "phiên-02", "sub": None})) == 200
    assert ends() == [("planner", ""), ("planner", "by_provider")]
    assert told_out(token_of(provider, claims={"sid": "phiên-01", "sub": "nguoi-02"})) == 200
    assert ends()[0] == ("planner", "")


def test_a_second_step_on_the_way_keeps_who_they_are_there(visit, provider: Provider, monkeypatch):
    monkeypatch.setattr("pcmt.accounts.actions.use_identity.ways_of", lambda user: ("totp",))
    monkeypatch.setattr("pcmt.web.accounts.door.entering_code.enter_code", lambda **asked: "totp")
    client = by_provider(provider, visit)
    client.post("/dang-nhap/buoc-hai", {"code": "123456"})
    assert signed_in() == ["provider totp"]
    assert told_out(token_of(provider)) == 200
    assert signed_in() == []


WRONG: dict[str, dict[str, object]] = {
    "issuer": {"claims": {"iss": "https://another.example"}},
    "audience": {"claims": {"aud": "another"}},
    "second audience": {"claims": {"aud": [CLIENT, "another"]}},
    "old": {"claims": {"iat": int(time.time()) - 7200}},
    "no instant": {"claims": {"iat": None}},
    "expired": {"claims": {"exp": int(time.time()) - 3600}},
    "no end": {"claims": {"exp": None}},
    "no event": {"claims": {"events": None}},
    "another event": {"claims": {"events": {"http://schemas.openid.net/event/other": {}}}},
    "event no object": {"claims": {"events": {EVENT: True}}},
    "events a list": {"claims": {"events": [EVENT]}},
    "a nonce": {"claims": {"nonce": "x"}},
    "nobody": {"claims": {"sub": None}},
    "subject no text": {"claims": {"sub": ["nguoi-01"], "sid": "phiên-01"}},
    "no name of its own": {"claims": {"jti": None}},
    "another kind": {"typ": "at+jwt"},
    "unsigned": {"alg": "none"},
    "signed by the public key": {"alg": "HS256"},
    "signed by a stranger": {"stranger": True},
}


@pytest.mark.parametrize("how", WRONG)
def test_a_wrong_token_ends_nothing(how: str, visit, provider: Provider):
    by_provider(provider, visit)
    assert told_out(token_of(provider, **WRONG[how])) == 400
    assert signed_in() == ["provider"]


def test_no_token_at_all_and_what_is_no_token(visit, provider: Provider):
    by_provider(provider, visit)
    for brought in ("", "x", "a.b.c", "e" * 100_000):
        assert told_out(brought) == 400
    assert visit().get(HERE).status_code == 405
    assert visit().post("/dang-nhap/qua/khong-co/da-dang-xuat").status_code == 404
    assert signed_in() == ["provider"]


def test_a_token_counts_once(visit, provider: Provider):
    token = token_of(provider)
    assert told_out(token) == 200
    by_provider(provider, visit)
    assert told_out(token) == 400
    assert signed_in() == ["provider"]


def test_what_signs_in_is_no_logout_and_the_other_way_round(visit, provider: Provider):
    """The tokens of both kinds are signed by one key: neither passes for the other."""
    by_provider(provider, visit)
    assert told_out(token_of(provider, claims={"nonce": "n", "events": None}, typ="JWT")) == 400
    provider.behave(claims={"nonce": None, "events": {EVENT: {}}})
    came_back(visit(), provider)
    assert signed_in() == ["provider"]
