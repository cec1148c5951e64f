"""Values over real tables: totals, gaps, ranking, targets' standing, and a fixed number of queries."""

import gc
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pcmt.areas.actions.open_area import open_area
from pcmt.indicators import queries as indicators
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Calendar, Kind, Period
from pcmt.kernel.quantity import Quantity
from pcmt.kernel.refusal import NotFound
from pcmt.plans import queries as plans
from pcmt.rulebook.queries import book
from tests.indicators.figures import close, month, october
from tests.province import AT, BUILDER, SINCE, Province
from tests.trace.papers import adopted

ON = AT.date()
OCTOBER = Period.parse("2026-10@nd09")
YEAR = Period.parse("2025@nd09")


def test_the_province_is_open_while_a_commune_is_missing(province: Province) -> None:
    october(province)
    found = indicators.value("N1", province.id, OCTOBER, ON)
    assert (found.number.low, found.number.high) == (3, None)
    assert found.display == "ít nhất 3 người (thiếu 1/4 xã)"
    assert (found.state, found.owing) == ("partial", 1)


def test_the_province_adds_its_communes_up(province: Province) -> None:
    october(province)
    close(province.communes["mua-ngau"].id, OCTOBER.id, month(4))
    whole = indicators.value("N1", province.id, OCTOBER, ON)
    parts = [indicators.value("N1", commune.id, OCTOBER, ON) for commune in province.communes.values()]
    assert whole.number.value == sum(part.number.value for part in parts) == 7
    assert whole.display == "7 người"
    assert parts[0].inputs


def test_nothing_reported_is_no_zero(province: Province) -> None:
    found = indicators.value("N3", province.communes["sen-hong"].id, OCTOBER, ON)
    assert (found.state, found.display) == ("void", "chưa đủ dữ liệu")
    assert found.number.missing == ("Xã Sen Hồng, Tháng 10/2026",)


def test_a_share_of_communes_is_an_interval(province: Province) -> None:
    for slug, value in (("hoa-ban", 1), ("sen-hong", 0), ("chan-may", 0)):
        close(province.communes[slug].id, YEAR.id, {"recognised": value})
    found = indicators.value("T1b", province.id, YEAR, ON)
    assert (found.number.low, found.number.high) == (25, 50)
    assert found.display == "ít nhất 25,0% (thiếu 1/4 xã)"
    close(province.communes["mua-ngau"].id, YEAR.id, {"recognised": 0})
    found = indicators.value("T1b", province.id, YEAR, ON)
    assert (found.display, found.state, len(found.inputs)) == ("25,0%", "known", 4)


def test_an_old_period_has_no_rule_before_the_rule(province: Province) -> None:
    found = indicators.value("T9b", province.id, Period.parse("2025-10@nd09"), ON)
    assert (found.rule_id, found.state) == ("", "void")
    with pytest.raises(NotFound):
        indicators.value("no_such", province.id, OCTOBER, ON)


def test_a_yearly_rate_stands_on_the_last_month_and_the_head_count(province: Province) -> None:
    commune = province.communes["sen-hong"].id
    close(commune, "2025-12@nd09", month(users=9))
    close(commune, YEAR.id, {"residents": 6000})
    assert indicators.value("A1", commune, YEAR, ON).number.value == Fraction(9 * 1000, 6000)


def test_the_ranking_leaves_out_what_is_missing_or_tiny(province: Province) -> None:
    ids = {slug: commune.id for slug, commune in province.communes.items()}
    for slug, users, residents in (("sen-hong", 6, 6000), ("hoa-ban", 2, 8000), ("chan-may", 3, 300)):
        close(ids[slug], "2025-12@nd09", month(users))
        close(ids[slug], YEAR.id, {"residents": residents})
    rows = indicators.places("A1", YEAR, province.id, ON)
    assert [(row.area.short_name, row.rank) for row in rows] == [
        ("Hoa Ban", 1),
        ("Sen Hồng", 2),
        ("Chân Mây", None),
        ("Mưa Ngâu", None),
    ]
    assert rows[2].note == "không xếp hạng: nhân khẩu dưới 1.000"
    assert rows[3].state == "void"


@pytest.mark.parametrize(("then", "now", "is_few"), [(2, 3, True), (40, 60, False)])
def test_what_is_judged_by_a_rate_on_too_little_says_so(
    province: Province, actor: Callable[[str], Actor], then: int, now: int, is_few: bool
) -> None:
    commune = province.communes["sen-hong"].id
    close(commune, "2025-10@nd09", month(then))
    close(commune, OCTOBER.id, month(now))
    page = indicators.indicator_page(actor("planner"), "T1a", commune, OCTOBER, on=ON)
    assert page.progress
    assert page.progress.state == "risk"
    told = "Tính trên quá ít (người của cùng kỳ năm trước dưới 20) nên tỷ lệ dễ đổi nhiều; đọc cùng số đếm."
    assert page.progress.reason.endswith(told) == is_few
    assert ("quá ít" in page.progress.reason) == is_few


def test_equal_figures_share_a_rank(province: Province) -> None:
    for commune in province.communes.values():
        close(commune.id, OCTOBER.id, month(users=1 if commune.slug == "sen-hong" else 0))
    assert [row.rank for row in indicators.places("N1", OCTOBER, province.id, ON)] == [1, 1, 1, 4]


def test_the_last_ended_periods() -> None:
    found = indicators.ended_periods(Kind.MONTH, Calendar.ND09, date(2026, 11, 14), 2)
    assert [period.id for period in found] == ["2026-10@nd09", "2026-11@nd09"]
    found = indicators.ended_periods(Kind.YEAR, Calendar.ND09, date(2026, 12, 13), 1)
    assert [period.id for period in found] == ["2025@nd09"]


def _queries(ask: Callable[[], object]) -> int:
    with CaptureQueriesContext(
        connection,
    ) as caught:
        ask()
    return len(caught)


def test_more_communes_ask_no_more_queries(province: Province, actor: Callable[[str], Actor]) -> None:
    october(province)
    planner = actor("planner")
    asked = {
        "ranking": lambda: indicators.places("N1", OCTOBER, province.id, ON),
        "list": lambda: indicators.indicator_rows(planner, province.id, ON),
        "page": lambda: indicators.indicator_page(planner, "N1", province.id, OCTOBER, on=ON),
    }
    before = {name: _queries(ask) for name, ask in asked.items()}
    for number in range(12):
        area = open_area(
            code=f"92{number:03}",
            name=f"Mới {number}",
            type="xa",
            level="commune",
            parent_id=province.id,
            valid_from=SINCE,
            actor=BUILDER,
            at=AT,
        )
        close(area, OCTOBER.id, {"managed.users": number})
    assert {name: _queries(ask) for name, ask in asked.items()} == before
    assert before["ranking"] <= 4
    assert before["list"] <= 50


def test_only_those_who_may_look_see_values(province: Province, actor: Callable[[str], Actor]) -> None:
    assert indicators.indicator_page(actor("planner"), "N1", province.id, OCTOBER, on=ON).area.id == province.id
    with pytest.raises(NotFound):
        indicators.indicator_page(actor("admin"), "N1", province.id, OCTOBER, on=ON)
    with pytest.raises(NotFound):
        indicators.indicator_rows(actor("admin"), province.id, ON)


def test_a_commune_has_no_share_of_communes(province: Province, actor: Callable[[str], Actor]) -> None:
    with pytest.raises(NotFound):
        indicators.indicator_page(actor("planner"), "T1b", province.communes["sen-hong"].id, None, on=ON)


def test_an_earlier_target_is_a_step_on_the_way_to_a_later_one(
    province: Province, actor: Callable[[str], Actor]
) -> None:
    adopted(province)
    target = plans.targets(actor("planner"), indicator="T1b")[0]
    nearer = replace(target, id=target.id + 1, value=Quantity(45, 0, "%"), by=Period.parse("2028"))
    rule = book().indicator("T1b", ON)
    goal = indicators.goal_of(target, rule, [target, nearer])
    assert goal is not None
    assert goal.milestones == ((date(2028, 12, 14), 45),)
    assert (goal.by, goal.value) == (date(2030, 12, 14), 60)
    alone = indicators.goal_of(nearer, rule, [target, nearer])
    assert alone is not None
    assert alone.milestones == ()


@pytest.mark.parametrize(
    ("relation", "asked"),
    [
        ("increase", (">=", 5)),
        ("increase>", (">", 5)),
        ("increase<=", ("<=", 5)),
        ("decrease", ("<=", -5)),
        ("decrease>", ("<", -5)),
        ("decrease<=", (">=", -5)),
    ],
)
def test_a_bounded_change_is_asked_of_a_figure_that_measures_change(
    province: Province, actor: Callable[[str], Actor], relation: str, asked: tuple[str, int]
) -> None:
    adopted(province)
    target = replace(plans.targets(actor("planner"), indicator="T1b")[0], relation=relation, value=Quantity(5, 0, "%"))
    goal = indicators.goal_of(target, book().indicator("T1a", ON), [target])
    assert goal is not None
    assert (goal.relation, goal.value) == asked
    assert indicators.goal_of(target, book().indicator("T1b", ON), [target]) is None


def test_progress_of_a_target(province: Province, actor: Callable[[str], Actor]) -> None:
    adopted(province)
    target = plans.targets(actor("planner"), indicator="T1b")[0]
    assert indicators.progress(target, ON).state == "void"
    for commune in province.communes.values():
        close(commune.id, YEAR.id, {"recognised": int(commune.slug != "hoa-ban")})
    found = indicators.progress(target, ON)
    assert (found.state, found.now, found.asked, found.gap) == ("met", "75,0%", "ít nhất 60%", "0,0 điểm %")


def test_garbage_is_looked_for_again_after_values_were_computed(province: Province) -> None:
    with pytest.raises(NotFound):
        indicators.value("KHONG_CO", province.id, OCTOBER, ON)
    assert gc.isenabled()
