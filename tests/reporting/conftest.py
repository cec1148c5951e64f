"""Fixtures of reporting: `walk`, the steps of a report with October 2026 open; `visits`, reports of a made form.

The made form (tests/rulebook/made_forms.py) has tables, questions, a rate, an opening figure and a year so far.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from pytest_django import Settings

from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.reporting import queries
from pcmt.reporting.actions.open_period import open_period
from tests.province import Province
from tests.reporting.walk import Walk
from tests.rulebook.made_forms import made_rulebook

MADE_FORM = "tham-hoi"


@pytest.fixture
def walk(province: Province, actor: Callable[[str], Actor], at: datetime) -> Walk:
    walk = Walk(province, actor, at)
    walk.open()
    return walk


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_rulebook(tmp_path_factory.mktemp("made") / "rulebook")


@pytest.fixture
def visits(
    made: Path, settings: Settings, province: Province, actor: Callable[[str], Actor], at: datetime
) -> "Callable[[Period], int]":
    """Opens the made form's period and gives Sen Hồng's report."""
    settings.RULEBOOK_DIR = made

    def opened(period: Period) -> int:
        open_period(form_code=MADE_FORM, period=period, actor=actor("planner"), at=at)
        duty = queries.duty(actor("planner"), MADE_FORM, period, province.communes["sen-hong"].id)
        assert duty is not None
        return duty.submission_id

    return opened
