"""Whatever goes wrong before a page is reached is told in Vietnamese, each in words of its own."""

import re
from io import BytesIO

import pytest
from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse
from gunicorn.http.errors import InvalidRequestLine, LimitRequestHeaders, LimitRequestLine

from pcmt.cli.serve import LONGEST_LINE, server_command
from pcmt.config.worker import told
from pcmt.web.forms import LARGEST_BODY
from pcmt.web.middleware import PIECE, BodyLimitMiddleware
from pcmt.web.views import unreadable

PAGES = (
    "400.html",
    "403.html",
    "403_csrf.html",
    "404.html",
    "405.html",
    "413.html",
    "414.html",
    "500.html",
    "503.html",
)
ENGLISH = re.compile(r"\b(?:error|bad|request|forbidden|not|found|too|large|long|server|the|invalid)\b", re.IGNORECASE)


def words_of(page: str) -> str:
    return re.sub(r"<[^>]*>", " ", page.partition("<body")[2])


def heading_of(page: str) -> str:
    found = re.search(r"<h1>(.*?)</h1>", page, re.DOTALL)
    assert found
    return found[1]


def test_each_error_has_words_of_its_own_and_needs_nothing_to_be_shown():
    pages = {name: render_to_string(name) for name in PAGES}
    assert len({heading_of(page) for page in pages.values()}) == len(PAGES)
    for name, page in pages.items():
        assert not ENGLISH.findall(words_of(page)), name
        assert 'lang="vi"' in page
        assert 'href="/"' in page


@pytest.mark.django_db
def test_what_django_refuses_by_itself(province, visit, settings):
    strict = Client(enforce_csrf_checks=True)
    settings.DEBUG = False
    answers = {
        400: visit("planner").get("/", headers={"Host": "elsewhere.example"}),
        403: strict.post(reverse("accounts.sign_in")),
        404: visit("planner").get("/khong-co"),
        405: visit("planner").post("/dia-ban/"),
    }
    for status, answer in answers.items():
        assert answer.status_code == status
        assert not ENGLISH.findall(words_of(answer.text)), status


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("setting", "most", "sent"),
    [("DATA_UPLOAD_MAX_NUMBER_FIELDS", 3, "a=1&b=1&c=1&d=1"), ("DATA_UPLOAD_MAX_MEMORY_SIZE", 9, "theme=sáng-mãi")],
)
def test_too_much_in_a_form_is_told_as_that(province, visit, settings, setting: str, most: int, sent: str):
    setattr(settings, setting, most)
    answer = visit("planner").post(reverse("theme"), sent, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 413
    assert "Nội dung gửi lên quá lớn" in answer.text


def test_what_cannot_be_read_is_no_matter_of_size():
    assert unreadable(RequestFactory().get("/"), BadRequest()).status_code == 400


def sent(length: int, told_length: int | None = None) -> tuple[HttpRequest, BytesIO]:
    body = BytesIO(b"x" * length)
    said = {"wsgi.input": body, "CONTENT_LENGTH": str(told_length or length), "CONTENT_TYPE": "text/plain"}
    return RequestFactory().generic("POST", "/", **said), body  # type: ignore[arg-type]


def test_a_refused_body_is_heard_to_its_end():
    """Else the browser finds its line cut while it still sends, and shows that instead of the answer."""
    request, body = sent(5 * PIECE)
    answer = BodyLimitMiddleware(lambda request: unreadable(request, BadRequest()))(request)
    assert (answer.status_code, body.read()) == (400, b"")


@pytest.mark.django_db
def test_a_body_beyond_all_measure_is_not_read_at_all():
    request, body = sent(PIECE, LARGEST_BODY + 1)
    assert BodyLimitMiddleware(lambda request: unreadable(request, BadRequest()))(request).status_code == 413
    assert body.tell() == 0


@pytest.mark.parametrize(
    ("wrong", "status", "words"),
    [
        (LimitRequestLine(9000, LONGEST_LINE), b"414", "rút gọn nội dung tìm"),
        (LimitRequestHeaders("limit request headers"), b"431", "không đọc được"),
        (InvalidRequestLine("GET"), b"400", "không đọc được"),
    ],
)
def test_what_the_server_turns_away_by_itself(wrong: Exception, status: bytes, words: str):
    head, _, page = told(wrong).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 " + status)
    assert f"Content-Length: {len(page)}".encode() in head
    assert words in page.decode()
    assert not ENGLISH.findall(words_of(page.decode()))


def test_the_server_is_started_with_our_worker():
    command = server_command("127.0.0.1", 8000, workers=4)
    assert command[command.index("--workers") + 1] == "4"
    assert "--no-control-socket" in command
    assert command[command.index("--worker-class") + 1] == "pcmt.config.worker.Worker"
    assert command[command.index("--limit-request-line") + 1] == str(LONGEST_LINE)
