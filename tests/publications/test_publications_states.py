"""What stands at a period's end is not added up over the year, in the province's report as in a unit's."""

import pytest

from pcmt.areas import queries as areas
from pcmt.kernel.period import Period
from pcmt.publications.composing import NOT_ADDED, compose_parts
from pcmt.publications.official import AT_END
from pcmt.publications.rules.content import Piece, Table
from pcmt.publications.sources import ProvinceSources
from pcmt.rulebook.queries import FigureRow, FiguresBlock, Subject
from tests.province import AT, Province

QUARTER = Period.parse("2026-Q2@nd09")


@pytest.mark.django_db
def test_a_state_has_no_year_so_far_and_a_count_has(province: Province, actor) -> None:
    block = FiguresBlock(
        code="so-lieu",
        caption="Số liệu",
        columns=("this", "year_to_date"),
        rows=(
            FigureRow(Subject("indicator", "N2"), "Người có hồ sơ quản lý"),
            FigureRow(Subject("element", "managed.users"), "Người sử dụng"),
            FigureRow(Subject("element", "talks"), "Buổi tuyên truyền"),
        ),
    )
    home = areas.province(QUARTER.last_day)
    assert home is not None
    sources = ProvinceSources(home, QUARTER, [block], actor("planner"), AT)
    (table,) = compose_parts([block], sources, QUARTER, {})
    assert isinstance(table, Table)
    assert [row[3].text == NOT_ADDED for row in table.rows] == [True, True, False]
    assert table.rows[0][3] == Piece(NOT_ADDED)
    assert NOT_ADDED in AT_END
