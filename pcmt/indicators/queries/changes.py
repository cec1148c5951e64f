"""Which values are not what they were since the map changed, or since rules were released: compared, never stored."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import polars as pl
from django.utils.timezone import localdate

from pcmt.areas import queries as areas
from pcmt.areas.queries import AreaView
from pcmt.areas.queries import events as area_events
from pcmt.indicators import policy
from pcmt.indicators.bulk.moved import moved_keys
from pcmt.indicators.queries.bulk import STATES, BulkValue, Table, bulk_values
from pcmt.indicators.queries.pages import TREND
from pcmt.indicators.queries.targets import ended_periods
from pcmt.indicators.queries.values import rule_in
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Calendar, Kind, Period
from pcmt.kernel.refusal import NotFound
from pcmt.rulebook.queries import IndicatorDef, book, books_around, read_by, releases
from vanban.text import format_date

RULES, MAP = "quy-tac", "dia-gioi"
TELLING = tuple(shape for shape, state in STATES.items() if state != "void")
PARTS = {"formula": "công thức", "scale": "số chữ số thập phân", "unit": "đơn vị tính"}


@dataclass(frozen=True)
class Cause:
    """Something after which values may read otherwise. kind: RULES (`id` is a release) or MAP (an event)."""

    kind: str
    id: int
    label: str
    reason: str
    on: date


@dataclass(frozen=True)
class ChangedValue:
    """One value that reads otherwise; why: what made it so, in words."""

    code: str
    label: str
    area: AreaView
    period: Period
    before: BulkValue
    after: BulkValue
    why: str

    @property
    def reference(self) -> str:
        """How `trace` names the value as it is now."""
        return f"value:{self.code}/{self.area.id}/{self.period.id}"


@dataclass(frozen=True)
class Changes:
    """What a cause changed: the values, the province's first; of how many compared; indicators that begin or end."""

    cause: Cause
    values: tuple[ChangedValue, ...]
    compared: int
    begun: tuple[str, ...] = ()
    ended: tuple[str, ...] = ()


def causes(actor: Actor) -> tuple[Cause, ...]:
    """This will list changes of the map that were applied, and rules that were released, the newest first."""
    if not actor.may_somewhere(policy.VIEW):
        raise NotFound
    found = [_of_event(one) for one in area_events.events() if one.state == "applied"]
    found += [_of_release(one.id, one.reason, one.decided_at) for one in releases() if one.state == "released"]
    return tuple(sorted(found, key=lambda one: (one.on, one.kind, one.id), reverse=True))


def changed_by_rules(actor: Actor, release_id: int, on: date) -> Changes:
    """This will compare values by the rules before a release and with it, over the periods that pages show.

    Both on the map of a day, from the figures of now: what differs, differs by the rules alone.
    """
    cause = _cause(actor, RULES, release_id)
    before, after = books_around(release_id)
    places = _seen(actor, on)
    tables = []
    for by in (before, after):
        with read_by(by):
            tables.append(_values(by.indicators(on), places, on, until=on))
    then, now = ({rule.code: rule.label for rule in by.indicators(on)} for by in (before, after))

    def why(one: BulkValue, period: Period) -> str:
        return _why_by_rules(rule_in(before, one.code, period), rule_in(after, one.code, period))

    values, compared = _changed(tables[0], tables[1], places, now, why)
    begun = tuple(label for code, label in now.items() if code not in then)
    return Changes(cause, values, compared, begun, tuple(label for code, label in then.items() if code not in now))


def changed_by_map(actor: Actor, event_id: int, on: date) -> Changes:
    """This will compare values of periods that ended before a change of the map, on the map before it and with it.

    Areas that stand on both maps are compared; what a new one is made of, its own page tells.
    """
    cause = _cause(actor, MAP, event_id)
    eve = cause.on - timedelta(days=1)
    then, now = _seen(actor, eve), _seen(actor, cause.on)
    places = {one: view for one, view in now.items() if one in then}
    rules = book().indicators(eve)
    tables = [_values(rules, places, day, until=min(eve, on)) for day in (eve, cause.on)]
    whole = f"nay gồm {_count(now)} xã, phường thay cho {_count(then)}"
    made_of = _origins(places, tables[1], cause.on)

    def why(one: BulkValue, period: Period) -> str:
        if places[one.area_id].level != "commune":
            return whole
        return _why_by_map(one, made_of.get((one.area_id, period.last_day), ()))

    values, compared = _changed(tables[0], tables[1], places, {rule.code: rule.label for rule in rules}, why)
    return Changes(cause, values, compared)


def _cause(actor: Actor, kind: str, cause_id: int) -> Cause:
    for cause in causes(actor):
        if (cause.kind, cause.id) == (kind, cause_id):
            return cause
    raise NotFound


def _of_event(one: area_events.EventView) -> Cause:
    names = ", ".join(unit.name for unit in one.change.units) or ", ".join(one.change.old)
    return Cause(MAP, one.id, f"{one.kind_label}: {names}", one.basis, one.on)


def _of_release(release_id: int, reason: str, at: datetime | None) -> Cause:
    return Cause(RULES, release_id, f"Ban hành quy tắc, lần {release_id}", reason, localdate(at))


def _seen(actor: Actor, on: date) -> dict[int, AreaView]:
    """The province of a day and its communes, as far as the actor may see them; the province first."""
    province = areas.province(on)
    found = [province, *areas.communes(province.id, on)] if province else []
    return {view.id: view for view in found if policy.may_view(actor, view)}


def _count(places: Mapping[int, AreaView]) -> int:
    return sum(view.level == "commune" for view in places.values())


def _values(rules: Sequence[IndicatorDef], places: Mapping[int, AreaView], on: date, *, until: date) -> pl.DataFrame:
    """All values of the rules where they can be asked, over the last periods that ended by a day."""
    groups: dict[tuple[Kind, Calendar, str], list[str]] = {}
    for rule in rules:
        groups.setdefault((rule.period_kind, rule.calendar, rule.level), []).append(rule.code)
    frames = [
        bulk_values(codes, ids, ended_periods(kind, calendar, until, TREND[kind]), on).frame
        for (kind, calendar, level), codes in groups.items()
        if (ids := [one.id for one in places.values() if level in ("any", one.level)])
    ]
    return pl.concat(frames) if frames else bulk_values([], [], [], on).frame


def _changed(
    before: pl.DataFrame,
    after: pl.DataFrame,
    places: Mapping[int, AreaView],
    labels: Mapping[str, str],
    why: Callable[[BulkValue, Period], str],
) -> tuple[tuple[ChangedValue, ...], int]:
    keys, compared = moved_keys(before, after, TELLING)
    then, now = (Table(keys.join(table, on=keys.columns, how="inner")).by_key() for table in (before, after))
    found = [
        ChangedValue(code, labels.get(code, code), places[area_id], period, then[key], one, why(one, period))
        for key, one in now.items()
        for code, area_id, period in [(key[0], key[1], Period.parse(key[2]))]
    ]
    order = {one: place for place, one in enumerate(places)}
    return tuple(sorted(found, key=lambda one: (order[one.area.id], one.code, one.period.last_day))), compared


def _why_by_rules(before: IndicatorDef | None, after: IndicatorDef | None) -> str:
    if before is None or after is None:
        return "quy tắc áp dụng cho kỳ này lần đầu" if after else "quy tắc không còn áp dụng cho kỳ này"
    changed = ", ".join(words for name, words in PARTS.items() if getattr(before, name) != getattr(after, name))
    if before.id != after.id:
        return f"tính theo {after.id}, trước là {before.id}" + (f": đổi {changed}" if changed else "")
    return "số liệu thành phần được hiểu theo cách khác"


def _why_by_map(one: BulkValue, names: Collection[str]) -> str:
    if not names:
        return "đơn vị được sắp xếp"
    how = "ước tính theo tỷ lệ từ" if one.way == "share" else "gồm số liệu của"
    return f"{how} {', '.join(names)}"


def _origins(places: Mapping[int, AreaView], told: pl.DataFrame, on: date) -> dict[tuple[int, date], tuple[str, ...]]:
    """The former units of which areas are made, by area and the last day of a period, as names."""
    days = {Period.parse(one).last_day for one in told["period"].unique()}
    made = areas.carried([one for one, view in places.items() if view.level == "commune"], days, on)
    ids = {origin.area_id for parts in made.values() for origins in parts.values() for origin in origins}
    names = {one: view.full_name for one, view in areas.last_seen(ids, on - timedelta(days=1)).items()}
    return {
        (area_id, day): tuple(names[origin.area_id] for origin in origins if origin.area_id in names)
        for day, parts in made.items()
        for area_id, origins in parts.items()
    }


def lines(found: Changes) -> Iterator[str]:
    """This will write what changed as lines, for who reads it without a page."""
    yield f"{found.cause.label} ({format_date(found.cause.on)}): {len(found.values)}/{found.compared} giá trị đã đổi"
    for one in found.values:
        yield (
            f"{one.code}\t{one.area.full_name}\t{one.period.name}\t{one.before.display}\t{one.after.display}\t{one.why}"
        )
    yield from (f"Bắt đầu: {label}" for label in found.begun)
    yield from (f"Thôi tính: {label}" for label in found.ended)


def plain_changes(found: Changes) -> dict[str, object]:
    """This will give what changed as plain values."""
    return {
        "cause": {"kind": found.cause.kind, "id": found.cause.id, "label": found.cause.label, "on": found.cause.on},
        "compared": found.compared,
        "changed": [
            {
                "code": one.code, "area": one.area.code, "period": one.period.id, "before": one.before.display,
                "after": one.after.display, "why": one.why, "reference": one.reference,
            }
            for one in found.values
        ],
        "begun": list(found.begun),
        "ended": list(found.ended),
    }  # fmt: skip
