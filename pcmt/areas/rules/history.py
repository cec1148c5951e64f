"""A province's history made of the table of facts: identities with their stretches, and what each gave to which."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from pcmt.areas.rules.facts import Fact, Facts
from pcmt.areas.rules.names import LAST_DAY_OF_DISTRICTS, full_name
from pcmt.areas.rules.validity import WHOLE

CHANGE = LAST_DAY_OF_DISTRICTS + timedelta(days=1)
# The table knows the map of 30/6/2025, not since when each unit had been so; said on every such version.
UNKNOWN_BEGINNING = "Có trong danh mục ngày 30/6/2025; ngày bắt đầu trước đó không ghi"


@dataclass(frozen=True)
class Stretch:
    """A unit as it was from one day to another; `parent` is the key of the life above."""

    code: str
    name: str
    type: str
    level: str
    parent: str | None
    valid_from: date
    valid_to: date | None
    basis: str
    former_district: str = ""
    tile: tuple[int, int] | None = None


@dataclass(frozen=True)
class Life:
    """An identity with its stretches, oldest first. Its key is the code with the era in which it began."""

    key: str
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True)
class Handover:
    """What an old life gave to a new one on the day of the change."""

    old: str
    new: str
    extent: str
    share_per_million: int | None
    on: date
    basis: str


@dataclass(frozen=True)
class History:
    """A province with all below it, lives from the province down, and the handovers between them."""

    lives: tuple[Life, ...]
    handovers: tuple[Handover, ...]


def history_of(code: str, table: Facts, known_since: date) -> History | None:
    """This will make the history of the province that bears the code now; None where none does.

    known_since: the day from which the units of 30/6/2025 shall stand on the map, as the table does not say since when.
    A unit that was made of exactly one, whole, is the same life under a new name, type or parent; others begin anew.
    """
    province = table.since.get(code)
    if province is None or province.level != "province":
        return None
    now = [province, *(fact for fact in table.since.values() if fact.parent == code)]
    then = _then(code, table)
    taken = _taken(then)
    continued = {new: olds[0].code for new, olds in taken.items() if _same_life(olds, table.since[new])}
    key_now = {
        fact.code: _key_then(continued[fact.code]) if fact.code in continued else f"{fact.code}@2" for fact in now
    }
    lives: dict[str, list[Stretch]] = {}
    for fact in then:
        lives[_key_then(fact.code)] = [_stretch_then(fact, known_since)]
    for fact in now:
        former = _former_district(taken.get(fact.code, []), table)
        above = key_now[fact.parent] if fact.parent else None
        lives.setdefault(key_now[fact.code], []).extend(_stretches_now(fact, above, former, table))
    handovers = (
        _handover(old, new, key_now[new], table.since[new].basis)
        for old in then
        for new in old.into
        if _key_then(old.code) != key_now[new]
    )
    return History(tuple(Life(key, _joined(parts)) for key, parts in _from_the_top(lives)), tuple(handovers))


def _then(code: str, table: Facts) -> list[Fact]:
    """The units of before that went into this province: provinces, their districts, their communes."""
    provinces = {fact.code for fact in table.before.values() if fact.level == "province" and code in fact.into}
    districts = {fact.code for fact in table.before.values() if fact.level == "district" and fact.parent in provinces}
    return [fact for fact in table.before.values() if fact.code in provinces or fact.parent in provinces | districts]


def _taken(then: Iterable[Fact]) -> dict[str, list[Fact]]:
    taken: dict[str, list[Fact]] = {}
    for old in then:
        for new in old.into:
            taken.setdefault(new, []).append(old)
    return taken


def _same_life(olds: list[Fact], new: Fact) -> bool:
    return len(olds) == 1 and olds[0].into == (new.code,) and olds[0].level == new.level


def _key_then(code: str) -> str:
    return f"{code}@1"


def _stretch_then(fact: Fact, known_since: date) -> Stretch:
    above = _key_then(fact.parent) if fact.parent else None
    return Stretch(
        fact.code,
        fact.name,
        fact.type,
        fact.level,
        above,
        known_since,
        LAST_DAY_OF_DISTRICTS,
        UNKNOWN_BEGINNING,
    )


def _stretches_now(fact: Fact, above: str | None, former_district: str, table: Facts) -> list[Stretch]:
    """The unit since the change, cut where it got another type."""
    begun = [(CHANGE, fact.type, fact.basis)]
    begun += [(change.on, change.type, change.basis) for change in table.changes.get(fact.code, ())]
    ends = [start - timedelta(days=1) for start, *_ in begun[1:]]
    return [
        Stretch(fact.code, fact.name, kind, fact.level, above, start, end, basis, former_district, fact.tile)
        for (start, kind, basis), end in zip(begun, [*ends, None], strict=True)
    ]


def _former_district(olds: list[Fact], table: Facts) -> str:
    """The district that most of a commune came from; wholes count before parts, then the lower code."""
    weights = Counter[str]()
    for old in olds:
        if old.level == "commune":
            weights[old.parent] += 1 if len(old.into) > 1 else 100
    if not weights:
        return ""
    best = min(weights, key=lambda code: (-weights[code], code))
    return full_name(table.before[best].type, table.before[best].name)


def _handover(old: Fact, new: str, new_key: str, basis: str) -> Handover:
    whole = len(old.into) == 1
    extent = "whole" if whole else "part"
    return Handover(_key_then(old.code), new_key, extent, WHOLE if whole else None, CHANGE, basis)


def _from_the_top(lives: dict[str, list[Stretch]]) -> list[tuple[str, list[Stretch]]]:
    levels = ("province", "district", "commune")
    # What stands today comes first, so that the province served is the first that was opened.
    return sorted(lives.items(), key=lambda item: (levels.index(item[1][0].level), item[1][-1].valid_to is not None))


def _joined(parts: list[Stretch]) -> tuple[Stretch, ...]:
    """Where nothing but the day changes (a province that was not merged), one stretch goes on."""
    joined = parts[:1]
    for part in parts[1:]:
        last = joined[-1]
        if (last.code, last.name, last.type, last.parent) == (part.code, part.name, part.type, part.parent):
            joined[-1] = Stretch(**{**last.__dict__, "valid_to": part.valid_to})
        else:
            joined.append(part)
    return tuple(joined)
