"""Targets set to a zone or to one type of communes: who they mean, how they stand, who can be registered for them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from pcmt.areas import queries as areas
from pcmt.areas.actions.close_zone import close_zone
from pcmt.areas.actions.define_zone import define_zone
from pcmt.documents import queries as documents
from pcmt.indicators import queries as indicators
from pcmt.indicators.queries.score_facts import commune_targets
from pcmt.journal.queries import entries
from pcmt.kernel.actor import Actor, system_actor
from pcmt.kernel.period import Period
from pcmt.plans import queries as plans
from pcmt.plans.actions.add_target import add_target
from pcmt.plans.actions.allot_shares import CannotAllot, allot_shares
from pcmt.plans.actions.import_plan import import_plan
from pcmt.plans.actions.register_roadmap import CannotRegister, register_roadmap
from pcmt.plans.actions.revise_target import revise_target
from pcmt.plans.models import Target
from pcmt.plans.queries import TargetInput
from pcmt.plans.rules.inputs import BadTarget
from pcmt.plans.rules.registering import Registration
from pcmt.web.committee.figures import proposals
from tests.indicators.figures import close, month
from tests.province import AT, SINCE, Province

ON = AT.date()
MAPPER = system_actor("kiểm thử", "areas.define_zone", "areas.close_zone")
NAME = "Khu vực biên giới Mưa Ngâu"
Visit = Callable[..., Client]


@pytest.fixture
def zone_id(province: Province) -> int:
    """Two communes on the border."""
    members = [province.communes[slug].id for slug in ("sen-hong", "mua-ngau")]
    return define_zone(
        kind="border", name=NAME, valid_from=SINCE, basis="Quyết định mẫu", area_ids=members, actor=MAPPER, at=AT
    )


@pytest.fixture
def spots(province: Province, zone_id: int) -> TargetInput:
    """At most one spot in the border zone in 2026."""
    return TargetInput(
        indicator="N3",
        relation="<=",
        value=Decimal(1),
        unit="điểm",
        subject="điểm phức tạp ở khu vực biên giới",
        by=Period.parse("2026"),
        scope_area_id=province.id,
        scope_zone_id=zone_id,
    )


@pytest.fixture
def zone_target(plan_id: int, spots: TargetInput, planner: Actor, at: datetime) -> int:
    """The target in the plan."""
    return add_target(plan_id=plan_id, said=spots, actor=planner, at=at)


def _ids(province: Province, *slugs: str) -> list[int]:
    return [province.communes[slug].id for slug in slugs]


def _october(province: Province) -> None:
    for slug, count in (("sen-hong", 2), ("mua-ngau", 1), ("hoa-ban", 4), ("chan-may", 8)):
        close(province.communes[slug].id, "2026-10@nd09", month(spots=count))


def test_a_zone_is_judged_by_the_figures_of_its_members_alone(province: Province, zone_target: int) -> None:
    _october(province)
    found = indicators.progress(plans.target(zone_target), ON)
    assert found.now.startswith("3 ")
    assert found.value is not None
    assert found.value.number.value == 3


def test_a_review_tells_how_the_figure_of_a_zone_moved(province: Province, zone_target: int, planner: Actor) -> None:
    _october(province)
    for slug, count in (("sen-hong", 4), ("mua-ngau", 4), ("hoa-ban", 1)):
        close(province.communes[slug].id, "2025-10@nd09", month(spots=count))
    told = proposals(planner, [plans.target(zone_target)], ON)[zone_target]
    assert "tháng 10/2026, giảm 5 điểm so với cùng kỳ năm trước" in told.result
    assert told.figure == "", "communes read together have no page of their own"


def test_a_member_without_a_figure_leaves_the_zone_unknown(province: Province, zone_target: int) -> None:
    close(province.communes["hoa-ban"].id, "2026-10@nd09", month(spots=9))
    assert indicators.progress(plans.target(zone_target), ON).state == "void"
    close(province.communes["sen-hong"].id, "2026-10@nd09", month(spots=2))
    found = indicators.progress(plans.target(zone_target), ON)
    assert found.value is not None
    assert (found.value.number.low, found.value.owing, found.value.of) == (2, 1, 2)


def test_the_wards_alone(province: Province, plan_id: int, spots: TargetInput, planner: Actor, at: datetime) -> None:
    _october(province)
    wards = replace(spots, scope_zone_id=None, scope_type="phuong")
    view = plans.target(add_target(plan_id=plan_id, said=wards, actor=planner, at=at))
    assert view.scope_name == "các phường (Tỉnh Hoa Mai)"
    assert [one.full_name for one in plans.communes_of(view, ON)] == ["Phường Hoa Ban"]
    found = indicators.prospects([view], ON)[view.id]
    assert found.progress.now.startswith("4 ")
    assert found.outlook is not None
    assert found.outlook.newest is not None
    assert found.outlook.newest.number.value == 4


def test_it_is_neither_the_province_s_target_nor_a_step_on_its_way(
    province: Province, plan_id: int, zone_target: int, spots: TargetInput, planner: Actor, at: datetime
) -> None:
    _october(province)
    whole = replace(spots, scope_zone_id=None, value=Decimal(20), by=Period.parse("2030"))
    view = plans.target(add_target(plan_id=plan_id, said=whole, actor=planner, at=at))
    found = indicators.progresses([plans.target(zone_target), view], ON)
    goal = found[view.id].goal
    assert goal is not None
    assert goal.milestones == ()
    assert found[view.id].now.startswith("15 ")
    page = indicators.indicator_page(planner, "N3", province.id, on=ON)
    assert [target.id for target, _ in page.targets] == [view.id]


def test_a_zone_that_has_ended_means_nobody(province: Province, zone_target: int, zone_id: int) -> None:
    close_zone(zone_id=zone_id, last_day=date(2026, 11, 1), basis="Quyết định mẫu", actor=MAPPER, at=AT)
    view = plans.target(zone_target)
    assert plans.communes_of(view, ON) == ()
    found = indicators.progress(view, ON)
    assert (found.state, "không còn xã, phường nào" in found.reason) == ("void", True)
    assert NAME in view.scope_name


def test_only_members_are_registered_and_given_shares(
    province: Province, plan_id: int, spots: TargetInput, planner: Actor, at: datetime
) -> None:
    counted = replace(spots, indicator="", relation=">=", unit="xã", subject="xã, phường không ma túy")
    zone_target = add_target(plan_id=plan_id, said=counted, actor=planner, at=at)
    inside, outside = province.communes["sen-hong"].id, province.communes["hoa-ban"].id
    assert [one.id for one in plans.roadmap(planner, zone_target, ON).open_areas] == [
        province.communes["mua-ngau"].id,
        inside,
    ]
    assert plans.shares(planner, zone_target, ON).of == 2
    with pytest.raises(CannotRegister):
        register_roadmap(target_id=zone_target, rows=[Registration(outside, 2026)], actor=planner, at=at)
    register_roadmap(target_id=zone_target, rows=[Registration(inside, 2026)], actor=planner, at=at)
    assert plans.roadmap(planner, zone_target, ON).of == 2
    with pytest.raises(CannotAllot):
        allot_shares(target_id=zone_target, shares={outside: Decimal(1)}, actor=planner, at=at)
    assert allot_shares(target_id=zone_target, shares={inside: Decimal(1)}, actor=planner, at=at) == (inside,)


def test_a_rate_asked_of_a_zone_is_asked_of_its_communes_in_their_score(
    province: Province, plan_id: int, spots: TargetInput, planner: Actor, at: datetime
) -> None:
    communes = areas.communes(province.id, ON)
    rate = replace(spots, indicator="A1", value=Decimal(3), unit="‰")
    add_target(plan_id=plan_id, said=rate, actor=planner, at=at)
    told = {
        area_id: [one.told for one in facts] for area_id, facts in commune_targets(communes, province.id, ON).items()
    }
    asked = {area_id for area_id, lines in told.items() if any("không quá 3‰" in line for line in lines)}
    assert asked == set(_ids(province, "sen-hong", "mua-ngau"))


def test_the_scope_is_put_right_with_its_words(
    zone_target: int, spots: TargetInput, planner: Actor, at: datetime
) -> None:
    wards = replace(spots, scope_zone_id=None, scope_type="phuong")
    revise_target(target_id=zone_target, said=wards, revision=0, reason="đọc nhầm", actor=planner, at=at)
    (change,) = plans.corrections(f"target:{zone_target}")[0].changes
    assert (change.label, change.before, change.after) == (
        "Phạm vi",
        f"{NAME} (Tỉnh Hoa Mai)",
        "các phường (Tỉnh Hoa Mai)",
    )
    entry = entries(subject=f"target:{zone_target}")[-1]
    assert (entry.before, entry.after) == ({"zone": spots.scope_zone_id, "type": ""}, {"zone": None, "type": "phuong"})


def test_a_scope_is_one_thing_and_has_communes(
    province: Province, plan_id: int, spots: TargetInput, planner: Actor, at: datetime
) -> None:
    commune = province.communes["sen-hong"].id
    for wrong in (
        replace(spots, scope_type="xa"),
        replace(spots, scope_zone_id=None, scope_type="huyen"),
        replace(spots, scope_zone_id=None, scope_type="dac_khu"),
        replace(spots, scope_zone_id=987654),
        replace(spots, scope_area_id=commune),
    ):
        with pytest.raises(BadTarget) as refused:
            add_target(plan_id=plan_id, said=wrong, actor=planner, at=at)
        assert "scope" in refused.value.fields


def test_the_database_keeps_it_one_thing(zone_target: int) -> None:
    with pytest.raises(IntegrityError):
        Target.objects.filter(id=zone_target).update(scope_type="xa")


def test_the_sheet_tells_the_part_and_takes_it_back(
    plan_id: int, zone_target: int, planner: Actor, at: datetime
) -> None:
    data = plans.exported(planner, plan_id, ON)
    assert import_plan(plan_id=plan_id, data=data, actor=planner, at=at).unchanged == (f"target:{zone_target}",)
    book = load_workbook(BytesIO(data))
    sheet = book.worksheets[0]
    column = next(cell.column for cell in sheet[1] if str(cell.value).startswith("Khu vực, loại xã"))
    assert sheet.cell(2, column).value == NAME
    sheet.cell(2, column).value = "Các phường"
    into = BytesIO()
    book.save(into)
    assert import_plan(plan_id=plan_id, data=into.getvalue(), actor=planner, at=at).revised
    assert plans.target(zone_target).scope_type == "phuong"
    sheet.cell(2, column).value = "Vùng nào đó"
    into = BytesIO()
    book.save(into)
    assert import_plan(plan_id=plan_id, data=into.getvalue(), actor=planner, at=at).faults


def test_adopting_at_the_desk_and_the_pages_say_the_zone(
    province: Province,
    plan_id: int,
    document_id: int,
    suggestion: Callable[[str, str], documents.SuggestionView],
    zone_id: int,
    planner: Actor,
    visit: Visit,
) -> None:
    _october(province)
    one = suggestion("target", "II.1")
    form = {"indicator": "N3", "subject": "điểm phức tạp", "relation": "<=", "value": "1", "unit": "điểm", "by": "2026"}
    client = visit("planner")
    desk = client.get(reverse("documents.read", args=[document_id]), {"muc": one.id, "sua": ""}).content.decode()
    address = reverse("plans.adopt_suggestion", args=[one.id])
    posted = client.post(address, {**form, "plan": plan_id, "scope": f"khu-{zone_id}", "every": ""})
    assert posted.status_code == 302
    (target,) = plans.targets(planner, plan_id=plan_id)
    assert (target.scope_zone_id, target.scope_area_id) == (zone_id, province.id)
    assert f'value="khu-{zone_id}"' in desk
    shown = client.get(reverse("plans.target", args=[target.id])).content.decode()
    assert f"{NAME} (Tỉnh Hoa Mai)" in shown
    assert "3 điểm" in shown
    for name in ("plans.plan", "plans.targets"):
        assert NAME in client.get(reverse(name, args=[plan_id])).content.decode()
    revising = client.get(reverse("plans.revise_target", args=[target.id])).content.decode()
    assert f'value="khu-{zone_id}" selected' in revising
    assert "Phường Hoa Ban" not in client.get(reverse("plans.roadmap", args=[target.id])).content.decode()
