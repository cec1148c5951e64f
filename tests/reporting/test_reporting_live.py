"""The completeness board follows what is sent: a mark that differs when the board would, asked in few questions."""

import pytest
from django.urls import reverse

from pcmt.reporting import queries
from pcmt.reporting.actions.ask_extension import ask_extension
from pcmt.reporting.actions.decide_extension import decide_extension
from pcmt.reporting.models import Extension
from tests.reporting.walk import FORM, NOVEMBER, OCTOBER, Walk

pytestmark = pytest.mark.django_db
ASKED = {"bieu": FORM, "ky": OCTOBER.id}


def mark(walk: Walk, username: str = "planner") -> str:
    return queries.board_pulse(walk.actor(username), FORM, OCTOBER, walk.at.date()).mark


def test_the_mark_changes_with_every_move_and_not_with_typing(walk: Walk):
    submission, seen = walk.id("sen-hong"), [mark(walk)]
    walk.enter(submission, {"tested": "1"})
    seen.append(mark(walk))
    walk.fill(submission)
    assert mark(walk) == seen[-1], "the board tells a draft begun, and no more of what is typed"
    walk.confirm_all(submission)
    walk.sign(submission)
    seen.append(mark(walk))
    walk.submit(submission)
    seen.append(mark(walk))
    walk.accept(submission)
    seen.append(mark(walk))
    walk.open(NOVEMBER)
    assert mark(walk) == seen[-1], "a later period is no part of this board"
    assert len(set(seen)) == 5


def test_the_mark_changes_with_a_longer_deadline_and_with_the_day(walk: Walk):
    before = mark(walk)
    duty = queries.submission(walk.actor("planner"), walk.id("sen-hong"), walk.at.date()).duty
    wanted = max(duty.due_on, walk.at.date()).replace(day=28)
    ask_extension(
        submission_id=duty.submission_id,
        wanted_on=wanted,
        reason="Mất điện",
        actor=walk.actor("sen-hong.reporter"),
        at=walk.at,
    )
    assert mark(walk) == before, "asked is not granted"
    decide_extension(
        extension_id=Extension.objects.get().pk, granted_on=wanted, answer="", actor=walk.actor("planner"), at=walk.at
    )
    granted = mark(walk)
    assert granted != before
    other_day = queries.board_pulse(walk.actor("planner"), FORM, OCTOBER, walk.at.date().replace(day=29)).mark
    assert other_day != granted, "what is due today is overdue another day"


def test_the_page_asks_by_the_mark_it_shows_and_is_told_only_of_changes(
    walk: Walk, visit, django_assert_max_num_queries
):
    client, address = visit("planner"), reverse("reporting.board_pulse")
    page = client.get(reverse("reporting.board"), ASKED).content.decode()
    tag = page.split('data-live-tag="')[1].split('"')[0].replace("&quot;", '"')
    with django_assert_max_num_queries(11):  # six of them let anybody in
        answer = client.get(address, ASKED, headers={"If-None-Match": tag})
    assert answer.status_code == 304
    assert answer.content == b""
    submission = walk.id("sen-hong")
    walk.fill(submission)
    walk.send(submission)
    answer = client.get(address, ASKED, headers={"If-None-Match": tag})
    assert answer.status_code == 200
    assert answer.headers["ETag"] != tag
    assert answer.json()["changed_at"].startswith("2026-11-21T09:00")


def test_the_mark_of_others_is_not_there(walk: Walk, visit):
    address = reverse("reporting.board_pulse")
    assert visit().get(address, ASKED).status_code == 302
    assert visit("planner").get(address, {"bieu": FORM, "ky": "khong-phai-ky"}).status_code == 404
    assert mark(walk, "hoa-ban.reporter") != mark(walk), "each is told of what they may see"


def test_the_page_without_script_says_since_when_and_loads_again(walk: Walk, visit):
    page = visit("planner").get(reverse("reporting.board"), ASKED | {"loc": "chua-gui"}).content.decode()
    assert "Số liệu lúc <b>" in page
    assert (
        f'<a href="{reverse("reporting.board")}?bieu={FORM}&amp;ky=2026-10%40nd09&amp;loc=chua-gui">Tải lại</a>' in page
    )
