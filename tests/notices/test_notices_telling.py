"""Telling people: once for each thing and stage, quiet on days off, one mail a day, failures seen by administrators."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse
from pytest_django import Settings

from pcmt.jobs import reminding
from pcmt.jobs.reminding import send_mails, tell_what_is_due
from pcmt.journal.models import Entry
from pcmt.kernel.refusal import NotAllowed
from pcmt.notices import mailing, queries
from pcmt.notices.actions.choose import CannotMail, choose
from pcmt.notices.actions.tell import tell
from pcmt.notices.models import Digest, Notice
from pcmt.notices.rules.stages import KINDS, Item
from tests.province import AT
from tests.reporting.walk import Walk

pytestmark = pytest.mark.django_db
# The report of October is due on 16/10/2026, a Friday.
THURSDAY, MONDAY = AT.replace(month=10, day=15), AT.replace(month=10, day=19)
SATURDAY, LONG_LATE = AT.replace(month=10, day=17), AT.replace(month=10, day=23)


@pytest.fixture(autouse=True)
def _everybody_at_once(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    monkeypatch.setattr(reminding, "MOST_PEOPLE", 1000)
    settings.MAIL_IS_ON = True
    settings.PUBLIC_ADDRESS = "https://pcmt.example"


def told(walk: Walk, username: str) -> list[tuple[str, str]]:
    rows = Notice.objects.filter(user_id=walk.province.users[username]).order_by("id")
    return [(row.kind, row.stage) for row in rows]


def wants_mail(walk: Walk, username: str, kinds: list[str] | None = None) -> None:
    choose(
        by_mail=True, email="sen-hong@pcmt.example", kinds=list(KINDS) if kinds is None else kinds,
        actor=walk.actor(username), at=THURSDAY,
    )  # fmt: skip


def test_who_has_the_next_step_is_told_before_and_after(walk: Walk):
    assert tell_what_is_due(THURSDAY) > 0
    assert told(walk, "sen-hong.reporter") == [("report", "before-1")]
    assert told(walk, "planner") == []
    tell_what_is_due(MONDAY)
    assert told(walk, "sen-hong.reporter") == [("report", "before-1"), ("report", "after-3")]


def test_one_whose_things_cannot_be_gathered_leaves_nobody_else_untold(walk: Walk, monkeypatch: pytest.MonkeyPatch):
    broken, gathered = min(walk.province.users.values()), reminding.items_for

    def gather(user_id: int, *rest: Any) -> Iterator[Item]:
        if user_id == broken:
            raise KeyError("an agency that is gone")
        return gathered(user_id, *rest)

    monkeypatch.setattr(reminding, "items_for", gather)
    assert tell_what_is_due(THURSDAY) > 0
    assert told(walk, "sen-hong.reporter") == [("report", "before-1")]
    assert broken not in queries.told_on(THURSDAY.date()), "it is tried again"


def test_nothing_is_told_twice(walk: Walk):
    tell_what_is_due(THURSDAY)
    before = Notice.objects.count()
    assert tell_what_is_due(THURSDAY + timedelta(hours=2)) == 0
    assert tell_what_is_due(THURSDAY + timedelta(days=1)) == 0
    assert Notice.objects.count() == before


@pytest.mark.parametrize("at", [SATURDAY, THURSDAY.replace(hour=6)])
def test_days_off_and_nights_are_quiet(walk: Walk, at: datetime):
    assert tell_what_is_due(at) == 0
    assert not Digest.objects.exists()


def test_the_head_of_the_level_above_hears_of_what_is_long_late(walk: Walk, visit):
    tell_what_is_due(MONDAY)
    assert told(walk, "chairman") == []
    tell_what_is_due(LONG_LATE)
    assert told(walk, "chairman") == [("escalated", "escalated")]
    (one,) = queries.unseen(walk.actor("chairman"), "escalated")
    assert one.title.startswith("4 đơn vị chưa gửi biểu tháng cấp xã")
    tell_what_is_due(LONG_LATE + timedelta(days=3))
    assert told(walk, "chairman") == [("escalated", "escalated")]
    assert "4 đơn vị chưa gửi" in visit("chairman").get("/").content.decode()


def test_one_mail_a_day_with_titles_and_days_alone(walk: Walk):
    wants_mail(walk, "sen-hong.reporter")
    tell_what_is_due(THURSDAY)
    assert send_mails(THURSDAY) == 1
    assert send_mails(THURSDAY) == 0
    (sent,) = mail.outbox
    assert sent.to == ["sen-hong@pcmt.example"]
    assert sent.subject == "Nhắc việc 15/10/2026: 1 việc sắp đến hạn"
    assert "hạn 16/10/2026 (còn 1 ngày)" in sent.body
    assert sent.extra_headers["Auto-Submitted"] == "auto-generated"


def test_kinds_that_were_unsubscribed_stay_on_the_desk(walk: Walk):
    wants_mail(walk, "sen-hong.reporter", kinds=["task"])
    tell_what_is_due(THURSDAY)
    assert send_mails(THURSDAY) == 0
    assert told(walk, "sen-hong.reporter") == [("report", "before-1")]


def test_without_a_mail_server_nothing_waits(walk: Walk, settings: Settings):
    settings.MAIL_IS_ON = False
    wants_mail(walk, "sen-hong.reporter")
    tell_what_is_due(THURSDAY)
    assert set(Digest.objects.values_list("state", flat=True)) == {"kept"}


def test_a_mail_that_fails_is_tried_again_and_at_last_seen_by_administrators(
    walk: Walk, monkeypatch: pytest.MonkeyPatch, visit
):
    wants_mail(walk, "sen-hong.reporter")
    tell_what_is_due(THURSDAY)

    def refuse(**_: str) -> None:
        raise ConnectionRefusedError("mail.example says no to sen-hong@pcmt.example")

    monkeypatch.setattr(mailing, "send", refuse)
    at = THURSDAY
    for _ in range(6):
        assert send_mails(at) == 0
        at += timedelta(hours=7)
    digest = Digest.objects.get(user_id=walk.province.users["sen-hong.reporter"])
    assert (digest.state, digest.attempts, digest.error) == ("failed", 5, "ConnectionRefusedError")
    page = visit("admin").get(reverse("notices.mails")).content.decode()
    assert "1 thư nhắc việc không gửi được" in page
    assert "pcmt.example" not in page
    assert visit("planner").get(reverse("notices.mails")).status_code == 404


def test_a_mail_whose_sending_was_cut_short_is_not_sent_again(walk: Walk):
    wants_mail(walk, "sen-hong.reporter")
    tell_what_is_due(THURSDAY)
    Digest.objects.filter(state="waiting").update(state="sending")
    assert send_mails(THURSDAY + timedelta(days=1)) == 0
    assert mail.outbox == []


def test_only_jobs_tell_and_an_address_must_be_one(walk: Walk):
    with pytest.raises(NotAllowed):
        tell(user_id=walk.province.users["planner"], items=(), actor=walk.actor("planner"), at=AT)
    for wrong in ("", "ai-do", "a@b\nBcc: c@d"):
        with pytest.raises(CannotMail):
            choose(by_mail=True, email=wrong, kinds=[], actor=walk.actor("planner"), at=AT)


def test_what_was_told_stands_in_the_journal_without_address(walk: Walk):
    wants_mail(walk, "sen-hong.reporter")
    tell_what_is_due(THURSDAY)
    noted = Entry.objects.filter(action="notices.tell", subject=f"user:{walk.province.users['sen-hong.reporter']}")
    assert "before-1" in str(noted.get().after)
    chosen = Entry.objects.get(action="notices.choose")
    assert "pcmt.example" not in str(chosen.after)


def test_the_page_shows_what_was_told_and_keeps_the_choice(walk: Walk, visit):
    tell_what_is_due(THURSDAY)
    Digest.objects.update(day=AT.date())
    reporter = visit("sen-hong.reporter")
    page = reporter.get(reverse("notices.list")).content.decode()
    assert "xã Sen Hồng" in page.replace("Xã", "xã")
    reporter.post(reverse("notices.mark_seen"))
    assert queries.unseen(walk.actor("sen-hong.reporter"), "report") == ()
    sent = {"by_mail": "on", "email": "a@pcmt.example", "kinds": ["report"]}
    assert "Đã lưu lựa chọn" in reporter.post(reverse("notices.choose"), sent, follow=True).content.decode()
    assert queries.choice_of(walk.actor("sen-hong.reporter")).kinds == ("report",)
    wrong = reporter.post(reverse("notices.choose"), {"by_mail": "on", "email": "không"})
    assert wrong.status_code == 422


def test_what_is_told_at_each_of_its_stages_stays_one_line(walk: Walk, visit):
    tell_what_is_due(THURSDAY)
    tell_what_is_due(MONDAY)
    assert len(told(walk, "sen-hong.reporter")) == 2
    Digest.objects.filter(day=MONDAY.date()).update(day=AT.date())
    Digest.objects.filter(day=THURSDAY.date()).update(day=AT.date() - timedelta(days=4))
    page = visit("sen-hong.reporter").get(reverse("notices.list")).content.decode()
    assert "1 nhắc việc mới" in page
    assert page.count("iểu tháng cấp xã") == 1
    assert "trước đó: " in page


def test_telling_asks_a_bounded_number_of_questions_a_person(walk: Walk, django_assert_max_num_queries):
    people = 30
    with django_assert_max_num_queries(25 * people + 20):
        tell_what_is_due(THURSDAY)
