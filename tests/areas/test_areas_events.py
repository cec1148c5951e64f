"""Events on the map: merged, split, renamed, moved; applied whole or not at all; undone exactly."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from pcmt.areas import queries
from pcmt.areas.actions.apply_event import Outdated, apply_event
from pcmt.areas.actions.drop_event import drop_event
from pcmt.areas.actions.open_area import open_area
from pcmt.areas.actions.propose_event import propose_event
from pcmt.areas.actions.undo_event import undo_event
from pcmt.areas.models import AreaVersion, Event, Succession, Zone, ZoneMember
from pcmt.areas.ports import Followed
from pcmt.areas.ports.losses import StandsOn
from pcmt.areas.queries import events
from pcmt.areas.rules.change import WHOLE, Change, Taking, Unit, as_data, from_data, share_per_million
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotAllowed, NotFound, Refusal
from tests.areas.dumping import dump
from tests.province import AT, Province

DAY = date(2026, 12, 1)
EVE = DAY - timedelta(days=1)
BASIS = "Nghị quyết số 15/NQ-HĐND ngày 10/11/2026"


def unit(code: str, name: str, type: str = "xa", **more: Any) -> Unit:
    return Unit(code, name, type, "commune", "91", **more)


MERGE = Change(
    "merge",
    DAY,
    BASIS,
    old=("91001", "91002"),
    units=(unit("91101", "Sen Ngâu", takes=(Taking("91001"), Taking("91002"))),),
)
ABSORB = Change(
    "merge",
    DAY,
    BASIS,
    old=("91001", "91003"),
    units=(unit("91003", "Hoa Ban", "phuong", goes_on="91003", takes=(Taking("91001"),)),),
)
SPLIT = Change(
    "split",
    DAY,
    BASIS,
    old=("91001",),
    units=(
        unit("91001", "Sen Trên", takes=(Taking("91001", False, 600_000),)),
        unit("91102", "Sen Dưới", takes=(Taking("91001", False, 400_000),)),
    ),
)


@pytest.fixture
def admin(actor: Callable[[str], Actor]) -> Actor:
    return actor("admin")


def applied(change: Change, admin: Actor, **choices: str) -> int:
    event_id = propose_event(change=change, actor=admin, at=AT)
    apply_event(event_id=event_id, choices=choices, actor=admin, at=AT)
    return event_id


def names(province: Province, on: date) -> list[str]:
    return [area.full_name for area in queries.communes(province.id, on)]


def test_a_merge_makes_a_new_unit_and_keeps_the_old_ones(province: Province, admin: Actor):
    before = names(province, EVE)
    applied(MERGE, admin)

    assert names(province, EVE) == before
    assert names(province, DAY) == ["Xã Chân Mây", "Phường Hoa Ban", "Xã Sen Ngâu"]
    new = queries.area_by_code("91101", DAY)
    assert new.tile == (1, 1)
    assert new.former_district == "Huyện Ban Mai"
    steps = queries.passings(new.id)
    assert {(step.old.id, step.extent, step.share_per_million) for step in steps} == {
        (province.communes["sen-hong"].id, "whole", WHOLE),
        (province.communes["mua-ngau"].id, "whole", WHOLE),
    }
    assert set(Succession.objects.values_list("is_heir", flat=True)) == {True}


def test_one_unit_may_take_another_in_and_go_on(province: Province, admin: Actor):
    applied(ABSORB, admin)

    assert queries.area_by_code("91003", DAY).id == province.communes["hoa-ban"].id
    assert len(queries.versions(province.communes["hoa-ban"].id)) == 1, "nothing of it changed but what it took in"
    assert "Xã Sen Hồng" not in names(province, DAY)


def test_a_split_gives_shares_and_may_use_the_old_code_again(province: Province, admin: Actor):
    applied(SPLIT, admin)

    old, up, down = (
        queries.area_by_code("91001", EVE),
        queries.area_by_code("91001", DAY),
        queries.area_by_code("91102", DAY),
    )
    assert old.id != up.id
    shares = {(row.new_id, row.share_per_million, row.is_heir) for row in Succession.objects.filter(old_id=old.id)}
    assert shares == {(up.id, 600_000, True), (down.id, 400_000, False)}, "who takes most answers for the past"


def test_rename_retype_and_move_keep_the_identity(province: Province, admin: Actor):
    sen = province.communes["sen-hong"].id
    rename = Change("rename", DAY, BASIS, old=("91001",), units=(unit("91001", "Sen Vàng", goes_on="91001"),))
    applied(rename, admin)
    later = DAY + timedelta(days=30)
    applied(
        Change("retype", later, BASIS, old=("91001",), units=(unit("91001", "Sen Vàng", "phuong", goes_on="91001"),)),
        admin,
    )
    other = open_area(
        code="92", name="Nắng Mai", type="tinh", level="province", parent_id=None, valid_from=later, actor=admin, at=AT
    )
    last = later + timedelta(days=30)
    moved = Unit("92001", "Sen Vàng", "phuong", "commune", "92", goes_on="91001")
    applied(Change("move", last, BASIS, old=("91001",), units=(moved,)), admin)

    told = [(version.full_name, version.code) for version in queries.versions(sen)]
    assert told == [
        ("Phường Sen Vàng", "92001"),
        ("Phường Sen Vàng", "91001"),
        ("Xã Sen Vàng", "91001"),
        ("Xã Sen Hồng", "91001"),
    ]
    assert queries.area(sen, last).parent_id == other
    assert queries.passings(sen) == ()


def test_a_province_that_is_merged_takes_its_communes_along(province: Province, admin: Actor):
    open_area(
        code="92", name="Nắng Mai", type="tinh", level="province", parent_id=None,
        valid_from=date(2025, 7, 1), actor=admin, at=AT,
    )  # fmt: skip
    # A commune that is made on the very day, before its province is merged, hangs under the new one from the start.
    applied(MERGE, admin)
    change = Change(
        "merge",
        DAY,
        BASIS,
        old=("91", "92"),
        units=(Unit("93", "Mai Nắng", "tinh", "province", takes=(Taking("91"), Taking("92"))),),
    )
    before = dump()
    event_id = applied(change, admin)

    new = queries.area_by_code("93", DAY)
    assert {area.full_name for area in queries.communes(new.id, DAY)} == {
        "Xã Chân Mây", "Phường Hoa Ban", "Xã Sen Ngâu",
    }  # fmt: skip
    assert len(queries.communes(province.id, EVE)) == 4
    assert len(queries.versions(queries.area_by_code("91101", DAY).id)) == 1
    undo_event(event_id=event_id, reason="Nhầm", actor=admin, at=AT)
    assert dump() == before


def test_open_and_close(province: Province, admin: Actor):
    applied(Change("open", DAY, BASIS, units=(unit("91201", "Đảo Xa", "dac_khu"),)), admin)
    assert queries.area_by_code("91201", DAY).type == "dac_khu"
    later = DAY + timedelta(days=1)
    applied(Change("close", later, BASIS, old=("91201",)), admin)
    with pytest.raises(NotFound):
        queries.area_by_code("91201", later)


@pytest.mark.parametrize("change", [MERGE, ABSORB, SPLIT], ids=["merge", "absorb", "split"])
def test_undoing_leaves_everything_as_before(province: Province, admin: Actor, change: Change):
    before = dump()
    event_id = applied(change, admin)
    assert dump() != before
    undo_event(event_id=event_id, reason="Ghi nhầm ngày", actor=admin, at=AT)
    assert dump() == before
    assert events.event(event_id).state == "undone"


def test_two_events_in_a_row_are_undone_from_the_last(province: Province, admin: Actor):
    first = applied(MERGE, admin)
    middle = dump()
    later = DAY + timedelta(days=30)
    second = applied(
        Change(
            "merge",
            later,
            BASIS,
            old=("91101", "91004"),
            units=(unit("91001", "Chân Sen", takes=(Taking("91101"), Taking("91004"))),),
        ),
        admin,
    )
    assert names(province, later) == ["Xã Chân Sen", "Phường Hoa Ban"]
    with pytest.raises(StandsOn, match="sự kiện sau"):
        undo_event(event_id=first, reason="x", actor=admin, at=AT)
    undo_event(event_id=second, reason="x", actor=admin, at=AT)
    assert dump() == middle
    undo_event(event_id=first, reason="x", actor=admin, at=AT)


def test_undoing_refuses_where_something_later_stands_on_it(province: Province, admin: Actor):
    event_id = applied(MERGE, admin)
    new = queries.area_by_code("91101", DAY)
    version = AreaVersion.objects.get(area_id=new.id)
    version.name = "Tên khác"
    version.save()
    with pytest.raises(StandsOn, match=r": Xã Sen Ngâu đã thay đổi\. Xử lý"):
        undo_event(event_id=event_id, reason="x", actor=admin, at=AT)
    assert queries.area_by_code("91101", DAY).name == "Tên khác"


def test_an_old_code_that_another_bears_by_now_cannot_come_back(province: Province, admin: Actor):
    event_id = applied(MERGE, admin)
    open_area(
        code="91001", name="Mới Mở", type="xa", level="commune", parent_id=province.id,
        valid_from=DAY + timedelta(days=5), actor=admin, at=AT,
    )  # fmt: skip
    before = dump()
    with pytest.raises(StandsOn):
        undo_event(event_id=event_id, reason="x", actor=admin, at=AT)
    assert dump() == before


REFUSED = {
    "no basis": (replace(MERGE, basis=""), "căn cứ"),
    "unknown code": (replace(MERGE, old=("91001", "91999")), "91999"),
    "one old only": (replace(MERGE, old=("91001",)), "hai đơn vị"),
    "forgotten": (replace(MERGE, old=("91001", "91002", "91004")), "Chân Mây"),
    "code taken": (replace(MERGE, units=(replace(MERGE.units[0], code="91003"),)), "Hoa Ban"),
    "code twice": (replace(SPLIT, units=(SPLIT.units[0], replace(SPLIT.units[1], code="91001"))), "hai lần"),
    "more than all": (
        replace(SPLIT, units=(SPLIT.units[0], replace(SPLIT.units[1], takes=(Taking("91001", False, 400_001),)))),
        "tỷ lệ",
    ),
    "whole and more": (
        replace(SPLIT, units=(SPLIT.units[0], replace(SPLIT.units[1], takes=(Taking("91001"),)))),
        "toàn bộ",
    ),
    "wrong type": (replace(MERGE, units=(replace(MERGE.units[0], type="huyen"),)), "loại"),
    "no parent": (replace(MERGE, units=(replace(MERGE.units[0], parent="99"),)), "cấp trên"),
    "other level": (replace(MERGE, old=("91001", "91")), "cùng cấp"),
    "nothing new": (
        Change("rename", DAY, BASIS, old=("91001",), units=(unit("91001", "Sen Hồng", goes_on="91001"),)),
        "không có gì",
    ),
    "before it was": (replace(MERGE, on=date(2025, 7, 1)), "ngay trước"),
    "children left": (Change("close", DAY, BASIS, old=("91",)), "cấp dưới"),
    "unknown kind": (replace(MERGE, kind="melt"), "melt"),
}


@pytest.mark.parametrize(("change", "told"), REFUSED.values(), ids=REFUSED.keys())
def test_what_the_map_cannot_take_is_refused(province: Province, admin: Actor, change: Change, told: str):
    before = dump()
    with pytest.raises(Refusal, match=told):
        propose_event(change=change, actor=admin, at=AT)
    assert dump() == before
    assert not Event.objects.exists()


def test_an_event_before_a_later_change_is_refused(province: Province, admin: Actor):
    applied(MERGE, admin)
    early = replace(ABSORB, on=DAY - timedelta(days=60))
    with pytest.raises(Refusal, match="thay đổi khác"):
        propose_event(change=early, actor=admin, at=AT)


def test_only_who_holds_the_grant_may(province: Province, admin: Actor, actor: Callable[[str], Actor]):
    with pytest.raises(NotAllowed):
        propose_event(change=MERGE, actor=actor("planner"), at=AT)
    event_id = propose_event(change=MERGE, actor=admin, at=AT)
    for verb in (apply_event, drop_event):
        with pytest.raises(NotAllowed):
            verb(event_id=event_id, actor=actor("planner"), at=AT)
    with pytest.raises(NotAllowed):
        events.preview_event(actor("planner"), event_id, at=AT)
    apply_event(event_id=event_id, actor=admin, at=AT)
    with pytest.raises(NotAllowed):
        undo_event(event_id=event_id, reason="x", actor=actor("planner"), at=AT)


def test_a_preview_changes_nothing_and_says_what_would_happen(province: Province, admin: Actor):
    event_id = propose_event(change=MERGE, actor=admin, at=AT)
    before = dump()
    preview = events.preview_event(admin, event_id, at=AT)
    assert dump() == before
    told = {one.label: one.effect for one in preview.parts[0].touched}
    assert told["Xã Sen Hồng"] == "kết thúc; chuyển về Xã Sen Ngâu"
    assert preview == events.preview_change(admin, MERGE, at=AT)
    with pytest.raises(Outdated):
        apply_event(event_id=event_id, seen="0" * 16, actor=admin, at=AT)
    apply_event(event_id=event_id, seen=preview.digest, actor=admin, at=AT)


def test_an_event_is_applied_once(province: Province, admin: Actor):
    event_id = applied(MERGE, admin)
    with pytest.raises(Refusal, match="đã áp dụng"):
        apply_event(event_id=event_id, actor=admin, at=AT)
    dropped = propose_event(
        change=Change("open", DAY, BASIS, units=(unit("91201", "Đảo Xa", "dac_khu"),)), actor=admin, at=AT
    )
    drop_event(event_id=dropped, actor=admin, at=AT)
    with pytest.raises(Refusal, match="đã bỏ"):
        apply_event(event_id=dropped, actor=admin, at=AT)


class Reluctant:
    """A follower that refuses."""

    name, label = "reluctant", "Không thuận"

    def follow(self, *_: object, **__: object) -> Followed:
        raise Refusal("Chưa thể theo.")


RELUCTANT = Reluctant()


def test_a_follower_that_refuses_rolls_everything_back(province: Province, admin: Actor, settings: Any):
    event_id = propose_event(change=MERGE, actor=admin, at=AT)
    before = dump()
    settings.AREA_FOLLOWERS = (*settings.AREA_FOLLOWERS, f"{__name__}.RELUCTANT")
    with pytest.raises(Refusal, match="Chưa thể theo"):
        apply_event(event_id=event_id, actor=admin, at=AT)
    assert dump() == before
    assert Event.objects.get().state == "proposed"


def test_a_change_is_read_back_as_it_was_written():
    for change in (MERGE, ABSORB, SPLIT):
        assert from_data(as_data(change)) == change
    assert from_data({"kind": "open", "on": DAY, "basis": "x", "units": [{"code": "1", "name": "A", "type": "xa"}]})
    with pytest.raises(Refusal, match="không đọc được"):
        from_data({"kind": "merge", "on": "mai"})


@pytest.mark.parametrize(
    ("text", "share"),
    [("0.4", 400_000), ("40%", 400_000), ("12,5 %", 125_000), ("1", WHOLE), ("0", 0)],
)
def test_shares_are_read_without_floats(text: str, share: int):
    assert share_per_million(text) == share


@pytest.mark.parametrize("text", ["", "nửa", "1/2", "-1", "%", "1" * 1_000_000 + "x"])
def test_what_is_no_share_is_refused(text: str):
    with pytest.raises(ValueError, match=r"^"):
        share_per_million(text)


def test_a_zone_follows_where_all_parts_lay_in_it(province: Province, admin: Actor):
    own = {slug: commune.id for slug, commune in province.communes.items()}
    zones = [
        Zone.objects.create(kind="border", name=name, sort_key=name, basis="Quyết định", valid_from=date(2026, 1, 1))
        for name in ("Tuyến cả hai", "Tuyến một phần")
    ]
    members = ((zones[0], "sen-hong"), (zones[0], "mua-ngau"), (zones[1], "sen-hong"))
    for zone, slug in members:
        ZoneMember.objects.create(zone=zone, area_id=own[slug], valid_from=date(2026, 1, 1))
    before = dump()
    told = {one.label: one for one in events.preview_change(admin, MERGE, at=AT).parts[0].touched}
    assert not told["Tuyến cả hai"].warning
    assert told["Tuyến một phần"].warning
    event_id = applied(MERGE, admin)
    new = queries.area_by_code("91101", DAY).id
    held = ZoneMember.objects.filter(valid_to__isnull=True).values_list("zone__name", "area_id")
    assert [*held] == [("Tuyến cả hai", new)]
    undo_event(event_id=event_id, reason="x", actor=admin, at=AT)
    assert dump() == before


def test_hamlets_go_where_the_decree_says_and_else_to_the_heir(province: Province, admin: Actor):
    hamlets = {
        code: open_area(
            code=code, name=name, type="thon", level="hamlet", parent_id=province.communes["sen-hong"].id,
            valid_from=date(2026, 1, 1), actor=admin, at=AT,
        )
        for code, name in (("9100101", "Một"), ("9100102", "Hai"), ("9100103", "Ba"))
    }  # fmt: skip
    before = dump()
    above, below = SPLIT.units
    event_id = applied(replace(SPLIT, units=(above, replace(below, below=("9100102",)))), admin)
    up, down = queries.area_by_code("91001", DAY).id, queries.area_by_code("91102", DAY).id
    parents = {code: queries.area(area_id, DAY).parent_id for code, area_id in hamlets.items()}
    assert parents == {"9100101": up, "9100102": down, "9100103": up}
    assert queries.area(hamlets["9100102"], EVE).parent_id == province.communes["sen-hong"].id
    undo_event(event_id=event_id, reason="x", actor=admin, at=AT)
    assert dump() == before
    with pytest.raises(Refusal, match="9109999"):
        propose_event(change=replace(SPLIT, units=(above, replace(below, below=("9109999",)))), actor=admin, at=AT)
