"""Rates over what the register of areas knows by the year: own values, sums with what lacks, values over a merger."""

from collections.abc import Callable
from datetime import date

import pytest

from pcmt.areas import queries as areas
from pcmt.areas.actions.record_denominator import record_denominator
from pcmt.indicators import queries as indicators
from pcmt.kernel.actor import Actor, system_actor
from pcmt.kernel.period import Period
from pcmt.trace.queries import trace
from tests.areas.test_areas_events import DAY, MERGE
from tests.areas.test_areas_events_followed import applied
from tests.province import AT, Province

YEAR = Period.parse("2025@nd09")
TODAY = AT.date()
KEEPER = system_actor("kiểm thử", "areas.record_denominator")


@pytest.fixture
def counted(province: Province) -> Province:
    """Three of the four communes have their residents of 2025."""
    for slug, value in (("sen-hong", 6_500), ("mua-ngau", 3_500), ("hoa-ban", 20_000)):
        note(province.communes[slug].id, value)
    return province


def note(area_id: int, value: int, measure: str = "residents") -> None:
    record_denominator(
        area_id=area_id, measure=measure, year=2025, value=value, source="Niên giám năm 2025", actor=KEEPER, at=AT
    )


def read(area_id: int, on: date = TODAY) -> indicators.Value:
    return indicators.value("residents", area_id, YEAR, on)


def test_a_value_of_the_register_is_read_as_a_figure(counted: Province):
    assert read(counted.communes["sen-hong"].id).number.value == 6_500
    assert not read(counted.communes["chan-may"].id).number.is_known, "unknown is not zero"
    note(counted.communes["chan-may"].id, 12, "households")
    assert not read(counted.communes["chan-may"].id).number.is_known, "another measure is another thing"


def test_a_province_has_its_own_value_or_the_sum_of_all(counted: Province):
    found = read(counted.id)
    assert (found.owing, found.of) == (1, 4)
    assert not found.number.is_known
    note(counted.communes["chan-may"].id, 10_000)
    assert read(counted.id).number.value == 40_000
    note(counted.id, 41_000)
    assert read(counted.id).number.value == 41_000


def test_after_a_merger_the_old_values_are_added_up(counted: Province, actor: Callable[[str], Actor]):
    applied(MERGE, actor("admin"))
    new = areas.area_by_code("91101", DAY).id
    found = read(new, DAY)
    assert (found.number.value, found.way) == (10_000, "whole")


def test_the_trace_shows_both_sides_and_who_counted(counted: Province, actor: Callable[[str], Actor]):
    area_id = counted.communes["sen-hong"].id
    node = trace(f"value:A1/{area_id}/{YEAR.id}", actor("planner"), AT)
    sides = {label: value for label, value in node.facts if label in ("Tử số", "Mẫu số")}
    assert sides["Mẫu số"] == "“Nhân khẩu hiện đang cư trú trên địa bàn” = 6.500"
    (below,) = [one for one in node.down if one.title.startswith("Nhân khẩu")]
    (source,) = below.down
    assert source.title == "Nhân khẩu hiện đang cư trú, năm 2025: 6.500 người"
    assert ("Nguồn", "Niên giám năm 2025") in source.facts
