"""When a plan already has what a suggestion asks for."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from pcmt.plans.rules.inputs import RECURRENCES
from pcmt.plans.rules.wording import alike, words
from vanban.text import fold

SAME_TARGET = 0.75
SAME_TASK = 0.85


@dataclass(frozen=True)
class TargetFacts:
    """What tells one target from another; `reference` is "" for one that is only proposed."""

    reference: str
    label: str
    indicator: str
    relation: str
    value: Decimal | None
    value_high: Decimal | None
    unit: str
    subject: str
    by: str
    scope_area_id: int | None
    every: str = ""
    scope_zone_id: int | None = None
    scope_type: str = ""

    @property
    def scope(self) -> tuple[object, ...]:
        """Of what it is asked, as it is compared."""
        return self.scope_area_id, self.scope_zone_id, self.scope_type

    @property
    def level(self) -> tuple[object, ...]:
        """The level to reach, as it is compared."""
        return self.relation, self.value, self.value_high, self.unit


@dataclass(frozen=True)
class TaskFacts:
    """What tells one task from another: its wording, and who leads, by identifier or in folded words."""

    reference: str
    label: str
    wording: frozenset[str]
    leads: frozenset[int | str]


@dataclass(frozen=True)
class Known:
    """What the plan has already: `same` where it is the same thing, else the same measure with another level."""

    reference: str
    label: str
    why: str
    same: bool

    @property
    def id(self) -> int:
        """Its identifier within its kind."""
        return int(self.reference.partition(":")[2])


def known_target(asked: TargetFacts, existing: Iterable[TargetFacts]) -> Known | None:
    """This will find the target that says the same, else one that sets another level for the same; None for neither."""
    other = None
    asked_words = words(fold(asked.subject))
    for one in existing:
        if (one.by, one.scope) != (asked.by, asked.scope):
            continue
        by_indicator = bool(asked.indicator) and asked.indicator == one.indicator
        by_words = alike(asked_words, words(fold(one.subject))) >= SAME_TARGET
        if by_indicator or (by_words and not (asked.indicator and one.indicator)):
            basis = "cùng chỉ số" if by_indicator else "cùng nội dung"
            if asked.level == one.level and asked.every == one.every:
                return Known(one.reference, one.label, f"{basis}, cùng mức, {_when(one)}", same=True)
            if by_indicator and other is None:
                what = "mức" if asked.level != one.level else "chu kỳ lặp lại"
                other = Known(one.reference, one.label, f"cùng chỉ số, cùng thời hạn nhưng khác {what}", same=False)
    return other


def _when(one: TargetFacts) -> str:
    return f"cùng thời hạn, cùng {RECURRENCES[one.every]}" if one.every else "cùng thời hạn"


def known_task(asked: TaskFacts, existing: Iterable[TaskFacts]) -> Known | None:
    """This will find the task in the same words with a lead in common, None where there is none."""
    for one in existing:
        if asked.leads & one.leads and alike(asked.wording, one.wording) >= SAME_TASK:
            return Known(one.reference, one.label, "cùng nội dung, cùng cơ quan chủ trì", same=True)
    return None
