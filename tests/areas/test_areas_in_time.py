"""Areas: identity against version, codes used again, and the map of any day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcmt.areas import queries
from pcmt.areas.actions.close_area import Successor, close_area
from pcmt.areas.actions.open_area import open_area
from pcmt.areas.actions.revise_area import revise_area
from pcmt.areas.rules.validity import overlaps
from pcmt.journal import queries as journal
from pcmt.kernel.actor import system_actor
from pcmt.kernel.refusal import NotAllowed, NotFound, Refusal
from tests.province import AT, SINCE, Province

MAPPER = system_actor("kiểm thử", "areas.open_area", "areas.revise_area", "areas.close_area")
LATER = date(2026, 9, 1)
TODAY = AT.date()


def opened(province: Province, code: str = "91099", **changes: object) -> int:
    values: dict[str, object] = {
        "code": code,
        "name": "Trăng Non",
        "type": "xa",
        "level": "commune",
        "parent_id": province.id,
        "valid_from": LATER,
        "actor": MAPPER,
        "at": AT,
    }
    return open_area(**{**values, **changes})  # type: ignore[arg-type]


def test_identity_outlives_a_new_name_and_type(province: Province):
    commune = province.communes["sen-hong"].id
    revise_area(area_id=commune, valid_from=LATER, type="phuong", name="Sen Vàng", actor=MAPPER, at=AT)
    assert queries.area(commune, LATER - timedelta(days=1)).full_name == "Xã Sen Hồng"
    assert queries.area(commune, LATER).full_name == "Phường Sen Vàng"
    assert queries.area(commune, LATER).code == "91001"
    assert queries.area_by_code("91001", TODAY).id == commune
    assert [version.valid_to for version in queries.versions(commune)] == [None, LATER - timedelta(days=1)]


def test_a_code_may_be_used_again_but_not_on_the_same_day(province: Province):
    old, heir = province.communes["mua-ngau"].id, province.communes["sen-hong"].id
    with pytest.raises(Refusal, match="đang thuộc Xã Mưa Ngâu"):
        opened(province, "91002")
    close_area(area_id=old, last_day=date(2026, 8, 31), successors=[Successor(heir)], basis="NQ", actor=MAPPER, at=AT)
    new = opened(province, "91002")
    assert new != old
    assert queries.area_by_code("91002", date(2026, 8, 31)).id == old
    assert queries.area_by_code("91002", LATER).id == new


def test_the_map_of_a_day_before_knows_nothing(province: Province):
    day_before = SINCE - timedelta(days=1)
    assert queries.province(day_before) is None
    assert queries.communes(province.id, day_before) == ()
    with pytest.raises(NotFound):
        queries.area(province.communes["sen-hong"].id, day_before)


def test_communes_come_in_vietnamese_order(province: Province):
    opened(province, "91010", name="Đồi Chè")
    opened(province, "91011", name="Ấm Ngà")
    names = [area.short_name for area in queries.communes(province.id, TODAY)]
    assert names == ["Ấm Ngà", "Chân Mây", "Đồi Chè", "Hoa Ban", "Mưa Ngâu", "Sen Hồng"]


def test_communes_are_found_below_districts_too(db: None):
    day, end = date(2024, 1, 1), date(2025, 6, 30)
    old = {"parent_id": None, "valid_from": day, "actor": MAPPER, "at": AT}
    above = open_area(**{**old, "code": "91", "name": "Hoa Cũ", "type": "tinh", "level": "province"})  # type: ignore[arg-type]
    values = {**old, "code": "910", "name": "Ban Mai", "type": "huyen", "level": "district", "parent_id": above}
    district = open_area(**values)  # type: ignore[arg-type]
    values = {**old, "code": "91050", "name": "Trăng Non", "type": "xa", "level": "commune", "parent_id": district}
    below = open_area(**values)  # type: ignore[arg-type]
    assert below in {area.id for area in queries.communes(above, end)}
    assert queries.ancestors(below, end) == (district, above)
    assert [area.id for area in queries.children(above, end, "district")] == [district]


def test_hamlets_hang_under_a_commune_and_only_there(province: Province):
    values: dict[str, object] = {"type": "ban", "level": "hamlet", "name": "Nậm Mây"}
    commune = province.communes["sen-hong"].id
    hamlet = opened(province, "91001-01", parent_id=commune, **values)
    assert queries.area(hamlet, LATER).full_name == "Bản Nậm Mây"
    assert [area.id for area in queries.children(commune, LATER)] == [hamlet]
    assert queries.ancestors(hamlet, LATER) == (commune, province.id)
    assert hamlet not in {area.id for area in queries.communes(province.id, LATER)}
    with pytest.raises(Refusal, match="cấp trên"):
        opened(province, "91001-02", parent_id=province.id, **values)


@pytest.mark.parametrize("kind", ["huyen", "quan", "thi_xa", "thanh_pho"])
def test_no_district_is_opened_after_the_last_day_of_districts(province: Province, kind: str):
    with pytest.raises(Refusal, match="đến hết ngày 30/6/2025"):
        opened(province, "910", type=kind, level="district")


def test_a_merge_is_told_both_ways(province: Province):
    gone, heir = province.communes["mua-ngau"].id, province.communes["sen-hong"].id
    close_area(area_id=gone, last_day=date(2026, 8, 31), successors=[Successor(heir)], basis="NQ", actor=MAPPER, at=AT)
    step = queries.passings(heir)[0]
    assert (step.old.id, step.new.id, step.extent, step.share_per_million, step.on) == (
        gone,
        heir,
        "whole",
        1_000_000,
        LATER,
    )
    assert queries.passings(gone) == queries.passings(heir)
    with pytest.raises(NotFound):
        queries.area(gone, LATER)


def test_a_split_gives_parts_not_more_than_the_whole(province: Province):
    gone = province.communes["mua-ngau"].id
    heirs = [province.communes[slug].id for slug in ("sen-hong", "chan-may")]
    with pytest.raises(Refusal, match="vượt quá 100%"):
        close_area(
            area_id=gone,
            last_day=TODAY,
            successors=[Successor(heirs[0], 600_000), Successor(heirs[1], 400_001)],
            basis="",
            actor=MAPPER,
            at=AT,
        )
    shares = [Successor(heirs[0], 600_000), Successor(heirs[1])]
    close_area(area_id=gone, last_day=TODAY, successors=shares, basis="", actor=MAPPER, at=AT)
    assert {(step.extent, step.share_per_million) for step in queries.passings(gone)} == {
        ("part", 600_000),
        ("part", None),
    }


def test_a_province_with_communes_cannot_be_closed(province: Province):
    with pytest.raises(Refusal, match="cấp dưới"):
        close_area(area_id=province.id, last_day=TODAY, successors=[], basis="", actor=MAPPER, at=AT)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"type": "tinh"}, "không phải là đơn vị cấp xã"),
        ({"type": "lang"}, "không phải là đơn vị cấp xã"),
        ({"parent_id": None}, "cấp trên"),
        ({"parent_id": 10**6}, "cấp trên"),
        ({"valid_from": date(2020, 1, 1)}, "cấp trên"),
        ({"tile": (1, 1)}, "đã có đơn vị khác"),
        ({"tile": (0, 3)}, "nằm ngoài"),
        ({"name": "  "}, "mã và tên"),
    ],
)
def test_a_wrong_unit_is_refused_with_a_remedy(province: Province, changes: dict[str, object], says: str):
    before = len(queries.communes(province.id, TODAY))
    with pytest.raises(Refusal) as refused:
        opened(province, **changes)
    assert says in refused.value.message
    assert refused.value.remedy
    assert len(queries.communes(province.id, TODAY)) == before


def test_a_revision_must_come_after_what_it_revises(province: Province):
    with pytest.raises(Refusal, match="sau ngày 01/7/2025"):
        revise_area(area_id=province.id, valid_from=SINCE, name="Hoa Đào", actor=MAPPER, at=AT)
    with pytest.raises(NotFound):
        revise_area(area_id=10**6, valid_from=LATER, name="Không", actor=MAPPER, at=AT)


def test_a_tile_moves_with_its_own_area(province: Province):
    commune = province.communes["sen-hong"].id
    revise_area(area_id=commune, valid_from=LATER, name="Sen Đỏ", actor=MAPPER, at=AT)
    assert queries.area(commune, TODAY).tile == (1, 1)


@pytest.mark.parametrize("who", ["planner", "sen-hong.chairman", "chairman", "health-reporter"])
def test_only_administrators_change_the_map(province: Province, actor, who: str):
    with pytest.raises(NotAllowed):
        opened(province, actor=actor(who))
    assert opened(province, actor=actor("admin"))


def test_opening_is_recorded_with_its_basis(province: Province):
    area = opened(province, basis="Nghị quyết số 1/NQ-UBTVQH15")
    entry = journal.entries(subject=f"area:{area}")[0]
    assert (entry.action, entry.reason) == ("areas.open_area", "Nghị quyết số 1/NQ-UBTVQH15")


DAYS = st.dates(date(2020, 1, 1), date(2020, 2, 1))


@given(DAYS, DAYS, DAYS, DAYS)
def test_overlap_means_a_day_in_common(a: date, b: date, c: date, d: date):
    one, other = sorted((a, b)), sorted((c, d))
    days = {one[0] + timedelta(n) for n in range((one[1] - one[0]).days + 1)}
    others = {other[0] + timedelta(n) for n in range((other[1] - other[0]).days + 1)}
    assert overlaps(*one, *other) == bool(days & others)
    assert overlaps(*one, other[0], None) == (other[0] <= one[1])


def test_asking_takes_few_questions(province: Province, django_assert_num_queries):
    ids = [commune.id for commune in province.communes.values()]
    with django_assert_num_queries(1):
        assert set(queries.areas_by_id(ids, TODAY)) == set(ids)
    with django_assert_num_queries(1):
        queries.communes(province.id, TODAY)
