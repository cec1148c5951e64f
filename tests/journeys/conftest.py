"""Fixtures of the journeys: `office`, with the small province's people, every commune fully staffed."""

from copy import deepcopy

import pytest
from django.utils import timezone

from tests.journeys.office import Office
from tests.journeys.pages import Clock
from tests.province import AT, Province, staff


@pytest.fixture
def office(province: Province, monkeypatch: pytest.MonkeyPatch) -> Office:
    """The office in the morning of 10/9/2026: the month of 15/8 to 14/9 runs, and nothing is registered yet."""
    everyone = deepcopy(province)  # the fixture's own record serves later tests too
    for slug in everyone.communes:
        staff(everyone, slug)
    clock = Clock(AT)
    monkeypatch.setattr(timezone, "now", lambda: clock.now)
    office = Office(clock)
    office.comes_to("10/9/2026")
    return office
