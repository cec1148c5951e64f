"""What is to be read with an indicator, as its rule says, and never in its place (as a provisional share)."""

from dataclasses import dataclass
from datetime import date

from pcmt.indicators.queries.targets import LOOK_BACK, ended_periods, read_at, rule_on
from pcmt.indicators.queries.values import Value, latest, values
from pcmt.plans.queries import TargetView
from pcmt.rulebook.queries import IndicatorDef


@dataclass(frozen=True)
class ReadWith:
    """An indicator beside another, with its newest value that tells something at the same area."""

    rule: IndicatorDef
    value: Value


def read_with(target: TargetView, on: date) -> tuple[ReadWith, ...]:
    """This will give the indicators to be read with a target's; none where its rule names none.

    One reading for each; one whose rule did not hold yet in its newest period is left out."""
    rule = rule_on(target.indicator, on)
    area_id, together = read_at(target, on)
    found = []
    for other in (rule_on(one, on) for one in (rule.beside if rule else ())):
        if other is None:
            continue
        recent = ended_periods(other.period_kind, other.calendar, on, LOOK_BACK)
        got = values([other.code], [area_id], recent, on, together)
        found.append(ReadWith(other, latest(list(got.values()))))
    return tuple(one for one in found if one.value.rule_id)
