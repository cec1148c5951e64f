"""The grid's rows, drawn by hand: what people or rules wrote never becomes HTML, each fact has its place."""

from dataclasses import replace

import pytest

from pcmt.kernel.quantity import Quantity
from pcmt.kernel.source import Source
from pcmt.reporting.queries import EarlierFigure, SheetCell
from pcmt.web.reporting.entry_html import figure, to_date
from pcmt.web.reporting.grid import GridRow

EVIL = "\"><script>alert('1')</script>"
CELL = SheetCell(
    element="talks", label="Số buổi", unit="buổi", scale=0, kind="count", required=True, computed=False, hidden=False,
    present=True, help="", source=Source("", ""), quantity=Quantity(12, 0, "buổi"), text="12", revision=3, fact_id=7,
)  # fmt: skip


def row(cell: SheetCell = CELL, **told: object) -> GridRow:
    return replace(GridRow(1, cell, cell.text, cell.comment, "", "", ()), **told)


@pytest.mark.parametrize(
    "drawn",
    [
        figure(row(text=EVIL), may_type=True, label=EVIL),
        figure(row(replace(CELL, text=EVIL)), may_type=True),
        figure(row(replace(CELL, text=EVIL)), may_type=False),
        figure(row(replace(CELL, text=EVIL, computed=True)), may_type=False),
        figure(row(replace(CELL, element=EVIL)), may_type=True),
        to_date(replace(CELL, element=EVIL, earlier=Quantity(1, 0, "buổi"), earlier_known=1, earlier_due=2)),
    ],
)
def test_what_was_written_is_never_html(drawn: str) -> None:
    assert "<script" not in drawn
    assert "&lt;script&gt;" in drawn


def test_a_field_carries_what_it_was_made_from() -> None:
    drawn = figure(row(text="15"), may_type=True)
    assert 'name="cell:talks" value="15"' in drawn
    assert 'name="base:cell:talks" value="12"' in drawn
    assert 'name="seen:cell:talks" value="3"' in drawn


def test_a_figure_leads_to_its_source_only_where_it_may_not_be_typed() -> None:
    assert "tra-nguon/cell:7" in figure(row(), may_type=False, traced=True)
    assert "tra-nguon" not in figure(row(), may_type=False)
    assert "tra-nguon" not in figure(row(), may_type=True, traced=True)


def test_a_hidden_figure_shows_nothing_of_itself() -> None:
    hidden = row(replace(CELL, hidden=True, earlier=Quantity(5, 0, "buổi")))
    assert "12" not in figure(hidden, may_type=True)
    assert "5" not in to_date(hidden.cell)


def test_the_year_so_far_says_which_periods_are_missing() -> None:
    earlier = EarlierFigure(None, Quantity(30), "30")
    cell = replace(CELL, previous=earlier, earlier=Quantity(30, 0, "buổi"), earlier_known=2, earlier_due=3)
    assert "có 2/3 kỳ trước" in to_date(cell)
    assert to_date(cell, short=True).endswith('kỳ trước trong năm đã chốt">*</abbr>')
    assert ">42<" in to_date(cell)
