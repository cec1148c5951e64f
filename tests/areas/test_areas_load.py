"""A real province loaded from the table of facts: its map of any day, what became of each, what it refuses."""

from datetime import date

import pytest

from pcmt.areas import queries
from pcmt.areas.actions.load_province import KNOWN_SINCE, Loaded, load_province
from pcmt.areas.actions.open_area import open_area
from pcmt.areas.models import Area, AreaVersion, Succession
from pcmt.journal.models import Entry
from pcmt.kernel.actor import system_actor
from pcmt.kernel.refusal import NotAllowed, NotFound, Refusal
from tests.areas.test_areas_facts import independent, rows
from tests.province import AT, Province

LOADER = system_actor("kiểm thử", "areas.load_province", "areas.open_area")
BEFORE, SINCE, TODAY = date(2025, 6, 30), date(2025, 7, 1), AT.date()


def loaded(code: str = "44") -> Loaded:
    return load_province(code=code, actor=LOADER, at=AT)


def count(level: str, on: date, **only: str) -> int:
    return len(queries.register(on, level=level, **only))


@pytest.mark.parametrize(("code", "then", "now"), [("44", 264, 78), ("40", 412, 130)])
def test_a_province_stands_with_its_history(db: None, code: str, then: int, now: int):
    loaded(code)
    assert (count("commune", BEFORE), count("commune", SINCE)) == (then, now)
    assert count("district", BEFORE) > 0 == count("district", SINCE)
    assert count("commune", KNOWN_SINCE) == then
    assert queries.register(date(2023, 12, 31)) == ()


def test_two_provinces_stand_side_by_side(db: None):
    first, second = loaded("44"), loaded("40")
    assert count("commune", TODAY) == 78 + 130
    assert count("commune", BEFORE, province="44") == 145, "Quảng Bình bore the code then"
    assert count("commune", BEFORE, province="45") == 119
    assert queries.province(TODAY) == queries.area(first.area_id, TODAY), "the one opened first is served"
    assert queries.province(BEFORE) is None, "its parts of before are two, and the neighbour is not served"
    assert queries.area_by_code("40", BEFORE).id == second.area_id, "a province that was not merged goes on"


def test_the_second_time_nothing_is_written(db: None):
    first = loaded()
    before = (Area.objects.count(), AreaVersion.objects.count(), Succession.objects.count(), Entry.objects.count())
    again = loaded()
    assert (again.areas, again.versions, again.successions) == (0, 0, 0)
    assert (again.area_id, again.digest) == (first.area_id, first.digest)
    now = (Area.objects.count(), AreaVersion.objects.count(), Succession.objects.count(), Entry.objects.count())
    assert now == before


def test_loading_is_one_entry_with_counts_and_a_digest(db: None):
    done = loaded()
    (entry,) = Entry.objects.filter(action="areas.load_province")
    assert entry.subject == f"area:{done.area_id}"
    assert entry.after is not None
    assert (entry.after["code"], entry.after["areas"], entry.after["digest"]) == ("44", done.areas, done.digest)


def test_a_province_that_was_just_opened_takes_its_communes(db: None):
    opened = open_area(
        code="44",
        name="Quảng Trị",
        type="tinh",
        level="province",
        parent_id=None,
        valid_from=date(2025, 8, 1),
        actor=LOADER,
        at=AT,
    )
    assert loaded().area_id == opened
    assert len(queries.communes(opened, SINCE)) == 78, "its first day moved back to that of the table"
    assert queries.province(TODAY) == queries.area(opened, TODAY)
    assert loaded().versions == 0


def test_a_city_opened_in_its_present_form_gets_the_form_it_had(db: None):
    opened = open_area(
        code="75",
        name="Đồng Nai",
        type="thanh_pho",
        level="province",
        parent_id=None,
        valid_from=date(2026, 4, 30),
        actor=LOADER,
        at=AT,
    )
    assert loaded("75").area_id == opened
    assert queries.area(opened, date(2026, 4, 29)).full_name == "Tỉnh Đồng Nai"
    assert queries.area(opened, date(2026, 4, 30)).full_name == "Thành phố Đồng Nai"
    assert queries.area_by_code("25270", date(2026, 4, 29)).full_name == "Xã Lộc Ninh"
    assert queries.area_by_code("25270", date(2026, 4, 30)).full_name == "Phường Lộc Ninh"


def test_another_unit_under_a_code_of_the_table_is_refused_whole(province: Province):
    opened = {"code": "19742", "type": "xa", "level": "commune", "name": "Hoa Sim", "parent_id": province.id}
    open_area(**opened, valid_from=SINCE, actor=LOADER, at=AT)  # type: ignore[arg-type]
    before = AreaVersion.objects.count()
    with pytest.raises(Refusal, match="mã 19742 ngày 01/7/2025 là Xã Hoa Sim, bảng danh mục ghi Đặc khu Cồn Cỏ"):
        loaded()
    assert AreaVersion.objects.count() == before
    assert queries.province(TODAY) == queries.area(province.id, TODAY)


def test_the_sample_province_stays_served_beside_a_real_one(province: Province):
    loaded()
    assert queries.province(TODAY) == queries.area(province.id, TODAY)
    assert len(queries.provinces(TODAY)) == 2


def test_who_holds_no_grant_loads_nothing(db: None):
    with pytest.raises(NotAllowed):
        load_province(code="44", actor=system_actor("khách"), at=AT)
    with pytest.raises(NotFound, match="mã 45"):
        loaded("45")
    with pytest.raises(Refusal, match="trước ngày 01/7/2025"):
        load_province(code="44", known_since=SINCE, actor=LOADER, at=AT)
    assert not Area.objects.exists()


def test_a_merged_commune_is_followed_both_ways(db: None):
    loaded()
    (heir,) = queries.successors("18883", BEFORE)
    assert (heir.area.code, heir.area.full_name, heir.extent, heir.share_per_million) == (
        "18859",
        "Phường Đồng Thuận",
        "whole",
        1_000_000,
    )
    made_of = queries.predecessors("18859", TODAY)
    assert [kin.area.full_name for kin in made_of] == ["Phường Bắc Lý", "Xã Quang Phú", "Xã Lộc Ninh"]
    assert queries.successors("18859", SINCE) == ()
    assert queries.predecessors("18883", BEFORE) == ()
    (whole,) = queries.successors("44", BEFORE)
    assert whole.area.full_name == "Tỉnh Quảng Trị"


def test_a_retyped_commune_is_its_own_successor(db: None):
    loaded("24")
    (itself,) = queries.successors("07294", date(2026, 9, 19))
    assert (itself.area.full_name, itself.extent, itself.share_per_million) == ("Phường Bố Hạ", "whole", 1_000_000)
    (before,) = queries.predecessors("07294", date(2026, 9, 20))
    assert (before.area.id, before.area.full_name) == (itself.area.id, "Xã Bố Hạ")


@independent
@pytest.mark.parametrize("code", ["44", "40", "31", "01"])
def test_successors_are_those_of_the_independent_table(db: None, code: str):
    loaded(code)
    now = {row["code"] for row in rows("units_2025.csv") if row["parent_code"] == code}
    wanted: dict[str, set[tuple[str, str]]] = {}
    for row in rows("lineage.csv"):
        if row["new_code"] in now:
            wanted.setdefault(row["old_code"], set()).add((row["new_code"], row["extent"]))
    for old, heirs in wanted.items():
        assert {(kin.area.code, kin.extent) for kin in queries.successors(old, BEFORE)} == heirs
    names = {row["code"]: row["type"] for row in rows("units_2025.csv")}
    for row in queries.register(SINCE, province=code, level="commune"):
        assert (row.type, row.parent) == (names[row.code], code)
