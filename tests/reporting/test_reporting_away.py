"""What of a report leaves for a browser's keep, to whom, and how its pages answer a browser that sends later."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from tests.reporting.walk import Walk

pytestmark = pytest.mark.django_db
KEY = "2f1c6d1e-0000-4000-8000-000000000001"


def url(name: str, *parts: object) -> str:
    return reverse(f"reporting.{name}", args=parts)


def send(client: Client, submission: int, cells: dict[str, str], **more: object):
    body = {"key": KEY, "cells": cells, "seen": dict.fromkeys(cells, 0), **more}
    return client.post(
        url("enter_once", submission), json.dumps(body), "application/json", headers={"Accept": "application/json"}
    )


def test_the_copy_holds_no_restricted_figure_no_words_and_no_name(walk: Walk, visit):
    submission = walk.id("sen-hong")
    walk.enter(
        submission,
        {"wanted_present": "có", "tested": "41"},
        words={"results": "Lời riêng"},
        comments={"tested": "Ghi riêng"},
    )
    reporter = visit("sen-hong.reporter")
    page = reporter.get(url("submission", submission)).text
    copy = reporter.get(url("form_away", submission)).text

    assert 'name="cell:wanted_present"' in page
    assert 'data-never="wanted_present"' in page
    assert 'value="41"' in copy
    for left_out in ('name="cell:wanted_present"', "Lời riêng", "Ghi riêng", "csrfmiddlewaretoken", "comment:"):
        assert left_out not in copy, left_out
    rules = json.loads(
        copy.partition('<script id="bieu-quy-tac" type="application/json">')[2].partition("</script>")[0]
    )
    assert all("wanted_present" not in figures for figures in rules["figures"].values())


def test_only_who_fills_it_in_gets_a_copy(walk: Walk, visit):
    submission = walk.id("sen-hong")
    assert visit("sen-hong.reporter").get(url("form_away", submission)).status_code == 200
    for who in ("planner", "mua-ngau.reporter", "sen-hong.chairman"):
        assert visit(who).get(url("form_away", submission)).status_code == 404, who


def test_the_list_names_what_is_owed_and_grows_its_version(walk: Walk, visit):
    reporter, submission = visit("sen-hong.reporter"), walk.id("sen-hong")
    told = reporter.get(url("forms_to_keep")).json()
    assert [form["id"] for form in told["forms"]] == [submission]
    walk.enter(submission, {"tested": "41"})
    again = reporter.get(url("forms_to_keep")).json()
    assert again["forms"][0]["version"] > told["forms"][0]["version"]
    assert again["account"] == told["account"] != visit("mua-ngau.reporter").get(url("line")).json()["account"]


def test_an_entry_is_answered_in_words_for_the_page(walk: Walk, visit):
    reporter, submission = visit("sen-hong.reporter"), walk.id("sen-hong")
    walk.enter(submission, {"tested": "40"}, "sen-hong.police-reporter")
    first = send(reporter, submission, {"tested": "44", "talks": "3"})
    told = first.json()

    assert (first.status_code, told["saved"]) == (200, 1)
    assert (told["conflicts"][0]["yours"], told["conflicts"][0]["theirs"]) == ("44", "40")
    assert told["stored"]["talks"] == {"text": "3", "revision": 1}
    assert send(reporter, submission, {"tested": "44", "talks": "3"}).json() == told


def test_a_wrong_figure_is_told_at_its_cell(walk: Walk, visit):
    answer = send(visit("sen-hong.reporter"), walk.id("sen-hong"), {"tested": "12,5"})
    assert answer.status_code == 422
    assert "không phải số nguyên" in answer.json()["fields"]["tested"]


@pytest.mark.parametrize("body", ["", "[]", "{", '{"key": 1}', "[" * 100_000, '{"key":"k","cells":{"a":1},"seen":{}}'])
def test_a_body_that_no_page_sent_is_refused(walk: Walk, visit, body: str):
    answer = visit("sen-hong.reporter").post(
        url("enter_once", walk.id("sen-hong")), body, "application/json", headers={"Accept": "application/json"}
    )
    assert (answer.status_code, answer.json()["code"]) == (409, "bad_key")


def test_the_frame_and_the_worker_hold_nothing_of_anybody(walk: Walk, visit):
    frame = visit().get(reverse("offline")).text
    assert "data-account" not in frame
    assert "csrfmiddlewaretoken" not in frame
    worker = visit().get(reverse("offline_worker"))
    assert worker.headers["Service-Worker-Allowed"] == "/"
    assert "grid.js" in worker.text
    assert "importScripts" in worker.text


def test_signing_out_clears_what_the_browser_keeps(province, visit):
    answer = visit("sen-hong.reporter").post(reverse("accounts.sign_out"))
    assert '"storage"' in answer.headers["Clear-Site-Data"]
