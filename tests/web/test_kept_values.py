"""Values are kept from page to page, and never for longer than nothing changed: what is read counts its changes."""

import random
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client

from pcmt.agencies.models import AgencyVersion
from pcmt.areas import queries as areas
from pcmt.areas.actions.apply_event import apply_event
from pcmt.areas.actions.propose_event import propose_event
from pcmt.areas.actions.record_denominator import record_denominator
from pcmt.indicators import queries as indicators
from pcmt.indicators.kept import _watched, kept
from pcmt.indicators.models import Revision
from pcmt.indicators.queries.values import computed
from pcmt.kernel.actor import system_actor
from pcmt.kernel.period import Calendar, Kind, Period
from pcmt.plans.models import RoadmapEntry, Target, Task
from pcmt.prepared import Unchanged, each_asked_once
from pcmt.reporting.models import Duty
from pcmt.rulebook.queries import book
from tests.areas.test_areas_events import ABSORB
from tests.indicators.figures import close, month, october
from tests.province import AT, Province
from tests.web.addresses import addresses, answered, path_of

OCTOBER = Period.parse("2026-10@nd09")
YEAR_END = date(2026, 12, 31)
HAND = system_actor("kiểm thử", "areas.propose_event", "areas.apply_event", "areas.record_denominator")
PACKAGES = {"indicators", "areas", "plans", "classification", "public"}


@contextmanager
def watching(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, set[str]]]:
    """Gather which tables are read for what is kept, by the name of the function."""
    read: dict[str, set[str]] = {}
    make = Unchanged._made

    def made(self: Unchanged, function: Callable[..., Any], *args: Any, **kwargs: Any) -> tuple[Any, set[str]]:
        answer, tables = make(self, function, *args, **kwargs)
        read.setdefault(function.__qualname__, set()).update(tables)
        return answer, tables

    with monkeypatch.context() as patched:
        patched.setattr(Unchanged, "_made", made)
        yield read


def every_value(province: Province) -> None:
    """Ask for each indicator in periods in which tasks fell due and communes were registered, at both levels."""
    rules = book().indicators(YEAR_END)
    places = {"province": province.id, "commune": province.communes["sen-hong"].id}
    for level, area_id in places.items():
        codes = [rule.code for rule in rules if rule.level in ("any", level)]
        for kind in (Kind.MONTH, Kind.QUARTER, Kind.YEAR):
            indicators.values(codes, [area_id], [Period.holding(YEAR_END, kind, Calendar.CIVIL)], YEAR_END)
            indicators.values(codes, [area_id], [OCTOBER, Period.holding(AT.date(), kind, Calendar.ND09)], YEAR_END)


def test_whatever_kept_values_read_counts_its_changes(
    province: Province,
    world: Mapping[str, object],
    visit: Callable[..., Client],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    october(province)
    event_id = propose_event(change=ABSORB, actor=HAND, at=AT)
    apply_event(event_id=event_id, choices={}, actor=HAND, at=AT)  # figures are carried, and former units named
    with watching(monkeypatch) as read:
        for who in ("planner", "chairman", "sen-hong.reporter"):
            client = visit(who)
            for address in addresses():
                if address.name.partition(".")[0] in PACKAGES:
                    answered(client, "get", path_of(address, world))
            for path in (
                "/lanh-dao/",
                f"/chi-so/N1/?dia-ban={province.id}",
                "/chi-so/bang-tong-hop/?ma=N1&dia-ban=xa&so=3",
            ):
                answered(client, "get", path)
        with each_asked_once():
            every_value(province)
    assert read.keys() == kept.functions, "walk a page on which it is asked"
    tables = set[str]().union(*read.values())
    assert {"agencies_agency", "plans_target", "reporting_duty"} <= tables, "what few values read was read"
    assert tables <= _watched(), f"made anew each time, as these are not watched: {sorted(tables - _watched())}"


def test_each_change_of_a_watched_table_is_counted(province: Province, world: Mapping[str, object]) -> None:
    october(province)
    filled = 0
    for table in _watched():
        with connection.cursor() as cursor:
            key = connection.introspection.get_primary_key_column(cursor, table)
            cursor.execute(f'SELECT COUNT(*) FROM "{table}"')
            rows = cursor.fetchone()[0]
            before = changes()
            cursor.execute(f'UPDATE "{table}" SET "{key}" = "{key}"')
        assert changes() > before or not rows, table
        filled += bool(rows)
    assert filled >= 10, "most have rows here"


def changes() -> int:
    return sum(Revision.objects.values_list("changes", flat=True))


def test_the_count_loses_nothing_where_its_rows_are_put_together(province: Province) -> None:
    before = changes()
    with connection.cursor() as cursor:
        for _ in range(600):
            cursor.execute(
                "UPDATE areas_areaversion SET name = name WHERE id = (SELECT MIN(id) FROM areas_areaversion)"
            )
    assert changes() == before + 600
    assert Revision.objects.count() <= 300, "a reader adds up few rows"


def headline(answer: HttpResponse) -> str:
    """The value on top of an indicator's page."""
    return str(answer.context["headline"])


def test_nothing_is_computed_again_until_something_changed(
    province: Province, visit: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    october(province)
    client, path = visit("planner"), f"/chi-so/N1/?dia-ban={province.id}&ky={OCTOBER.id}"
    assert (first := headline(client.get(path))) == "Ít nhất 3 người (thiếu 1/4 xã)"
    with watching(monkeypatch) as read:
        assert headline(client.get(path)) == first
        assert not read
        close(province.communes["mua-ngau"].id, OCTOBER.id, month(40, 2))
        assert headline(client.get(path)) == "45 người"
    assert read


def test_what_a_transaction_sees_is_not_kept(province: Province) -> None:
    october(province)
    with each_asked_once():
        before = indicators.value("N1", province.id, OCTOBER, AT.date()).display
        with transaction.atomic():
            close(province.communes["mua-ngau"].id, OCTOBER.id, month(40, 2))
            within = indicators.value("N1", province.id, OCTOBER, AT.date()).display
            transaction.set_rollback(True)
    with each_asked_once():
        after = indicators.value("N1", province.id, OCTOBER, AT.date()).display
    assert within != before
    assert after == before


def test_a_page_that_asked_before_a_change_keeps_nothing_of_before(province: Province) -> None:
    """Another process changes a name between two questions of one page: kept under the new count is the new name."""
    october(province)
    with each_asked_once():
        named = {area.name for area in areas.children(province.id, AT.date())}  # answered, and kept for this page
        with connection.cursor() as cursor:  # as from outside: the page does not notice
            cursor.execute("UPDATE areas_areaversion SET name = 'Bưởi Vàng' WHERE name = 'Sen Hồng'")
        placed = {one.area.name for one in indicators.places("N1", OCTOBER, province.id, AT.date())}
    with each_asked_once():
        later = {one.area.name for one in indicators.places("N1", OCTOBER, province.id, AT.date())}
    assert "Sen Hồng" in named
    assert placed == later
    assert "Bưởi Vàng" in later


Step = Callable[[random.Random], object]


def steps(province: Province, world: Mapping[str, object]) -> list[Step]:
    """Ways in which what values stand on comes to change."""
    ids = [commune.id for commune in province.communes.values()]
    months = ("2026-08@nd09", "2026-09@nd09", OCTOBER.id)

    def told(rnd: random.Random) -> None:
        close(rnd.choice(ids), rnd.choice(months), month(rnd.randint(0, 9), rnd.randint(0, 9), spots=rnd.randint(0, 2)))

    def numbered(rnd: random.Random) -> None:
        record_denominator(
            area_id=rnd.choice(ids), measure="residents", year=2026, value=rnd.randint(1000, 9000), source="kiểm thử",
            actor=HAND, at=AT,
        )  # fmt: skip

    def done(rnd: random.Random) -> None:
        day = date(2026, rnd.randint(9, 12), rnd.randint(1, 28))
        Task.objects.update(due_on=day, finished_on=rnd.choice([None, day]))

    def renamed(rnd: random.Random) -> None:
        AgencyVersion.objects.filter(agency_id=province.agencies["health"]).update(area_id=rnd.choice(ids))

    def planned(rnd: random.Random) -> None:
        RoadmapEntry.objects.update(year=rnd.randint(2025, 2027), area_id=rnd.choice(ids))

    def set_aside(rnd: random.Random) -> None:
        Target.objects.update(indicator=rnd.choice(["T1b", "T1a"]))

    def owed(rnd: random.Random) -> None:
        Duty.objects.update(last_day=date(2026, rnd.randint(10, 12), 14))

    return [told, numbered, done, renamed, planned, set_aside, owed]


@pytest.mark.parametrize("seed", range(3))
def test_kept_values_are_those_computed_anew_after_any_changes(
    province: Province, world: Mapping[str, object], seed: int
) -> None:
    october(province)
    rnd, ways = random.Random(seed), steps(province, world)
    here, there = province.id, province.communes["sen-hong"].id
    codes = {
        level: tuple(rule.code for rule in book().indicators(YEAR_END) if rule.level in ("any", level))
        for level in ("province", "commune")
    }
    spans = (OCTOBER.previous(), OCTOBER, Period.parse("2026@nd09"))
    seen = set()
    for _ in range(12):
        rnd.choice(ways)(rnd)
        for level, area_id in (("province", here), ("commune", there)):
            with each_asked_once():
                known = indicators.values(codes[level], [area_id], spans, YEAR_END)
            assert known == computed(((codes[level], spans),), (area_id,), YEAR_END)
            seen.add(tuple(one.display for one in known.values()))
        with each_asked_once():
            placed = indicators.places_over("N1", spans, here, YEAR_END)
        kept.forget()
        assert placed == indicators.places_over("N1", spans, here, YEAR_END)
    assert len(seen) > 5, "they did change"
