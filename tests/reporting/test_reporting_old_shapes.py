"""Old books of many shapes: how each is laid out is guessed, and every figure finds its unit, period and element."""

from dataclasses import replace
from datetime import date

import pytest

from pcmt.kernel.period import Calendar, Period
from pcmt.reporting.rules.old_books.fitting import Countable, Fit, fit_book
from pcmt.reporting.rules.old_books.guessing import guess
from pcmt.reporting.rules.old_books.layout import Axis, Definition, definition_of
from pcmt.reporting.rules.old_books.naming import Labels, guessed
from pcmt.reporting.rules.old_books.periods import read_period
from pcmt.reporting.rules.old_books.reading import SheetReading, read_sheet
from tests.reporting.old_sheets import LAST, NEW, Cells, any_time, grid, then
from workbook.grids import Grid

LETTERHEAD = (
    ("ỦY BAN NHÂN DÂN", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    ("TỈNH HOA MAI", None, None, "Độc lập - Tự do - Hạnh phúc"),
    (),
)
COUNT = Countable("", "người", 0, "count", False)
ELEMENTS = {"users": COUNT, "users.male": COUNT, "users.female": COUNT, "talks": COUNT, "area": replace(COUNT, scale=1)}
LABELS = Labels.of(
    [
        ("Người sử dụng ma túy", "users"),
        ("Nam", "users.male"),
        ("Nữ", "users.female"),
        ("Buổi tuyên truyền", "talks"),
        ("Diện tích (ha)", "area"),
    ]
)
TODAY = date(2026, 11, 22)


def read(sheet: Grid, **changes: object) -> tuple[Definition, SheetReading]:
    """A sheet as guessed, with what its keys mean guessed too."""
    places = any_time()
    definition = replace(guess(sheet, places), **changes)
    reading = read_sheet(sheet, definition, places)
    meant = guessed(LABELS, reading.labels, definition.elements)
    return replace(definition, elements=meant), reading


def fitted(sheet: Grid, **changes: object) -> Fit:
    definition, reading = read(sheet, **changes)
    return fit_book([reading], definition, ELEMENTS, lambda period: then(period.last_day), TODAY)


def told(fit: Fit) -> list[tuple[str, str, str, int]]:
    return sorted((one.unit, one.period.id, one.element, one.scaled) for one in fit.figures)


UNITS_IN_ROWS = (
    *LETTERHEAD,
    ("SỐ LIỆU PHÒNG, CHỐNG MA TÚY NĂM 2023",),
    ("Đơn vị tính: người",),
    ("TT", "Xã, thị trấn", "Người sử dụng ma túy", None, "Buổi tuyên truyền", "Ghi chú"),
    (None, None, "Nam", "Nữ"),
    ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)"),
    (1, "Xã Mưa Ngâu", 10, 2, 4),
    (2, "TT Hoa Ban", 7, 1, 3, "thiếu tháng 12"),
    (None, "Tổng cộng", 17, 3, 7),
    ("Ghi chú: số liệu chốt ngày 31/12",),
    (None, None, None, "Người lập biểu"),
)
EXPECTED_2023 = sorted(
    [
        ("Xã Mưa Ngâu", "2023", "users.male", 10),
        ("Xã Mưa Ngâu", "2023", "users.female", 2),
        ("Xã Mưa Ngâu", "2023", "talks", 4),
        ("Thị trấn Hoa Ban", "2023", "users.male", 7),
        ("Thị trấn Hoa Ban", "2023", "users.female", 1),
        ("Thị trấn Hoa Ban", "2023", "talks", 3),
    ]
)


@pytest.mark.parametrize("merged", [("A6:A7", "B6:B7", "C6:D6", "E6:E7", "F6:F7"), ()], ids=["merged", "not-merged"])
def test_units_in_rows_under_heads_of_two_levels(merged: tuple[str, ...]):
    fit = fitted(grid(UNITS_IN_ROWS, *merged))
    assert told(fit) == EXPECTED_2023
    assert fit.misfits == []


def test_the_roles_of_rows_are_told():
    _, reading = read(grid(UNITS_IN_ROWS, "A6:A7", "B6:B7", "C6:D6"))
    assert reading.roles == {
        1: "title", 2: "title", 4: "title", 5: "title", 6: "head", 7: "head", 8: "numbering",
        9: "figures", 10: "figures", 11: "total", 12: "note", 13: "note",
    }  # fmt: skip


def test_months_in_columns_under_one_element():
    rows = (
        ("BUỔI TUYÊN TRUYỀN NĂM 2022",),
        (),
        ("STT", "Đơn vị", "Tháng 1", "Tháng 2", "T3", "Lũy kế"),
        (1, "Sen Ngau", 1, 2, 3, 6),
        (2, "Mưa Ngâu", 4, 5, 6, 15),
        (3, "Hoa Ban", 7, 8, 9, 24),
    )
    sheet = grid(rows)
    definition, reading = read(sheet)
    assert definition.layout.periods == Axis("heads")
    (key,) = {entry.key for entry in reading.entries if entry.period}
    definition = replace(definition, elements={**definition.elements, key: "talks"})
    fit = fit_book([reading], definition, ELEMENTS, lambda period: then(period.last_day), TODAY)
    assert ("Xã Mưa Ngâu", "2022-02", "talks", 5) in told(fit)
    assert len(fit.figures) == 6
    assert [(one.key, one.others) for one in fit.unknown.values()] == [("sen ngau", ())]


def test_months_in_columns_of_a_sheet_that_is_named_for_its_figure():
    rows = (
        ("NĂM 2022",),
        ("STT", "Xã, phường", "Tháng 1", "Tháng 2", "Cả năm"),
        (1, "Mưa Ngâu", 1, 2, 3),
        (2, "Hoa Ban", 4, 5, 9),
    )
    found = {}
    for name in ("Nam", "Nữ", "Sheet1", "Bảng 2", "Số liệu", "Năm 2022", "Mưa Ngâu"):
        definition, reading = read(grid(rows, name=name))
        found[name] = definition.layout.elements.where
        if found[name] == "sheet":
            assert {entry.period.index for entry in reading.entries if entry.period} == {1, 2}
    assert found == {**dict.fromkeys(found, "heads"), "Nam": "sheet", "Nữ": "sheet"}
    fit = fitted(grid(rows, name="Nữ"))
    assert ("Xã Mưa Ngâu", "2022-02", "users.female", 2) in told(fit)
    assert len(fit.figures) == 4


def test_months_over_elements_crossed_in_the_heads():
    rows = (
        ("TT", "Địa bàn", "Quý I/2023", None, "Quý II/2023", None),
        (None, None, "Nam", "Nữ", "Nam", "Nữ"),
        (1, "Mưa Ngâu", 1, 2, 3, 4),
        (2, "Hoa Ban", 5, 6, 7, 8),
    )
    expected = [("Xã Mưa Ngâu", "2023-Q1", "users.male", 1), ("Xã Mưa Ngâu", "2023-Q2", "users.female", 4)]
    for merged in ((), ("C1:D1", "E1:F1")):
        fit = fitted(grid(rows, *merged))
        assert len(fit.figures) == 8
        assert set(expected) <= set(told(fit))


def test_elements_in_rows_and_units_in_columns():
    rows = (
        ("BÁO CÁO 6 THÁNG ĐẦU NĂM 2023",),
        ("TT", "Chỉ tiêu", "ĐVT", "Xã Mưa Ngâu", "Thị trấn Hoa Ban", "Tổng cộng"),
        ("1", "Người sử dụng ma túy", "người", 12, 8, 20),
        ("2", "Buổi tuyên truyền", "buổi", 4, 3, 7),
    )
    fit = fitted(grid(rows))
    assert told(fit) == sorted(
        [
            ("Xã Mưa Ngâu", "2023-H1", "users", 12),
            ("Thị trấn Hoa Ban", "2023-H1", "users", 8),
            ("Xã Mưa Ngâu", "2023-H1", "talks", 4),
            ("Thị trấn Hoa Ban", "2023-H1", "talks", 3),
        ]
    )


def test_one_units_book_with_elements_in_rows_and_years_in_columns():
    rows = (
        ("SỔ THEO DÕI XÃ MƯA NGÂU",),
        ("Nội dung", 2021, 2022, 2023),
        ("Người sử dụng ma túy", 5, 6, 7),
        ("- Nam", 4, 5, 6),
        ("Buổi tuyên truyền", 1, 2, 3),
    )
    fit = fitted(grid(rows))
    assert ("Xã Mưa Ngâu", "2021", "users", 5) in told(fit)
    assert ("Xã Mưa Ngâu", "2023", "users.male", 6) in told(fit)
    assert len(fit.figures) == 9


def test_the_sheets_name_is_the_month():
    rows = (
        ("Đơn vị", "Nam", "Nữ"),
        ("Mưa Ngâu", 1, 2),
        ("Hoa Ban", 3, 4),
    )
    fit = fitted(grid(rows, name="Tháng 5-2023"))
    assert {one.period.id for one in fit.figures} == {"2023-05"}
    fit = fitted(grid((("NĂM 2022",), *rows), name="T5"))
    assert {one.period.id for one in fit.figures} == {"2022-05"}


def test_the_sheets_name_is_the_unit():
    rows = (("Chỉ tiêu", "Tháng 1/2023", "Tháng 2/2023"), ("Nam", 1, 2), ("Nữ", 3, 4))
    fit = fitted(grid(rows, name="Xã Mưa Ngâu"))
    assert len(fit.figures) == 4
    assert {one.unit for one in fit.figures} == {"Xã Mưa Ngâu"}


def test_periods_in_a_column_beside_the_units():
    rows = (
        ("Xã", "Năm", "Tháng", "Nam"),
        ("Mưa Ngâu", 2023, 1, 4),
        (None, 2023, 2, 5),
        ("Hoa Ban", 2023, 1, 6),
        (None, 2023, 2, 7),
    )
    fit = fitted(grid(rows))
    assert ("Xã Mưa Ngâu", "2023-02", "users.male", 5) in told(fit)
    assert ("Thị trấn Hoa Ban", "2023-02", "users.male", 7) in told(fit)


def test_lines_between_name_periods_and_districts():
    rows = (
        ("TT", "Tên đơn vị", "Nam", "Nữ"),
        ("I", "Quý I năm 2023"),
        (1, "Mưa Ngâu", 1, 2),
        (2, "Hoa Ban", 3, 4),
        (None, "Cộng", 4, 6),
        ("II", "Quý II năm 2023"),
        (1, "Mưa Ngâu", 5, 6),
        (2, "Hoa Ban", 7, 8),
        (None, "Cộng", 12, 14),
        (None, "Tổng cộng", 16, 20),
    )
    fit = fitted(grid(rows))
    assert len(fit.figures) == 8
    assert ("Thị trấn Hoa Ban", "2023-Q2", "users.female", 8) in told(fit)
    assert fit.misfits == []


def test_a_districts_line_tells_two_communes_of_one_name_apart_and_is_checked():
    rows = (
        ("NĂM 2023",),
        ("TT", "Đơn vị", "Nam"),
        ("I", "Huyện Ban Mai", 30),
        (1, "Sen Hồng", 10),
        (2, "Mưa Ngâu", 20),
        ("II", "Huyện Chiều Tà", 5),
        (1, "Sen Hồng", 5),
        (None, "Toàn tỉnh", 36),
    )
    fit = fitted(grid(rows))
    assert {(one.area_id, one.scaled) for one in fit.figures} == {(11, 10), (12, 20), (14, 5)}
    assert [(one.kind, one.address) for one in fit.misfits] == [("total_differs", "C8")]
    alone = fitted(grid((rows[0], rows[1], rows[3], rows[4], (3, "Hoa Ban", 1))))
    assert [one.how for one in alone.unknown.values()] == ["several"]


def test_a_list_of_unit_period_element_and_value():
    rows = (
        ("Mã đơn vị", "Kỳ", "Chỉ tiêu", "Số liệu"),
        ("91002", "2023-01", "Nam", 4),
        ("91002", "2023-01", "Nữ", 5),
        ("91003", "2023-01", "Nam", 6),
    )
    fit = fitted(grid(rows))
    assert told(fit) == [
        ("Thị trấn Hoa Ban", "2023-01", "users.male", 6),
        ("Xã Mưa Ngâu", "2023-01", "users.female", 5),
        ("Xã Mưa Ngâu", "2023-01", "users.male", 4),
    ]


def test_lines_between_name_the_units_of_elements_in_rows():
    rows = (
        ("Chỉ tiêu", "Năm 2022", "Năm 2023"),
        ("Xã Mưa Ngâu",),
        ("Nam", 1, 2),
        ("Nữ", 3, 4),
        ("Thị trấn Hoa Ban",),
        ("Nam", 5, 6),
        ("Nữ", 7, 8),
    )
    fit = fitted(grid(rows))
    assert len(fit.figures) == 8
    assert ("Thị trấn Hoa Ban", "2022", "users.female", 7) in told(fit)


def test_three_levels_of_heads_and_days_that_excel_made_of_months():
    rows = (
        ("TT", "Đơn vị", "Kết quả", None, None, None),
        (None, None, date(2023, 1, 1), None, date(2023, 2, 1), None),
        (None, None, "Nam", "Nữ", "Nam", "Nữ"),
        ("A", "B", "1", "2", "3", "4"),
        (1, "Mưa Ngâu", 1, 2, 3, 4),
        (2, "Hoa Ban", 5, 6, 7, 8),
    )
    fit = fitted(grid(rows, "A1:A3", "B1:B3", "C1:F1", "C2:D2", "E2:F2"))
    assert len(fit.figures) == 8
    assert ("Thị trấn Hoa Ban", "2023-02", "users.female", 8) in told(fit)


def test_the_calendar_of_reporting_days_is_seen_in_the_title():
    rows = (("NĂM 2023 (từ 15/12/2022 đến 14/12/2023)",), ("Đơn vị", "Nam"), ("Mưa Ngâu", 1), ("Hoa Ban", 2))
    fit = fitted(grid(rows))
    assert {one.period.id for one in fit.figures} == {"2023@nd09"}


def test_what_does_not_fit_is_told_at_its_cell():
    rows = (
        ("NĂM 2023",),
        ("TT", "Xã", "Nam", "Nữ", "Cột lạ", "Diện tích (ha)"),
        ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)"),
        (1, "Mưa Ngâu", "12 người", "1,234", 1, "1,5"),
        (2, "Hoa Ban", "1.234", "-", 2, 1.25),
        (3, "Gió Lành", 7.5, -1, 3, "#REF!"),
        (4, "Nắng Sớm", 1, 2, 3, 4),
        (5, "Mưa Ngâu", 9, 5, 3, 2),
    )
    fit = fitted(grid(rows))
    kinds = {(one.kind, one.address) for one in fit.misfits}
    assert {("not_a_figure", "C4"), ("not_a_figure", "D4"), ("not_a_figure", "F5"), ("not_a_figure", "C6")} <= kinds
    assert {("not_a_figure", "D6"), ("no_element", "E4"), ("not_then", "C7"), ("twice", "F8")} <= kinds
    assert ("Thị trấn Hoa Ban", "2023", "users.male", 1234) in told(fit)
    assert ("Xã Mưa Ngâu", "2023", "area", 15) in told(fit)
    assert fit.untold == 1
    zero = fitted(grid(rows), dash="zero")
    assert ("Thị trấn Hoa Ban", "2023", "users.female", 0) in told(zero)


def test_a_unit_is_found_by_a_name_of_another_time_on_the_map_of_the_period():
    rows = (("NĂM 2023",), ("Đơn vị", "Nam"), ("Gió Lành", 3), ("Mưa Ngâu", 4))
    fit = fitted(grid(rows))
    assert fit.former == {"Gió Lành": "Xã Gió Mới"}
    assert ("Xã Gió Mới", "2023", "users.male", 3) in told(fit)


def test_a_unit_of_another_time_says_from_or_until_when_it_is_on_the_map():
    early = fitted(grid((("NĂM 2023",), ("Đơn vị", "Nam"), ("Nắng Sớm", 3), ("Mưa Ngâu", 4))))
    ((_, sooner),) = early.unknown.items()
    assert (sooner.text, sooner.period, sooner.since, sooner.until) == ("Nắng Sớm", "Năm 2023", NEW, None)
    late = then(date(2025, 12, 31)).find("Mưa Ngâu")
    assert (late.how, late.since, late.until) == ("not_then", None, LAST)


def test_numbered_columns_that_are_sums_are_checked():
    rows = (
        ("NĂM 2023",),
        ("Đơn vị", "Người sử dụng ma túy", "Nam", "Nữ"),
        ("A", "(1=2+3)", "(2)", "(3)"),
        ("Mưa Ngâu", 12, 10, 2),
        ("Hoa Ban", 9, 7, 1),
    )
    fit = fitted(grid(rows))
    assert [(one.kind, one.address) for one in fit.misfits] == [("column_differs", "B5")]
    assert len(fit.figures) == 6


def test_a_period_that_is_not_over_is_no_history():
    rows = (("Đơn vị", "Năm 2026"), ("Mưa Ngâu", 1), ("Hoa Ban", 2))
    definition, reading = read(grid(rows))
    (key,) = {entry.key for entry in reading.entries}
    definition = replace(definition, elements={key: "users"})
    fit = fit_book([reading], definition, ELEMENTS, lambda period: then(period.last_day), TODAY)
    assert {one.kind for one in fit.misfits} == {"not_over"}


def test_a_way_of_reading_is_written_and_read_back():
    definition, _ = read(grid(UNITS_IN_ROWS))
    assert definition_of(definition.plain) == definition


def test_nothing_is_guessed_of_nothing():
    empty: Cells = ()
    fit = fitted(grid(empty))
    assert (fit.figures, fit.misfits) == ([], [])
    assert fitted(grid((("chỉ có chữ",), ("và chữ",)))).figures == []


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Tháng 01 năm 2023", "2023-01"),
        ("T1/2023", "2023-01"),
        ("01/2023", "2023-01"),
        ("Quý 4-2022", "2022-Q4"),
        ("Quý IV năm 2022", "2022-Q4"),
        ("6 tháng đầu năm 2023", "2023-H1"),
        ("6 tháng cuối năm 2023", "2023-H2"),
        ("9 tháng năm 2023", "2023-9M"),
        ("Từ tháng 1 đến tháng 6 năm 2023", "2023-H1"),
        ("năm 2021", "2021"),
        ("2021", "2021"),
        ("2021-Q3", "2021-Q3"),
        ("2023-03-01", "2023-03"),
    ],
)
def test_periods_are_read_as_offices_write_them(text: str, period: str):
    found = read_period(text)
    assert found is not None
    assert found.within(None, Calendar.CIVIL) == Period.parse(period)
