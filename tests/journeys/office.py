"""The people of the walk, and what each does: every step is a page looked at or a form sent, nothing else.

A commune: the clerk types and sends; the heads of police, clinic and culture each confirm their part; the chairman
signs. The province: the officer of the standing office registers, plans, returns, closes and composes; the leader
decides classes and signs the report; the registry of the standing office issues it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import TypeVar
from urllib.parse import urljoin

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from selectolax.lexbor import LexborNode

from tests.journeys.pages import Clock, Fields, Page, Visitor, label_words, plain, words_of
from tests.province import PASSWORD

DESK = "/"
Someone = TypeVar("Someone", bound="Person")
BEGINNING = 30
TRACED = {"chi-tieu": "target", "nhiem-vu": "task"}
DOOR = "/dang-nhap"
TAKES_ON = "Đây là văn bản của tỉnh khác. Đơn vị mình nhận làm theo"
SENT = "Đã gửi báo cáo đến cơ quan thường trực."


class Person(Visitor):
    """Anyone with an account: signs in, looks, traces."""

    def __init__(self, clock: Clock, username: str) -> None:
        super().__init__(clock)
        self.username = username
        self.goes(DESK)
        assert self.page.address == DESK, self.page.text

    def goes(self, address: str) -> Page:
        """Open an address; who has been away for an hour finds the door, signs in again and is led on."""
        page = super().goes(address)
        if not page.address.startswith(DOOR):
            return page
        return self.presses("Đăng nhập", {"Tên đăng nhập": self.username, "Mật khẩu": PASSWORD})

    def opens(self, *way: str) -> Page:
        """From the desk, one link after another."""
        self.goes(DESK)
        for words in way:
            self.follows(words)
        return self.page

    def traces(self, reference: str) -> Page:
        """Type a reference into the page that asks for one."""
        self.goes("/tra-nguon/")
        return self.presses("Tra nguồn", {"Mã tra nguồn": reference})

    def sees_indicator(self, label: str, period: str = "", area: str = "") -> Page:
        self.opens("Chỉ số")
        self.follows(label)
        chosen = {name: value for name, value in {"Kỳ": period, "Địa bàn": area}.items() if value}
        return self.presses("Xem", chosen) if chosen else self.page

    def sees_class(self, commune: str, period: str) -> str:
        """The row of a commune on the board of classes."""
        self.goes("/phan-loai/")
        return self.presses("Xem", {"Tạm tính theo kỳ": period}).row(commune)


class Reader(Person):
    """Someone who works on reports of figures: finds one by its commune and month."""

    def opens_report(self, commune: str, month: str) -> Page:
        self.goes("/bao-cao-so-lieu/")
        ways = [
            row.css_first("th a")
            for row in self.page.main.css("tbody tr")
            if row.css_first("th a") and commune in words_of(row) and (month in words_of(row) or self._on_board(month))
        ]
        assert len(ways) == 1, f"{len(ways)} reports of {commune} in {month}:\n{self.page.text[:2000]}"
        address = ways[0].attributes["href"]
        assert address
        return self.goes(urljoin(self.page.address, address))

    def _on_board(self, month: str) -> bool:
        chosen = self.page.main.css_first("select[name=ky] option[selected]")
        return chosen is not None and month in words_of(chosen)


@dataclass(frozen=True)
class Report:
    """One commune's month, as its people call it."""

    commune: str
    month: str


class Clerk(Reader):
    """The commune's clerk."""

    def enters(self, report: Report, figures: Mapping[str, str], words: Mapping[str, str] | None = None) -> Page:
        """Type figures and words, and save the draft."""
        self.opens_report(report.commune, report.month)
        return self.presses("Lưu nháp", {**figures, **(words or {})})

    def fills(self, report: Report, figures: Mapping[str, str], words: Mapping[str, str] | None = None) -> Page:
        """Type figures, and that there was nothing in every other cell; save the draft."""
        self.opens_report(report.commune, report.month)
        rest: dict[str, str] = {}
        for node in self.page.main.css("[data-cell]"):
            label = label_words(self.page.tree.css_first(f"label[for='{node.attributes['id']}']"))
            rest[label] = "Không" if node.tag == "select" else "0"
        return self.presses("Lưu nháp", {**rest, **figures, **(words or {})})

    def explains(self, report: Report, reason: str) -> Page:
        """Give a reason for every figure that a check finds odd."""
        self.opens_report(report.commune, report.month)
        asked = self.page.main.css(".checks li input[name]:not([type=hidden])")
        return self.presses("Lưu nháp", {f"#{node.attributes['id']}": reason for node in asked})

    def sends_report(self, report: Report) -> Page:
        self.opens_report(report.commune, report.month)
        return self.presses("Gửi báo cáo").says(SENT)

    def uploads_signed(self, report: Report, scan: SimpleUploadedFile) -> Page:
        self.opens_report(report.commune, report.month)
        self.follows("Tải lên bản ký")
        return self.presses("Tải lên", {"Bản đã ký, đóng dấu": scan}).says("Đã lưu bản ký")


class Head(Reader):
    """A head: confirms the own part, or signs the whole."""

    def confirms(self, report: Report) -> Page:
        self.opens_report(report.commune, report.month)
        return self.presses("Xác nhận").says("Đã xác nhận phần số liệu.")

    def signs(self, report: Report) -> Page:
        """Press the button; who signed in some time ago says once more who they are, and presses it again."""
        self.opens_report(report.commune, report.month)
        page = self.presses("Ký báo cáo")
        if page.address.startswith("/xac-nhan-lai"):
            self.presses("Xác nhận", {"Mật khẩu": PASSWORD})
            self.opens_report(report.commune, report.month)
            page = self.presses("Ký báo cáo")
        return page.says("Đã ký báo cáo.")


class Officer(Reader):
    """An officer of the standing office."""

    def registers(self, file: SimpleUploadedFile, arrival: str = "", arrived: str = "") -> Page:
        self.opens("Văn bản")
        self.follows("Đăng ký văn bản")
        fields: dict[str, str | bool | SimpleUploadedFile] = {"Tệp văn bản": file, "Số đến": arrival}
        if arrived:
            fields["Ngày đến"] = arrived
        return self.presses("Đăng ký và đọc văn bản", fields)

    def makes_a_plan(self, **fields: str) -> Page:
        """Of the document on the desk."""
        self.follows("Lập kế hoạch từ văn bản này")
        given = {"first": "Từ năm", "last": "Đến hết năm", "title": "Tên kế hoạch"}
        return self.presses("Lập kế hoạch", {given[name]: text for name, text in fields.items()})

    def turns_to(self, sentence: str) -> LexborNode:
        """Choose the suggestion whose mark begins as this sentence does; gives its card."""
        wanted = plain(sentence)
        found = {
            str(node.attributes["href"])
            for node in self.page.main.css("article.paper mark a")
            if words_of(node)[:BEGINNING] == wanted[:BEGINNING]
        }
        marks = [words_of(node) for node in self.page.main.css("article.paper mark a")]
        assert len(found) == 1, f"{len(found)} marks begin “{sentence}” among {marks}"
        self.goes(urljoin(self.page.address, found.pop()))
        card = self.page.main.css_first(".card.at")
        assert card is not None
        return card

    def confirms_as_read(self, sentence: str, *seen: str) -> str:
        """Confirm a suggestion whose card says these words; gives the reference of what it became."""
        card = words_of(self.turns_to(sentence))
        for words in seen:
            assert words in card, f"“{words}” is not on the card: {card}"
        return self._reference(self.presses("Xác nhận Enter"))

    def confirms_corrected(self, sentence: str, fields: Fields) -> str:
        """Correct a suggestion and confirm it; gives the reference of what it became."""
        self.follows("Sửa E", self.turns_to(sentence))
        return self._reference(self.presses("Xác nhận Ctrl Enter", fields))

    @staticmethod
    def _reference(page: Page) -> str:
        """What a suggestion became, told by the address that the message leads to."""
        links = page.tree.css(".message a[href^='/ke-hoach/']")
        told = [words_of(node) for node in page.tree.css(".message, .errors")]
        assert len(links) == 1, f"no message leads to the plan, but: {told}"
        link = links[0]
        kind, number = str(link.attributes["href"]).strip("/").split("/")[-2:]
        return f"{TRACED[kind]}:{number}"

    def opens_month(self, month: str) -> Page:
        self.opens("Báo cáo số liệu")
        return self.presses(f"Mở kỳ {month}")

    def returns(self, report: Report, reason: str, remarks: Mapping[str, str]) -> Page:
        """Return a report with a reason, and a remark on each figure in question."""
        self.opens_report(report.commune, report.month)
        self.follows("Trả lại")
        fields: dict[str, str | bool | SimpleUploadedFile] = {"Lý do": reason}
        for label, remark in remarks.items():
            fields |= {label: True, f"Nhận xét: {label}": remark}
        return self.presses("Trả lại báo cáo", fields).says("Đã trả lại báo cáo để bổ sung.")

    def closes(self, report: Report) -> Page:
        self.opens_report(report.commune, report.month)
        return self.presses("Chốt số liệu").says("Đã chốt số liệu")

    def composes(self, report: str) -> Page:
        self.opens("Báo cáo tổng hợp")
        self.goes("/bao-cao-tong-hop/lap/")
        return self.presses("Lập dự thảo", {"Báo cáo và kỳ": report}).says("Đã lập dự thảo")

    def writes(self, texts: Mapping[str, str]) -> Page:
        self.follows("Viết lời văn")
        return self.presses("Ghi lời văn", texts).says("Đã ghi phần lời văn.")

    def issues(self, number: str, day: str, signed: SimpleUploadedFile) -> Page:
        self.follows("Phát hành")
        return self.presses("Phát hành", {"Số, ký hiệu": number, "Ngày ban hành": day, "Bản đã ký": signed})


class Leader(Reader):
    """A leader of the province."""

    def decides_class(self, communes: list[str], result: str, *, year: str, number: str, day: str) -> Page:
        self.goes("/phan-loai/")
        self.follows("Ghi nhận quyết định")
        choices = {label: True for label in self._choices() if any(name in label for name in communes)}
        fields = {"Năm phân loại": year, "Kết quả": result, "Số quyết định": number, "Ngày quyết định": day}
        return self.presses("Ghi nhận kết quả", {**fields, **choices})

    def _choices(self) -> list[str]:
        return [words_of(node) for node in self.page.main.css("fieldset label")]


class Office:
    """Everyone, and the calendar on the wall."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self._people: dict[str, Person] = {}

    def comes_to(self, day: str, hour: int = 8) -> None:
        """It is this day now (1/9/2026), and everyone signs in anew."""
        date, month, year = (int(part) for part in day.split("/"))
        zone = timezone.get_default_timezone()
        self.clock.now = datetime.combine(datetime(year, month, date, tzinfo=zone), time(hour), tzinfo=zone)
        self._people.clear()

    def officer(self, username: str = "planner") -> Officer:
        return self._person(Officer, username)

    def leader(self) -> Leader:
        return self._person(Leader, "chairman")

    def clerk(self, slug: str) -> Clerk:
        return self._person(Clerk, f"{slug}.reporter")

    def clerk_of_police(self, slug: str) -> Clerk:
        return self._person(Clerk, f"{slug}.police-reporter")

    def head(self, slug: str, part: str) -> Head:
        """part: police, clinic, culture, or chairman."""
        return self._person(Head, f"{slug}.chairman" if part == "chairman" else f"{slug}.{part}-head")

    def anyone(self, username: str) -> Person:
        return self._person(Person, username)

    def _person(self, kind: type[Someone], username: str) -> Someone:
        found = self._people.get(username)
        if not isinstance(found, kind):
            found = self._people[username] = kind(self.clock, username)
        return found
