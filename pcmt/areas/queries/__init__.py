"""What may be asked of areas: the map of any day, what became of a unit, the register. Units are public facts."""

from pcmt.areas.importing.plan import Finding
from pcmt.areas.queries.boundaries import OutlineMark, OutlineView, outline_marks, outlines, outlines_of
from pcmt.areas.queries.carried import CarriedFigure, Origin, carried, carry, in_whole_numbers
from pcmt.areas.queries.denominators import DenominatorView, denominators, denominators_of, measures, read_value
from pcmt.areas.queries.former import Became, FormerUnit, Passing, became, passings, placed, search_former
from pcmt.areas.queries.gazetteer import NameInTime, gazetteer
from pcmt.areas.queries.history import VersionView, versions
from pcmt.areas.queries.imports import Preview, preview_import
from pcmt.areas.queries.lineage import Kin, days_of_change, predecessors, successors
from pcmt.areas.queries.listed import ListedProvince, listed_provinces
from pcmt.areas.queries.maps import (
    AreaView,
    ancestors,
    area,
    area_by_code,
    areas_by_id,
    areas_of_level,
    below,
    children,
    communes,
    communes_by_code,
    communes_in,
    levels,
    province,
    provinces,
    search,
    served_provinces,
    within,
)
from pcmt.areas.queries.past import former, former_communes, heirs, last_seen
from pcmt.areas.queries.register import RegisterRow, register
from pcmt.areas.queries.zones import ZoneView, zone, zone_members, zone_names, zones, zones_of
from pcmt.areas.rules.names import LAST_DAY_OF_DISTRICTS
from pcmt.areas.rules.zones import ZONE_KINDS

__all__ = [
    "LAST_DAY_OF_DISTRICTS",
    "ZONE_KINDS",
    "AreaView",
    "Became",
    "CarriedFigure",
    "DenominatorView",
    "Finding",
    "FormerUnit",
    "Kin",
    "ListedProvince",
    "NameInTime",
    "Origin",
    "OutlineMark",
    "OutlineView",
    "Passing",
    "Preview",
    "RegisterRow",
    "VersionView",
    "ZoneView",
    "ancestors",
    "area",
    "area_by_code",
    "areas_by_id",
    "areas_of_level",
    "became",
    "below",
    "carried",
    "carry",
    "children",
    "communes",
    "communes_by_code",
    "communes_in",
    "days_of_change",
    "denominators",
    "denominators_of",
    "former",
    "former_communes",
    "gazetteer",
    "heirs",
    "in_whole_numbers",
    "last_seen",
    "levels",
    "listed_provinces",
    "measures",
    "outline_marks",
    "outlines",
    "outlines_of",
    "passings",
    "placed",
    "predecessors",
    "preview_import",
    "province",
    "provinces",
    "read_value",
    "register",
    "search",
    "search_former",
    "served_provinces",
    "successors",
    "versions",
    "within",
    "zone",
    "zone_members",
    "zone_names",
    "zones",
    "zones_of",
]
