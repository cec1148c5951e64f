"""Zones and routes on a day: which there are, what belongs to them, and by which document."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from pcmt.areas.models import Zone, ZoneMember
from pcmt.areas.queries.maps import AreaView, areas_by_id
from pcmt.areas.rules.zones import ZONE_KINDS
from pcmt.kernel.refusal import NotFound
from pcmt.prepared import Prepared


@dataclass(frozen=True)
class ZoneView:
    """A zone as it was on the day asked; `members` in Vietnamese order, those that stood on the map."""

    id: int
    kind: str
    kind_label: str
    name: str
    basis: str
    document: str
    valid_from: date
    valid_to: date | None
    members: tuple[AreaView, ...]


def zones(on: date, kind: str | None = None) -> tuple[ZoneView, ...]:
    """This will list the zones of a day with their members, by kind and name; three questions to the database."""
    found = Zone.objects.filter(_held(on))
    return _views(found.filter(kind=kind) if kind else found, on)


def zone(zone_id: int, on: date) -> ZoneView:
    """This will give a zone as it was on a day; raises NotFound where it did not stand then."""
    found = _views(Zone.objects.filter(_held(on), pk=zone_id), on)
    if not found:
        raise NotFound("Không tìm thấy khu vực, tuyến vào ngày đó.")
    return found[0]


def zones_of(area_id: int, on: date) -> tuple[ZoneView, ...]:
    """This will list the zones that an area belonged to on a day."""
    return _views(_ZONES_OF.all(area_id, on), on)


def zone_members(zone_id: int, on: date) -> frozenset[int]:
    """This will give the identifiers of the areas in a zone on a day; none where it did not stand then."""
    standing = Zone.objects.filter(_held(on), pk=zone_id)
    return frozenset(_members(on).filter(zone__in=standing).values_list("area_id", flat=True))


def zone_names(zone_ids: Iterable[int]) -> dict[int, str]:
    """This will name zones, also those that have ended."""
    wanted = set(zone_ids)
    return dict(Zone.objects.filter(pk__in=wanted).values_list("pk", "name")) if wanted else {}


def _held(on: Any) -> Q:
    return Q(valid_from__lte=on) & (Q(valid_to__isnull=True) | Q(valid_to__gte=on))


def _members(on: Any) -> QuerySet[ZoneMember]:
    return ZoneMember.objects.filter(_held(on))


_ZONES_OF = Prepared(
    lambda area_id, on: Zone.objects.filter(_held(on), pk__in=_members(on).filter(area_id=area_id).values("zone_id"))
)


def _views(rows: Iterable[Zone], on: date) -> tuple[ZoneView, ...]:
    order = [*ZONE_KINDS]
    if not (rows := list(rows)):
        return ()
    found = sorted(rows, key=lambda row: (order.index(row.kind), row.sort_key))
    inside: dict[int, list[int]] = {}
    for zone_id, area_id in _members(on).filter(zone__in=found).values_list("zone_id", "area_id"):
        inside.setdefault(zone_id, []).append(area_id)
    areas = areas_by_id((area_id for members in inside.values() for area_id in members), on)
    return tuple(
        ZoneView(
            id=row.pk,
            kind=row.kind,
            kind_label=ZONE_KINDS[row.kind],
            name=row.name,
            basis=row.basis,
            document=row.document,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            members=tuple(
                sorted(
                    (areas[area_id] for area_id in inside.get(row.pk, ()) if area_id in areas),
                    key=lambda view: (view.sort_key, view.code),
                )
            ),
        )
        for row in found
    )
