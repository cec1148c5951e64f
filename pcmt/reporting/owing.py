"""Who owes a form for a period, on the map of its last day, and what lacks an agency to owe it."""

from pcmt.areas import queries as areas
from pcmt.areas.queries import AreaView
from pcmt.kernel.period import Period
from pcmt.reporting.ground import answered_by_former
from pcmt.reporting.owners import Owing, agencies_owing
from pcmt.rulebook.queries import Form


def owing(form: Form, period: Period, province: AreaView) -> tuple[set[Owing], list[str]]:
    """This will give areas with the agencies that owe a form for them, and the names of what lacks one.

    Areas whose former units answer for the period themselves owe nothing.
    """
    day, covered = period.last_day, answered_by_former(form.code, period)
    found: set[Owing] = set()
    without: list[str] = []
    for owed in form.owed_by:
        owed_for = (province,) if owed.level == "province" else areas.communes(province.id, day)
        pairs, missing = agencies_owing(owed, tuple(area for area in owed_for if area.id not in covered), day)
        found |= pairs
        without += missing
    return found, without
