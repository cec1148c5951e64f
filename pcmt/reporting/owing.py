"""Who owes a form for a period, on the map of its last day, and what lacks an agency to owe it."""

from datetime import date

from pcmt.areas import queries as areas
from pcmt.areas.queries import AreaView
from pcmt.kernel.period import Period
from pcmt.reporting.ground import answered_by_former
from pcmt.reporting.owners import Owing, agencies_owing
from pcmt.rulebook.queries import Form, OwedBy


def owing(form: Form, period: Period, province: AreaView) -> tuple[set[Owing], list[str]]:
    """This will give areas with the agencies that owe a form for them, and the names of what lacks one.

    Areas whose former units answer for the period themselves owe nothing.
    """
    day, covered = period.last_day, answered_by_former(form.code, period)
    found: set[Owing] = set()
    without: list[str] = []
    for owed in form.owed_by:
        if owed.level == "province":
            owed_for: tuple[AreaView, ...] = (province,)
        else:
            owed_for = _chosen(owed, areas.communes(province.id, day), form, day)
        pairs, missing = agencies_owing(owed, tuple(area for area in owed_for if area.id not in covered), day)
        found |= pairs
        without += missing
    return found, without


def _chosen(owed: OwedBy, communes: tuple[AreaView, ...], form: Form, day: date) -> tuple[AreaView, ...]:
    """The communes that a form is owed for: all, those of its zone on the day, or those that it names by code.

    A code is that of the form's first day: the area that bore it then is meant, whatever it is called now.
    """
    if owed.zone:
        name = owed.zone.casefold()
        zones = [one for one in areas.zones(day) if one.name.casefold() == name]
        inside = {area.id for zone in zones for area in zone.members}
    elif owed.areas:
        inside = {area.id for area in areas.communes_by_code(owed.areas, form.version_from).values()}
    else:
        return communes
    return tuple(area for area in communes if area.id in inside)
