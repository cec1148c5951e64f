"""What indicators say of a plan's targets, as a review may say it: the figure, how it moved, how it stands."""

from collections.abc import Mapping, Sequence
from datetime import date

from pcmt.areas import queries as areas
from pcmt.committee.queries import Proposed, proposed_for_target
from pcmt.indicators import queries as indicators
from pcmt.indicators.queries import Progress, Value
from pcmt.kernel.actor import Actor
from pcmt.plans.queries import TargetView


def proposals(actor: Actor, targets: Sequence[TargetView], on: date) -> Mapping[int, Proposed]:
    """This will propose for each target, by its id, what its indicator shows on a day; nothing where it is not seen."""
    places = areas.areas_by_id({one.scope_area_id for one in targets}, on)
    seen = {area_id for area_id, area in places.items() if indicators.may_view(actor, area)}
    found = indicators.progresses([one for one in targets if one.scope_area_id in seen], on)
    earlier = _a_year_before([one.value for one in found.values() if one.value], on)
    return {one: _proposed(progress, earlier) for one, progress in found.items()}


def _a_year_before(values: Sequence[Value], on: date) -> dict[tuple[str, int, str], Value]:
    """The values of the same periods of last year, by (code, area, period of this year)."""
    wanted = [one for one in values if one.area_id > 0 and not one.period.free]
    found: dict[tuple[str, int, str], Value] = {}
    for area_id in dict.fromkeys(one.area_id for one in wanted):
        here = [one for one in wanted if one.area_id == area_id]
        before = {one.period.id: one.period.same_last_year() for one in here}
        got = indicators.values([*{one.code for one in here}], [area_id], [*before.values()], on)
        found |= {
            (one.code, area_id, one.period.id): got[one.code, area_id, before[one.period.id].id]
            for one in here
            if (one.code, area_id, before[one.period.id].id) in got
        }
    return found


def _proposed(progress: Progress, earlier: Mapping[tuple[str, int, str], Value]) -> Proposed:
    value = progress.value
    if value is None or value.state == "void":
        return Proposed()
    moved = _moved(value, earlier.get((value.code, value.area_id, value.period.id)))
    told = f"{value.display} ({value.period.name_inside}{moved}); {progress.label}."
    return Proposed(proposed_for_target(progress.state), told, value.reference if value.area_id > 0 else "")


def _moved(value: Value, before: Value | None) -> str:
    if before is None or not (value.number.is_known and before.number.is_known):
        return ""
    change = value.number.value - before.number.value
    if not indicators.rounded(abs(change), value.scale):
        return ", không đổi so với cùng kỳ năm trước"
    amount = indicators.said(abs(change), value.scale, indicators.unit_of_change(value.unit))
    return f", {'tăng' if change > 0 else 'giảm'} {amount} so với cùng kỳ năm trước"
