"""Parts of an element in formulas: each read by its own code, as often as the form of the shortest periods asks."""

from datetime import date
from pathlib import Path

import pytest
from pytest_django import Settings

from pcmt.indicators.queries.contexts import element_rules
from pcmt.kernel.period import Kind
from pcmt.rulebook.queries import book
from tests.rulebook.made_forms import ESTIMATE, made_rulebook

DAY = date(2026, 11, 21)


@pytest.fixture
def made(tmp_path: Path, settings: Settings) -> Path:
    settings.RULEBOOK_DIR = made_rulebook(tmp_path / "rulebook")
    return settings.RULEBOOK_DIR


def test_a_part_is_read_by_its_own_code(made: Path):
    rules = element_rules(book(), DAY)
    assert (rules["letters.child"].time, rules["letters.child"].every) == ("sum", Kind.MONTH)
    assert rules["held.home.female"].label == "Tại nhà: nữ"
    assert rules["held"].parts == ("held.home", "held.centre")


def test_an_element_asked_by_month_and_year_is_read_by_month(made: Path):
    file = made / "forms/tham-hoi-uoc@2026-01-01.yaml"
    file.write_text(ESTIMATE.lstrip().replace("period_kind: month", "period_kind: year"))
    assert element_rules(book(), DAY)["stock_close"].every is Kind.MONTH
