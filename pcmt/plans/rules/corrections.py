"""What can be put right in a target or a task: told as plain values, compared, and worded for a page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from pcmt.kernel.period import Period
from pcmt.kernel.quantity import Quantity
from pcmt.plans.rules.answers import deadline_words, level_words, scope_words
from pcmt.plans.rules.groups import names_text
from pcmt.plans.rules.inputs import RECURRENCES, SCOPE_TYPES, TargetInput, TaskInput, decimals
from vanban.text import format_date, format_quantity

Told = dict[str, Any]
"""A target or task as JSON keeps it: decimals, periods and days as text, agencies by identifier, words as written."""

FREE_WORDS = ("subject", "title", "within", "product", "lead_words", "support_words")
"""What stays out of the journal, which holds references and figures only."""

FEW = 3
NOTHING = "–"


@dataclass(frozen=True)
class Names:
    """The names that a correction's identifiers and codes stand for."""

    agencies: Mapping[int, str]
    areas: Mapping[int, str]
    indicators: Mapping[str, str]
    zones: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Change:
    """One thing that was put right, in Vietnamese: what it said before, what it says after."""

    label: str
    before: str
    after: str


def told_target(said: TargetInput) -> Told:
    """This will tell a target as it is kept: figures without trailing zeros, so that 60 and 60,0 are the same."""
    return {
        "indicator": said.indicator,
        "relation": said.relation,
        "value": _figure(said.value),
        "value_high": _figure(said.value_high),
        "unit": said.unit,
        "subject": said.subject.strip(),
        "by": said.by.id,
        "every": said.every,
        "scope": said.scope_area_id,
        "zone": said.scope_zone_id,
        "type": said.scope_type,
    }


def told_new(said: TargetInput) -> Told:
    """This will tell a target that is set for the first time, for the journal: the part of its area only where set."""
    parts: Told = {"zone": said.scope_zone_id, "type": said.scope_type}
    return {
        "indicator": said.indicator,
        "relation": said.relation,
        "value": None if said.value is None else str(said.value),
        "by": said.by.id,
        "scope": said.scope_area_id,
        **{name: one for name, one in parts.items() if one},
    }


def told_task(said: TaskInput) -> Told:
    """This will tell a task as it is kept: agencies in the order of their identifiers, white space as one space."""
    return {
        "title": " ".join(said.title.split()),
        "leads": sorted(said.leads),
        "supports": sorted(said.supports),
        "lead_words": [words.strip() for words in said.lead_words if words.strip()],
        "support_words": [words.strip() for words in said.support_words if words.strip()],
        "due_on": said.due_on.isoformat() if said.due_on else "",
        "within": said.within.strip(),
        "every": said.every,
        "product": said.product.strip(),
        "weight": said.weight,
    }


def differing(before: Told, after: Told) -> tuple[Told, Told]:
    """This will give what differs between two tellings, free words left out, for the journal."""
    names = [name for name in before if before[name] != after.get(name) and name not in FREE_WORDS]
    return {name: before[name] for name in names}, {name: after.get(name) for name in names}


def changes(before: Told, after: Told, names: Names) -> tuple[Change, ...]:
    """This will word what was put right, each thing once, in the order in which a page tells it."""
    if "by" in before:
        was, became = _target_words(before, names), _target_words(after, names)
        fallen = "; ".join(_step_words(before).values())
        return (*_unlike(was, became), *([Change("Lộ trình", fallen, "bỏ")] if fallen else []))
    own = [("Nội dung", "title"), ("Sản phẩm", "product"), ("Thời hạn như văn bản ghi", "within")]
    was = {label: before[name] or NOTHING for label, name in own} | _when_words(before)
    became = {label: after[name] or NOTHING for label, name in own} | _when_words(after)
    return (*_unlike(was, became), *_parties(before, after, names))


def _unlike(was: Mapping[str, str], became: Mapping[str, str]) -> tuple[Change, ...]:
    return tuple(Change(label, was[label], became[label]) for label in was if was[label] != became[label])


def _target_words(told: Told, names: Names) -> dict[str, str]:
    return {
        "Nội dung": told["subject"],
        "Mức phấn đấu": level_words(
            told["relation"], _quantity(told["value"]), _quantity(told["value_high"]), told["unit"]
        ),
        "Thời hạn": deadline_words(Period.parse(told["by"])),
        "Lặp lại": RECURRENCES[told["every"]],
        "Chỉ số": names.indicators.get(told["indicator"], told["indicator"]) or "chưa gắn chỉ số",
        "Phạm vi": _scope_words(told, names),
    }


def _scope_words(told: Told, names: Names) -> str:
    zone = told.get("zone")  # corrections of earlier versions do not tell it
    part = names.zones.get(zone, NOTHING) if zone else SCOPE_TYPES.get(told.get("type", ""), "")
    return scope_words(names.areas.get(told["scope"], NOTHING), part)


def _step_words(told: Told) -> dict[str, str]:
    steps: dict[str, str] = told.get("milestones") or {}
    return {
        period: f"{Period.parse(period).name_inside}: {format_quantity(Decimal(level), told['unit'])}"
        for period, level in steps.items()
    }


def _when_words(told: Told) -> dict[str, str]:
    day = format_date(date.fromisoformat(told["due_on"])) if told["due_on"] else NOTHING
    weight = str(told.get("weight", 1))  # corrections of earlier versions do not tell it
    return {"Thời hạn": day, "Lặp lại": RECURRENCES[told["every"]], "Trọng số": weight}


def _parties(before: Told, after: Told, names: Names) -> tuple[Change, ...]:
    """Who left and who came: all of them where they are few, else only those that differ."""
    found = []
    for label, ids, words in (("Chủ trì", "leads", "lead_words"), ("Phối hợp", "supports", "support_words")):
        was, became = _named(before, ids, words, names), _named(after, ids, words, names)
        if set(was) == set(became):
            continue
        many = max(len(was), len(became)) > FEW
        left = [one for one in was if not many or one not in became]
        came = [one for one in became if not many or one not in was]
        told = f"{label} (bỏ, thêm)" if many else label
        found.append(Change(told, names_text(left) or NOTHING, names_text(came) or NOTHING))
    return tuple(found)


def _named(told: Told, ids: str, words: str, names: Names) -> Sequence[str]:
    return [*(names.agencies.get(one, NOTHING) for one in told[ids]), *told[words]]


def _quantity(text: str) -> Quantity | None:
    return Quantity.of(text, scale=decimals(Decimal(text))) if text else None


def _figure(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"
