"""Who is signed out while typing is told so, comes back to the form, and never meets a page in English."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse


@pytest.fixture
def post_only() -> str:
    return reverse("reporting.sign", args=[1])


def goal_of(answer) -> str:
    return parse_qs(urlsplit(answer["Location"]).query)["next"][0]


@pytest.mark.django_db
def test_what_was_sent_without_a_session_leads_back_to_the_form(province, visit, post_only):
    browser = visit()
    answer = browser.post(post_only, headers={"Referer": "http://testserver/bieu/?ky=1"})
    assert answer.status_code == 302
    assert goal_of(answer) == "/bieu/?ky=1"
    assert "Nội dung vừa gửi chưa được lưu" in browser.get(answer["Location"]).text


@pytest.mark.django_db
@pytest.mark.parametrize("referer", [None, "https://elsewhere.example/bieu/"])
def test_a_form_of_unknown_origin_leads_to_the_desk(province, visit, post_only, referer):
    answer = visit().post(post_only, headers={"Referer": referer} if referer else {})
    assert goal_of(answer) == "/"


@pytest.mark.django_db
def test_reading_without_a_session_leads_back_to_the_page_and_says_nothing_of_loss(province, visit):
    browser = visit()
    answer = browser.get("/van-ban/?q=18", headers={"Referer": "http://testserver/bieu/"})
    assert goal_of(answer) == "/van-ban/?q=18"
    assert "chưa được lưu" not in browser.get(answer["Location"]).text


@pytest.mark.django_db
def test_opening_an_address_that_only_takes_forms_is_explained(province, visit):
    answer = visit("planner").get(reverse("theme"))
    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    assert "chỉ nhận nội dung gửi từ biểu mẫu" in answer.text
    assert 'href="/"' in answer.text
