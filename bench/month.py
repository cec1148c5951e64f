"""A month of 130 communes: reports by page, Excel, paper and offline, a third late, some wrong, closed by one officer.

    PCMT_DATA=FOLDER python -m bench.month [--communes 130] [--pictures FOLDER]

Fills an empty database with a province and eight months of its past. The communes' side is done by the actions that
pages call; the officer's is walked in Chromium (Debian's package) and counted: clicks, letters typed, words to read,
seconds waited. To reach: everything closed in under an hour.
"""

import argparse
import io
import os
import random
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pcmt.config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402 Django is set up first
from django.db import connections  # noqa: E402
from openpyxl import load_workbook  # noqa: E402
from playwright.sync_api import Page, sync_playwright  # noqa: E402

from bench import nation  # noqa: E402
from bench.desk import ARGUMENTS, CHROMIUM  # noqa: E402
from bench.figures import load, machine, table  # noqa: E402
from bench.nation import AT, Clerk, Commune  # noqa: E402
from bench.server import ready_pages, serving_here  # noqa: E402
from pcmt.accounts.queries import actor_for  # noqa: E402
from pcmt.kernel.actor import Actor, system_actor  # noqa: E402
from pcmt.kernel.period import Calendar, Period  # noqa: E402
from pcmt.reporting import queries  # noqa: E402
from pcmt.reporting.actions.confirm_section import confirm_section  # noqa: E402
from pcmt.reporting.actions.enter_cells import enter_cells  # noqa: E402
from pcmt.reporting.actions.enter_once import enter_once  # noqa: E402
from pcmt.reporting.actions.import_history import import_history  # noqa: E402
from pcmt.reporting.actions.open_period import open_period  # noqa: E402
from pcmt.reporting.actions.sign import sign  # noqa: E402
from pcmt.reporting.actions.submit import submit  # noqa: E402
from pcmt.reporting.actions.take_workbook import take_workbook  # noqa: E402
from pcmt.reporting.actions.upload_signed import upload_signed  # noqa: E402
from pcmt.reporting.models import Submission  # noqa: E402
from pcmt.rulebook.queries import book  # noqa: E402

FORM = "xa-thang"
PERIOD = Period.month_of(date(2026, 10, 10), Calendar.ND09)
HISTORY = 8
SYSTEM = system_actor("đo", "reporting.open_period", "reporting.import_history", "areas.view", "reporting.view")
IN_TIME, LATE = datetime(2026, 10, 15, 9, tzinfo=AT.tzinfo), datetime(2026, 10, 26, 9, tzinfo=AT.tzinfo)
WAYS = (("page", 0.5), ("Excel", 0.23), ("paper", 0.15), ("offline", 0.12))
WRONG, UNUSUAL = 0.06, 0.17  # shares
SCAN = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)
WORDS_A_MINUTE, LETTERS_A_MINUTE, SECONDS_A_CLICK = 200, 150, 2.0


@dataclass
class Officer:
    """What one person did: clicks, letters, words to read, and the seconds that pages took."""

    page: Page
    clicks: int = 0
    letters: int = 0
    words: int = 0
    waited: float = 0.0
    steps: dict[str, int] = field(default_factory=dict)

    def click(self, what: str, selector: str) -> None:
        """This will click and wait for what comes of it."""
        began = time.perf_counter()
        self.page.locator(selector).first.click()
        self.page.wait_for_load_state("load")
        self.waited += time.perf_counter() - began
        self.tick(what)

    def tick(self, what: str) -> None:
        """This will count a click after which no page comes."""
        self.clicks += 1
        self.steps[what] = self.steps.get(what, 0) + 1

    def go(self, path: str) -> None:
        """This will open an address once what was clicked before has come to rest."""
        self.page.wait_for_load_state("networkidle")
        self.page.goto(path)

    def type(self, selector: str, text: str) -> None:
        """This will fill a field in."""
        self.page.locator(selector).first.fill(text)
        self.letters += len(text)

    def read(self, selector: str) -> None:
        """This will count the words of a part of the page."""
        self.words += sum(len(one.split()) for one in self.page.locator(selector).all_inner_texts())

    @property
    def minutes(self) -> float:
        """A person's time, not hurried: words read, letters typed, two seconds a click, and the waiting."""
        hands = self.clicks * SECONDS_A_CLICK + self.letters / LETTERS_A_MINUTE * 60
        return self.words / WORDS_A_MINUTE + (hands + self.waited) / 60


@dataclass(frozen=True)
class Report:
    """A commune's report: by which way it comes, when, and which cell is odd, `wrong` or only unusual."""

    commune: Commune
    submission: int
    way: str
    at: datetime
    odd: str = ""

    def actor(self, who: str) -> Actor:
        """This will give one of the commune's people."""
        return _actor(self.commune.people[who], self.at)

    def figures(self) -> dict[str, str]:
        """This will give what is typed: the commune's usual figures, an odd one ten times as high."""
        found = usual(int(self.commune.code))
        if self.odd:
            found["attendances"] = str(int(found["attendances"]) * 10)
        return found


def usual(number: int, chance: random.Random | None = None) -> dict[str, str]:
    """This will give figures of a quiet month that fit the form's checks; chance moves what may move."""
    moved = (lambda value: value + chance.randint(0, 3)) if chance else (lambda value: value + 1)
    found = {cell.element: "0" for cell in _cells()}
    found |= {"managed.users": str(5 + number % 40), "managed.addicts": str(3 + number % 20)}
    found |= {"managed_new": "1", "off_list": "1", "spots_use.stock": str(number % 3), "served_all": "2"}
    found |= {"served_addicts": "1", "tested": str(moved(10 + number % 30)), "test_positive": "1"}
    return found | {"talks": str(moved(3 + number % 4)), "attendances": str(moved(120 + number % 60))}


def _cells() -> list[object]:
    return [cell for cell in book().form(FORM, PERIOD.last_day).cells if cell.computed is None]


def _actor(clerk: Clerk, at: datetime) -> Actor:
    found = actor_for(clerk.user_id, at)
    assert found is not None
    return found


def past(communes: list[Commune]) -> None:
    """This will load eight months before, as figures from older books."""
    for step in range(HISTORY, 0, -1):
        period, chance = PERIOD.shifted(-step), random.Random(step)
        figures = {one.code: usual(int(one.code), chance) for one in communes}
        for element in usual(1):
            lines = "".join(f"{code},{own[element]}\n" for code, own in figures.items())
            import_history(
                data=f"code,value\n{lines}".encode(), element=element, period=period, basis="Sổ theo dõi của tỉnh",
                actor=SYSTEM, at=IN_TIME,
            )  # fmt: skip


def plan(communes: list[Commune]) -> list[Report]:
    """This will say of each commune how and when it reports: a third late, some wrong, some unusual but right."""
    reports = dict(Submission.objects.filter(duty__form_code=FORM).values_list("duty__area_id", "id"))
    ways = [name for name, share in WAYS for _ in range(round(share * len(communes)))]
    chance = random.Random(1)
    chance.shuffle(ways)
    wrong, unusual = (round(share * len(communes)) for share in (WRONG, UNUSUAL))
    odd = ["wrong"] * wrong + ["unusual"] * unusual + [""] * len(communes)
    return [
        Report(one, reports[one.area_id], ways[place % len(ways)], LATE if place % 3 == 0 else IN_TIME, odd[place])
        for place, one in enumerate(communes)
    ]


def fill(report: Report, figures: dict[str, str]) -> None:
    """This will bring the figures in by the report's way."""
    clerk, seen = report.actor("clerk"), _seen(report)
    if report.way == "Excel":
        data = queries.blank(clerk, report.submission, report.at).content
        take_workbook(data=_filled(data, figures), submission_id=report.submission, actor=clerk, at=report.at)
    elif report.way == "offline":
        key = f"do-{report.submission:016}-{'-'.join(str(one) for one in sorted(set(seen.values())))}"
        enter_once(submission_id=report.submission, key=key, cells=figures, seen=seen, actor=clerk, at=report.at)
    else:
        enter_cells(submission_id=report.submission, cells=figures, seen=seen, actor=clerk, at=report.at)


def send(report: Report) -> None:
    """This will confirm, sign (a paper: bring its scan in) and send."""
    clerk = report.actor("clerk")
    reasons = {one.code: "Đã đối chiếu sổ gốc." for one in queries.submission(clerk, report.submission).failing}
    if reasons:
        enter_cells(submission_id=report.submission, explanations=reasons, actor=clerk, at=report.at)
    for section in queries.submission(clerk, report.submission).sections:
        if section.needs_confirmation and section.confirmation is None:
            actor = report.actor(section.code)
            confirm_section(submission_id=report.submission, section=section.code, actor=actor, at=report.at)
    if report.way == "paper":
        code = queries.code_of_print(clerk, report.submission)
        upload_signed(
            submission_id=report.submission, data=SCAN, name="ban-ky.pdf", code=code, actor=clerk, at=report.at
        )
    else:
        sign(submission_id=report.submission, actor=report.actor("chairman"), at=report.at)
    submit(submission_id=report.submission, actor=clerk, at=report.at)


def _mend(report: Report) -> None:
    fill(report, usual(int(report.commune.code)))
    send(report)
    connections.close_all()


def _seen(report: Report) -> dict[str, int]:
    view = queries.submission(report.actor("clerk"), report.submission)
    return {cell.element: cell.revision for section in view.sections for cell in section.cells}


def _filled(data: bytes, figures: dict[str, str]) -> bytes:
    book_, out = load_workbook(io.BytesIO(data)), io.BytesIO()
    sheet = book_["Biểu"]
    for cell in sheet["A"]:
        if cell.value in figures:
            text = figures[str(cell.value)]
            sheet.cell(cell.row, 5).value = int(text) if text.isdigit() else text
    book_.save(out)
    return out.getvalue()


def close_month(officer: Officer, reports: list[Report], pictures: Path | None) -> None:
    """This will let the officer close what is plain, look at what is odd, send back what is wrong, close the rest."""
    of_submission = {one.submission: one for one in reports}
    where = f"?bieu={FORM}&ky={PERIOD.id}"
    officer.go(f"/bao-cao-so-lieu/{where}")
    _picture(officer, pictures, "board")
    officer.click("to the list", "a[href*='chot-nhieu']")
    officer.read("main h1, main .lead")
    _picture(officer, pictures, "close-many")
    _close_chosen(officer)
    for submission in [one.submission for one in reports if one.odd == "wrong"]:
        _send_back(officer, submission)
        with ThreadPoolExecutor(1) as commune:  # apart from the browser's loop, in which Django answers nothing
            commune.submit(_mend, of_submission[submission]).result()
        officer.go(f"/bao-cao-so-lieu/chot-nhieu{where}")
    _set_aside(officer, pictures)
    _close_chosen(officer)
    _picture(officer, pictures, "closed")


def _set_aside(officer: Officer, pictures: Path | None) -> None:
    """All that is doubtful is read, ticked one by one, and found right under one reason."""
    officer.read("input[name=xem] + span")
    officer.read("main .signs li")
    boxes = officer.page.locator("input[name=xem]")
    for place in range(boxes.count()):
        boxes.nth(place).check()
        officer.tick("a report found right")
    officer.type("input[name=reason]", "Các xã tổ chức ngày hội toàn dân, đã gọi hỏi; số sửa đúng như yêu cầu")
    _picture(officer, pictures, "signs")
    officer.click("signs set aside together", "main .together .btn")
    officer.click("signs set aside, really", "dialog .btn.go")


def _close_chosen(officer: Officer) -> None:
    officer.click("close", "main form.flow .btn.go")
    officer.click("close, really", "dialog .btn.go")
    officer.page.wait_for_selector("[role=status], .messages, main")


def _send_back(officer: Officer, submission: int) -> None:
    officer.click("a report opened", f"tbody a[href='/bao-cao-so-lieu/{submission}/']")
    officer.read("main h1, main .lead, main tr.odd th[scope=row]")
    officer.click("to send back", "a[href$='tra-lai']")
    officer.type("textarea[name=reason]", "Lượt người dự cao gấp mười lần mọi tháng, đề nghị kiểm tra lại")
    officer.click("sent back", "main .btn.go")


def _picture(officer: Officer, folder: Path | None, name: str) -> None:
    if folder is not None:
        officer.page.screenshot(path=str(folder / f"{name}.png"), full_page=True)


def main() -> None:
    """This will take the walk and print it."""
    asked = argparse.ArgumentParser(description="A month of 130 communes, closed by one officer.")
    asked.add_argument("--communes", type=int, default=130)
    asked.add_argument("--pictures", type=Path, help="a folder for pictures of the pages")
    options = asked.parse_args()
    ready_pages()
    call_command("migrate", verbosity=0)
    made = nation.build(options.communes)
    assert made.officer is not None
    past(made.communes)
    open_period(form_code=FORM, period=PERIOD, actor=SYSTEM, at=IN_TIME - timedelta(days=1))
    reports = plan(made.communes)
    for one in reports:
        fill(one, one.figures())
        send(one)
    connections.close_all()
    with serving_here() as served, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        context = browser.new_context(base_url=served.address, locale="vi-VN", reduced_motion="reduce")
        context.add_cookies([{"name": "sessionid", "value": made.officer.cookie, "url": served.address}])
        context.set_default_timeout(60_000)
        officer = Officer(context.new_page())
        close_month(officer, reports, options.pictures)
        browser.close()
    sys.stdout.write(show(officer, reports) + "\n")


def show(officer: Officer, reports: list[Report]) -> str:
    """This will write what was done as a table."""
    closed = Submission.objects.filter(duty__form_code=FORM, state="accepted").values("duty_id").distinct().count()
    ways = ", ".join(f"{name} {sum(one.way == name for one in reports)}" for name, _ in WAYS)
    late, wrong, unusual = (sum(told) for told in zip(*_kinds(reports), strict=True))
    rows = [*((name, str(count)) for name, count in officer.steps.items()), ("clicks in all", str(officer.clicks))]
    rows += [("letters typed", str(officer.letters)), ("words to read", str(officer.words))]
    rows += [("seconds waited", f"{officer.waited:.0f}"), ("minutes", f"{officer.minutes:.1f}")]
    told = ", ".join(f"{key} {value}" for key, value in machine().items())
    return "\n".join(
        [
            f"## A month of {len(reports)} communes: {closed} closed",
            "",
            f"{told}; load {load()}. Ways: {ways}; {late} late, {wrong} wrong, {unusual} unusual but right.",
            "",
            table(("what the officer did", "how often"), rows),
        ]
    )


def _kinds(reports: list[Report]) -> list[tuple[bool, bool, bool]]:
    return [(one.at == LATE, one.odd == "wrong", one.odd == "unusual") for one in reports]


if __name__ == "__main__":
    main()
