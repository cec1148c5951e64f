"""What moved since a moment: values told as they were, by which figures, and since when a goal has been missed."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from pcmt.areas.actions.apply_event import apply_event
from pcmt.areas.actions.propose_event import propose_event
from pcmt.indicators import queries as indicators
from pcmt.indicators.queries.anew import starts_anew
from pcmt.indicators.queries.targets import goal_of_floor, judged
from pcmt.indicators.rules.earlier import ChangedFigure, as_before
from pcmt.indicators.rules.sheet import ElementRule, Figure, Sheet
from pcmt.kernel.actor import Actor, system_actor
from pcmt.kernel.period import Period
from pcmt.reporting.actions.record_decided import record_decided
from pcmt.rulebook.queries import book
from tests.areas.test_areas_events import ABSORB, DAY
from tests.indicators.figures import CLOSER, close, month, october
from tests.province import AT, Province
from tests.trace.papers import adopted

ON = AT.date()
HAND = system_actor("kiểm thử", "areas.propose_event", "areas.apply_event")
MONTH = Period.parse("2026-10@nd09")
KEY = (MONTH.id, "users")


def sheet(total: int, *missing: int, **own: int) -> Sheet:
    figures = {(1, *KEY): Figure(Fraction(total), missing_areas=missing)}
    figures |= {(int(area[1:]), *KEY): Figure(Fraction(value)) for area, value in own.items()}
    return Sheet(figures, {"users": ElementRule("users", "users")}, below={1: (2, 3)})


def changed(area: int, before: int | None, now: int | None) -> ChangedFigure:
    return ChangedFigure(area, *KEY, *(None if one is None else Fraction(one) for one in (before, now)))


def test_a_correction_is_taken_back_in_the_commune_and_in_the_total() -> None:
    old = as_before(sheet(9, _2=5, _3=4), [changed(2, 3, 5)])
    assert old.figures[1, *KEY].value == 7
    assert old.figures[2, *KEY].value == 3


def test_a_figure_that_was_not_there_is_missing_again_and_not_zero() -> None:
    old = as_before(sheet(9, _2=5, _3=4), [changed(2, None, 5)])
    assert old.figures[1, *KEY] == Figure(Fraction(4), missing_areas=(2,))
    assert (2, *KEY) not in old.figures
    assert (1, *KEY) not in as_before(old, [changed(3, None, 4)]).figures, "of none there is no total"


def test_a_figure_that_was_withdrawn_is_back() -> None:
    old = as_before(sheet(4, 2, _3=4), [changed(2, 5, None)])
    assert old.figures[1, *KEY] == Figure(Fraction(9), missing_areas=())


def test_a_correction_of_a_unit_that_is_gone_is_taken_back_in_its_heir_and_in_the_total() -> None:
    gone = ChangedFigure(7, *KEY, Fraction(3), Fraction(5), heirs={2: Fraction(1)})
    old = as_before(sheet(9, _2=6, _3=3), [gone])
    assert (old.figures[1, *KEY].value, old.figures[2, *KEY].value) == (7, 4)
    halved = ChangedFigure(7, *KEY, Fraction(3), Fraction(5), heirs={2: Fraction(1, 2), 3: Fraction(1, 2)})
    old = as_before(sheet(9, _2=6, _3=3), [halved])
    assert [old.figures[area, *KEY].value for area in (1, 2, 3)] == [7, 5, 2]
    new = ChangedFigure(7, *KEY, None, Fraction(5), heirs={2: Fraction(1)})
    old = as_before(sheet(9, _2=6, _3=3), [new])
    assert (2, *KEY) not in old.figures, "without it the heir's figure was not told"
    assert old.figures[1, *KEY] == Figure(Fraction(4), missing_areas=(7,))


@pytest.mark.parametrize(("corrected", "more"), [("sen-hong", 7), ("hoa-ban", 9)])
def test_a_correction_in_the_week_of_a_merger_is_told_with_the_old_unit(
    province: Province, actor: Callable[[str], Actor], corrected: str, more: int
) -> None:
    october(province)
    ids = {slug: commune.id for slug, commune in province.communes.items()}
    close(ids["mua-ngau"], MONTH.id, month(1))
    event_id = propose_event(change=ABSORB, actor=HAND, at=AT)
    apply_event(event_id=event_id, choices={}, actor=HAND, at=AT)
    record_decided(
        area_id=ids[corrected], period=MONTH, element="managed.users", scaled=9, scale=0, basis="Biên bản số 6",
        actor=CLOSER, at=AT + timedelta(hours=2),
    )  # fmt: skip
    day, since = DAY + timedelta(days=2), AT + timedelta(hours=1)
    for place, before in ((province.id, 4), (ids["hoa-ban"], 3)):
        rows = indicators.indicator_rows(actor("planner"), place, day)
        found = {one.row.rule.code: one for one in indicators.moved(rows, place, since, day)}["N1"]
        assert (found.before.number.value, found.row.value.number.value) == (before, before + more)
        assert [cause.area_id for cause in found.causes] == [ids[corrected]]
        assert found.causes[0].area_name == {"sen-hong": "Xã Sen Hồng", "hoa-ban": "Phường Hoa Ban"}[corrected]


def test_nothing_moved_where_nothing_was_closed(province: Province, actor: Callable[[str], Actor]) -> None:
    october(province)
    rows = indicators.indicator_rows(actor("planner"), province.id, ON)
    assert indicators.moved(rows, province.id, AT + timedelta(hours=1), ON) == ()


def test_a_later_figure_tells_the_value_as_it_was_and_whose_it_was(
    province: Province, actor: Callable[[str], Actor]
) -> None:
    adopted(province, "N1", Decimal(5))
    october(province)
    mua_ngau, sen_hong = province.communes["mua-ngau"].id, province.communes["sen-hong"].id
    close(mua_ngau, MONTH.id, month(1))
    later = AT + timedelta(hours=2)
    record_decided(
        area_id=sen_hong, period=MONTH, element="managed.users", scaled=7, scale=0, basis="Biên bản rà soát số 5",
        actor=CLOSER, at=later,
    )  # fmt: skip
    rows = indicators.indicator_rows(actor("planner"), province.id, ON)
    found = {one.row.rule.code: one for one in indicators.moved(rows, province.id, AT + timedelta(hours=1), ON)}
    moved = found["N1"]
    assert (moved.before.display, moved.row.value.display) == ("4 người", "9 người")
    assert moved.corrected
    assert [(cause.area_id, cause.reason) for cause in moved.causes] == [(sen_hong, "Biên bản rà soát số 5")]


def test_a_goal_that_was_met_and_is_no_more_is_crossed(province: Province, actor: Callable[[str], Actor]) -> None:
    for commune in province.communes.values():
        close(commune.id, "2025@nd09", {"recognised": 1})
    adopted(province, "T1b", Decimal(100))
    rows = indicators.indicator_rows(actor("planner"), province.id, ON)
    assert next(row.progress for row in rows if row.rule.code == "T1b" and row.progress).state == "met"
    record_decided(
        area_id=province.communes["sen-hong"].id, period=Period.parse("2025@nd09"), element="recognised", scaled=0,
        scale=0, basis="Thu hồi", actor=CLOSER, at=AT + timedelta(hours=2),
    )  # fmt: skip
    rows = indicators.indicator_rows(actor("planner"), province.id, ON)
    moved = next(
        one for one in indicators.moved(rows, province.id, AT + timedelta(hours=1), ON) if one.row.rule.code == "T1b"
    )
    assert moved.crossed
    assert (moved.before.display, moved.row.value.display) == ("100,0%", "75,0%")


def test_behind_tells_since_when_and_where(province: Province, actor: Callable[[str], Actor]) -> None:
    for slug, commune in province.communes.items():
        for back, formed in ((2, 0), (1, 1), (0, 2)):
            figures = month(0, 30) | {"spots_use.reformed": formed if slug == "hoa-ban" else 0}
            close(commune.id, MONTH.shifted(-back).id, figures)
    rows = indicators.indicator_rows(actor("planner"), province.id, ON)
    found = {one.row.rule.code: one for one in indicators.behind(rows, province.id, ON)}["S3.9"]
    assert (found.since, found.longer) == (MONTH.previous(), False)
    assert found.worst[0].area.id == province.communes["hoa-ban"].id
    assert found.worst[0].display == "2 điểm"


def test_what_counts_from_the_years_beginning_is_asked_at_its_end(
    province: Province, actor: Callable[[str], Actor]
) -> None:
    december = Period.parse("2025-12@nd09")
    for commune in province.communes.values():
        close(commune.id, december.id, month(0, 30) | {"served_addicts": 6})
        close(commune.id, MONTH.id, month(0, 30) | {"served_addicts": 6})
    assert starts_anew(rule := book().indicator("S3.6", ON), MONTH)
    assert not starts_anew(book().indicator("N1", ON), MONTH)
    rows = indicators.indicator_rows(actor("planner"), province.id, ON)
    row = next(one for one in rows if one.rule.code == "S3.6")
    assert row.progress is not None
    assert (row.progress.state, row.progress.now) == ("on", "20,0%"), "in October it is still growing"
    assert rule.floor is not None
    assert goal_of_floor(rule.floor, rule, MONTH).by == date(2026, 12, 14)
    assert goal_of_floor(rule.floor, rule, Period.parse("2026-06-YTD")).by == date(2026, 12, 31)
    ended = indicators.value("S3.6", province.id, december, ON)
    assert judged(goal_of_floor(rule.floor, rule, december), ended, rule).state == "risk", "December is the year's end"


def test_from_one_lack_to_another_nothing_is_told(province: Province, actor: Callable[[str], Actor]) -> None:
    crops = dict.fromkeys(("plants_found", "plants_destroyed", "area_found", "area_destroyed"), 0)
    for commune in province.communes.values():
        for period in ("2026-07@nd09", "2026-08@nd09", "2026-09@nd09"):
            close(commune.id, period, month(1) | crops)
    rows = indicators.indicator_rows(actor("planner"), province.id, ON)
    assert next(one for one in rows if one.rule.code == "S3.12").value.display == "không tính (mẫu số bằng 0)"
    told = {one.row.rule.code for one in indicators.moved(rows, province.id, AT - timedelta(hours=1), ON)}
    assert "N1" in told
    assert not {"S3.12", "T2b"} & told
