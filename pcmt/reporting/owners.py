"""Which agency answers for each section of a form in an area."""

from collections.abc import Iterable
from datetime import date

from pcmt.agencies import queries as agencies
from pcmt.agencies.queries import AgencyView
from pcmt.rulebook.queries import Form


def section_owners(form: Form, agency_id: int, area_id: int, on: date) -> dict[str, int]:
    """This will name the agency of each section, by section code; the agency that owes the form where there is none."""
    return owners_among(form, agency_id, agencies.last_in([area_id], on)[area_id])


def owners_among(form: Form, agency_id: int, candidates: Iterable[AgencyView]) -> dict[str, int]:
    """This will choose from an area's agencies the first of each section's kind."""
    by_kind: dict[str, int] = {}
    for agency in candidates:
        by_kind.setdefault(agency.kind, agency.id)
    return {section.code: by_kind.get(section.owner_kind, agency_id) for section in form.sections}
