"""A form that uses all that a form can say, as its unit's document: tables, questions, rates, free ranges."""

from datetime import date

import pytest

from pcmt.kernel.period import Period
from pcmt.publications.queries import UnitReportView, unit_report
from pcmt.reporting.actions.enter_cells import enter_cells
from tests.reporting.test_reporting_tables import closed
from tests.reporting.walk import NOVEMBER
from vanban.write.model import Band, Item, Table

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


def items(view: UnitReportView) -> list[str]:
    return [str(block.text) for block in view.document.body if isinstance(block, Item)]


def rows(view: UnitReportView) -> dict[str, tuple[str, ...]]:
    (table,) = (block for block in view.document.annexes[0].body if isinstance(block, Table))
    told = [
        [cell if isinstance(cell, str) else cell.text for cell in row]
        for row in table.rows
        if not isinstance(row, Band)
    ]
    return {row[1]: tuple(row[2:]) for row in told}


@pytest.fixture
def submission(visits, actor, province, at) -> int:
    number, area = visits(NOVEMBER), province.communes["sen-hong"].id
    before = {"visits": 10, "visits.child": 4, "visits.adult": 6, "letters": 1, "letters.child": 1, "letters.adult": 0}
    for element, figure in before.items():
        closed(area, Period.parse("2026-10@nd09"), element, figure, at)
    figures = {"visits.child": "5", "visits.adult": "3", "letters.child": "1", "letters.adult": "1"}
    enter_cells(
        submission_id=number,
        cells=figures,
        answers={"mode": "Trực tiếp", "note": "Hai buổi.\nRét đậm"},
        actor=actor("sen-hong.reporter"),
        at=at,
    )
    return number


def test_a_rate_is_told_by_points_against_what_was_closed(submission, actor):
    view = unit_report(actor("sen-hong.reporter"), submission, on=TODAY)
    assert "Thư trên lượt thăm: 25%, tăng 15 điểm phần trăm so với tháng trước." in items(view)
    assert rows(view)["Thư trên lượt thăm"] == ("%", "25", "10", "…", "x")


def test_parts_of_a_table_stand_under_their_whole(submission, actor):
    view = unit_report(actor("sen-hong.reporter"), submission, on=TODAY)
    whole = next(text for text in items(view) if text.startswith("Lượt thăm hỏi: 8 lượt, giảm 2 lượt"))
    assert whole.endswith("; trong đó: dưới 18 tuổi 5 lượt, từ 18 tuổi 3 lượt.")
    assert list(rows(view))[list(rows(view)).index("Lượt thăm hỏi (tổng số)") + 1] == "- Dưới 18 tuổi"


def test_answers_stand_with_the_figures(submission, actor):
    told = items(unit_report(actor("sen-hong.reporter"), submission, on=TODAY))
    assert "Hình thức: Trực tiếp" in told
    assert any(text.startswith("Việc khác: Hai buổi.") for text in told)
    assert not any(text.startswith("Ngày họp") for text in told), "what nobody answered is not told"
