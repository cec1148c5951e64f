"""Whom the system would remind on a day: shown as the mail would read, and nobody is told by looking."""

import json

import pytest
from pytest_django import Settings

from pcmt.cli.main import run
from pcmt.jobs import reminding
from pcmt.jobs.reminding import letters_on, tell_what_is_due
from pcmt.journal.models import Entry
from pcmt.notices.actions.choose import choose
from pcmt.notices.models import Digest, Notice
from pcmt.notices.queries import Letter
from tests.province import AT
from tests.reporting.walk import Walk

pytestmark = pytest.mark.django_db
# The report of October is due on 16/10/2026, a Friday.
THURSDAY, MONDAY, SATURDAY = (AT.replace(month=10, day=day) for day in (15, 19, 17))


def letter(walk: Walk, username: str) -> Letter | None:
    return dict(letters_on(MONDAY.date())).get(walk.province.users[username])


def test_what_would_be_told_reads_as_the_mail_and_is_kept_nowhere(walk: Walk):
    entries = Entry.objects.count()
    found = letter(walk, "sen-hong.reporter")
    assert found is not None
    assert found.subject == "Nhắc việc 19/10/2026: 1 việc quá hạn"
    assert "tính đến ngày 19/10/2026:" in found.body
    assert "(quá hạn 3 ngày)" in found.body
    assert letter(walk, "planner") is None
    assert not Notice.objects.exists()
    assert not Digest.objects.exists()
    assert Entry.objects.count() == entries


def test_what_was_told_before_is_left_out(walk: Walk, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(reminding, "MOST_PEOPLE", 1000)
    tell_what_is_due(THURSDAY)
    assert letter(walk, "sen-hong.reporter") is not None, "another stage is news"
    tell_what_is_due(MONDAY)
    assert letter(walk, "sen-hong.reporter") is None


def test_days_off_tell_nobody(walk: Walk):
    assert list(letters_on(SATURDAY.date())) == []


def test_the_way_it_would_go_follows_what_the_person_chose(walk: Walk, settings: Settings):
    settings.MAIL_IS_ON = True
    before = letter(walk, "sen-hong.reporter")
    assert before is not None
    assert not before.by_mail
    actor = walk.actor("sen-hong.reporter")
    choose(by_mail=True, email="sen-hong@pcmt.example", kinds=["report"], actor=actor, at=AT)
    after = letter(walk, "sen-hong.reporter")
    assert after is not None
    assert after.by_mail
    choose(by_mail=True, email="sen-hong@pcmt.example", kinds=["task"], actor=actor, at=AT)
    muted = letter(walk, "sen-hong.reporter")
    assert muted is not None
    assert not muted.by_mail


def test_the_command_shows_one_account_or_all(walk: Walk, capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as ended:
        run(["reminders", "--on", "2026-10-19", "--for", "sen-hong.reporter"])
    said = capsys.readouterr()
    assert ended.value.code == 0
    assert "== sen-hong.reporter" in said.out
    assert "== mua-ngau.reporter" not in said.out
    assert "Ngày 19/10/2026: 1 người được nhắc." in said.err
    with pytest.raises(SystemExit):
        run(["reminders", "--on", "2026-10-19", "--json"])
    assert {"sen-hong.reporter", "mua-ngau.reporter"} <= {row["user"] for row in json.loads(capsys.readouterr().out)}
    with pytest.raises(SystemExit) as ended:
        run(["reminders", "--for", "không-có"])
    assert ended.value.code == 1
    assert "Không có tài khoản" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        run(["reminders", "--on", "2026-10-17"])
    assert "ngày nghỉ không nhắc" in capsys.readouterr().err
