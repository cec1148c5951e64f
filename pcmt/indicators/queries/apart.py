"""Targets that are set to a part of an area: a zone, or one type of its communes; where each of them stands."""

from dataclasses import dataclass
from datetime import date

from pcmt.areas.queries import AreaView
from pcmt.indicators import policy
from pcmt.indicators.queries.targets import Progress, by_urgency, progresses
from pcmt.kernel.actor import Actor
from pcmt.plans import queries as plans
from pcmt.plans.queries import TargetView


@dataclass(frozen=True)
class Apart:
    """A target of some communes of an area, judged by the figures of these together."""

    target: TargetView
    progress: Progress


def set_apart(actor: Actor, area: AreaView, on: date, code: str = "") -> dict[str, tuple[Apart, ...]]:
    """This will judge the targets set to parts of an area, by indicator, the most urgent first; one of them by `code`.

    Those of no indicator are left out: a person has to judge them. Empty where the actor may not see the area's values.
    """
    found = [
        one
        for one in plans.targets(actor)
        if plans.is_part(one) and one.scope_area_id == area.id and one.indicator and code in ("", one.indicator)
    ]
    if not found or not policy.may_view(actor, area):
        return {}
    standing = progresses(found, on)
    groups: dict[str, list[Apart]] = {}
    for one in by_urgency(found, on):
        groups.setdefault(one.indicator, []).append(Apart(one, standing[one.id]))
    return {indicator: tuple(members) for indicator, members in groups.items()}
