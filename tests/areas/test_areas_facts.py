"""The table of facts against an independent one, row by row; every difference is listed with its reason."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from pcmt.areas.rules.names import LAST_DAY_OF_DISTRICTS, full_name, stands_at
from pcmt.areas.shipped import shipped_facts
from vanban.text import normalise

GEO = Path(__file__).resolve().parents[2].parent / "shared" / "geo"
# nso: the conversion table of the statistics office writes it as we do. newer: the newer of our packages does.
# resolution: the resolution as the catalogue sums it up says so (pcmt/areas/data/README.md).
REASONS = {"nso", "newer", "resolution"}
FACTS = shipped_facts()

independent = pytest.mark.skipif(not GEO.is_dir(), reason="no independent table beside the repository")


def rows(name: str) -> list[dict[str, str]]:
    with (GEO / name).open(encoding="utf-8", newline="") as file:
        return [*csv.DictReader(file)]


def listed(what: str) -> dict[tuple[str, str], str]:
    path = Path(__file__).with_name("facts_differences.csv")
    with path.open(encoding="utf-8", newline="") as file:
        found = {(row["code"], row["ours"]): row["why"] for row in csv.DictReader(file) if row["map"] == what}
    assert set(found.values()) <= REASONS
    return found


def pairs() -> dict[tuple[str, str], str]:
    """Old and new code to extent, for communes and the districts without communes."""
    olds = (fact for fact in FACTS.before.values() if fact.level != "province")
    return {(old.code, new): "whole" if len(old.into) == 1 else "part" for old in olds for new in old.into}


def test_the_counts_are_those_of_the_law():
    assert Counter(fact.level for fact in FACTS.before.values()) == {"province": 63, "district": 696, "commune": 10_035}
    assert Counter(fact.level for fact in FACTS.since.values()) == {"province": 34, "commune": 3_321}
    types = Counter(fact.type for fact in FACTS.since.values() if fact.level == "commune")
    assert types == {"xa": 2_621, "phuong": 687, "dac_khu": 13}
    later = types + Counter()
    for code, changes in FACTS.changes.items():
        if FACTS.since[code].level == "commune":
            later[FACTS.since[code].type] -= 1
            later[changes[-1].type] += 1
    assert later == {"xa": 2_599, "phuong": 709, "dac_khu": 13}


def test_every_type_stands_at_its_level_on_its_day():
    for fact in FACTS.before.values():
        assert stands_at(fact.type, fact.level, LAST_DAY_OF_DISTRICTS), fact
    for fact in FACTS.since.values():
        assert stands_at(fact.type, fact.level, LAST_DAY_OF_DISTRICTS.replace(year=2026)), fact


def test_everything_of_before_became_something_and_everything_since_came_from_something():
    peopled = {fact.parent for fact in FACTS.before.values()}
    for old in FACTS.before.values():
        ends_with_its_communes = old.level == "district" and old.code in peopled
        assert bool(old.into) is not ends_with_its_communes, old
        assert all(new in FACTS.since for new in old.into), old
    assert {new for old in FACTS.before.values() for new in old.into} == set(FACTS.since)


def test_communes_went_where_their_province_went():
    for old in FACTS.before.values():
        if old.level == "commune":
            province = FACTS.before[FACTS.before[old.parent].parent]
            assert {FACTS.since[new].parent for new in old.into} == set(province.into), old


def test_every_commune_of_today_names_the_resolution_that_made_it():
    for fact in FACTS.since.values():
        assert fact.basis.startswith("Nghị quyết số ") or fact.level == "province", fact
    assert FACTS.since["18859"].basis == "Nghị quyết số 1680/NQ-UBTVQH15 ngày 16/6/2025"


@independent
def test_units_of_before_agree_with_the_independent_table():
    differs = listed("before")
    office = {row["code"]: normalise(row["alt_name_nso"]) for row in rows("units_pre2025.csv")}
    found: set[tuple[str, str]] = set()
    for row in rows("units_pre2025.csv"):
        ours = FACTS.before[row["code"]]
        name = full_name(ours.type, ours.name)
        assert (ours.parent, ours.level) == (row["parent_code"], row["level"]), row
        if name != normalise(row["name"]):
            found.add((ours.code, name))
            if differs.get((ours.code, name)) == "nso":
                assert office[ours.code].lower() == name.lower()
    assert found == set(differs)
    assert set(FACTS.before) == set(office)


@independent
def test_units_since_agree_with_the_independent_table():
    found: set[tuple[str, str]] = set()
    table = [*rows("units_2025.csv"), *rows("provinces_2025.csv")]
    for row in table:
        ours = FACTS.since[row["code"]]
        name = full_name(ours.type, ours.name)
        assert ours.parent == row.get("parent_code", ""), row
        if name != normalise(row["name"]):
            found.add((ours.code, name))
    assert found == set(listed("since"))
    assert {row["code"] for row in table} == set(FACTS.since)


@independent
def test_what_became_of_each_agrees_with_the_independent_table():
    theirs = {(row["old_code"], row["new_code"]): row["extent"] for row in rows("lineage.csv")}
    ours = pairs()
    assert set(ours) ^ set(theirs) == set(listed("became"))
    assert {pair for pair in set(ours) & set(theirs) if ours[pair] != theirs[pair]} == set(listed("extent"))
    for row in rows("lineage_provinces.csv"):
        assert FACTS.before[row["old_code"]].into == (row["new_code"],)


@independent
def test_changes_of_2026_agree_with_the_independent_table():
    table = rows("changes_2026.csv")
    for row in table:
        (ours,) = FACTS.changes[row["code"]]
        assert (str(ours.on), full_name(ours.type, FACTS.since[ours.code].name)) == (
            row["effective_date"],
            normalise(row["new_name"]),
        )
        assert row["decree"] in ours.basis
    assert {row["code"] for row in table} == set(FACTS.changes)


@independent
def test_shares_are_known_to_the_independent_table_only():
    told = [row for row in rows("lineage.csv") if row["extent"] == "part" and row["pop_share"]]
    assert len(told) == 123, "the packages tell no shares; an administrator imports them"
    assert all(pairs()[row["old_code"], row["new_code"]] == "part" for row in told)
