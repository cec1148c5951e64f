"""How alike two wordings are, by the words that say something."""

from collections.abc import Iterable, Mapping

_SAY_NOTHING = "ty le so cac cua va tren dia ban tinh duoc dat co trong nhung mot moi theo voi ve la tai cho thuc hien"
EMPTY = frozenset(_SAY_NOTHING.split())


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


def covers(subject: frozenset[str], phrase: frozenset[str], weights: Mapping[str, float]) -> float:
    """This will say how far a phrase is said in a subject, 0 to 1: most by what of the phrase stands there.

    A document says more around it than an indicator's name does, so words of the subject alone weigh less.
    """
    common = _weight(subject & phrase, weights)
    whole = 0.75 * _weight(phrase, weights) + 0.25 * _weight(subject, weights)
    return common / whole if whole else 0.0


def _weight(of: frozenset[str], weights: Mapping[str, float]) -> float:
    return sum(weights.get(word, 0.5) for word in of)
