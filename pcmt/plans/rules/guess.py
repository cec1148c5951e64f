"""Which indicator a target's words seem to mean: a guess for a person to confirm, never taken without one."""

from collections.abc import Mapping

_SAY_NOTHING = "ty le so cac cua va tren dia ban tinh duoc dat co trong nhung mot moi theo voi ve la tai cho"
EMPTY = frozenset(_SAY_NOTHING.split())
ENOUGH = 0.5


def indicator_for(subject: str, labels: Mapping[str, str]) -> str:
    """This will give the code whose label shares most words with the subject, "" where none shares half of them.

    subject and labels are folded text (no marks, no case); labels by code.
    """
    wanted = _words(subject)
    scores = {code: _dice(wanted, _words(label)) for code, label in labels.items()}
    best = max(scores, key=lambda code: scores[code], default="")
    return best if best and scores[best] >= ENOUGH else ""


def _words(text: str) -> frozenset[str]:
    kept = "".join(letter if letter.isalnum() else " " for letter in text)
    return frozenset(kept.split()) - EMPTY


def _dice(one: frozenset[str], two: frozenset[str]) -> float:
    return 2 * len(one & two) / (len(one) + len(two)) if one and two else 0.0
