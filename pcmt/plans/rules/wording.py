"""How alike two wordings are, by the words that say something."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile

from vanban.text import fold

_SAY_NOTHING = "ty le so cac cua va tren dia ban tinh duoc dat co trong nhung mot moi theo voi ve la tai cho thuc hien"
EMPTY = frozenset(_SAY_NOTHING.split())
MOST_SYLLABLES = 120
_LOOSE = EMPTY - frozenset(("thuc", "hien"))
"""What may be cut off a phrase; half of "phát hiện" or "hiện thực" may not."""

Syllable = tuple[str, int, int]
"""A syllable folded, and where it begins and ends in its text."""

_SYLLABLE = re.compile(r"\w{1,40}")


def words(text: str) -> frozenset[str]:
    """This will give the words of folded text (no marks, no case) that say something."""
    kept = "".join(letter if letter.isalnum() else " " for letter in text)
    return frozenset(kept.split()) - EMPTY


def alike(one: frozenset[str], two: frozenset[str]) -> float:
    """This will say how alike two sets of words are, 0 to 1 (Dice)."""
    return 2 * len(one & two) / (len(one) + len(two)) if one and two else 0.0


def rarity(phrases: Iterable[frozenset[str]]) -> dict[str, float]:
    """This will weigh words by how few of the phrases have them: "ma túy" stands everywhere and tells little."""
    counts: dict[str, int] = {}
    for phrase in phrases:
        for word in phrase:
            counts[word] = counts.get(word, 0) + 1
    return {word: 1.0 / count for word, count in counts.items()}


def covers(
    said: frozenset[str], subject: frozenset[str], phrase: frozenset[str], weights: Mapping[str, float]
) -> float:
    """This will say how far a phrase is said in a subject, 0 to 1: most by what of the phrase is `said` there.

    A document says more around it than an indicator's name does, so words of the subject alone weigh less.
    """
    common = _weight(said & subject & phrase, weights)
    whole = 0.75 * _weight(phrase, weights) + 0.25 * _weight(subject, weights)
    return common / whole if whole else 0.0


def syllables(text: str) -> tuple[Syllable, ...]:
    """This will cut a text into syllables: each folded, with where it begins and ends in the text."""
    return tuple((fold(one.group()), one.start(), one.end()) for one in _SYLLABLE.finditer(text))


def shared_phrases(one: str, two: str) -> tuple[str, ...]:
    """This will find the phrases of two or more syllables in a row that stand in both texts, in the first's words.

    Each is as long as it goes and stands in no other; syllables that say nothing ("của", "được") neither begin nor end
    one. Texts are read up to MOST_SYLLABLES syllables.
    """
    mine, theirs = syllables(one)[:MOST_SYLLABLES], [word for word, _, _ in syllables(two)[:MOST_SYLLABLES]]
    places: dict[str, list[int]] = {}
    for other, word in enumerate(theirs):
        places.setdefault(word, []).append(other)
    found: dict[str, str] = {}
    place = 0
    while place < len(mine):
        length = max((_in_step(mine[place:], theirs[other:]) for other in places.get(mine[place][0], ())), default=0)
        run = _trimmed(one, mine[place : place + length])
        if len(run) > 1:
            found.setdefault(f" {' '.join(word for word, _, _ in run)} ", one[run[0][1] : run[-1][2]])
        place += max(length, 1)
    return tuple(text for key, text in found.items() if not any(key in other for other in found if other != key))


def _in_step(mine: Sequence[Syllable], theirs: Sequence[str]) -> int:
    """How many syllables are the same from the first on."""
    same = takewhile(lambda pair: pair[0][0] == pair[1], zip(mine, theirs, strict=False))
    return sum(1 for _ in same)


def _trimmed(text: str, run: Sequence[Syllable]) -> Sequence[Syllable]:
    """A run without what says nothing at its ends, nor one syllable cut off from the next phrase ("ma túy, người")."""
    telling = [place for place, (word, _, _) in enumerate(run) if word not in _LOOSE]
    kept = run[telling[0] : telling[-1] + 1] if telling else ()
    return kept[:-1] if len(kept) > 2 and "," in text[kept[-2][2] : kept[-1][1]] else kept


def _weight(of: frozenset[str], weights: Mapping[str, float]) -> float:
    return sum(weights.get(word, 0.5) for word in of)
