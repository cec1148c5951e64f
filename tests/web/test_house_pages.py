"""The frame of the pages: who may look, how refusals are told, what the content policy forbids."""

import json
import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import path

from pcmt.accounts.actions.continue_session import Ended, Visit
from pcmt.kernel.actor import EVERYWHERE, Actor, Grant
from pcmt.kernel.refusal import NotAllowed, NotFound, Refusal
from pcmt.web import navigation
from pcmt.web.context import initials
from pcmt.web.entering import SIGNED_IN
from pcmt.web.showcase import components
from pcmt.web.theme import choose_theme
from pcmt.web.views import healthz, page

TEMPLATES = Path(__file__).resolve().parents[2] / "pcmt" / "web" / "templates"
AT = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)


def actor_with(*permissions):
    grants = tuple(Grant(permission, "planner", EVERYWHERE) for permission in permissions)
    return Actor(label="Trần Thị Lan, chuyên viên, Công an tỉnh", person_id=1, user_id=1, grants=grants)


@page()
def anyone(request):
    return HttpResponse(request.actor.label)


@page("reporting.accept")
def guarded(request):
    return HttpResponse("bên trong")


def refusing(refusal):
    def view(request):
        raise refusal

    return view


CLOSED = Refusal(
    "Kỳ này đã chốt số liệu.", where="Báo cáo tháng 11/2026", remedy="Đề nghị mở lại kỳ.", code="period_closed"
)
urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("he-thong/giao-dien", choose_theme, name="theme"),
    path("he-thong/thanh-phan/", components, name="components"),
    path("ai-cung-xem", anyone),
    path("co-quyen", guarded),
    path("tu-choi", refusing(CLOSED)),
    path("khong-co", refusing(NotFound("Không có báo cáo số 12."))),
    path("khong-duoc", refusing(NotAllowed("Người nhập không được chốt.", rule="chốt: thường trực"))),
    path("hong", refusing(RuntimeError("x"))),
    *(path(f"gia/{name}/", anyone, name=name) for name in ("desk", "documents.list", "accounts.sign_in", "search")),
]


@pytest.fixture(autouse=True)
def own_addresses(settings, client):
    settings.ROOT_URLCONF = __name__
    client.raise_request_exception = False


@pytest.fixture
def sign_in(client, db, monkeypatch):
    def act(actor):
        found = Ended("closed") if actor is None else Visit(actor, (), 1, True, "", None)
        monkeypatch.setattr("pcmt.web.middleware.continue_session", lambda **asked: found)
        session = client.session
        session[SIGNED_IN] = 1
        session.save()
        client.cookies["sessionid"] = session.session_key

    return act


class Markup(HTMLParser):
    """This will collect what a strict content policy refuses and identifiers that occur twice."""

    def __init__(self, html):
        super().__init__()
        self.inline, self.identifiers, self.repeated, self.unnamed = [], set(), [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.inline += [f"{tag} {name}" for name in values if name == "style" or name.startswith("on")]
        if tag == "style" or (tag == "script" and not values.get("src") and values.get("type") != "application/json"):
            self.inline.append(tag)
        if str(values.get("href", "")).startswith("javascript:"):
            self.inline.append(f"{tag} javascript:")
        if identifier := values.get("id"):
            if identifier in self.identifiers:
                self.repeated.append(identifier)
            self.identifiers.add(identifier)
        if tag == "a" and "href" not in values:
            self.unnamed.append(values)


def test_the_components_page_keeps_the_content_policy(client, db, settings):
    settings.DEBUG = True
    response = client.get("/he-thong/thanh-phan/")
    assert response.status_code == 200
    markup = Markup(response.content.decode())
    assert markup.inline == []
    assert markup.repeated == []
    assert markup.unnamed == []
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert len(response.context["rows"]) == 130


def test_the_components_page_is_for_those_signed_in(client, db, sign_in):
    assert client.get("/he-thong/thanh-phan/").status_code == 302
    sign_in(actor_with())
    assert client.get("/he-thong/thanh-phan/").status_code == 200


def test_no_template_holds_inline_style_or_script():
    for template in TEMPLATES.rglob("*.html"):
        text = template.read_text()
        assert not re.search(r"\sstyle\s*=", text), template
        assert not re.search(r"\son[a-z]+\s*=(?!=)", text), template
        assert "<style" not in text, template
        assert "|safe" not in text, template
        assert "autoescape off" not in text, template
        for script in re.findall(r"<script[^>]*>", text):
            assert "src=" in script or "application/json" in script, template


def test_without_sign_in_the_way_leads_to_it_and_back(client, db):
    response = client.get("/ai-cung-xem?ky=2026-11")
    assert response.status_code == 302
    assert response.headers["Location"] == "/gia/accounts.sign_in/?next=/ai-cung-xem%3Fky%3D2026-11"


def test_a_page_needs_its_permission_and_stays_in_no_cache(client, sign_in):
    sign_in(actor_with("reporting.accept"))
    response = client.get("/co-quyen")
    assert response.content.decode() == "bên trong"
    assert response.headers["Cache-Control"] == "no-store"


def test_refusals_and_errors_stay_in_no_cache_either(client, sign_in):
    sign_in(actor_with("reporting.view"))
    for response in (client.get("/co-quyen"), client.post("/tu-choi"), client.get("/khong-he-co")):
        assert response.status_code >= 400
        assert response.headers["Cache-Control"] == "no-store"


def test_without_the_permission_the_page_is_not_there(client, sign_in):
    sign_in(actor_with("reporting.view"))
    assert client.get("/co-quyen").status_code == 404


def test_a_closed_account_is_nobody(client, sign_in):
    sign_in(None)
    assert client.get("/ai-cung-xem").status_code == 302


def body(response):
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", response.content.decode())


def test_not_there_and_not_allowed_to_look_are_the_same_page(client, db):
    missing, hidden, unknown = (client.get(f"/{name}") for name in ("khong-co", "khong-duoc", "khong-he-co"))
    assert missing.status_code == hidden.status_code == unknown.status_code == 404
    assert body(missing) == body(hidden) == body(unknown)
    assert "báo cáo số 12" not in body(missing)


def test_an_act_refused_says_why_and_what_helps(client, db):
    response = client.post("/tu-choi", headers={"referer": "http://testserver/bao-cao/12?muc=2"})
    assert response.status_code == 409
    for words in ("Kỳ này đã chốt số liệu.", "Báo cáo tháng 11/2026", "Đề nghị mở lại kỳ.", 'href="/bao-cao/12?muc=2"'):
        assert words in response.content.decode()
    assert "elsewhere" not in body(client.post("/tu-choi", headers={"referer": "http://elsewhere/"}))


@pytest.mark.parametrize("path", ["//elsewhere.example/x", "/\\elsewhere.example/x", "///elsewhere.example/x"])
def test_the_way_back_never_leads_elsewhere(client, db, path):
    referer = {"referer": f"http://testserver{path}"}
    response = client.post("/he-thong/giao-dien", {"giao_dien": "dark"}, headers=referer)
    assert response.headers["Location"].startswith("/elsewhere.example")
    assert 'href="/elsewhere.example/x"' in client.post("/tu-choi", headers=referer).content.decode()


def test_an_act_of_the_wrong_person_says_so(client, db):
    response = client.post("/khong-duoc")
    assert response.status_code == 403
    assert "Người nhập không được chốt." in response.content.decode()


@pytest.mark.parametrize(("length", "status"), [("3", 409), (str(301 * 1024**2), 413), ("9" * 400, 413)])
def test_a_body_beyond_any_form_is_turned_away_unread(client, db, length, status):
    response = client.generic("POST", "/tu-choi", b"a" * 1024, content_type="text/plain", CONTENT_LENGTH=length)
    assert response.status_code == status
    assert "Content-Security-Policy" in response.headers


def test_a_program_gets_the_refusal_as_json(client, db):
    response = client.post("/tu-choi", headers={"accept": "application/json"})
    assert response.status_code == 409
    assert json.loads(response.content) == {
        "code": "period_closed",
        "message": "Kỳ này đã chốt số liệu.",
        "where": "Báo cáo tháng 11/2026",
        "remedy": "Đề nghị mở lại kỳ.",
        "rule": "",
        "who_can": [],
    }
    hidden = client.get("/khong-duoc", headers={"accept": "application/json"})
    assert json.loads(hidden.content)["code"] == "not_found"


def test_what_breaks_is_told_without_a_trace(client, db):
    response = client.get("/hong")
    assert response.status_code == 500
    assert "Hệ thống gặp lỗi" in response.content.decode()


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "500"])
def test_error_pages_stand_without_any_context(name):
    html = render_to_string(f"{name}.html")
    assert "<h1>" in html
    assert 'href="/"' in html
    assert Markup(html).inline == []


def test_the_look_is_remembered_and_set_by_the_server(client, db, settings):
    settings.DEBUG = True
    came_from = "http://testserver/he-thong/thanh-phan/?a=1"
    response = client.post("/he-thong/giao-dien", {"giao_dien": "dark"}, headers={"referer": came_from})
    assert response.headers["Location"] == "/he-thong/thanh-phan/?a=1"
    html = client.get("/he-thong/thanh-phan/").content.decode()
    assert 'data-theme="dark"' in html
    assert 'media="screen" data-dark' in html
    client.cookies["giao_dien"] = '"><script>'
    assert 'data-theme="auto"' in client.get("/he-thong/thanh-phan/").content.decode()
    assert client.get("/he-thong/giao-dien").status_code == 405


def test_the_watchman_is_answered(client, db):
    assert client.get("/healthz").content == b"ok\n"


def test_navigation_shows_what_may_be_used_and_exists():
    shown = navigation.items(actor_with("documents.view", "plans.view"), "/gia/documents.list/5/", AT)
    assert [item.label for item in shown] == ["Bàn làm việc", "Văn bản"]
    assert [item.current for item in shown] == [False, True]
    assert [item.label for item in navigation.items(actor_with(), "/", AT)] == ["Bàn làm việc"]
    assert navigation.items(None, "/", AT) == ()


def test_an_entry_is_current_on_the_pages_beside_the_one_it_opens():
    entry = navigation.Entry("desk", "Bàn làm việc", "desk", under="documents.list")
    beside = navigation.items(actor_with(), "/gia/documents.list/5/", AT, (entry,))
    assert [(item.current, item.url) for item in beside] == [(True, "/gia/desk/")]
    assert [item.current for item in navigation.items(actor_with(), "/gia/khac/", AT, (entry,))] == [False]


def test_navigation_counts_what_waits():
    entry = navigation.Entry("desk", "Bàn làm việc", "desk", count=lambda actor, at: 12)
    assert navigation.items(actor_with(), "/", AT, (entry,))[0].count == 12


def test_the_frame_names_the_person_and_the_place(client, sign_in):
    sign_in(actor_with("documents.view", "documents.register_document"))
    html = client.get("/he-thong/thanh-phan/").content.decode()
    assert "Trần Thị Lan, chuyên viên, Công an tỉnh" in html
    assert "<b>Toàn tỉnh</b>" in html
    assert '<form class="find" action="/gia/search/"' in html
    assert 'class="skip" href="#noi-dung"' in html


@pytest.mark.parametrize(
    ("label", "letters"),
    [("Trần Thị Lan, chuyên viên", "TL"), ("Đỗ Ánh", "ĐÁ"), ("Hệ thống (seal)", "HT"), ("Lan", "L"), ("", "?")],
)
def test_initials(label, letters):
    assert initials(label) == letters
