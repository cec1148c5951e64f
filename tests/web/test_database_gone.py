"""The database is out of reach: pages say so quietly (503), programs get the same as JSON, faults of ours stay 500."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import InterfaceError, OperationalError, ProgrammingError, connection
from django.test import Client
from django.urls import reverse

from pcmt.accounts.queries.tokens import PREFIX

pytestmark = pytest.mark.django_db
GONE = OperationalError("connection failed: Connection refused")


@contextmanager
def failing(error: Exception) -> Iterator[None]:
    def fail(*_: object) -> None:
        raise error

    with connection.execute_wrapper(fail):
        yield


@pytest.fixture
def planner(visit: Callable[..., Client]) -> Client:
    client = visit("planner")
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize("error", [GONE, InterfaceError("connection already closed"), OperationalError("locked")])
def test_a_page_says_what_is_and_that_nothing_is_lost(planner: Client, error: Exception) -> None:
    with failing(error):
        answer = planner.get(reverse("reporting.board"))
    assert answer.status_code == 503
    assert "Hệ thống tạm thời không kết nối được cơ sở dữ liệu" in answer.text
    assert "Số liệu đã lưu không mất" in answer.text
    assert answer.headers["Retry-After"] == "60"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "connection" not in answer.text, "what the database said is for the log"


def test_a_program_is_told_in_the_shape_of_all_refusals(planner: Client) -> None:
    with failing(GONE):
        for asked in (
            planner.get(reverse("reporting.line"), headers={"Accept": "application/json"}),
            planner.get(
                reverse("reporting.gathered_file", args=["csv"]), headers={"Authorization": f"Bearer {PREFIX}x"}
            ),
            planner.post(
                reverse("reporting.enter_once", args=[1]),
                {"key": "k" * 20, "cells": {}, "seen": {}},
                content_type="application/json",
                headers={"Accept": "application/json"},
            ),
        ):
            assert asked.status_code == 503
            assert asked.json()["code"] == "database_out_of_reach"
            assert asked.json().keys() == {"code", "message", "where", "remedy", "rule", "who_can"}


def test_what_is_no_outage_stays_a_fault(planner: Client) -> None:
    for error in (OperationalError("no such table: x"), ProgrammingError("relation does not exist"), KeyError("x")):
        with failing(error):
            answer = planner.get(reverse("reporting.board"))
        assert answer.status_code == 500
        assert "Hệ thống gặp lỗi" in answer.text


def test_it_goes_on_as_soon_as_the_database_is_back(planner: Client) -> None:
    with failing(GONE):
        assert planner.get("/").status_code == 503
        assert planner.get(reverse("healthz")).status_code == 503
    assert planner.get("/").status_code == 200
    assert planner.get(reverse("healthz")).status_code == 200
