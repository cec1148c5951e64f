"""What may be asked of areas: the map of any day, what became of a unit, the register. Units are public facts."""

from pcmt.areas.importing.plan import Finding
from pcmt.areas.queries.boundaries import OutlineView, outlines
from pcmt.areas.queries.carried import CarriedFigure, Origin, carried, carry, in_whole_numbers
from pcmt.areas.queries.denominators import DenominatorView, denominators, denominators_of
from pcmt.areas.queries.history import SuccessionView, VersionView, successions, versions
from pcmt.areas.queries.imports import Preview, preview_import
from pcmt.areas.queries.lineage import Kin, predecessors, successors
from pcmt.areas.queries.listed import ListedProvince, listed_provinces
from pcmt.areas.queries.maps import (
    AreaView,
    ancestors,
    area,
    area_by_code,
    areas_by_id,
    children,
    communes,
    communes_by_code,
    province,
    provinces,
    search,
    within,
)
from pcmt.areas.queries.past import former, former_communes, heirs, last_seen
from pcmt.areas.queries.register import RegisterRow, register
from pcmt.areas.queries.zones import ZoneView, zone, zones, zones_of
from pcmt.areas.rules.zones import ZONE_KINDS

__all__ = [
    "ZONE_KINDS",
    "AreaView",
    "CarriedFigure",
    "DenominatorView",
    "Finding",
    "Kin",
    "ListedProvince",
    "Origin",
    "OutlineView",
    "Preview",
    "RegisterRow",
    "SuccessionView",
    "VersionView",
    "ZoneView",
    "ancestors",
    "area",
    "area_by_code",
    "areas_by_id",
    "carried",
    "carry",
    "children",
    "communes",
    "communes_by_code",
    "denominators",
    "denominators_of",
    "former",
    "former_communes",
    "heirs",
    "in_whole_numbers",
    "last_seen",
    "listed_provinces",
    "outlines",
    "predecessors",
    "preview_import",
    "province",
    "provinces",
    "register",
    "search",
    "successions",
    "successors",
    "versions",
    "within",
    "zone",
    "zones",
    "zones_of",
]
