"""Tables of areas: units in time and what became of them, by which events; zones, yearly denominators, boundaries."""

from pcmt.areas.models.areas import Area, AreaVersion, Succession
from pcmt.areas.models.boundaries import Boundary
from pcmt.areas.models.denominators import Denominator
from pcmt.areas.models.events import Event
from pcmt.areas.models.zones import Zone, ZoneMember

__all__ = ["Area", "AreaVersion", "Boundary", "Denominator", "Event", "Succession", "Zone", "ZoneMember"]
