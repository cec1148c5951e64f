"""The registered roadmap: who is planned for which year, whether that is enough, and how it follows a merger."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest
from django.test import Client

from pcmt.areas import queries as areas
from pcmt.areas.actions.apply_event import apply_event
from pcmt.areas.actions.propose_event import propose_event
from pcmt.areas.actions.undo_event import undo_event
from pcmt.journal.queries import entries
from pcmt.kernel.actor import Actor
from pcmt.kernel.formula.parse import parse
from pcmt.kernel.period import Period
from pcmt.kernel.quantity import Quantity
from pcmt.kernel.refusal import NotAllowed, NotFound
from pcmt.plans import queries as plans
from pcmt.plans.actions.add_milestone import add_milestone
from pcmt.plans.actions.add_target import add_target
from pcmt.plans.actions.move_registration import CannotMove, move_registration
from pcmt.plans.actions.register_roadmap import CannotRegister, register_roadmap
from pcmt.plans.actions.withdraw_registration import CannotWithdrawRegistration, withdraw_registration
from pcmt.plans.actions.withdraw_target import withdraw_target
from pcmt.plans.models import Plan
from pcmt.plans.queries import TargetInput
from pcmt.plans.rules.registering import Registration, counts_communes, summed_up, wanted_communes, year_sums
from tests.areas.test_areas_events import ABSORB, DAY, MERGE, SPLIT
from tests.province import Province

Visit = Callable[..., Client]

ON = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("relation", "level", "of", "wanted"),
    [
        (">=", Quantity(50, 0, "%"), 78, 39),
        (">=", Quantity(20, 0, "%"), 78, 16),
        (">", Quantity(50, 0, "%"), 78, 40),
        (">", Quantity(20, 0, "%"), 78, 16),
        ("=", Quantity(100, 0, "%"), 78, 78),
        (">=", Quantity(39, 0, "xã"), 78, 39),
        ("<=", Quantity(5, 0, "%"), 78, None),
    ],
)
def test_a_level_asks_for_whole_communes(relation: str, level: Quantity, of: int, wanted: int | None) -> None:
    assert wanted_communes(relation, level, of) == wanted


def test_registrations_add_up_year_by_year_against_the_milestones() -> None:
    levels = {2025: Quantity(20, 0, "%"), 2030: Quantity(50, 0, "%")}
    years = [2025] * 16 + [2026] * 10 + [2030] * 9
    sums = year_sums(years, relation=">=", levels=levels, of=78, first=2025, last=2030)
    assert [(one.year, one.new, one.total, one.wanted, one.lacking) for one in sums] == [
        (2025, 16, 16, 16, 0),
        (2026, 10, 26, None, 0),
        (2027, 0, 26, None, 0),
        (2028, 0, 26, None, 0),
        (2029, 0, 26, None, 0),
        (2030, 9, 35, 39, 4),
    ]
    assert summed_up(sums, 78) == "Đến hết năm 2030: 35/78 xã, phường đăng ký, cần 39, còn thiếu 4"


@pytest.fixture
def register(target_id: int, province: Province, planner: Actor, at: datetime) -> Callable[..., None]:
    """register(sen_hong=2026): communes by their short names, each with its year."""

    def run(**years: int) -> None:
        rows = [Registration(_commune(province, slug), year) for slug, year in years.items()]
        register_roadmap(target_id=target_id, rows=rows, actor=planner, at=at)

    return run


def _commune(province: Province, slug: str) -> int:
    return province.communes[slug.replace("_", "-")].id


def shown(planner: Actor, target_id: int, on: date = ON) -> list[tuple[str, int]]:
    return [(one.area_name, one.year) for one in plans.roadmap(planner, target_id, on).entries]


def test_communes_are_registered_for_a_year_and_counted_against_what_is_wanted(
    register: Callable[..., None], target_id: int, planner: Actor, at: datetime
) -> None:
    add_milestone(target_id=target_id, period=Period.parse("2026"), value=Decimal(20), actor=planner, at=at)
    register(sen_hong=2026, chan_may=2028)
    view = plans.roadmap(planner, target_id, ON)
    assert shown(planner, target_id) == [("Xã Sen Hồng", 2026), ("Xã Chân Mây", 2028)]
    assert [(one.year, one.total, one.wanted) for one in view.years] == [
        (2026, 1, 1),
        (2027, 1, None),
        (2028, 2, None),
        (2029, 2, None),
        (2030, 2, 3),
    ]
    assert view.text == "Đến hết năm 2030: 2/4 xã, phường đăng ký, cần 3, còn thiếu 1"
    assert not view.is_enough
    assert [area.name for area in view.open_areas] == ["Hoa Ban", "Mưa Ngâu"]
    told = [one.after for one in entries(subject=f"target:{target_id}") if one.action == "plans.register_roadmap"]
    assert [(one["year"], len(one["areas"])) for one in told] == [(2026, 1), (2028, 1)]


def test_a_registration_moves_with_a_reason_and_can_be_withdrawn(
    register: Callable[..., None], target_id: int, province: Province, planner: Actor, at: datetime
) -> None:
    register(sen_hong=2026)
    entry = plans.roadmap(planner, target_id, ON).entries[0]
    said = {"entry_id": entry.id, "actor": planner, "at": at}
    with pytest.raises(CannotMove, match="lý do"):
        move_registration(year=2027, reason=" ", **said)
    with pytest.raises(CannotMove, match="đang đăng ký"):
        move_registration(year=2026, reason="x", **said)
    with pytest.raises(CannotMove, match="từ 2026 đến 2030"):
        move_registration(year=2031, reason="x", **said)
    move_registration(year=2027, reason="Còn một điểm chưa triệt phá", **said)
    assert shown(planner, target_id) == [("Xã Sen Hồng", 2027)]
    assert plans.registrations(_commune(province, "sen-hong"), ON)[0].year == 2027
    with pytest.raises(CannotWithdrawRegistration):
        withdraw_registration(reason="", **said)
    withdraw_registration(reason="Xã xin rút", **said)
    assert shown(planner, target_id) == []
    with pytest.raises(NotFound):
        move_registration(year=2028, reason="x", **said)
    register(sen_hong=2029)
    assert shown(planner, target_id) == [("Xã Sen Hồng", 2029)]


def test_a_registration_in_a_draft_is_not_there_for_others(
    register: Callable[..., None], target_id: int, planner: Actor, clerk: Actor, at: datetime
) -> None:
    register(sen_hong=2026)
    entry = plans.roadmap(planner, target_id, ON).entries[0]
    said = {"entry_id": entry.id, "year": 2027, "reason": "Chuyển sang năm sau", "at": at}
    with pytest.raises(NotAllowed):
        move_registration(**said, actor=clerk)
    Plan.objects.update(state="draft")
    with pytest.raises(NotFound):
        move_registration(**said, actor=clerk)
    move_registration(**said, actor=planner)
    assert shown(planner, target_id) == [("Xã Sen Hồng", 2027)]


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ((), "Chưa chọn"),
        ((("sen-hong", 2025),), "từ 2026 đến 2030"),
        ((("sen-hong", 2031),), "từ 2026 đến 2030"),
        ((("sen-hong", 2026), ("sen-hong", 2027)), "hai lần"),
        (((None, 2026),), "thuộc phạm vi"),
    ],
)
def test_what_cannot_be_registered_is_refused_whole(
    rows: tuple[tuple[str | None, int], ...],
    why: str,
    target_id: int,
    province: Province,
    planner: Actor,
    at: datetime,
) -> None:
    said = [Registration(_commune(province, slug) if slug else province.id, year) for slug, year in rows]
    with pytest.raises(CannotRegister, match=why):
        register_roadmap(target_id=target_id, rows=said, actor=planner, at=at)
    assert shown(planner, target_id) == []


def test_one_commune_is_registered_once_on_an_indicator(register: Callable[..., None]) -> None:
    register(sen_hong=2026)
    with pytest.raises(CannotRegister, match="Đã đăng ký từ trước: Xã Sen Hồng"):
        register(sen_hong=2028)


def test_only_who_keeps_the_plan_registers(
    target_id: int, province: Province, actor: Callable[[str], Actor], at: datetime
) -> None:
    rows = [Registration(_commune(province, "sen-hong"), 2026)]
    with pytest.raises(NotAllowed):
        register_roadmap(target_id=target_id, rows=rows, actor=actor("health-head"), at=at)


def test_a_withdrawn_target_takes_its_registrations_out_of_the_count(
    register: Callable[..., None], target_id: int, province: Province, planner: Actor, at: datetime
) -> None:
    here = _commune(province, "sen-hong")
    assert plans.registered("T1b", [here], [2026]) == {}
    register(sen_hong=2026)
    assert plans.registered("T1b", [here], [2026, 2027]) == {(here, 2026): True, (here, 2027): False}
    withdraw_target(target_id=target_id, reason="Kế hoạch điều chỉnh", actor=planner, at=at)
    assert plans.registered("T1b", [here], [2026]) == {}


def test_a_merged_commune_is_registered_for_the_latest_year_and_back(
    register: Callable[..., None], target_id: int, planner: Actor, actor: Callable[[str], Actor], at: datetime
) -> None:
    register(sen_hong=2027, mua_ngau=2029, hoa_ban=2028)
    before = shown(planner, target_id)
    admin = actor("admin")
    event_id = propose_event(change=MERGE, actor=admin, at=at)
    apply_event(event_id=event_id, choices={}, actor=admin, at=at)
    assert shown(planner, target_id, DAY) == [("Phường Hoa Ban", 2028), ("Xã Sen Ngâu", 2029)]
    assert shown(planner, target_id) == before, "the map of the day before shows what it showed"
    view = plans.roadmap(planner, target_id, DAY)
    assert (view.of, view.years[-1].total) == (3, 2)
    undo_event(event_id=event_id, reason="Nhập nhầm", actor=admin, at=at)
    assert shown(planner, target_id, DAY) == before


def test_a_commune_that_takes_another_in_is_ready_when_both_are(
    register: Callable[..., None], target_id: int, planner: Actor, actor: Callable[[str], Actor], at: datetime
) -> None:
    goes_on, old = ABSORB.units[0].goes_on, next(code for code in ABSORB.old if code != ABSORB.units[0].goes_on)
    names = {area.code: area for area in areas.communes(plans.target(target_id).scope_area_id, ON)}
    rows = [Registration(names[goes_on].id, 2026), Registration(names[old].id, 2030)]
    register_roadmap(target_id=target_id, rows=rows, actor=planner, at=at)
    admin = actor("admin")
    apply_event(event_id=propose_event(change=ABSORB, actor=admin, at=at), choices={}, actor=admin, at=at)
    assert [year for _, year in shown(planner, target_id, DAY)] == [2030]


def test_a_divided_commune_has_to_be_registered_anew(
    register: Callable[..., None], target_id: int, planner: Actor, actor: Callable[[str], Actor], at: datetime
) -> None:
    names = {area.code: area for area in areas.communes(plans.target(target_id).scope_area_id, ON)}
    rows = [Registration(names[SPLIT.old[0]].id, 2028)]
    register_roadmap(target_id=target_id, rows=rows, actor=planner, at=at)
    admin = actor("admin")
    apply_event(event_id=propose_event(change=SPLIT, actor=admin, at=at), choices={}, actor=admin, at=at)
    entries_now = plans.roadmap(planner, target_id, DAY).entries
    assert [one.has_ended for one in entries_now] == [True]


@pytest.mark.parametrize(
    ("subject", "formula", "counts"),
    [
        ("số xã, phường trên toàn tỉnh không có ma túy", None, True),
        ("đơn vị cấp xã đạt tiêu chí không ma túy", None, True),
        ("các điểm tổ chức, chứa chấp sử dụng ở xã, phường bị triệt phá", None, False),
        ("số trạm y tế xã, phường đủ điều kiện", None, False),
        ("xã hội hóa công tác cai nghiện", None, False),
        ("", "share(recognised == 1 over areas) * 100", True),
        ("xã, phường", "spots.cleared / spots.found * 100", False),
        ("xã, phường", "sum(addicts over areas)", False),
    ],
)
def test_communes_are_registered_only_where_they_are_what_is_counted(
    subject: str, formula: str | None, counts: bool
) -> None:
    assert counts_communes(subject, parse(formula) if formula else None) is counts


def test_a_target_that_counts_something_else_takes_no_registrations(
    plan_id: int, target_input: TargetInput, planner: Actor, province: Province, visit: Visit, at: datetime
) -> None:
    said = replace(target_input, indicator="", subject="điểm tổ chức sử dụng ma túy bị triệt phá", value=Decimal(100))
    target_id = add_target(plan_id=plan_id, said=said, actor=planner, at=at)
    assert {one.wanted for one in plans.roadmap(planner, target_id, at.date()).years} == {None}
    rows = [Registration(province.communes["sen-hong"].id, 2027)]
    with pytest.raises(CannotRegister, match="không tính bằng số xã, phường"):
        register_roadmap(target_id=target_id, rows=rows, actor=planner, at=at)
    page = visit("planner").get(f"/ke-hoach/chi-tieu/{target_id}/dang-ky").text
    assert "không tính bằng số xã, phường" in page
    assert "Đăng ký thêm (" not in page
    assert "(100%)" not in page
    assert "Từng năm" not in page
    assert "Lộ trình đăng ký</a>" not in visit("planner").get(f"/ke-hoach/chi-tieu/{target_id}/").text
