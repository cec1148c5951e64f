"""A report that a document asks for each time: from its sentence to the calendar, the feed and the reminder."""

import re

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from pcmt.jobs import reminding
from tests.journeys.office import Office

YEARLY = "Sở Y tế tổng hợp kết quả cai nghiện, báo cáo Ủy ban nhân dân tỉnh trước ngày 15/12 hằng năm"
MONTHLY = "Ủy ban nhân dân các xã, phường báo cáo kết quả thực hiện về Công an tỉnh trước ngày 20 hằng tháng"
LETTER = f"""ỦY BAN NHÂN DÂN
TỈNH HOA MAI
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 31/KH-UBND
Hoa Mai, ngày 20 tháng 8 năm 2026
KẾ HOẠCH
Thực hiện công tác cai nghiện năm 2026
I. MỤC ĐÍCH, YÊU CẦU
Nâng cao chất lượng công tác cai nghiện.
II. TỔ CHỨC THỰC HIỆN
1. {YEARLY}.
2. {MONTHLY}.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Trần Văn Đông
"""


def letter() -> SimpleUploadedFile:
    return SimpleUploadedFile("31-KH-UBND.txt", LETTER.encode())


def days_of(feed: str, title: str) -> list[str]:
    """On which days a calendar elsewhere shows what is called so."""
    events = [one for one in feed.replace("\r\n ", "").split("BEGIN:VEVENT")[1:] if title in one]
    return sorted(found[1] for one in events if (found := re.search(r"DTSTART;VALUE=DATE:(\d+)", one)))


def feed_of(office: Office, username: str) -> str:
    """What the calendar elsewhere fetches from the secret address that its owner made."""
    person = office.anyone(username)
    person.goes("/lich/")
    page = person.presses("Tạo địa chỉ lịch")
    (found,) = re.findall(r"/lich/[\w./-]*\.ics|/lich/[\w-]{20,}[\w./-]*", page.text)
    return Client().get(found).text


def test_what_a_document_asks_for_each_time_is_owed_on_its_day(
    office: Office, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    officer = office.officer()
    officer.registers(letter(), arrival="31", arrived="24/8/2026")
    officer.makes_a_plan(last="2030")
    officer.confirms_as_read("tổng hợp kết quả cai nghiện, báo cáo", "15/12/2026", "hằng năm")
    officer.confirms_as_read("báo cáo kết quả thực hiện về Công an", "20/9/2026", "hằng tháng", "4 cơ quan")

    # Who owes it finds it in each month, beside the reports of forms; nobody else's stands there.
    for month, day in (("2026-12", "15/12/2026"), ("2028-12", "15/12/2028")):
        office.anyone("health-reporter").goes(f"/lich/?thang={month}").says(f"{day} Sở Y tế tổng hợp kết quả")
    for month, day in (("2026-09", "20/9/2026"), ("2027-02", "20/02/2027")):
        commune = office.clerk("sen-hong").goes(f"/lich/?thang={month}")
        commune.says(f"{day} Ủy ban nhân dân các xã, phường báo cáo kết quả").keeps_quiet_of(
            "tổng hợp kết quả cai nghiện"
        )
    officer.goes("/lich/?thang=2026-12").says("tổng hợp kết quả cai nghiện", "báo cáo kết quả thực hiện")

    # A calendar elsewhere shows every day of the year ahead.
    days = days_of(feed_of(office, "sen-hong.reporter"), "báo cáo kết quả thực hiện về Công an")
    assert days[:3] == ["20260920", "20261020", "20261120"]
    assert len(days) == 12
    assert days_of(feed_of(office, "health-reporter"), "tổng hợp kết quả cai nghiện") == ["20261215"]

    # And each day is told of before it comes, again the next time, by mail where one wants that.
    monkeypatch.setattr(reminding, "MOST_PEOPLE", 1000)
    settings.MAIL_IS_ON = True
    clerk = office.clerk("sen-hong")
    clerk.goes("/nhac-viec/")
    wish = {"Gửi thư nhắc việc cho tôi, mỗi ngày làm việc nhiều nhất một thư": True}
    clerk.presses("Lưu lựa chọn", {**wish, "Thư điện tử công vụ": "sen-hong@pcmt.example"})
    for day, due in (("18/9/2026", "20/9/2026"), ("19/10/2026", "20/10/2026")):
        office.comes_to(day)
        reminding.tell_what_is_due(timezone.now())
        reminding.send_mails(timezone.now())
        assert due in mail.outbox[-1].body, mail.outbox[-1].body
        assert "báo cáo kết quả thực hiện về Công an tỉnh" in mail.outbox[-1].body
    office.clerk("sen-hong").goes("/").says("báo cáo kết quả thực hiện về Công an tỉnh")
