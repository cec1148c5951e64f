"""The comparison itself: what is the same thing in both documents, and which of its facts differ."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Generic

from vanban.compare.matching import Bag, Pair, bag_of, pair_up
from vanban.compare.model import Change, Comparison, Fate, FieldChange, Finding
from vanban.compare.parting import in_order, origins
from vanban.model import Assignment, Provision, Reading, Target
from vanban.text import fold

_LEAST_TARGET, _LEAST_DUTY, _LEAST_PROVISION = 0.6, 0.5, 0.5
_DUTY_REACH = 4_000
_SAME_WORDS = 0.999


@dataclass(frozen=True, slots=True)
class _Side(Generic[Finding]):
    """The findings of one document, each with what it is compared by (`bags`) and its words as they are shown."""

    found: Sequence[Finding]
    bags: Sequence[Bag]
    words: Sequence[str]


_Differ = Callable[[Finding, Finding], list[FieldChange]]


def compare(old: Reading, new: Reading) -> Comparison:
    """This will tell what changed in targets, duties and provisions between two documents."""
    return Comparison(
        targets=_changes(_targets(old), _targets(new), _differing_target, least=_LEAST_TARGET),
        duties=_changes(_duties(old), _duties(new), _differing_duty, least=_LEAST_DUTY),
        provisions=_changes(_provisions(old), _provisions(new), _same_facts, least=_LEAST_PROVISION, parts=False),
    )


def _targets(reading: Reading) -> _Side[Target]:
    found = reading.targets
    return _Side(found, [_target_bag(one) for one in found], [one.quote for one in found])


def _duties(reading: Reading) -> _Side[Assignment]:
    words = [_whole_duty(reading, one) for one in reading.assignments]
    return _Side(reading.assignments, [bag_of(one, in_row=True) for one in words], words)


def _provisions(reading: Reading) -> _Side[Provision]:
    texts = own_texts(reading)
    words = [texts[one.anchor] for one in reading.provisions]
    return _Side(reading.provisions, [bag_of(one) for one in words], words)


def own_texts(reading: Reading) -> dict[str, str]:
    """This will give each provision's words by its anchor, without its label and the provisions under it."""
    texts: dict[str, str] = {}
    for one, following in zip_longest(reading.provisions, reading.provisions[1:]):
        stop = following.start if following and following.start < one.end else one.end
        texts[one.anchor] = reading.text[one.start : stop].strip().removeprefix(one.label).lstrip(" .)/:-")
    return texts


def _changes(
    old: _Side[Finding], new: _Side[Finding], differ: _Differ[Finding], *, least: float, parts: bool = True
) -> tuple[Change[Finding], ...]:
    pairs = pair_up(old.bags, new.bags, least=least)
    by_new, by_old = {pair.new: pair for pair in pairs}, {pair.old: pair for pair in pairs}
    ordered = in_order(pairs)
    added = [at for at in range(len(new.found)) if at not in by_new]
    dropped = [at for at in range(len(old.found)) if at not in by_old]
    split = origins(new.bags, added, old.bags) if parts else {}
    joined = origins(old.bags, dropped, new.bags) if parts else {}
    placed: list[tuple[float, Change[Finding]]] = []
    for at, one in enumerate(new.found):
        if pair := by_new.get(at):
            placed.append((at, _paired(old, new, pair, differ, ordered)))
        elif (origin := split.get(at)) is not None:
            placed.append((at, Change(Fate.SPLIT, old.found[origin], one)))
        else:
            placed.append((at, Change(Fate.ADDED, None, one)))
    for at in dropped:
        if (into := joined.get(at)) is not None:
            placed.append((into + 0.25, Change(Fate.JOINED, old.found[at], new.found[into])))
        elif at not in split.values():
            placed.append((_after(by_old, at) + 0.5, Change(Fate.DROPPED, old.found[at], None)))
    return tuple(change for _, change in sorted(placed, key=lambda pair: pair[0]))


def _paired(
    old: _Side[Finding], new: _Side[Finding], pair: Pair, differ: _Differ[Finding], ordered: Iterable[int]
) -> Change[Finding]:
    """This will tell what became of a finding that stands in both documents."""
    before, after = old.found[pair.old], new.found[pair.new]
    fields: list[FieldChange] = differ(before, after)
    if pair.likeness < _SAME_WORDS or fold(old.words[pair.old]) != fold(new.words[pair.new]):
        fields += _fields(("words", old.words[pair.old], new.words[pair.new]))
    stayed = pair.new in ordered
    placed: list[FieldChange] = _fields(("anchor", before.anchor, after.anchor))
    fate = Fate.CHANGED if fields else Fate.SAME if not placed else Fate.RENUMBERED if stayed else Fate.MOVED
    told = fields if stayed and fields else [*placed, *fields]
    return Change(fate, before, after, tuple(told), round(pair.likeness, 3))


def _after(by_old: dict[int, Pair], at: int) -> int:
    """This will give the furthest place in the new document of what stood before `at` in the old, -1 for none."""
    return max((pair.new for index, pair in by_old.items() if index < at), default=-1)


def _target_bag(one: Target) -> Bag:
    """A share and a count of things are never the same target, nor is "do not let" the same as a level to reach."""
    shape = "none" if one.relation in {"none", "maintain"} else "%" if one.unit == "%" else "count"
    return bag_of(one.subject, shape)


def _whole_duty(reading: Reading, one: Assignment) -> str:
    """This will give a duty's own words to its end, not only those that its quote holds."""
    line_end = reading.text.find("\n", one.start)
    stop = one.until if one.until > one.start else line_end if line_end > 0 else len(reading.text)
    return " ".join(reading.text[one.start : min(stop, one.start + _DUTY_REACH)].split())


def _fields(*facts: tuple[str, str | None, str | None]) -> list[FieldChange]:
    return [
        FieldChange(name, before, after) for name, before, after in facts if fold(before or "") != fold(after or "")
    ]


def _differing_target(old: Target, new: Target) -> list[FieldChange]:
    return _fields(
        ("relation", old.relation + old.bound, new.relation + new.bound),
        ("value", _level(old), _level(new)),
        ("unit", old.unit, new.unit),
        ("by", old.by, new.by),
        ("every", old.every, new.every),
    )


def _level(one: Target) -> str | None:
    if one.value is None:
        return None
    return f"{one.value} - {one.value_high}" if one.value_high else one.value


def _differing_duty(old: Assignment, new: Assignment) -> list[FieldChange]:
    return _fields(
        ("lead", _names(old.leads), _names(new.leads)),
        ("with", _names(old.supports), _names(new.supports)),
        ("due", old.due, new.due),
        ("every", old.every, new.every),
    )


def _names(names: Sequence[str]) -> str | None:
    return "; ".join(names) or None


def _same_facts(_old: Provision, _new: Provision) -> list[FieldChange]:
    """This will give nothing: a provision has no facts but its words and its number."""
    return []
