"""A correction after the period was closed: what is closed stays, the difference enters the next period."""

from fractions import Fraction
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from pcmt.journal import queries as journal
from pcmt.kernel.formula.parse import parse
from pcmt.kernel.period import Period
from pcmt.kernel.refusal import NotAllowed, NotFound, Refusal
from pcmt.reporting import queries
from pcmt.reporting.actions.carry_correction import carry_correction
from pcmt.reporting.actions.close_period import close_period
from pcmt.reporting.actions.correct import correct
from pcmt.reporting.actions.reopen_period import reopen_period
from pcmt.reporting.actions.take_workbook import take_workbook
from pcmt.reporting.adjusting import CannotCarry
from pcmt.reporting.drafts import WrongFigures
from pcmt.reporting.models import Adjustment, Fact, PeriodClosing
from pcmt.reporting.readiness import NotReady
from pcmt.reporting.rules.sheet import Sheet
from tests.reporting.walk import FORM, NOVEMBER, OCTOBER, Walk, far_reaching

REASON = "Đếm lại sổ gốc, sót ba buổi"
WHOLE = parse("men + women")
DECEMBER = Period.parse("2026-12@nd09")


def shut(walk: Walk, period: Period = OCTOBER) -> None:
    close_period(form_code=FORM, period=period, actor=walk.actor("planner"), at=walk.at)


@pytest.fixture
def closed(walk: Walk) -> int:
    """October of Sen Hồng closed with 2 fines and 3 users, and the period closed too; November is open."""
    submission = walk.close("sen-hong", {"sanctions": "2", "managed.users": "3"})
    shut(walk)
    walk.open(NOVEMBER)
    return submission


def carry(walk: Walk, submission: int, figures: dict[str, str], who: str = "planner", reason: str = REASON) -> Period:
    return carry_correction(submission_id=submission, figures=figures, reason=reason, actor=walk.actor(who), at=walk.at)


def fact(walk: Walk, element: str, period: Period, commune: str = "sen-hong") -> Fact:
    area = walk.province.communes[commune].id
    return Fact.objects.get(area=area, period=period.id, element=element, superseded_at=None)


def test_the_difference_enters_the_next_period_and_the_closed_figure_stays(walk, closed):
    assert carry(walk, closed, {"sanctions": "5"}) == NOVEMBER
    assert fact(walk, "sanctions", OCTOBER).scaled == 2
    walk.close("sen-hong", {"sanctions": "4", "managed.users": "3"}, NOVEMBER)
    taken = fact(walk, "sanctions", NOVEMBER)
    assert (taken.scaled, taken.basis) == (7, f"gồm +3 điều chỉnh của tháng 10/2026: {REASON}")
    assert fact(walk, "sanctions", OCTOBER).scaled == 2
    total = queries.totals(walk.province.id, [NOVEMBER], ["sanctions"])[NOVEMBER, "sanctions"]
    assert total.quantity.scaled == 7
    entry = next(
        one for one in journal.entries(subject=f"submission:{closed}") if one.action.endswith("carry_correction")
    )
    assert (entry.reason, entry.after["into"], entry.after["changed"]) == (REASON, NOVEMBER.id, ["sanctions: 2 → 5"])


def test_the_years_total_beside_the_cell_counts_it(walk, closed):
    carry(walk, closed, {"sanctions": "5"})
    report = walk.id("sen-hong", NOVEMBER)
    walk.enter(report, {"sanctions": "4"})
    cell = next(one for part in walk.view(report).sections for one in part.cells if one.element == "sanctions")
    assert (cell.text, cell.to_date and cell.to_date.scaled) == ("4", 9), "what was typed stays as it was typed"


def test_of_a_state_nothing_is_added_but_the_next_report_looks_back_on_the_right_one(walk, closed):
    carry(walk, closed, {"managed.users": "4"})
    report = walk.id("sen-hong", NOVEMBER)
    walk.fill(report, {"managed.users": "4"})
    failing = {check.code for check in walk.view(report).failing}
    walk.send(report)
    walk.accept(report)
    assert fact(walk, "managed.users", NOVEMBER).scaled == 4
    assert not any("managed" in code for code in failing)


def test_what_a_form_works_out_follows_what_is_taken_up():
    sheet = Sheet("", NOVEMBER, {NOVEMBER.id: {"men": Fraction(4), "women": Fraction(5)}}, computed={"all": WHOLE})
    taken = sheet.taking_up({"men": Fraction(-3), "unasked": Fraction(7)})
    assert (taken.cell("men").value, taken.cell("all").value) == (1, 6)
    assert sheet.cell("all").value == 9, "checks look at what was typed"


def test_what_would_fall_below_zero_is_not_sent(walk, closed):
    carry(walk, closed, {"sanctions": "0"})
    report = walk.id("sen-hong", NOVEMBER)
    walk.fill(report, {"sanctions": "1", "managed.users": "3"})
    walk.confirm_all(report)
    with pytest.raises(NotReady, match="không trừ được vào"):
        walk.sign(report)


def test_a_report_already_sent_takes_nothing_up(walk, closed):
    report = walk.id("sen-hong", NOVEMBER)
    walk.fill(report, {"managed.users": "3"})
    walk.send(report)
    assert carry(walk, closed, {"sanctions": "5"}) == DECEMBER


def test_what_happened_in_a_year_is_not_added_to_another(walk, closed):
    for period in (NOVEMBER, DECEMBER):
        PeriodClosing.objects.create(form_code=FORM, period=period.id, closed_at=walk.at)
    with pytest.raises(CannotCarry, match="năm báo cáo khác"):
        carry(walk, closed, {"sanctions": "5"})
    assert carry(walk, closed, {"managed.users": "5"}) == Period.parse("2027-01@nd09"), "a state goes on"


def test_a_second_correction_replaces_the_one_that_waits(walk, closed):
    carry(walk, closed, {"sanctions": "5"})
    carry(walk, closed, {"sanctions": "6"})
    walk.close("sen-hong", {"sanctions": "1", "managed.users": "3"}, NOVEMBER)
    assert fact(walk, "sanctions", NOVEMBER).scaled == 5
    carry_again = Adjustment.objects.filter(dropped_at=None)
    assert [(row.before, row.after) for row in carry_again] == [(2, 6)]


def test_taking_a_correction_back_leaves_nothing(walk, closed):
    carry(walk, closed, {"sanctions": "5"})
    carry(walk, closed, {"sanctions": "2"})
    assert not Adjustment.objects.filter(dropped_at=None).exists()


def test_reopened_it_is_corrected_there_and_never_twice(walk, closed):
    carry(walk, closed, {"sanctions": "5"})
    planner = walk.actor("planner")
    reopen_period(form_code=FORM, period=OCTOBER, reason="Sai nhiều ô.", actor=planner, at=walk.at)
    duty = walk.view(closed).duty.id
    correct(duty_id=duty, reason="Đếm lại.", actor=planner, at=walk.at)
    assert not Adjustment.objects.filter(dropped_at=None).exists()


def test_what_was_taken_up_bars_the_report_from_being_opened_again(walk, closed):
    carry(walk, closed, {"sanctions": "5"})
    walk.close("sen-hong", {"sanctions": "1", "managed.users": "3"}, NOVEMBER)
    planner = walk.actor("planner")
    reopen_period(form_code=FORM, period=OCTOBER, reason="Sai nhiều ô.", actor=planner, at=walk.at)
    with pytest.raises(CannotCarry, match="tính hai lần"):
        correct(duty_id=walk.view(closed).duty.id, reason="Đếm lại.", actor=planner, at=walk.at)


def test_while_the_period_is_open_it_is_corrected_there(walk):
    submission = walk.close("sen-hong")
    with pytest.raises(CannotCarry, match="đang mở"):
        carry(walk, submission, {"sanctions": "5"})


@pytest.mark.parametrize(
    ("figures", "reason", "refused"),
    [
        ({"sanctions": "năm"}, REASON, WrongFigures),
        ({"managed": "5"}, REASON, WrongFigures),
        ({"nothing_such": "5"}, REASON, WrongFigures),
        ({"sanctions": "2"}, REASON, Refusal),
        ({}, REASON, Refusal),
        ({"sanctions": "5"}, " ", Refusal),
    ],
)
def test_what_cannot_be_carried_is_said(walk, closed, figures, reason, refused):
    with pytest.raises(refused):
        carry(walk, closed, figures, reason=reason)
    assert not Adjustment.objects.exists()


@pytest.mark.parametrize("who", ["sen-hong.reporter", "sen-hong.chairman", "mua-ngau.reporter", "health-reporter"])
def test_only_who_checks_carries_on(walk, closed, who):
    with pytest.raises((NotAllowed, NotFound)):
        carry(walk, closed, {"sanctions": "5"}, who)


def test_the_pages_say_it_on_both_sides(walk, closed, visit):
    planner = visit("planner")
    source = planner.get(reverse("reporting.submission", args=[closed])).content.decode()
    form = reverse("reporting.carry_correction", args=[closed])
    assert form in source
    assert "Nhận điều chỉnh: Tháng 11/2026" in planner.get(form).content.decode()
    wrong = planner.post(form, {"cell:sanctions": "năm", "reason": REASON})
    assert '<li><a href="#o-sanctions">' in wrong.content.decode(), "the message leads to the cell"
    assert wrong.status_code == 422
    assert "năm" in wrong.content.decode()
    done = planner.post(form, {"cell:sanctions": "5", "reason": REASON}, follow=True).content.decode()
    assert "Số của kỳ này đã được điều chỉnh vào kỳ sau" in done
    report = walk.id("sen-hong", NOVEMBER)
    shown = visit("sen-hong.reporter").get(reverse("reporting.submission", args=[report])).content.decode()
    assert "Kỳ này nhận điều chỉnh của kỳ đã đóng" in shown
    assert "+3 cộng vào số của kỳ này" in shown
    printed = planner.get(reverse("reporting.print_form", args=[report])).content.decode()
    assert "Số điều chỉnh của kỳ đã đóng" in printed


def test_the_workbook_and_the_copy_kept_away_say_what_the_closing_adds(walk, closed, visit):
    carry(walk, closed, {"sanctions": "5"})
    report, reporter = walk.id("sen-hong", NOVEMBER), walk.actor("sen-hong.reporter")
    sheet = load_workbook(BytesIO(queries.blank(reporter, report, walk.at).content))["Biểu"]
    labels = {row[0].value: str(row[2].value) for row in sheet.iter_rows(min_col=1, max_col=3)}
    assert f"Điều chỉnh tháng 10/2026: 2 → 5; khi chốt, +3 cộng vào số của kỳ này ({REASON})" in labels["sanctions"]
    assert "Điều chỉnh" not in labels["talks"]
    kept = visit("sen-hong.reporter").get(reverse("reporting.form_away", args=[report])).content.decode()
    assert "+3 cộng vào số của kỳ này" in kept
    assert REASON not in kept, "words stay on the server"


def test_a_workbook_with_such_a_note_is_taken_back(walk, closed):
    carry(walk, closed, {"sanctions": "5"})
    report, reporter = walk.id("sen-hong", NOVEMBER), walk.actor("sen-hong.reporter")
    book_ = load_workbook(BytesIO(queries.blank(reporter, report, walk.at).content))
    for cell in book_["Biểu"]["A"]:
        if cell.value == "sanctions":
            book_["Biểu"].cell(cell.row, 5).value = 4
    book_.save(out := BytesIO())
    take_workbook(data=out.getvalue(), submission_id=report, actor=reporter, at=walk.at)
    view = walk.view(report)
    assert next(one.text for part in view.sections for one in part.cells if one.element == "sanctions") == "4"


def test_the_total_says_what_of_it_was_carried(walk, closed, visit):
    carry(walk, closed, {"sanctions": "5"})
    address = f"{reverse('reporting.summary')}?bieu={FORM}&ky={NOVEMBER.id}"
    assert "điều chỉnh của kỳ đã đóng" not in visit("planner").get(address).content.decode()
    walk.close("sen-hong", {"sanctions": "4", "managed.users": "3"}, NOVEMBER)
    page = visit("planner").get(address).content.decode()
    assert "<b>7</b><small>gồm +3 điều chỉnh của kỳ đã đóng (1 đơn vị)</small>" in page
    assert page.count("điều chỉnh của kỳ đã đóng") == 1


def test_the_table_of_many_units_says_at_the_cell_what_the_closing_adds(walk, closed, visit):
    carry(walk, closed, {"sanctions": "5", "managed.users": "4"})
    address = f"{reverse('reporting.units')}?bieu={FORM}&ky={NOVEMBER.id}"
    page = visit("planner").get(address).content.decode()
    assert page.count("+3 khi chốt") == 1
    assert page.count("kỳ trước đã sửa") == 1
    assert "điều chỉnh tháng 10/2026: 2 → 5; khi chốt, +3 cộng vào số của kỳ này" in page
    other = visit("planner").get(f"{address}&phan=y_te").content.decode()
    assert "nhận điều chỉnh" not in other, "a part of the form tells of its own cells"


def test_of_restricted_figures_the_table_tells_nothing_carried(walk, closed, visit):
    carry(walk, closed, {"wanted_present": "có"})
    address = f"{reverse('reporting.units')}?bieu={FORM}&ky={NOVEMBER.id}"
    assert "kỳ trước đã sửa" in visit("planner").get(address).content.decode()
    assert "kỳ trước đã sửa" not in visit("sen-hong.clinic-reporter").get(address).content.decode()


def test_the_workbook_of_many_units_says_it_below_the_table(walk, closed):
    carry(walk, closed, {"sanctions": "5"})
    handed = queries.blank_of_many(far_reaching(walk), FORM, NOVEMBER, walk.at).content
    pages = load_workbook(BytesIO(handed)).worksheets
    told = [str(cell.value) for page in pages for row in page.iter_rows() for cell in row if cell.value]
    said = f"khi chốt, +3 cộng vào số của kỳ này ({REASON})"
    assert len([text for text in told if text.startswith("– Xã Sen Hồng, ") and text.endswith(said)]) == 1
    taken = take_workbook(data=handed, actor=far_reaching(walk), at=walk.at)
    assert taken.is_clean, "the note does not count as a page that was rebuilt"
