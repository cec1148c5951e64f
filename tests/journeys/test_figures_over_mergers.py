"""Counts of a year before the merger on today's communes: a real province with neutral, invented numbers of hamlets."""

import csv
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from django.test import Client

from pcmt.areas import queries as areas
from pcmt.areas.actions.load_province import load_province
from pcmt.areas.models import Succession
from pcmt.indicators import queries as indicators
from pcmt.journal.models import Entry
from pcmt.kernel.actor import system_actor
from pcmt.kernel.period import Period
from pcmt.kernel.refusal import NotAllowed, Refusal
from pcmt.reporting import queries as reporting
from pcmt.reporting.actions.import_history import import_history
from pcmt.trace import queries as trace
from tests.province import AT, Province

GEO = Path(__file__).resolve().parents[3] / "shared" / "geo"
YEAR, BEFORE, TODAY = Period.parse("2024"), date(2024, 12, 31), AT.date()
HAND = system_actor("kiểm thử", "areas.load_province", "areas.open_area", "reporting.import_history", "indicators.view")
BASIS = "Số kiểm thử, không phải số liệu thật"


def count_of(code: str) -> int:
    """An invented number of hamlets, different from one commune to the next."""
    return 3 + int(code) % 17


def file_of(codes: list[str]) -> bytes:
    return ("code,value\n" + "".join(f"{code},{count_of(code)}\n" for code in codes)).encode()


def loaded(code: str) -> tuple[int, list[str]]:
    done = load_province(code=code, actor=HAND, at=AT)
    tops = [areas.area_by_code(row.code, BEFORE).id for row in areas.register(BEFORE, level="province")]
    return done.area_id, [one.code for top in tops for one in areas.communes(top, BEFORE)]


def taken(data: bytes) -> int:
    return import_history(data=data, element="hamlets", period=YEAR, basis=BASIS, actor=HAND, at=AT)


@pytest.mark.parametrize(("code", "then", "now"), [("44", 264 + 1, 78), ("40", 412, 130)])
def test_a_year_before_the_merger_stands_on_todays_communes(db: None, code: str, then: int, now: int):
    province, codes = loaded(code)
    assert len(codes) == then
    assert taken(file_of(codes)) == then
    today = areas.communes(province, TODAY)
    assert len(today) == now
    found = indicators.values(["B1"], [commune.id for commune in today], [YEAR], TODAY)
    assert {value.state for value in found.values()} == {"known"}
    assert {value.way for value in found.values()} <= {"", "whole"}
    total = sum(map(count_of, codes))
    assert sum(value.number.value for value in found.values()) == total
    whole = indicators.value("B1", province, YEAR, TODAY)
    assert whole.number.value == total
    for commune in today:
        kin = areas.predecessors(commune.code, TODAY)
        olds = [one.area.code for one in kin] or [commune.code]
        value = found[("B1", commune.id, YEAR.id)]
        assert value.number.value == sum(map(count_of, olds)), commune.full_name
        assert len(value.inputs) == len(olds)


def test_the_sums_are_those_of_the_independent_lineage(db: None):
    if not (GEO / "lineage.csv").is_file():
        pytest.skip("../shared/geo is not here")
    province, codes = loaded("44")
    taken(file_of(codes))
    asked: dict[str, int] = {}
    with (GEO / "lineage.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            if row["extent"] == "whole":
                asked[row["new_code"]] = asked.get(row["new_code"], 0) + count_of(row["old_code"])
    for commune in areas.communes(province, TODAY):
        assert indicators.value("B1", commune.id, YEAR, TODAY).number.value == asked[commune.code], commune.full_name


def test_a_map_with_districts_counts_the_communes_in_them(db: None):
    """Before 1/7/2025 communes lay in districts, and an island district was the lowest unit of its place."""
    loaded("44")
    day = date(2025, 6, 30)
    provinces = areas.areas_of_level("province", day)
    all_communes = areas.areas_of_level("commune", day)
    assert len(all_communes) == 264 + 1
    year = Period.parse("2025@nd09")
    owed = indicators.bulk_values(["T1b"], [one.id for one in provinces], [year], day).by_key()
    counts = [indicators.value("T1b", one.id, year, day) for one in provinces]
    assert sum(one.of for one in counts) == len(all_communes)
    for one in counts:
        assert (one.owing, one.of) == (len(areas.communes(one.area_id, day)),) * 2
        told = owed["T1b", one.area_id, year.id]
        assert (told.missing, told.of, told.display) == (one.owing, one.of, one.display)


def test_what_is_missing_of_one_old_commune_is_missing_of_the_new_and_named(db: None):
    province, codes = loaded("44")
    merged = next(one for one in areas.communes(province, TODAY) if len(areas.predecessors(one.code, TODAY)) > 1)
    left_out = areas.predecessors(merged.code, TODAY)[0].area
    taken(file_of([code for code in codes if code != left_out.code]))
    value = indicators.value("B1", merged.id, YEAR, TODAY)
    assert not value.number.is_known
    assert any(left_out.full_name in name for name in value.number.missing)
    whole = indicators.value("B1", province, YEAR, TODAY)
    assert not whole.number.is_known
    assert whole.number.low == sum(map(count_of, codes)) - count_of(left_out.code)


def test_persons_counted_once_a_year_add_up_over_old_communes_but_never_over_months(db: None):
    province, codes = loaded("44")
    for month, part in (("2024-11@nd09", 2), ("2024-12@nd09", 1)):
        rows = [(code, count_of(code) // part) for code in codes]
        data = "code,value\n" + "".join(f"{code},{value}\n" for code, value in rows)
        period = Period.parse(month)
        import_history(data=data.encode(), element="served_addicts", period=period, basis=BASIS, actor=HAND, at=AT)
    year = Period.parse("2024@nd09")
    assert period.last_day == year.last_day
    communes = areas.communes(province, TODAY)
    found = indicators.values(["served_addicts"], [*(one.id for one in communes), province], [year], TODAY)
    whole = found.pop(("served_addicts", province, year.id))
    assert whole.number.value == sum(map(count_of, codes)), "December's count holds November's persons"
    assert sum(one.number.value for one in found.values()) == whole.number.value
    for commune in communes:
        olds = [one.area.code for one in areas.predecessors(commune.code, TODAY)] or [commune.code]
        assert found["served_addicts", commune.id, year.id].number.value == sum(map(count_of, olds))
    across_years = Period.parse("2024-11-R12@nd09")
    assert not indicators.value("served_addicts", province, across_years, TODAY).number.is_known


def test_a_divided_commune_is_estimated_by_share_or_told_as_not_comparable(db: None):
    province, codes = loaded("44")
    taken(file_of(codes))
    merged = next(one for one in areas.communes(province, TODAY) if len(areas.predecessors(one.code, TODAY)) > 1)
    step = Succession.objects.filter(new_id=merged.id).first()
    assert step is not None
    Succession.objects.filter(pk=step.pk).update(extent="part", share_per_million=250_000)
    estimate = indicators.value("B1", merged.id, YEAR, TODAY)
    olds = areas.predecessors(merged.code, TODAY)
    shares = {one.area.id: Fraction(1, 4) if one.area.id == step.old_id else Fraction(1) for one in olds}
    assert estimate.number.value == sum(shares[one.area.id] * count_of(one.area.code) for one in olds)
    assert estimate.way == "share"
    assert estimate.display.endswith("(ước tính)")
    Succession.objects.filter(pk=step.pk).update(share_per_million=None)
    untold = indicators.value("B1", merged.id, YEAR, TODAY)
    assert not untold.number.is_known
    assert any("không so sánh được" in name for name in untold.number.missing)


def test_a_whole_province_is_carried_in_a_constant_number_of_questions(db: None, django_assert_max_num_queries):
    province, codes = loaded("40")
    taken(file_of(codes))
    ids = [commune.id for commune in areas.communes(province, TODAY)]
    with django_assert_max_num_queries(12) as few:
        indicators.values(["B1"], ids[:5], [YEAR], TODAY)
    with django_assert_max_num_queries(len(few.captured_queries)):
        indicators.values(["B1"], ids, [YEAR], TODAY)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "cột"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"code,value\n", "không có dòng"),
        (b"code,value\n99999,4\n", "không có xã, phường nào mang mã 99999"),
        (b"code,value\n19333,1.5\n", "số nguyên"),
        (b"code,value\n19333,-1\n", "không phải số"),
        (b"code,value\n19333,1\n19333,2\n", "đã có ở dòng 2"),
        (b"code,value\n19333," + b"9" * 30 + b"\n", "quá lớn"),
    ],
)
def test_a_wrong_file_is_refused_whole_with_the_line(db: None, data: bytes, told: str):
    loaded("44")
    with pytest.raises(Refusal, match=told):
        taken(data)
    assert not Entry.objects.filter(action="reporting.import_history").exists()


def test_a_file_is_looked_through_first_and_taken_over_once(db: None):
    _, codes = loaded("44")
    found = reporting.history_preview(HAND, file_of(codes[:-2]), element="hamlets", period=YEAR)
    assert (len(found.matched), len(found.missing), found.faults) == (263, 2, ())
    assert taken(file_of(codes)) == 265
    assert taken(file_of(codes)) == 0, "the same again changes nothing"
    assert Entry.objects.filter(action="reporting.import_history").count() == 1
    with pytest.raises(Refusal, match="chưa kết thúc"):
        import_history(
            data=file_of(codes), element="hamlets", period=Period.parse("2026"), basis=BASIS, actor=HAND, at=AT
        )
    with pytest.raises(Refusal, match="nguồn"):
        import_history(data=file_of(codes), element="hamlets", period=YEAR, basis=" ", actor=HAND, at=AT)
    with pytest.raises(NotAllowed):
        import_history(
            data=file_of(codes), element="hamlets", period=YEAR, basis=BASIS, actor=system_actor("khách"), at=AT
        )


def test_the_sample_provinces_own_page_is_untouched(province: Province, visit, client: Client):
    assert visit("planner").get("/chi-so/B1/").status_code == 200


def test_a_count_that_is_neither_good_nor_bad_is_not_coloured_as_such(db: None):
    province, codes = loaded("44")
    taken(file_of(codes))
    found = indicators.places("B1", YEAR, province, TODAY)
    assert len(found) == 78
    classes = indicators.classes(found, indicators.rule_of("B1", YEAR), None)
    assert 2 <= len(classes) <= 5
    assert {one.reached for one in classes} == {None}
    assert found[0].number.value > found[-1].number.value


def test_a_carried_figure_is_traced_down_to_the_cell_of_a_commune_that_is_gone(db: None):
    province, codes = loaded("44")
    taken(file_of(codes))
    merged = next(one for one in areas.communes(province, TODAY) if len(areas.predecessors(one.code, TODAY)) > 1)
    old = areas.predecessors(merged.code, TODAY)[0].area
    reader = system_actor("đọc", "indicators.view", "reporting.view", "plans.view", "publications.view")
    value = indicators.value("B1", merged.id, YEAR, TODAY)
    node = trace.trace(value.reference, reader, AT)
    cells = {cell.reference for element in node.down for cell in element.down}
    assert cells == set(value.inputs)
    told = [trace.trace(reference, reader, AT) for reference in sorted(cells)]
    assert any(old.full_name in one.title for one in told)
    assert all("Nhập từ tệp" in dict(one.facts)["Nguồn"] for one in told)
    assert all(BASIS in event.note for one in told for event in one.events)


def test_the_page_of_the_indicator_shows_them_on_todays_map(db: None):
    province, codes = loaded("44")
    taken(file_of(codes))
    page = indicators.indicator_page(HAND, "B1", province, YEAR, on=TODAY)
    assert len(page.places) == len(areas.communes(province, TODAY))
    assert sum(place.number.value for place in page.places if place.number) == page.value.number.value
    assert page.value.number.value == sum(map(count_of, codes))
    frames = indicators.map_frames(HAND, "B1", province, TODAY)
    told = {period.id: places for period, places in frames.places}
    assert {place.area.id: place.number for place in told[YEAR.id]} == {
        place.area.id: place.number for place in page.places
    }
    assert [band.count for band in page.bands]
    assert sum(band.count for band in page.bands) == len(page.places)
