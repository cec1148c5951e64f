"""The calendar of what is owed, and the feed that its secret address opens."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from pcmt.notices.actions.close_feed import close_feed
from pcmt.notices.actions.open_feed import open_feed
from pcmt.notices.models import Feed
from pcmt.plans.models import Task
from pcmt.reporting import queries as reporting
from pcmt.web.notices.things import things
from tests.notices.test_notices_rules import parsed
from tests.reporting.walk import NOVEMBER, OCTOBER, Walk
from tests.trace.papers import adopted

pytestmark = pytest.mark.django_db
FIRST, LAST, ON = date(2026, 10, 1), date(2026, 12, 31), date(2026, 11, 21)


def test_many_units_are_one_line_and_one_unit_its_own_report(walk: Walk, actor):
    owed = reporting.owed_between(actor("planner"), FIRST, LAST, ON)
    october = next(one for one in owed if one.period == OCTOBER)
    assert (october.units, october.sent, october.submission_id, october.is_open) == (4, 0, None, True)
    own = reporting.owed_between(actor("sen-hong.reporter"), FIRST, LAST, ON)
    mine = next(one for one in own if one.period == OCTOBER)
    assert mine.submission_id == walk.id("sen-hong")


def test_what_is_not_open_yet_is_told_to_who_will_owe_it(walk: Walk, actor):
    for username, expected in (("sen-hong.reporter", True), ("planner", True), ("health-reporter", False)):
        coming = [one for one in reporting.owed_between(actor(username), ON, LAST, ON) if not one.is_open]
        assert any(one.form_code == "xa-thang" for one in coming) is expected, username
    walk.open(NOVEMBER)
    later = reporting.owed_between(actor("planner"), FIRST, LAST, ON)
    assert sum(one.period == NOVEMBER for one in later) == 1


def test_tasks_of_documents_stand_on_each_of_their_days(province, actor):
    _, _, reference = adopted(province)
    task = Task.objects.get(pk=int(reference.partition(":")[2]))
    task.due_on, task.every = date(2025, 12, 14), "year"
    task.save()
    found = things(actor("planner"), FIRST, LAST, ON)
    assert [one.day for one in found if f"nhiem-vu-{task.pk}-" in one.uid] == [date(2026, 12, 14)]


def test_the_page_shows_a_month_and_its_list(walk: Walk, visit, django_assert_max_num_queries):
    planner = visit("planner")
    with django_assert_max_num_queries(30):
        page = planner.get(reverse("notices.calendar"), {"thang": "2026-10"}).content.decode()
    assert "Tháng 10/2026" in page
    assert "0/4 đơn vị đã gửi" in page
    empty = planner.get(reverse("notices.calendar"), {"thang": "2020-01"}).content.decode()
    assert "Không có việc nào đến hạn trong tháng này" in empty
    for wrong in ("9999-99", "0001-01", "x", "2026-1٣"):
        assert planner.get(reverse("notices.calendar"), {"thang": wrong}).status_code == 200


def ask(visit, secret: str):
    return visit().get(reverse("notices.feed", args=[secret]))


def test_the_secret_address_opens_titles_and_days_until_it_is_taken_back(walk: Walk, actor, visit):
    reporter = actor("sen-hong.reporter")
    at = timezone.now()
    secret = open_feed(actor=reporter, at=at)
    answer = ask(visit, secret)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/calendar")
    assert answer.headers["Cache-Control"] == "no-store"
    events = parsed(answer.content)
    assert events
    assert all(
        set(event) == {"UID", "DTSTAMP", "DTSTART;VALUE=DATE", "DTEND;VALUE=DATE", "SUMMARY", "TRANSP", "END"}
        for event in events
    )
    assert secret not in str(Feed.objects.values())
    close_feed(actor=reporter, at=at + timedelta(minutes=1))
    assert ask(visit, secret).status_code == 404


def test_there_is_one_address_at_a_time_and_none_to_guess(walk: Walk, actor, visit):
    first = open_feed(actor=actor("planner"), at=timezone.now())
    second = open_feed(actor=actor("planner"), at=timezone.now())
    assert ask(visit, first).status_code == 404
    assert ask(visit, second).status_code == 200
    assert ask(visit, "A" * 43).status_code == 404
    assert ask(visit, "ngan").status_code == 404


def test_it_ends_with_the_account(walk: Walk, actor, visit):
    secret = open_feed(actor=actor("sen-hong.reporter"), at=timezone.now())
    feed = Feed.objects.get(revoked_at__isnull=True)
    feed.user.is_active = False
    feed.user.save(update_fields=["is_active"])
    assert ask(visit, secret).status_code == 404


def test_the_page_makes_the_address_and_shows_it_once(walk: Walk, visit):
    planner = visit("planner")
    page = planner.post(reverse("notices.open_feed")).content.decode()
    assert "/lich/" in page
    assert ".ics" in page
    again = planner.get(reverse("notices.calendar")).content.decode()
    assert ".ics" not in again
    assert "đang có một địa chỉ" in again
    assert "Đã hủy địa chỉ lịch" in planner.post(reverse("notices.close_feed"), follow=True).content.decode()
