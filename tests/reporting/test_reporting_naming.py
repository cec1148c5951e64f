"""What a report is called: by its period, or by what was asked where it was asked on occasion."""

from datetime import date

from pcmt.kernel.period import Period
from pcmt.reporting.rules.naming import report_called, report_name, report_name_beside, report_name_inside
from pcmt.web.formats.places import former_text

LABEL = "Kiểm tra quán bar"


def test_a_report_asked_on_occasion_bears_the_name_of_what_was_asked() -> None:
    days = Period.between(date(2026, 11, 1), date(2026, 11, 18))
    assert (report_name(LABEL, days), report_called(LABEL, days)) == (LABEL, LABEL)
    assert report_name_inside(LABEL, days) == f"“{LABEL}”"
    assert report_name_beside(LABEL, days) == "Từ 01/11/2026 đến 18/11/2026"


def test_any_other_bears_that_of_its_period() -> None:
    month = Period.parse("2026-11@nd09")
    assert report_called("Báo cáo tháng", month) == "Báo cáo tháng, tháng 11/2026"
    assert report_name("Báo cáo tháng", month) == month.label
    assert month.label_inside == "tháng 11/2026 (15/10 – 14/11)"


def test_a_district_that_is_gone_is_called_old() -> None:
    assert former_text("Huyện Ban Mai") == "Huyện Ban Mai (cũ)"
    assert former_text("") == ""
