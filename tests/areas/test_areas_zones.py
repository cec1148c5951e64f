"""Zones and routes by a document, and yearly values under rates: on their day, with their past."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from pcmt.areas import queries
from pcmt.areas.actions.change_zone import change_zone
from pcmt.areas.actions.close_zone import close_zone
from pcmt.areas.actions.define_zone import define_zone
from pcmt.areas.actions.record_denominator import record_denominator
from pcmt.areas.models import Denominator
from pcmt.journal.models import Entry
from pcmt.kernel.actor import Actor, system_actor
from pcmt.kernel.refusal import NotAllowed, NotFound, Refusal
from tests.province import AT, SINCE, Province

VERBS = ("define_zone", "change_zone", "close_zone", "record_denominator")
KEEPER = system_actor("kiểm thử", *(f"areas.{verb}" for verb in VERBS))
TODAY = AT.date()
LATER = date(2026, 9, 1)
BASIS = "Quyết định số 12/QĐ-UBND ngày 03/2/2026"


def defined(province: Province, *slugs: str, actor: Actor = KEEPER, **changes: object) -> int:
    values: dict[str, object] = {
        "kind": "border",
        "name": "Tuyến biên giới phía tây",
        "valid_from": SINCE,
        "basis": BASIS,
        "area_ids": [province.communes[slug].id for slug in slugs],
        "actor": actor,
        "at": AT,
    }
    return define_zone(**{**values, **changes})  # type: ignore[arg-type]


def members(zone_id: int, on: date) -> list[str]:
    return [area.short_name for area in queries.zone(zone_id, on).members]


def test_a_zone_groups_areas_from_its_day_on(province: Province):
    zone = defined(province, "sen-hong", "chan-may")
    (shown,) = queries.zones(TODAY)
    assert (shown.kind_label, shown.name, shown.basis) == ("Khu vực biên giới", "Tuyến biên giới phía tây", BASIS)
    assert members(zone, TODAY) == ["Chân Mây", "Sen Hồng"]
    assert queries.zones(SINCE - timedelta(days=1)) == ()
    assert [each.id for each in queries.zones_of(province.communes["sen-hong"].id, TODAY)] == [zone]
    assert queries.zones_of(province.communes["hoa-ban"].id, TODAY) == ()
    assert queries.zones(TODAY, "route") == ()


def test_members_come_and_go_and_the_past_stays(province: Province):
    zone = defined(province, "sen-hong", "chan-may")
    change_zone(
        zone_id=zone,
        on=LATER,
        joins=[province.communes["hoa-ban"].id],
        leaves=[province.communes["chan-may"].id],
        basis="Quyết định số 90/QĐ-UBND",
        actor=KEEPER,
        at=AT,
    )
    assert members(zone, LATER) == ["Hoa Ban", "Sen Hồng"]
    assert members(zone, LATER - timedelta(days=1)) == ["Chân Mây", "Sen Hồng"]
    close_zone(zone_id=zone, last_day=date(2026, 12, 31), basis="Hết hiệu lực", actor=KEEPER, at=AT)
    assert queries.zones(date(2027, 1, 1)) == ()
    assert members(zone, date(2026, 12, 31)) == ["Hoa Ban", "Sen Hồng"]
    actions = Entry.objects.filter(subject=f"zone:{zone}").order_by("pk").values_list("action", flat=True)
    assert [*actions] == ["areas.define_zone", "areas.change_zone", "areas.close_zone"]


@pytest.mark.parametrize(
    "changes", [{"basis": " "}, {"name": ""}, {"kind": "x"}, {"area_ids": [10**6]}, {"valid_from": date(2020, 1, 1)}]
)
def test_a_zone_without_ground_is_refused(province: Province, changes: dict[str, object]):
    with pytest.raises(Refusal):
        defined(province, "sen-hong", **changes)
    assert queries.zones(TODAY) == ()


def test_a_second_zone_of_the_name_and_wrong_changes_are_refused(province: Province):
    zone = defined(province, "sen-hong")
    with pytest.raises(Refusal, match="đã có"):
        defined(province)
    inside, outside = province.communes["sen-hong"].id, province.communes["hoa-ban"].id
    for change in ({"joins": [inside]}, {"leaves": [outside]}, {"joins": [10**6]}, {"basis": ""}, {"on": SINCE}):
        values = {"zone_id": zone, "on": LATER, "basis": BASIS, "leaves": [inside], "actor": KEEPER, "at": AT}
        with pytest.raises(Refusal):
            change_zone(**{**values, "leaves": [] if "joins" in change else values["leaves"], **change})  # type: ignore[arg-type]
    with pytest.raises(Refusal):
        close_zone(zone_id=zone, last_day=SINCE - timedelta(days=1), basis=BASIS, actor=KEEPER, at=AT)
    with pytest.raises(NotFound):
        close_zone(zone_id=10**6, last_day=LATER, basis=BASIS, actor=KEEPER, at=AT)


def test_the_list_of_zones_asks_no_more_for_more_zones(province: Province, django_assert_num_queries: object):
    for number in range(4):
        defined(province, "sen-hong", "hoa-ban", name=f"Tuyến {number}", kind="route")
    with django_assert_num_queries(3):  # type: ignore[operator]
        assert len(queries.zones(TODAY)) == 4


def noted(province: Province, value: int = 12_345, **changes: object) -> None:
    values: dict[str, object] = {
        "area_id": province.communes["sen-hong"].id,
        "measure": "residents",
        "year": 2026,
        "value": value,
        "source": "Báo cáo của Công an xã",
        "actor": KEEPER,
        "at": AT,
    }
    record_denominator(**{**values, **changes})  # type: ignore[arg-type]


def test_a_yearly_value_counts_until_it_is_corrected(province: Province):
    noted(province)
    noted(province, 1_250, measure="land")
    noted(province, 12_400)
    area = province.communes["sen-hong"].id
    shown = [(view.measure, view.quantity, view.unit) for view in queries.denominators(area)]
    assert shown == [("residents", Decimal(12_400), "người"), ("land", Decimal("12.50"), "km²")]
    assert queries.denominators_of([area], "residents", 2026)[area].value == 12_400
    assert queries.denominators_of([area], "residents", 2025) == {}
    assert Denominator.objects.filter(measure="residents").count() == 2
    entry = Entry.objects.filter(action="areas.record_denominator").order_by("pk").last()
    assert entry is not None
    assert entry.before == {"value": 12_345}


@pytest.mark.parametrize("changes", [{"value": -1}, {"measure": "x"}, {"source": " "}, {"year": 1066}, {"year": 2020}])
def test_a_yearly_value_without_ground_is_refused(province: Province, changes: dict[str, object]):
    with pytest.raises(Refusal):
        noted(province, **changes)
    assert not Denominator.objects.exists()


def test_who_holds_no_grant_changes_no_zone(province: Province):
    stranger = system_actor("khách")
    zone = defined(province, "sen-hong")
    with pytest.raises(NotAllowed):
        defined(province, actor=stranger)
    with pytest.raises(NotAllowed):
        change_zone(zone_id=zone, on=LATER, basis=BASIS, actor=stranger, at=AT)
    with pytest.raises(NotAllowed):
        close_zone(zone_id=zone, last_day=LATER, basis=BASIS, actor=stranger, at=AT)
    with pytest.raises(NotAllowed):
        noted(province, actor=stranger)
