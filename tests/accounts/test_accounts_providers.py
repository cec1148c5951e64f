"""Sign-in by a provider, which runs as a process of its own: the way there and back, and every wrong answer."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

import pytest
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from pytest_django import Settings

from pcmt.accounts.models import Identity, Session, User
from pcmt.accounts.providers import providers
from pcmt.journal import queries as journal
from tests.accounts.oidc_provider import CLIENT, SECRET
from tests.province import AT, PASSWORD, Province

THERE = "/dang-nhap/qua/so-thu"
NOTHING = "không mở được tài khoản nào ở đây"


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *args: object) -> None:
        return None


class Provider:
    """The provider's process, as the tests talk to it."""

    def __init__(self, issuer: str) -> None:
        self.issuer = issuer

    def behave(self, **told: Any) -> None:
        build_opener().open(Request(f"{self.issuer}/control", json.dumps(told).encode()), timeout=10).close()

    def visited(self, address: str) -> str:
        """Where the provider sends a browser that comes to this address: path and query of ours."""
        try:
            build_opener(_Stay).open(address, timeout=10).close()
        except HTTPError as answer:
            answer.close()
            parts = urlsplit(answer.headers["Location"])
            return f"{parts.path}?{parts.query}"
        raise AssertionError("the provider sent nobody back")

    def times_asked_for_keys(self) -> int:
        with build_opener().open(f"{self.issuer}/asked", timeout=10) as answer:
            return int(json.load(answer)["keys"])


def started() -> tuple[subprocess.Popen[str], Provider]:
    command = [sys.executable, "-m", "tests.accounts.oidc_provider"]
    root = Path(__file__).resolve().parents[2]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root)
    assert process.stdout is not None
    return process, Provider(process.stdout.readline().strip())


@pytest.fixture(scope="module")
def running() -> Iterator[Provider]:
    process, there = started()
    yield there
    process.kill()
    process.wait()


@pytest.fixture
def provider(running: Provider, settings: Settings) -> Provider:
    cache.clear()
    running.behave()
    settings.OIDC_PROVIDERS = {"so-thu": settings_of(running.issuer)}
    return running


def settings_of(issuer: str, **more: object) -> dict[str, object]:
    return {"label": "Sở Thử", "issuer": issuer, "client_id": CLIENT, "client_secret": SECRET} | more


@pytest.fixture
def linked(province: Province, provider: Provider) -> int:
    """The planner's identity at the provider."""
    user = province.users["planner"]
    row = Identity.objects.create(
        user_id=user, issuer=provider.issuer, subject="nguoi-01", begun_at=AT, confirmed_at=AT
    )
    return row.pk


def way_there(client: Client, goal: str = "/") -> str:
    return client.get(THERE, {"next": goal})["Location"]


def came_back(client: Client, provider: Provider) -> str:
    """Signs in by the provider and gives the page that is shown in the end."""
    answer = client.get(provider.visited(way_there(client)), follow=True)
    return answer.content.decode()


def signed_in() -> list[str]:
    return [session.means for session in Session.objects.filter(end="")]


def why() -> object:
    entries = journal.newest_of("user:unknown", limit=5)
    return next((one.after or {}).get("wrong") for one in entries if one.action == "accounts.use_identity")


def test_who_is_linked_is_let_in_and_led_where_they_wanted(visit, provider: Provider, linked: int):
    client: Client = visit()
    answer = client.get(provider.visited(way_there(client, "/tai-khoan-cua-toi/")))
    assert answer["Location"] == "/tai-khoan-cua-toi/"
    assert signed_in() == ["provider"]
    assert "bằng cổng đăng nhập" in client.get("/tai-khoan-cua-toi/").content.decode()


def test_what_is_asked_of_the_provider(visit, provider: Provider):
    address = urlsplit(way_there(visit()))
    asked = {name: values[0] for name, values in parse_qs(address.query).items()}
    assert asked["response_type"] == "code"
    assert asked["code_challenge_method"] == "S256"
    assert asked["redirect_uri"] == f"http://testserver{THERE}/ve"
    assert min(len(asked[name]) for name in ("state", "nonce", "code_challenge")) >= 43


def test_a_link_needs_the_owner_to_say_that_it_is_them(visit, province: Province, provider: Provider):
    client: Client = visit("planner")
    page = client.get("/tai-khoan-cua-toi/").content.decode()
    assert "Liên kết với Sở Thử" in page
    asking = client.get(provider.visited(client.get("/tai-khoan-cua-toi/cong-dang-nhap/so-thu")["Location"]))
    assert "Người Thử" in client.get(asking["Location"]).content.decode()
    assert NOTHING in came_back(visit(), provider)
    client.post(asking["Location"])
    came_back(visit(), provider)
    assert "provider" in signed_in()
    row = Identity.objects.get()
    assert (row.user_id, row.subject) == (province.users["planner"], "nguoi-01")
    client.post(f"/tai-khoan-cua-toi/lien-ket/{row.pk}/bo")
    assert not Identity.objects.exists()
    assert NOTHING in came_back(visit(), provider)


def test_an_identity_opens_one_account_only(visit, provider: Provider, linked: int):
    client: Client = visit("planner-2")
    back = provider.visited(client.get("/tai-khoan-cua-toi/cong-dang-nhap/so-thu")["Location"])
    assert "đã liên kết với tài khoản khác" in client.get(back, follow=True).content.decode()
    begun = Identity.objects.create(user_id=linked, issuer="https://x.example", subject="1", begun_at=AT)
    assert visit("planner-2").post(f"/tai-khoan-cua-toi/lien-ket/{begun.pk}").status_code == 404


WRONG: dict[str, tuple[dict[str, object], str]] = {
    "nonce": ({"claims": {"nonce": "of another sign-in"}}, "nonce"),
    "no nonce": ({"claims": {"nonce": None}}, "nonce"),
    "audience": ({"claims": {"aud": "another"}}, "aud"),
    "second audience": ({"claims": {"aud": [CLIENT, "another"]}}, "azp"),
    "party": ({"claims": {"azp": "another"}}, "azp"),
    "issuer": ({"claims": {"iss": "https://another.example"}}, "iss"),
    "expired": ({"claims": {"exp": int(time.time()) - 3600}}, "exp"),
    "no end": ({"claims": {"exp": None}}, "exp"),
    "old": ({"claims": {"iat": int(time.time()) - 7200}}, "iat"),
    "of tomorrow": ({"claims": {"nbf": int(time.time()) + 86_400}}, "nbf"),
    "endless number": ({"claims": {"exp": 10**300}}, "exp"),
    "no subject": ({"claims": {"sub": ""}}, "sub"),
    "subject no text": ({"claims": {"sub": ["nguoi-01"]}}, "sub"),
    "somebody else": ({"claims": {"sub": "nguoi-02"}}, "unknown"),
    "unsigned": ({"alg": "none"}, "signature"),
    "signed by the public key": ({"alg": "HS256"}, "signature"),
    "signed by a stranger": ({"stranger": True}, "signature"),
    "a key unknown": ({"kid": "khong-co"}, "signature"),
}


@pytest.mark.parametrize("how", WRONG)
def test_a_wrong_token_opens_nothing(how: str, visit, provider: Provider, linked: int):
    behaviour, wrong = WRONG[how]
    provider.behave(**behaviour)
    assert NOTHING in came_back(visit(), provider)
    assert signed_in() == []
    assert why() == wrong


def test_a_new_key_is_fetched_when_first_met_and_not_at_each_lie(visit, provider: Provider, linked: int):
    came_back(visit(), provider)
    provider.behave(rotate=True)
    came_back(visit(), provider)
    assert signed_in() == ["provider", "provider"]
    before = provider.times_asked_for_keys()
    provider.behave(kid="khong-co")
    came_back(visit(), provider)
    assert provider.times_asked_for_keys() == before
    assert why() == "kid"


def test_an_answer_counts_once_and_for_its_own_browser(visit, provider: Provider, linked: int):
    client: Client = visit()
    back = provider.visited(way_there(client))
    assert "không bắt đầu từ trình duyệt này" in visit().get(back, follow=True).content.decode()
    client.get(back)
    assert signed_in() == ["provider"]
    client.cookies.clear()
    assert "không bắt đầu từ trình duyệt này" in client.get(back, follow=True).content.decode()


def test_a_code_counts_once(visit, provider: Provider, linked: int):
    """A code that was caught and used elsewhere is refused by the provider, and opens nothing here."""
    one: Client = visit()
    back = parse_qs(urlsplit(provider.visited(way_there(one))).query)
    one.get(f"{THERE}/ve", {name: values[0] for name, values in back.items()})
    two: Client = visit()
    state = parse_qs(urlsplit(way_there(two)).query)["state"][0]
    answer = {"code": back["code"][0], "state": state, "iss": provider.issuer}
    assert NOTHING in two.get(f"{THERE}/ve", answer, follow=True).content.decode()
    assert why() == "code"


def test_a_code_of_another_sign_in_is_bound_to_its_verifier(visit, provider: Provider, linked: int):
    theirs = parse_qs(urlsplit(provider.visited(way_there(visit()))).query)["code"][0]
    client: Client = visit()
    state = parse_qs(urlsplit(way_there(client)).query)["state"][0]
    answer = {"code": theirs, "state": state, "iss": provider.issuer}
    assert NOTHING in client.get(f"{THERE}/ve", answer, follow=True).content.decode()
    assert why() == "code"


@pytest.mark.parametrize("told", [{"iss": "https://another.example"}, {}])
def test_another_providers_answer_is_refused(told: dict[str, str], visit, provider: Provider, linked: int):
    client: Client = visit()
    back = parse_qs(urlsplit(provider.visited(way_there(client))).query)
    answer = {"code": back["code"][0], "state": back["state"][0]} | told
    page = client.get(f"{THERE}/ve", answer, follow=True).content.decode()
    assert "Câu trả lời không phải của" in page
    assert signed_in() == []


def test_an_answer_to_another_providers_address_is_refused(visit, provider: Provider, linked: int, settings: Settings):
    settings.OIDC_PROVIDERS |= {"khac": settings_of("https://khac.example")}
    client: Client = visit()
    back = provider.visited(way_there(client)).replace("/so-thu/", "/khac/")
    assert "không bắt đầu từ trình duyệt này" in client.get(back, follow=True).content.decode()


def test_who_says_no_at_the_provider_comes_back_to_the_door(visit, provider: Provider):
    client: Client = visit()
    state = parse_qs(urlsplit(way_there(client)).query)["state"][0]
    answer = {"error": "access_denied", "state": state, "iss": provider.issuer}
    page = client.get(f"{THERE}/ve", answer, follow=True).content.decode()
    assert "chưa xác nhận đăng nhập" in page


def test_a_provider_that_is_down_leaves_the_password(visit, province: Province, settings: Settings):
    process, there = started()
    cache.clear()
    settings.OIDC_PROVIDERS = {"so-thu": settings_of(there.issuer)}
    client: Client = visit()
    back = there.visited(way_there(client))
    process.kill()
    process.wait()
    for address in (back, THERE):
        cache.clear()
        page = client.get(address, follow=True).content.decode()
        assert "hiện không trả lời" in page
        assert 'name="password"' in page
    client.post("/dang-nhap", {"username": "planner", "password": PASSWORD})
    assert signed_in() == ["password"]


def test_a_closed_account_stays_closed(visit, provider: Provider, linked: int):
    User.objects.filter(username="planner").update(is_active=False)
    assert NOTHING in came_back(visit(), provider)


def test_a_reset_account_waits_for_its_password(visit, province: Province, provider: Provider, linked: int):
    user = User.objects.get(username="planner")
    user.set_unusable_password()
    user.save()
    assert NOTHING in came_back(visit(), provider)
    entry = journal.newest_of(f"user:{user.pk}", limit=1)[0]
    assert (entry.after or {})["wrong"] == "password_due"


def test_the_second_step_is_ours_unless_the_settings_trust_theirs(
    visit, provider: Provider, linked: int, settings: Settings, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("pcmt.accounts.actions.use_identity.ways_of", lambda user: ("totp",))
    provider.behave(claims={"amr": ["pwd", "otp"]})
    assert "Xác thực bước hai" in came_back(visit(), provider)
    assert signed_in() == []
    settings.OIDC_PROVIDERS = {"so-thu": settings_of(provider.issuer, second_factor_amr=["otp"])}
    came_back(visit(), provider)
    assert signed_in() == ["provider provider_second_factor"]


def test_who_signs_out_is_told_that_the_provider_still_knows_them(visit, provider: Provider, linked: int):
    client: Client = visit()
    came_back(client, provider)
    client.post("/dang-xuat")
    page = client.get("/dang-nhap").content.decode()
    assert f'href="{provider.issuer}/out?client_id={CLIENT}' in page
    assert f"{provider.issuer}/out" not in client.get("/dang-nhap").content.decode()


def test_an_administrator_unlinks_and_ends_the_sessions(
    visit: Callable[..., Client], province: Province, provider: Provider, linked: int
):
    came_back(visit(), provider)
    page = f"/quan-tri/tai-khoan/{province.users['planner']}/"
    administrator = visit("admin")
    assert "Sở Thử" in administrator.get(page).content.decode()
    administrator.post(f"{page}lien-ket-cong/{linked}/bo")
    assert not Identity.objects.exists()
    assert "provider" not in signed_in()


@pytest.mark.parametrize(
    "wrong",
    [{"issuer": "http://so.example"}, {"issuer": ""}, {"client_id": 5}, {"second_factor_amr": "otp"}, {"other": "x"}],
)
def test_a_provider_that_is_not_whole_is_told_at_once(wrong: dict[str, object], settings: Settings):
    settings.OIDC_PROVIDERS = {"so-thu": settings_of("https://so.example") | wrong}
    with pytest.raises(ImproperlyConfigured, match="so-thu"):
        providers()


def test_a_provider_that_is_not_there_is_not_found(visit):
    assert visit().get("/dang-nhap/qua/khong-co").status_code == 404
    assert visit().get("/dang-nhap/qua/khong-co/ve").status_code == 404
