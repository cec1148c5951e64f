"""Which finding of a new reading of one text is one that the register has already: told by where it stands."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

LEAST = 0.5
"""The share of the shorter passage that both must hold: a reader that improves moves the ends of what it saw."""

_LAID_OUT = ("table", "subject")
"""How a finding is laid out and worded is no other proposal."""


@dataclass(frozen=True)
class Passage:
    """A finding as far as it tells what is the same; `is_settled` where a person has had a hand in it."""

    id: int
    kind: str
    start: int
    end: int
    payload: Mapping[str, Any]
    is_settled: bool = False


def same_places(held: Sequence[Passage], found: Sequence[Passage]) -> dict[int, int]:
    """This will pair found passages with held ones, by identifier, each once: the most alike place goes first.

    Of passages in one place those that propose the same belong together, and what a person settled goes before what
    waits; so no decision is asked for twice, and a second thing seen in a settled passage waits for its own.
    """
    likely = sorted(_likely(held, found))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for *_, found_id, held_id in likely:
        if found_id not in pairs and held_id not in taken:
            pairs[found_id] = held_id
            taken.add(held_id)
    return pairs


def proposes_other(one: Passage, other: Passage) -> bool:
    """This will tell whether two readings of a passage propose another value, time or agency."""
    return _proposal(one.payload) != _proposal(other.payload)


def _likely(held: Sequence[Passage], found: Sequence[Passage]) -> Iterator[tuple[float, bool, bool, int, int]]:
    """Pairs that may be the same, what sorts first being the likeliest; both are walked in order of the text."""
    waiting = sorted(held, key=lambda one: one.start)
    first = 0
    reach = max((one.end - one.start for one in waiting), default=0)
    for one in sorted(found, key=lambda passage: passage.start):
        while first < len(waiting) and waiting[first].start + reach <= one.start:
            first += 1
        for other in _until(waiting, first, one.end):
            share, whole = _overlap(one, other)
            if one.kind == other.kind and share >= LEAST:
                yield -round(whole, 2), proposes_other(one, other), not other.is_settled, one.id, other.id


def _until(waiting: Sequence[Passage], first: int, end: int) -> Iterator[Passage]:
    for at in range(first, len(waiting)):
        if waiting[at].start >= end:
            return
        yield waiting[at]


def _overlap(one: Passage, other: Passage) -> tuple[float, float]:
    """How much two passages share, of the shorter and of both together."""
    common = min(one.end, other.end) - max(one.start, other.start)
    if common <= 0:
        return 0.0, 0.0
    lengths = one.end - one.start, other.end - other.start
    return common / min(lengths), common / (sum(lengths) - common)


def _proposal(payload: Mapping[str, Any]) -> Iterable[tuple[str, object]]:
    return sorted((name, value) for name, value in payload.items() if value and name not in _LAID_OUT)
