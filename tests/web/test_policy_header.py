"""The content security policy is the settings' own on every answer; an answer that asks for another gets that."""

from csp.constants import HEADER
from csp.decorators import csp_update
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from pcmt.web.middleware import PolicyMiddleware


def policy_of(view: object) -> dict[str, str]:
    answer = PolicyMiddleware(view)(RequestFactory().get("/"))  # type: ignore[arg-type]
    parts = (one.strip().partition(" ") for one in answer.headers[HEADER].split(";"))
    return {name: told for name, _, told in parts}


def test_policy_is_the_settings_own() -> None:
    wanted = {name: " ".join(told) for name, told in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"].items()}
    assert policy_of(lambda _: HttpResponse("trang")) == wanted


def test_policy_of_an_answer_that_asks_for_more_is_its_own() -> None:
    @csp_update({"img-src": "blob:"})
    def view(_: HttpRequest) -> HttpResponse:
        return HttpResponse("trang")

    assert "blob:" in policy_of(view)["img-src"]


def test_policy_that_an_answer_brings_stays() -> None:
    assert policy_of(lambda _: HttpResponse("trang", headers={HEADER: "default-src 'none'"})) == {
        "default-src": "'none'"
    }
