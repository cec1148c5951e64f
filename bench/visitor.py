"""A visitor as a browser is one, without script: cookies, the sign-in form, links and forms of a page."""

import gzip
import json
import re
import time
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

TOKEN = "csrfmiddlewaretoken"
TYPE, CSRF = "Content-Type", "X-CSRFToken"


@dataclass(frozen=True)
class Answer:
    """What came back: seconds until the last byte, and bytes as they travelled (compressed where the server does).

    spent: processor milliseconds of the server's worker, as it told them; 0 where it does not.
    """

    status: int
    text: str
    location: str
    seconds: float
    weight: int
    spent: float = 0


class Unexpected(Exception):
    """This will say that a page did not answer as it should, so that no measure counts errors as fast answers."""


@dataclass
class Visitor:
    """One browser of one person."""

    address: str
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> Answer:
        """This will open a page; raises Unexpected unless it answers 200."""
        return self._expect(200, "GET", path)

    def post(self, path: str, fields: dict[str, str]) -> Answer:
        """This will send a form; raises Unexpected unless it was taken (a redirect, which is not followed)."""
        return self._expect(302, "POST", path, urlencode(fields).encode(), {TYPE: "application/x-www-form-urlencoded"})

    def post_json(self, path: str, told: object, form_token: str) -> Answer:
        """This will send values as a page's script does; raises Unexpected unless it was taken."""
        return self._expect(200, "POST", path, json.dumps(told).encode(), {TYPE: "application/json", CSRF: form_token})

    def sign_in(self, username: str, password: str) -> None:
        """This will sign in through the page."""
        page = self.get("/dang-nhap")
        self.post("/dang-nhap", {TOKEN: token(page.text), "username": username, "password": password, "next": "/"})

    def _expect(
        self, status: int, method: str, path: str, body: bytes | None = None, more: dict[str, str] | None = None
    ) -> Answer:
        answer = self._ask(method, path, body, more or {})
        if answer.status != status:
            raise Unexpected(f"{method} {path} answered {answer.status}, not {status}")
        return answer

    def _ask(self, method: str, path: str, body: bytes | None, more: dict[str, str]) -> Answer:
        headers = {
            "Accept-Encoding": "gzip",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Origin": self.address,
            **more,
        }
        connection = HTTPConnection(urlsplit(self.address).netloc, timeout=60)
        began = time.perf_counter()
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            data = response.read()
        finally:
            connection.close()
        seconds = time.perf_counter() - began
        for line in response.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        plain = gzip.decompress(data) if response.headers.get("Content-Encoding") == "gzip" else data
        spent = float(response.headers.get("Server-Timing", "0").rpartition("=")[2])
        return Answer(response.status, plain.decode(), response.headers.get("Location", ""), seconds, len(data), spent)


def token(text: str) -> str:
    """This will give the page's token against forged forms."""
    found = re.search(rf'name="{TOKEN}" value="([^"]+)"', text)
    if found is None:
        raise Unexpected("a page without a form")
    return found[1]


def link(text: str, pattern: str) -> str:
    """This will give the first address on a page that a pattern matches whole."""
    found = re.search(rf'href="({pattern})"', text)
    if found is None:
        raise Unexpected(f"no link {pattern} on the page")
    return found[1].replace("&amp;", "&")


class _Fields(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        if tag == "input" and (name := held.get("name")):
            self.found[name] = held.get("value") or ""


def inputs(text: str) -> dict[str, str]:
    """This will give the input fields of a page with their values."""
    parser = _Fields()
    parser.feed(text)
    return parser.found
