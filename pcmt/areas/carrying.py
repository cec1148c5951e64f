"""How an event is carried out on the map and by all who follow it, and taken back, in the caller's transaction."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils.module_loading import import_string

from pcmt.areas.memberships import pass_memberships
from pcmt.areas.models import Area, AreaVersion, Event, Succession
from pcmt.areas.placing import Placing, place, placing_of
from pcmt.areas.ports import Course, Followed, Follower, Passing
from pcmt.areas.ports.losses import Losses
from pcmt.areas.ports.memento import Memento, take_back
from pcmt.areas.rules.change import Change, Unit, from_data
from pcmt.areas.rules.names import full_name
from pcmt.areas.rules.steps import MapAround, Standing, Steps, plan_steps
from pcmt.areas.telling import shown, told_of_map
from pcmt.kernel.actor import Actor

OWN = "areas"
OWN_LABEL = "Đơn vị hành chính"
OWN_ROWS = {
    "areas.AreaVersion": "giai đoạn của đơn vị hành chính",
    "areas.Boundary": "ranh giới",
    "areas.Denominator": "số liệu nhân khẩu, hộ",
    "areas.Succession": "bước kế thừa",
    "areas.ZoneMember": "địa bàn của khu vực, tuyến",
}


@dataclass(frozen=True)
class Carried:
    """What an event did: by follower, what it touched; the digest stands for all of it (nothing new is named in it)."""

    course: Course
    parts: Mapping[str, Followed]
    labels: Mapping[str, str]

    @property
    def digest(self) -> str:
        """What a person has seen when they say yes to a preview."""
        told = [[name, *shown(one)] for name, part in self.parts.items() for one in part.touched]
        return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()[:16]


def followers() -> tuple[Follower, ...]:
    """This will give those who follow a change of the map, in the order of settings.AREA_FOLLOWERS."""
    return tuple(import_string(path) for path in settings.AREA_FOLLOWERS)


def names_of_rows() -> dict[str, str]:
    """This will give what rows of the followers' tables are called, by the label of their model."""
    return OWN_ROWS | {label: name for follower in followers() for label, name in follower.rows.items()}


def carry_out(event: Event, choices: Mapping[str, str], *, actor: Actor, at: datetime) -> Carried:
    """This will write the event on the map and let all followers write their part; the first to refuse stops all."""
    change = from_data(event.change)
    steps = plan_steps(change, map_around(change))
    course, own = _write(event, change, steps)
    parts, labels = {OWN: own}, {OWN: OWN_LABEL}
    for follower in followers():
        parts[follower.name] = follower.follow(course, choices, actor=actor, at=at)
        labels[follower.name] = follower.label
    for follower in followers():
        follower.settle(course, undone=False, at=at)
    return Carried(course, parts, labels)


def carry_back(event: Event, losses: Losses, *, agreed: str, actor: Actor, at: datetime) -> None:
    """This will let the followers go back, last first, then take the event off the map, and let them settle.

    agreed: the digest of the losses that somebody decided to bear; refuses where there are others.
    """
    course = course_of(event)
    for follower in reversed(followers()):
        follower.unfollow(course, event.mementos.get(follower.name, []), losses, actor=actor, at=at)
    take_back(event.mementos[OWN], losses)
    losses.require(agreed)
    for follower in followers():
        follower.settle(course, undone=True, at=at)


def course_of(event: Event) -> Course:
    """This will tell again what an applied event did to areas."""
    data = event.areas
    return Course(
        event_id=event.pk,
        kind=event.kind,
        on=event.on,
        basis=event.basis,
        ended=tuple(data["ended"]),
        begun=tuple(data["begun"]),
        revised=tuple(data["revised"]),
        passings=tuple(Passing(**passing) for passing in data["passings"]),
    )


def map_around(change: Change) -> MapAround:
    """This will load what of the map a change has to do with, locking the versions that it may end."""
    eve = change.on - timedelta(days=1)
    old = AreaVersion.objects.select_for_update().filter(_held(eve), code__in=change.old, valid_from__lte=eve)
    before = {row.code: _standing(row) for row in old}
    ids = [standing.area_id for standing in before.values()]
    later: dict[int, date] = {}
    for row in AreaVersion.objects.filter(area_id__in=ids, valid_from__gte=change.on).order_by("-valid_from"):
        later[row.area_id] = row.valid_from
    given = {unit.code for unit in change.units}
    holders: dict[str, tuple[Standing, ...]] = {}
    for row in AreaVersion.objects.filter(code__in=given):
        holders[row.code] = (*holders.get(row.code, ()), _standing(row))
    parents = {unit.parent for unit in change.units if unit.parent}
    above = AreaVersion.objects.filter(_held(change.on), code__in=parents, valid_from__lte=change.on)
    below: dict[int, tuple[Standing, ...]] = {}
    for row in AreaVersion.objects.filter(_held(change.on), parent_id__in=ids).order_by("valid_from"):
        below[row.parent_id or 0] = (*below.get(row.parent_id or 0, ()), _standing(row))
    return MapAround(before, holders, later, {row.code: _standing(row) for row in above}, below)


def _write(event: Event, change: Change, steps: Steps) -> tuple[Course, Followed]:
    memento, eve = Memento(), change.on - timedelta(days=1)
    versions = _open_versions(steps)
    units = [_target(change, unit, steps.goes_on.get(index)) for index, unit in enumerate(change.units)]
    revised = [index for index, old in steps.goes_on.items() if _differs(units[index], versions[old.area_id])]
    # Ends first: codes and tiles that are given out again must be free by then.
    for standing in (*steps.ends, *(steps.goes_on[index] for index in revised)):
        memento.change(standing.full_name, versions[standing.area_id], valid_to=eve)
    areas = {index: old.area_id for index, old in steps.goes_on.items()}
    for index, unit in enumerate(change.units):
        if index not in areas:
            area = Area.objects.create()
            memento.made(full_name(unit.type, unit.name), area)
            areas[index] = area.pk
        if index in revised or index not in steps.goes_on:
            _place(memento, event, areas[index], _inheriting(units[index], index, steps, versions))
    _hang(memento, event, change, steps, areas)
    passings = _pass_on(memento, event, change, steps, areas)
    course = Course(
        event_id=event.pk,
        kind=event.kind,
        on=change.on,
        basis=change.basis,
        ended=tuple(standing.area_id for standing in steps.ends),
        begun=tuple(areas[index] for index in sorted(areas) if index not in steps.goes_on),
        revised=tuple(areas[index] for index in revised),
        passings=passings,
    )
    zones = pass_memberships(course, memento)
    return course, Followed((*told_of_map(change, steps, revised), *zones), memento.rows)


def _open_versions(steps: Steps) -> dict[int, AreaVersion]:
    ids = [standing.area_id for standing in (*steps.ends, *steps.goes_on.values())]
    return {row.area_id: row for row in AreaVersion.objects.filter(area_id__in=ids, valid_to__isnull=True)}


def _target(change: Change, unit: Unit, old: Standing | None) -> Placing:
    parent = None
    if unit.parent:
        parent = AreaVersion.objects.filter(_held(change.on), code=unit.parent, valid_from__lte=change.on).values_list(
            "area_id", flat=True
        )[0]
    return Placing(unit.code, unit.name, unit.type, unit.level, parent, change.on, basis=change.basis)


def _differs(wanted: Placing, version: AreaVersion) -> bool:
    return (wanted.code, wanted.name, wanted.type, wanted.parent_id) != (
        version.code,
        version.name,
        version.type,
        version.parent_id,
    )


def _inheriting(wanted: Placing, index: int, steps: Steps, versions: Mapping[int, AreaVersion]) -> Placing:
    """A unit keeps the tile and former district of its own past, or of the first ended unit of which it is the heir."""
    own = steps.goes_on.get(index)
    source = own or next((one.old for one in steps.passings if one.unit == index and one.is_heir), None)
    if source is None:
        return wanted
    before = placing_of(versions[source.area_id])
    same_map = before.parent_id == wanted.parent_id
    return Placing(
        wanted.code,
        wanted.name,
        wanted.type,
        wanted.level,
        wanted.parent_id,
        wanted.valid_from,
        former_district=before.former_district,
        tile=before.tile if same_map else None,
        basis=wanted.basis,
    )


def _place(memento: Memento, event: Event, area_id: int, placing: Placing) -> None:
    version = place(Area(pk=area_id), placing)
    version.event = event
    version.save(update_fields=["event"])
    memento.made(full_name(placing.type, placing.name), version)


def _hang(memento: Memento, event: Event, change: Change, steps: Steps, areas: Mapping[int, int]) -> None:
    """What hung under an ended unit hangs under its heir: as a new version, or amended where it begins that day."""
    for child, index in steps.hangs:
        version = AreaVersion.objects.get(area_id=child.area_id, code=child.code, valid_from=child.valid_from)
        if version.valid_from >= change.on:
            memento.change(child.full_name, version, parent_id=areas[index])
            continue
        last = version.valid_to
        memento.change(child.full_name, version, valid_to=change.on - timedelta(days=1))
        fresh = AreaVersion(event=event)
        for field in version._meta.concrete_fields:
            if field.name not in {"id", "event"}:
                setattr(fresh, field.attname, getattr(version, field.attname))
        fresh.valid_from, fresh.valid_to, fresh.parent_id, fresh.basis = change.on, last, areas[index], change.basis
        fresh.tile_col = fresh.tile_row = None
        fresh.save()
        memento.made(child.full_name, fresh)


def _pass_on(
    memento: Memento, event: Event, change: Change, steps: Steps, areas: Mapping[int, int]
) -> tuple[Passing, ...]:
    found = []
    for one in steps.passings:
        row = Succession.objects.create(
            old_id=one.old.area_id,
            new_id=areas[one.unit],
            extent=Succession.Extent.WHOLE if one.whole else Succession.Extent.PART,
            share_per_million=one.share_per_million,
            on=change.on,
            basis=change.basis,
            is_heir=one.is_heir,
            event=event,
        )
        memento.made(f"{one.old.full_name} → {change.units[one.unit].name}", row)
        found.append(Passing(row.old_id, row.new_id, one.whole, one.share_per_million, one.is_heir))
    return tuple(found)


def _held(on: date) -> Q:
    return Q(valid_to__isnull=True) | Q(valid_to__gte=on)


def _standing(row: AreaVersion) -> Standing:
    return Standing(
        area_id=row.area_id,
        code=row.code,
        name=row.name,
        type=row.type,
        level=row.level,
        parent_id=row.parent_id,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
    )
