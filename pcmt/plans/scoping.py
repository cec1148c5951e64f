"""Of which communes a target is asked: all of its area, those of a zone, or those of one type, on the map of a day."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from pcmt.areas import queries as areas


class Scoped(Protocol):
    """A target, as a row, as it is read, or as a person says it."""

    @property
    def scope_area_id(self) -> int:
        """The area around all of it."""

    @property
    def scope_zone_id(self) -> int | None:
        """The zone to whose communes alone it is set, if it is."""

    @property
    def scope_type(self) -> str:
        """The type of communes to which alone it is set, "" for all."""


def is_part(target: Scoped) -> bool:
    """This will tell whether a target is set to some communes of its area only."""
    return bool(target.scope_zone_id or target.scope_type)


def scope_of(target: Scoped) -> tuple[int, int | None, str]:
    """This will give what targets of one scope have in common."""
    return target.scope_area_id, target.scope_zone_id, target.scope_type


def communes_of(target: Scoped, on: date) -> tuple[areas.AreaView, ...]:
    """This will list the communes among which a target can be divided; none where it is set to a commune itself.

    A zone that does not stand on the day has none: nothing is told of communes that once belonged to it.
    """
    found = areas.areas_by_id([target.scope_area_id], on).get(target.scope_area_id)
    if found is None or found.level != "province":
        return ()
    return _chosen(target, areas.communes(target.scope_area_id, on), on)


def _chosen(target: Scoped, communes: Sequence[areas.AreaView], on: date) -> tuple[areas.AreaView, ...]:
    if target.scope_zone_id:
        inside = areas.zone_members(target.scope_zone_id, on)
        return tuple(one for one in communes if one.id in inside)
    return tuple(one for one in communes if target.scope_type in ("", one.type))
