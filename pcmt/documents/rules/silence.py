"""Sections that tell of work and name nobody to do it, and who does the like elsewhere in the same document."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from pcmt.documents.rules.answers import ProvisionView, SuggestionView
from pcmt.documents.rules.payload import ProposedDuty
from vanban.text import fold
from vanban.vocabulary import load

LEAST_LETTERS = 100
"""A section that is shorter holds no more than a heading."""
MOST_NAMES = 5
_LABEL = re.compile(r"^[-–+•]? {0,2}(?:[\w.]{1,12}[.)] {1,3})?")
_COMMON = 3
"""Words that agencies' duties share with a section from which on one may be meant."""


@dataclass(frozen=True)
class SilentSection:
    """A section that names nobody, and the points into which it is cut; itself where it has none."""

    section: ProvisionView
    points: tuple[ProvisionView, ...]


def silent_sections(
    provisions: Sequence[ProvisionView], suggestions: Iterable[SuggestionView]
) -> tuple[SilentSection, ...]:
    """This will give the sections under a heading of work (nhiệm vụ, giải pháp) in which no finding stands.

    A duty that was dismissed still names who leads it; of other findings that were, nothing is left.
    """
    starts = [one.start for one in suggestions if one.state != "dismissed" or _names_a_lead(one)]
    work = [part for part in provisions if part.depth == 1 and _tells_work(part.heading)]
    if not work:
        return ()
    found = (
        part
        for part in provisions
        if part.depth == work[0].depth + 1
        and any(of.start <= part.start < of.end for of in work)
        and part.end - part.start >= LEAST_LETTERS
        and not any(part.start <= start < part.end for start in starts)
    )
    return tuple(SilentSection(part, _points(part, provisions)) for part in found)


def _names_a_lead(one: SuggestionView) -> bool:
    return isinstance(one.payload, ProposedDuty) and bool(one.payload.leads)


def own_words(part: ProvisionView) -> str:
    """This will give a provision's words without its label, to be marked as one passage."""
    return _LABEL.sub("", " ".join(part.text.split()), count=1)


def likely_leads(words: str, suggestions: Iterable[SuggestionView]) -> tuple[str, ...]:
    """This will name who leads duties of the document that share most words with these, the likeliest first."""
    wanted = _telling(words)
    scores: Counter[str] = Counter()
    for one in suggestions:
        if isinstance(one.payload, ProposedDuty):
            common = len(wanted & _telling(one.quote))
            for lead in one.payload.leads:
                scores[lead] = max(scores[lead], common)
    return tuple(name for name, common in scores.most_common(MOST_NAMES) if common >= _COMMON)


def _points(section: ProvisionView, provisions: Sequence[ProvisionView]) -> tuple[ProvisionView, ...]:
    """The innermost provisions of a section in order, itself where it is not cut any further."""
    inside = [one for one in provisions if section.start <= one.start < section.end and one.depth > section.depth]
    innermost = tuple(
        one
        for one in inside
        if not any(one.start <= other.start < one.end and other.depth > one.depth for other in inside)
    )
    return innermost or (section,)


def _tells_work(heading: str) -> bool:
    folded = fold(heading)
    return any(cue in folded for cue in _work_headings())


@cache
def _work_headings() -> tuple[str, ...]:
    return tuple(fold(cue) for cue in load("duties")["work_headings"])


def _telling(words: str) -> frozenset[tuple[str, str]]:
    """Words two by two: a syllable alone tells little of what is meant."""
    syllables = fold(words).split()
    return frozenset(pairwise(syllables))
