"""Tables of rows × columns on the report's page: cells, totals, the year so far, rates, figures handed over."""

import re
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from pcmt.kernel.period import Period
from pcmt.reporting import queries
from pcmt.reporting.actions.enter_cells import enter_cells
from pcmt.reporting.models import Fact
from tests.reporting.walk import NOVEMBER, OCTOBER

pytestmark = pytest.mark.django_db


def page_of(client: Client, submission: int, name: str = "submission") -> str:
    return client.get(reverse(f"reporting.{name}", args=[submission])).content.decode()


def closed(area: int, period: Period, element: str, figure: int, at: datetime) -> None:
    Fact.objects.create(
        area_id=area,
        period=period.id,
        element=element,
        scaled=figure,
        scale=0,
        revision=1,
        provenance=Fact.Provenance.TYPED,
        accepted_at=at,
    )


def test_a_table_is_shown_row_by_row_with_its_totals(visits, actor, at):
    submission = visits(OCTOBER)
    enter_cells(
        submission_id=submission,
        cells={"held.home.male": "3", "held.home.female": "4"},
        actor=actor("sen-hong.police-reporter"),
        at=at,
    )
    view = queries.submission(actor("planner"), submission, at.date())
    table = view.sections[0].tables[0]
    assert [column.label for column in table.columns] == ["Nam", "Nữ", "Tổng số"]
    home = table.rows[0]
    assert home[0].label == "Tại nhà"
    assert [cell and cell.text for cell in home[1]] == ["3", "4", "7"]
    assert not view.sections[0].listed
    assert [cell.element for cell in view.sections[1].listed] == ["stock_open", "stock_close", "letter_share"]


def test_the_page_lays_a_table_out_with_a_field_at_each_crossing(visits, visit):
    page = page_of(visit("sen-hong.police-reporter"), visits(OCTOBER))
    assert 'data-cross="held_sex"' in page
    assert page.count('name="cell:held.home.male"') == 1
    assert 'aria-label="Tại nhà – Nam"' in page
    assert 'data-computed="held.home"' in page
    assert 'name="cell:held.home"' not in page
    assert 'data-shown="held"' in page, "the whole is asked in another table and only shown here"


def test_the_year_so_far_is_what_was_closed_and_what_stands_here(visits, actor, province, at):
    area = province.communes["sen-hong"].id
    submission = visits(NOVEMBER)
    closed(area, OCTOBER, "visits.child", 40, at)
    closed(area, Period.parse("2025-12@nd09"), "visits.child", 900, at)
    reporter = actor("sen-hong.reporter")
    enter_cells(submission_id=submission, cells={"visits.child": "2"}, actor=reporter, at=at)
    cells = {cell.element: cell for cell in queries.submission(reporter, submission, at.date()).sections[1].cells}
    found = cells["visits.child"]
    assert found.to_date is not None
    assert found.to_date.scaled == 42, "last year's figures are no part of this year"
    assert (found.earlier_known, found.earlier_due) == (1, 10)
    assert cells["stock_close"].to_date is None, "a state at the end of a period is never added up"


def test_a_rate_shows_its_sides(visits, actor, at):
    submission, reporter = visits(OCTOBER), actor("sen-hong.reporter")
    figures = {"visits.child": "5", "visits.adult": "3", "letters.child": "1", "letters.adult": "1"}
    enter_cells(submission_id=submission, cells=figures, actor=reporter, at=at)
    view = queries.submission(reporter, submission, at.date())
    rate = next(cell for cell in view.sections[1].cells if cell.element == "letter_share")
    assert rate.text == "25"
    assert rate.over is not None
    assert rate.under is not None
    assert (rate.over.scaled, rate.under.scaled) == (2, 8)


def test_a_rate_is_rounded_as_indicators_and_reports_round_it(visits, actor, at):
    submission, reporter = visits(OCTOBER), actor("sen-hong.reporter")
    figures = {"visits.child": "16", "visits.adult": "0", "letters.child": "1", "letters.adult": "0"}
    enter_cells(submission_id=submission, cells=figures, actor=reporter, at=at)
    view = queries.submission(reporter, submission, at.date())
    rate = next(cell for cell in view.sections[1].cells if cell.element == "letter_share")
    assert rate.text == "6,3", "one in sixteen is 6,25%: a half goes up, everywhere alike"


def test_an_opening_figure_is_handed_over_and_saved_with_the_rest(visits, visit, province, at):
    submission = visits(NOVEMBER)
    closed(province.communes["sen-hong"].id, OCTOBER, "stock_close", 12, at)
    client = visit("sen-hong.reporter")
    page = page_of(client, submission)
    assert re.search(r'name="cell:stock_open" value="12"', page)
    assert "Chuyển từ số cuối kỳ trước (12)" in page
    sent = {"cell:stock_open": "12", "base:cell:stock_open": "", "seen:cell:stock_open": "0", "cell:stock_close": "9"}
    client.post(reverse("reporting.enter_cells", args=[submission]), sent)
    again = page_of(client, submission)
    assert "Chuyển từ số cuối kỳ trước" not in again
    assert re.search(r'name="base:cell:stock_open" value="12"', again)


def test_a_figure_kept_under_a_former_code_still_stands_beside(visits, actor, province, at):
    submission = visits(NOVEMBER)
    closed(province.communes["sen-hong"].id, OCTOBER, "stock_left", 17, at)
    view = queries.submission(actor("planner"), submission, at.date())
    cells = {cell.element: cell for cell in view.sections[1].cells}
    assert cells["stock_close"].previous is not None
    assert cells["stock_close"].previous.text == "17"
    assert cells["stock_open"].offered == "17", "the opening figure comes from it too"


def test_the_newer_code_wins_over_the_former_one(visits, actor, province, at):
    submission, area = visits(NOVEMBER), province.communes["sen-hong"].id
    closed(area, OCTOBER, "stock_left", 17, at)
    closed(area, OCTOBER, "stock_close", 18, at)
    view = queries.submission(actor("planner"), submission, at.date())
    found = next(cell for cell in view.sections[1].cells if cell.element == "stock_close")
    assert found.previous is not None
    assert found.previous.text == "18"


def test_tables_and_questions_are_printed_filled_and_blank(visits, visit, actor, at):
    submission = visits(OCTOBER)
    enter_cells(submission_id=submission, cells={"held.home.male": "731"}, actor=actor("sen-hong.reporter"), at=at)
    enter_cells(submission_id=submission, answers={"note": "Rét đậm"}, actor=actor("sen-hong.reporter"), at=at)
    client, address = visit("sen-hong.reporter"), reverse("reporting.print_form", args=[submission])
    filled = client.get(address).content.decode()
    assert "Theo giới tính" in filled
    assert "731" in filled
    assert "Rét đậm" in filled
    blank = client.get(address + "?trong=1").content.decode()
    assert "Biểu trống để ghi tay" in blank
    assert "731" not in blank
    assert "Rét đậm" not in blank
    assert "☐ Trực tiếp" in blank


def test_a_tally_sheet_has_a_row_for_each_place_and_no_totals(visits, visit):
    client, address = visit("sen-hong.reporter"), reverse("reporting.tally_sheet", args=[visits(OCTOBER)])
    names = ", ".join(f"Bản {number}" for number in range(1, 11))
    page = client.get(address, {"thon": names + "\nBản 1;<b>Bản X</b>"}).content.decode()
    sheets = page.count("PHIẾU CỘNG")
    assert page.count('<th scope="row">Bản 1</th>') == sheets
    assert f"Tờ {sheets}/{sheets}" in page
    assert "&lt;b&gt;Bản X&lt;/b&gt;" in page
    assert "Tại nhà – Nam" in page
    assert "Tại nhà (tổng số)" not in page
    assert "Thư trên lượt thăm" not in page
    assert client.get(address).content.decode().count('<th scope="row"></th>') == 12 * sheets


def test_a_tally_sheet_is_not_there_for_others(visits, visit):
    submission = visits(OCTOBER)
    assert visit("hoa-ban.reporter").get(reverse("reporting.tally_sheet", args=[submission])).status_code == 404
