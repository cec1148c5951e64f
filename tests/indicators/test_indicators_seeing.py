"""What an indicator's page shows beside the value: moves, periods of the map, spread, composition, breaks, files."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from django.utils.timezone import localdate
from openpyxl import load_workbook

from pcmt.areas.actions.close_area import Successor, close_area
from pcmt.indicators.queries import foreseen, indicator_page
from pcmt.kernel.actor import Actor, system_actor
from pcmt.kernel.number import Number
from pcmt.kernel.period import Period
from pcmt.rulebook.queries import book
from pcmt.web.indicators.breaking import break_notes
from pcmt.web.indicators.shapes import outlook_note, trend_chart
from tests.indicators.figures import close, month, october
from tests.province import AT, Province
from tests.trace.papers import adopted
from vanban.text import format_date

Visit = Callable[..., Client]
MAPPER = system_actor("kiểm thử", "areas.close_area")
ASKED = {"ky": "2026-10@nd09"}


@pytest.fixture
def figured(province: Province) -> Province:
    """October whole, September whole but for its figures, and October of the year before."""
    october(province)
    close(province.communes["mua-ngau"].id, "2026-10@nd09", month(7))
    for users, commune in zip((4, 4, 0, 0), province.communes.values(), strict=True):
        close(commune.id, "2026-09@nd09", month(users))
        close(commune.id, "2025-10@nd09", month(users + 2))
    return province


def test_a_value_is_compared_with_the_period_before_and_last_year(figured: Province, visit: Visit) -> None:
    text = visit("planner").get("/chi-so/N1/", ASKED).text
    assert "tăng 2 so với kỳ trước (tháng 9/2026), xấu đi" in text
    assert "giảm 6 so với cùng kỳ năm trước (tháng 10/2025), tốt lên" in text


def test_what_is_not_known_is_not_compared(province: Province, visit: Visit) -> None:
    october(province)
    assert "chưa so được với kỳ trước (tháng 9/2026)" in visit("planner").get("/chi-so/N1/", ASKED).text


def test_each_commune_is_ranked_with_its_move(figured: Province, visit: Visit) -> None:
    text = visit("planner").get("/chi-so/N1/", ASKED).text
    ranking = text[text.index("Xếp hạng xã, phường") :]
    line = ranking[ranking.index("Xã Mưa Ngâu") :]
    assert "tăng 3" in line[: line.index("</tr>")]


def test_the_periods_of_the_map_are_links_and_frames_in_common_classes(figured: Province, visit: Visit) -> None:
    planner = visit("planner")
    text = planner.get("/chi-so/N1/", ASKED).text
    assert f"?dia-ban={figured.id}&amp;ky=2026-09%40nd09" in text
    told = planner.get("/chi-so/N1/ban-do").json()
    by_period = {frame["period"]: frame for frame in told["frames"]}
    place = told["areas"].index(figured.communes["mua-ngau"].id)
    assert by_period["2026-10@nd09"]["words"][place] == "7 người"
    assert by_period["2026-09@nd09"]["words"][place] == "4 người"
    assert by_period["2026-08@nd09"]["kinds"][place] == "void"
    same = {
        frame["kinds"][index]
        for frame in told["frames"]
        for index, words in enumerate(frame["words"])
        if words == "0 người"
    }
    assert len(same) == 1, "a figure has one shade in all periods"


def test_frames_are_of_those_who_may_look(figured: Province, visit: Visit) -> None:
    assert visit().get("/chi-so/N1/ban-do").status_code == 302
    assert visit("admin").get("/chi-so/N1/ban-do").status_code == 404
    commune = figured.communes["hoa-ban"].id
    assert visit("planner").get("/chi-so/N1/ban-do", {"dia-ban": commune}).status_code == 404


def test_what_a_value_is_made_up_of(figured: Province, visit: Visit) -> None:
    text = visit("planner").get("/chi-so/N1/", ASKED).text
    part = text[text.index("Tỷ trọng") :]
    assert "90,0%" in part
    assert "/tra-nguon/value:managed.users/" in part


def test_the_spread_of_communes(province: Province, visit: Visit) -> None:
    october(province)
    text = visit("planner").get("/chi-so/N1/", ASKED).text
    assert "Phân bố theo xã, phường" not in text, "of so few communes the ranking tells as much"


def test_every_chart_says_its_unit_source_and_day(figured: Province, actor: Callable[[str], Actor]) -> None:
    chart = trend_chart(indicator_page(actor("planner"), "N1", figured.id, on=AT.date()), (), AT.date())
    assert chart.origin == "Đơn vị tính: người · Nguồn: số liệu báo cáo đã chốt, Tỉnh Hoa Mai · tính ngày 21/11/2026"
    assert chart.series[0].links[-1].startswith("/tra-nguon/value:N1/")


def test_what_is_known_at_least_is_drawn_apart(province: Province, actor: Callable[[str], Actor]) -> None:
    october(province)
    chart = trend_chart(indicator_page(actor("planner"), "N1", province.id, on=AT.date()))
    known, least = chart.series
    place = chart.periods.index("10/26")
    assert known.points[place] is None
    assert (least.points[place], least.is_least) == (3, True)
    assert any(cell.text == "ít nhất 3 người" for _, cells in chart.rows for cell in cells)


def test_a_change_known_at_most_is_not_drawn_as_known_at_least(
    province: Province, actor: Callable[[str], Actor]
) -> None:
    for slug, commune in province.communes.items():
        close(commune.id, "2026-10@nd09", month(10))
        if slug != "mua-ngau":
            close(commune.id, "2025-10@nd09", month(10))
    page = indicator_page(actor("planner"), "T1a", province.id, Period.parse("2026-10@nd09"), on=AT.date())
    assert (page.value.number.low, page.value.display[:10]) == (-100, "nhiều nhất")
    chart = trend_chart(page)
    place = chart.periods.index("10/26")
    assert all(series.points[place] is None for series in chart.series)


def test_a_merger_in_the_course_is_explained_and_the_sum_stays(
    figured: Province, actor: Callable[[str], Actor]
) -> None:
    gone, heir = figured.communes["mua-ngau"].id, figured.communes["sen-hong"].id
    before = indicator_page(actor("planner"), "N1", figured.id, Period.parse("2026-09@nd09"), on=AT.date())
    close_area(area_id=gone, last_day=date(2026, 9, 30), successors=[Successor(heir)], basis="", actor=MAPPER, at=AT)
    after = indicator_page(actor("planner"), "N1", figured.id, Period.parse("2026-09@nd09"), on=AT.date())
    assert after.value.number == before.value.number
    merged = next(place for place in after.places if place.area.id == heir)
    assert merged.number is not None
    assert merged.number.value == 8, "both communes' four, before the merger"
    (note,) = break_notes(after, [date(2026, 10, 1)])
    assert "Địa bàn thay đổi ngày 01/10/2026" in note
    assert any("01/10/2026" in mark.words for mark in trend_chart(after, [date(2026, 10, 1)]).marks)


def test_another_rule_in_the_course_is_marked(
    figured: Province, actor: Callable[[str], Actor], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = indicator_page(actor("planner"), "N1", figured.id, on=AT.date())
    assert page.versions == ()
    newer = replace(book().indicator("N1", AT.date()), valid_from=date(2026, 9, 15))
    changed = replace(page, versions=((Period.parse("2026-10@nd09"), newer),))
    assert "Cách tính mới từ 15/9/2026" in trend_chart(changed).marks[0].words
    assert break_notes(changed, [])[0].startswith("Từ tháng 10/2026 tính theo")


def test_a_long_table_says_what_it_is(figured: Province, visit: Visit) -> None:
    answer = visit("planner").get("/chi-so/N1/tep.csv")
    assert answer.content.startswith(b"\xef\xbb\xbf# ")
    lines = answer.content.decode("utf-8-sig").splitlines()
    notes = [line for line in lines if line.startswith("# ")]
    assert "# Đơn vị tính: người" in notes
    assert f"# Ngày tính: {format_date(localdate())}" in notes
    rows = [*csv.DictReader(io.StringIO("\n".join(lines[len(notes) :])))]
    (told,) = [row for row in rows if row["Địa bàn"] == "Xã Mưa Ngâu" and row["Mã kỳ"] == "2026-10@nd09"]
    assert (told["Giá trị"], told["Đơn vị tính"], told["Từ ngày"]) == ("7", "người", "2026-09-15")
    (unknown,) = [row for row in rows if row["Địa bàn"] == "Xã Mưa Ngâu" and row["Mã kỳ"] == "2026-08@nd09"]
    assert (unknown["Giá trị"], unknown["Diễn giải"]) == ("", "chưa đủ dữ liệu")


def test_the_workbook_holds_numbers_and_notes(figured: Province, visit: Visit) -> None:
    answer = visit("planner").get("/chi-so/N1/tep.xlsx")
    workbook = load_workbook(io.BytesIO(answer.content))
    table, notes = workbook.worksheets
    heads = [cell.value for cell in table[1]]
    found = [dict(zip(heads, row, strict=True)) for row in table.iter_rows(min_row=2, values_only=True)]
    (told,) = [row for row in found if row["Địa bàn"] == "Xã Mưa Ngâu" and row["Mã kỳ"] == "2026-10@nd09"]
    assert told["Giá trị"] == 7
    assert ("Đơn vị tính", "người") in [*notes.iter_rows(values_only=True)]


def test_no_file_of_another_kind_or_for_others(figured: Province, visit: Visit) -> None:
    assert visit("planner").get("/chi-so/N1/tep.pdf").status_code == 404
    assert visit("planner").get("/chi-so/none/tep.csv").status_code == 404
    assert visit("admin").get("/chi-so/N1/tep.csv").status_code == 404


def test_where_the_course_is_heading_is_drawn_and_told(province: Province, actor: Callable[[str], Actor]) -> None:
    adopted(province)
    for commune in province.communes.values():
        close(commune.id, "2025@nd09", {"recognised": int(commune.slug == "hoa-ban")})
    page = indicator_page(actor("planner"), "T1b", province.id, on=AT.date())
    assert page.outlook is not None
    assert outlook_note(page) == "", "one figure is no course"
    assert trend_chart(page).band is None
    course = [
        replace(page.value, period=page.value.period.shifted(-back), number=Number.exactly(25 - 5 * back))
        for back in (3, 2, 1, 0)
    ]
    page = replace(page, outlook=foreseen(course, page.outlook.goal, page.rule))
    chart = trend_chart(page)
    assert chart.band is not None
    (start, low, high), (end, least, most) = chart.band.ends()
    assert (low, high) == (25, 25)
    assert (chart.periods[start], chart.periods[end]) == ("2025", "2030")
    assert least <= most
    assert outlook_note(page).startswith("Dự báo hết năm 2030: ")
