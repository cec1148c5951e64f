"""Which agencies communes lack that every commune has, and which stand above them."""

from dataclasses import dataclass
from datetime import date

from pcmt.agencies.queries.directory import agencies_of_kinds
from pcmt.areas import queries as areas
from pcmt.areas.queries import AreaView
from pcmt.rulebook.queries import book
from vanban.text import lower_first


@dataclass(frozen=True)
class Lacking:
    """An agency that a commune has not yet: its names and kind, and of which kind the one above it is."""

    area: AreaView
    kind: str
    name: str
    short_name: str
    under: str


def lacking_in(province_id: int, on: date) -> tuple[Lacking, ...]:
    """This will list what communes of a province lack on a day, commune by commune, what others hang under first."""
    usual = book().commune_agencies
    by_kind = agencies_of_kinds([one.kind for one in usual], on)
    there = {(one.area_id, kind) for kind, found in by_kind.items() for one in found}
    return tuple(
        Lacking(area, one.kind, *one.called(lower_first(area.full_name)), one.under)
        for area in areas.communes(province_id, on)
        for one in usual
        if (area.id, one.kind) not in there
    )
