"""Which agencies owe a form for an area, and which of them answers for each section."""

from collections.abc import Iterable
from datetime import date

from pcmt.agencies import queries as agencies
from pcmt.agencies.queries import AgencyView
from pcmt.areas.queries import AreaView
from pcmt.rulebook.queries import Form, OwedBy, book

Owing = tuple[int, int]
"""An area, and the agency that owes a form for it."""


def section_owners(form: Form, agency_id: int, area_id: int, on: date) -> dict[str, int]:
    """This will name the agency of each section, by section code; the agency that owes the form where there is none."""
    return owners_among(form, agency_id, agencies.last_in([area_id], on)[area_id])


def owners_among(form: Form, agency_id: int, candidates: Iterable[AgencyView]) -> dict[str, int]:
    """This will choose from an area's agencies the one of each section's name, or the first of its kind.

    Where the agency that owes the form is of the kind, the section is its own.
    """
    by_kind: dict[str, int] = {}
    by_name: dict[str, int] = {}
    for agency in candidates:
        by_kind.setdefault(agency.kind, agency.id)
        by_name |= {agency.name.casefold(): agency.id, agency.short_name.casefold(): agency.id}
        if agency.id == agency_id:
            by_kind[agency.kind] = agency_id
    return {
        section.code: by_name.get(section.owner_name.casefold(), agency_id)
        if section.owner_name
        else by_kind.get(section.owner_kind, agency_id)
        for section in form.sections
    }


def agencies_owing(owed: OwedBy, owed_for: Iterable[AreaView], on: date) -> tuple[set[Owing], list[str]]:
    """This will find who owes a form on a day, by one entry of its list, and what lacks an agency, by name.

    An area has one agency of a kind, or as many as the directory holds where the kind has several.
    """
    named = {area.id: area for area in owed_for}
    if not owed.names and owed.agency_kind not in book().several_kinds:
        one_each = agencies.agencies_for(named, owed.agency_kind, on)
        pairs = {(area_id, agency.id) for area_id, agency in one_each.items()}
        return pairs, [area.full_name for area in named.values() if area.id not in one_each]
    pairs, missing = set(), []
    for area_id, local in agencies.last_in(named, on).items():
        wanted = [_named(name, local) for name in owed.names] or [
            (named[area_id].full_name, tuple(one.id for one in local if one.kind == owed.agency_kind))
        ]
        pairs |= {(area_id, agency_id) for _, ids in wanted for agency_id in ids}
        missing += [label for label, ids in wanted if not ids]
    return pairs, missing


def _named(name: str, local: Iterable[AgencyView]) -> tuple[str, tuple[int, ...]]:
    key = name.casefold()
    return name, tuple(one.id for one in local if key in (one.name.casefold(), one.short_name.casefold()))[:1]
