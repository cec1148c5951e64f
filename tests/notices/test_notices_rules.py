"""When somebody is told, the words of the mail, the calendar file, and the days of tasks that return."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcmt.notices.rules.icalendar import Entry, calendar
from pcmt.notices.rules.mail import body_of, subject_of
from pcmt.notices.rules.stages import Item, is_escalated, stage_of
from pcmt.plans.rules.returning import occurrences
from pcmt.rulebook.rules.reminders import ReminderRules

RULES = ReminderRules(before=(3, 1), after=(1, 3, 7), escalate_after=5)
DUE = date(2026, 11, 20)
AT = datetime(2026, 11, 21, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        (16, ""), (17, "before-3"), (18, "before-3"), (19, "before-1"), (20, "before-1"),
        (21, "after-1"), (22, "after-1"), (23, "after-3"), (26, "after-3"), (27, "after-7"), (30, "after-7"),
    ],
)  # fmt: skip
def test_a_stage_lasts_until_the_next(day: int, stage: str):
    assert stage_of(DUE, date(2026, 11, day), RULES) == stage


def test_the_level_above_hears_only_of_what_is_long_late():
    assert not is_escalated(DUE, date(2026, 11, 24), RULES)
    assert is_escalated(DUE, date(2026, 11, 25), RULES)


def test_the_mail_says_titles_and_days_by_kind():
    items = [
        Item("task", "task:1", "before-3", "Tổng kết đợt cao điểm", date(2026, 11, 24)),
        Item("report", "submission:2", "after-1", "Nhập số liệu: xã Sen Hồng", DUE),
    ]
    on = date(2026, 11, 21)
    assert subject_of(items, on) == "Nhắc việc 21/11/2026: 1 việc quá hạn, 1 việc sắp đến hạn"
    body = body_of(items, on, "https://pcmt.example/")
    assert "- Nhập số liệu: xã Sen Hồng: hạn 20/11/2026 (quá hạn 1 ngày)" in body
    assert "(còn 3 ngày)" in body
    assert "https://pcmt.example/nhac-viec/" in body
    assert body.startswith("Hệ thống theo dõi chương trình phòng, chống ma túy nhắc anh/chị")
    assert "ở trang Nhắc việc" in body_of(items, on, "")
    assert body.index("Báo cáo số liệu") < body.index("Nhiệm vụ")


def parsed(data: bytes) -> list[dict[str, str]]:
    """The events of a calendar as a client reads them: unfolded, split, unescaped (RFC 5545, 3.1 and 3.3.11)."""
    assert data.endswith(b"\r\n")
    lines = data.replace(b"\r\n ", b"").decode().split("\r\n")[:-1]
    assert (lines[0], lines[1], lines[-1]) == ("BEGIN:VCALENDAR", "VERSION:2.0", "END:VCALENDAR")
    events: list[dict[str, str]] = []
    for line in lines:
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            events.append({})
        elif events:
            plain, place = "", 0
            while place < len(value):
                sign = value[place]
                if sign == "\\":
                    place += 1
                    sign = {"n": "\n", "N": "\n"}.get(value[place], value[place])
                plain, place = plain + sign, place + 1
            events[-1][name] = plain
    return events


def test_a_calendar_is_read_back_as_it_was_written():
    title = "Báo cáo tháng 11; phòng, chống ma túy \\ hằng tháng của cấp xã, " * 3
    data = calendar([Entry("bao-cao-1@pcmt", title, DUE)], name="PCMT", at=AT)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    (event,) = parsed(data)
    assert event["SUMMARY"] == title
    assert (event["DTSTART;VALUE=DATE"], event["DTEND;VALUE=DATE"]) == ("20261120", "20261121")
    assert (event["UID"], event["DTSTAMP"]) == ("bao-cao-1@pcmt", "20261121T020000Z")


@given(
    st.text(alphabet=st.characters(blacklist_categories=["Cs", "Cc", "Cf", "Zl", "Zp", "Co", "Cn", "Zs"]), max_size=300)
)
def test_any_title_comes_back(title: str):
    data = calendar([Entry("u", title, DUE)], name="PCMT", at=AT)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert parsed(data)[0]["SUMMARY"] == title


def test_no_title_can_write_lines_of_its_own():
    data = calendar([Entry("u", "x\r\nEND:VEVENT\rATTACH:http://x", DUE)], name="PCMT", at=AT)
    assert len(parsed(data)) == 1
    assert b"\r\nATTACH" not in data
    assert b"\r\nEND:VEVENT\r\nEND:VCALENDAR" in data


@pytest.mark.parametrize(
    ("due", "every", "expected"),
    [
        (date(2025, 12, 14), "year", [date(2026, 12, 14)]),
        (date(2025, 12, 14), "", []),
        (date(2026, 12, 14), "", [date(2026, 12, 14)]),
        (date(2026, 8, 31), "month", [date(2026, 11, 30), date(2026, 12, 31)]),
        (date(2026, 3, 20), "quarter", [date(2026, 12, 20)]),
        (date(2027, 1, 5), "month", []),
    ],
)
def test_a_task_returns_on_its_day(due: date, every: str, expected: list[date]):
    assert list(occurrences(due, every, date(2026, 11, 1), date(2026, 12, 31))) == expected
