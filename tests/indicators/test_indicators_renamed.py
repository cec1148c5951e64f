"""An element under another code since: its facts, totals, series and indicators run on, today's code going first."""

from pathlib import Path

import pytest
from pytest_django import Settings

from pcmt.indicators import queries as indicators
from pcmt.kernel.period import Period
from pcmt.reporting import queries as reporting
from pcmt.trace import queries as trace
from tests.indicators.figures import close
from tests.province import AT, Province
from tests.rulebook.made_forms import made_rulebook

ON = AT.date()
BEFORE, SINCE, BOTH = (Period.parse(f"2026-{month}@nd09") for month in ("07", "08", "09"))
NOW, THEN = "stock_close", "stock_left"


@pytest.fixture
def renamed(tmp_path: Path, settings: Settings, province: Province) -> Province:
    """July under the old code, August under today's, September under both, in every commune."""
    settings.RULEBOOK_DIR = made_rulebook(tmp_path / "rulebook")
    for number, commune in enumerate(province.communes.values(), 1):
        close(commune.id, BEFORE.id, {THEN: number})
        close(commune.id, SINCE.id, {NOW: 10 * number})
        close(commune.id, BOTH.id, {NOW: 100 * number, THEN: 7})
    return province


def test_facts_and_totals_stand_under_the_code_asked_for(renamed: Province) -> None:
    area = renamed.communes["sen-hong"].id
    found = reporting.facts([area], [BEFORE, SINCE, BOTH], [NOW])
    assert {key[1]: fact.quantity.scaled for key, fact in found.items()} == {BEFORE: 1, SINCE: 10, BOTH: 100}
    assert {key[2] for key in found} == {NOW}
    assert found[area, BEFORE, NOW].element == THEN, "the fact itself is what was closed"
    summed = reporting.totals(renamed.id, [BEFORE, SINCE, BOTH], [NOW])
    assert {period: total.quantity.scaled for (period, _), total in summed.items()} == {
        BEFORE: 10, SINCE: 100, BOTH: 1000
    }  # fmt: skip


def test_the_old_code_does_not_show_what_came_under_the_new_one(renamed: Province) -> None:
    area = renamed.communes["sen-hong"].id
    found = reporting.facts([area], [BEFORE, SINCE, BOTH], [THEN])
    assert {key[1]: fact.quantity.scaled for key, fact in found.items()} == {BEFORE: 1, BOTH: 7}


def test_a_series_runs_on(renamed: Province) -> None:
    course = indicators.series(NOW, renamed.id, [BEFORE, SINCE, BOTH], ON)
    assert [value.number.value for value in course] == [10, 100, 1000]
    own = indicators.series(NOW, renamed.communes["sen-hong"].id, [BEFORE, SINCE], ON)
    assert [value.number.value for value in own] == [1, 10]


def test_the_trace_leads_to_the_figure_under_its_old_code(renamed: Province, actor) -> None:
    area = renamed.communes["sen-hong"].id
    node = trace.trace(f"value:{NOW}/{area}/{BEFORE.id}", actor("planner"), AT)
    (cell,) = node.down[0].down
    assert cell.reference == reporting.facts([area], [BEFORE], [NOW])[area, BEFORE, NOW].reference
