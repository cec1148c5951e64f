"""The comparison itself: what is the same thing in both documents, and which of its facts differ."""

from collections.abc import Callable, Sequence
from itertools import zip_longest

from vanban.compare.matching import Bag, bag_of, pair_up
from vanban.compare.model import Change, Comparison, Fate, FieldChange, Finding
from vanban.model import Assignment, Provision, Reading, Target
from vanban.text import fold

_LEAST_TARGET, _LEAST_DUTY, _LEAST_PROVISION = 0.6, 0.6, 0.5
_DUTY_REACH = 400
_SAME_WORDS = 0.999
_Differ = Callable[[Finding, Finding], list[FieldChange]]


def compare(old: Reading, new: Reading) -> Comparison:
    """This will tell what changed in targets, duties and provisions between two documents."""
    was, now = own_texts(old), own_texts(new)
    return Comparison(
        targets=_changes(old.targets, new.targets, _target_bag, _target_bag, _differing_target, least=_LEAST_TARGET),
        duties=_changes(
            old.assignments,
            new.assignments,
            lambda one: _duty_bag(old, one),
            lambda one: _duty_bag(new, one),
            _differing_duty,
            least=_LEAST_DUTY,
        ),
        provisions=_changes(
            old.provisions,
            new.provisions,
            lambda one: bag_of(was[one.anchor]),
            lambda one: bag_of(now[one.anchor]),
            lambda one, other: _differing_provision(one, was[one.anchor], other, now[other.anchor]),
            least=_LEAST_PROVISION,
        ),
    )


def own_texts(reading: Reading) -> dict[str, str]:
    """This will give each provision's words by its anchor, without its label and the provisions under it."""
    texts: dict[str, str] = {}
    for one, following in zip_longest(reading.provisions, reading.provisions[1:]):
        stop = following.start if following and following.start < one.end else one.end
        texts[one.anchor] = reading.text[one.start : stop].strip().removeprefix(one.label).lstrip(" .)/:-")
    return texts


def _changes(
    old: Sequence[Finding],
    new: Sequence[Finding],
    bag_old: Callable[[Finding], Bag],
    bag_new: Callable[[Finding], Bag],
    differ: _Differ[Finding],
    *,
    least: float,
) -> tuple[Change[Finding], ...]:
    pairs = pair_up([bag_old(one) for one in old], [bag_new(one) for one in new], least=least)
    by_new = {pair.new: pair for pair in pairs}
    kept = {pair.old for pair in pairs}
    placed: list[tuple[float, Change[Finding]]] = []
    for at, one in enumerate(new):
        if (pair := by_new.get(at)) is None:
            placed.append((at, Change(Fate.ADDED, None, one)))
            continue
        fields = differ(old[pair.old], one)
        if pair.likeness < _SAME_WORDS and not any(field.name == "words" for field in fields):
            fields.append(FieldChange("words", _words(old[pair.old]), _words(one)))
        fate = _fate({field.name for field in fields})
        placed.append((at, Change(fate, old[pair.old], one, tuple(fields), round(pair.likeness, 3))))
    before = {pair.old: pair.new for pair in pairs}
    for at, one in enumerate(old):
        if at not in kept:
            earlier = [before[index] for index in range(at) if index in before]
            placed.append(((max(earlier) if earlier else -1) + 0.5, Change(Fate.DROPPED, one, None)))
    return tuple(change for _, change in sorted(placed, key=lambda pair: pair[0]))


def _fate(differing: set[str]) -> Fate:
    if not differing:
        return Fate.SAME
    return Fate.MOVED if differing == {"anchor"} else Fate.CHANGED


def _words(one: Target | Assignment | Provision) -> str:
    return one.heading if isinstance(one, Provision) else one.quote


def _target_bag(one: Target) -> Bag:
    """A share and a count of things are never the same target, nor is "do not let" the same as a level to reach."""
    shape = "none" if one.relation in {"none", "maintain"} else "%" if one.unit == "%" else "count"
    return bag_of(one.subject, shape)


def _duty_bag(reading: Reading, one: Assignment) -> Bag:
    line_end = reading.text.find("\n", one.start)
    stop = min(len(reading.text) if line_end < 0 else line_end, one.start + _DUTY_REACH)
    return bag_of(reading.text[one.start : stop])


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


def _differing_provision(old: Provision, before: str, new: Provision, after: str) -> list[FieldChange]:
    return _fields(("anchor", old.anchor, new.anchor), ("words", before, after))
