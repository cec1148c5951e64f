"""Fixtures of reporting: `walk`, the steps of a report with October 2026 already open."""

from collections.abc import Callable
from datetime import datetime

import pytest

from pcmt.kernel.actor import Actor
from tests.province import Province
from tests.reporting.walk import Walk


@pytest.fixture
def walk(province: Province, actor: Callable[[str], Actor], at: datetime) -> Walk:
    walk = Walk(province, actor, at)
    walk.open()
    return walk
