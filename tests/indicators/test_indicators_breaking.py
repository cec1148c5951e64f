"""What parts a course: counts that start anew each year, units that merge; on every page that draws one."""

from datetime import date

from pcmt.kernel.period import Period
from pcmt.rulebook.queries import book
from pcmt.web.indicators.breaking import cuts, map_marks, parting

MONTHS = [Period.parse("2025-11@nd09").shifted(step) for step in range(4)]
ON = date(2026, 11, 21)


def test_what_counts_since_january_is_cut_there_and_nothing_else_is():
    assert cuts(book().indicator("S3.6", ON), MONTHS) == (2,)
    assert cuts(book().indicator("N1", ON), MONTHS) == ()
    assert cuts(book().indicator("S3.6", ON), MONTHS[2:]) == ()


def test_two_changes_within_a_period_are_one_mark():
    days = [date(2025, 10, 1), date(2026, 1, 2), date(2026, 1, 5), date(2026, 2, 1)]
    assert [(mark.place, mark.words) for mark in map_marks(MONTHS, days)] == [
        (2, "Địa bàn thay đổi từ 02/01/2026, 05/01/2026"),
        (3, "Địa bàn thay đổi từ 01/02/2026"),
    ]


def test_a_merger_and_a_count_begun_anew_in_one_period_are_one_mark():
    rule = book().indicator("S3.6", ON)
    assert [(mark.place, mark.words) for mark in parting(rule, MONTHS, [date(2026, 1, 2)])] == [
        (2, "Địa bàn thay đổi từ 02/01/2026; Tính lại từ đầu năm")
    ]
