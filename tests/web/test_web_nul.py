"""A letter that no database text may hold (PostgreSQL) is answered in words, and is never a server error."""

import pytest
from django.test import RequestFactory

from pcmt.web.middleware import RefusalMiddleware

NUL = ValueError("A string literal cannot contain NUL (0x00) characters.")


def middleware() -> RefusalMiddleware:
    return RefusalMiddleware(lambda request: None)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/van-ban/?q=ma\x00túy", "/tim-kiem/?q=\x00", "/tra-nguon/value:\x00"])
def test_a_nul_in_an_address_is_no_server_error(province, visit, address: str):
    assert visit("planner").get(address).status_code < 500


@pytest.mark.django_db
def test_what_the_database_refuses_is_told_as_a_refusal():
    request = RequestFactory(headers={"Accept": "application/json"}).post("/")
    answer = middleware().process_exception(request, NUL)
    assert answer is not None
    assert answer.status_code == 409


def test_other_errors_are_left_to_django():
    assert middleware().process_exception(RequestFactory().get("/"), ValueError("something else")) is None
