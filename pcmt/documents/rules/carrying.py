"""Which finding of a new version is one that a person settled on the version before."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from vanban.text import fold

ALIKE = 0.85
"""The share of words in common from which two passages of one provision are the same: OCR slips, a mended typo."""
MOST_WORDS = 400


@dataclass(frozen=True)
class Finding:
    """A suggestion as far as it tells what is the same: kind, place, words, and what it proposes."""

    id: int
    kind: str
    anchor: str
    quote: str
    payload: dict[str, Any]


def same_as(settled: Sequence[Finding], found: Sequence[Finding]) -> dict[int, int]:
    """This will pair found findings with settled ones, by identifier: the same words, or nearly so in one provision.

    What proposes another value, deadline or agency is no match, however alike the words: a person must look again.
    """
    by_words: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    by_place: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for one in settled:
        by_words[one.kind, fold(one.quote)].append(one)
        by_place[one.kind, one.anchor].append(one)
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for one in found:
        exact = by_words.get((one.kind, fold(one.quote)), ())
        near = (other for other in by_place.get((one.kind, one.anchor), ()) if _are_alike(one.quote, other.quote))
        for other in (*exact, *near):
            if other.id not in taken and _proposal(other) == _proposal(one):
                pairs[one.id] = other.id
                taken.add(other.id)
                break
    return pairs


def _proposal(one: Finding) -> dict[str, Any]:
    """What is proposed, words folded; how it was laid out (in a table or not) is no difference."""
    return {
        name: fold("; ".join(value) if isinstance(value, list) else str(value))
        for name, value in one.payload.items()
        if value and name not in ("table", "subject")
    }


def _are_alike(one: str, other: str) -> bool:
    matcher = SequenceMatcher(None, fold(one).split()[:MOST_WORDS], fold(other).split()[:MOST_WORDS], autojunk=False)
    return matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE
