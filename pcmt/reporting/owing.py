"""Who owes a form for a period, on the map of its last day, and what lacks an agency to owe it."""

from collections.abc import Iterable
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
    """The communes that a form is owed for: all, those of its zone on the day, or those that it names by code."""
    if owed.zone:
        name = owed.zone.casefold()
        zones = [one for one in areas.zones(day) if one.name.casefold() == name]
        inside = {area.id for zone in zones for area in zone.members}
    elif owed.areas:
        inside = _named(owed.areas, communes, form.version_from)
    else:
        return communes
    return tuple(area for area in communes if area.id in inside)


def _named(codes: Iterable[str], communes: tuple[AreaView, ...], first_day: date) -> set[int]:
    """The communes meant by codes: the area that bore it on the form's first day, whatever it is called now.

    Where that area is gone, or none bore the code yet, whoever bears it now: a form that asks back over a change of the
    map names the communes of today.
    """
    then = areas.communes_by_code(codes, first_day)
    standing, now = {area.id for area in communes}, {area.code: area.id for area in communes}
    found = set()
    for code in codes:
        before = then.get(code)
        meant = before.id if before is not None and before.id in standing else now.get(code)
        found |= {meant} if meant is not None else set()
    return found
