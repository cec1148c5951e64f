"""Which element a column or line of an old book means, guessed from the labels of elements and cells."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pcmt.reporting.rules.old_books.reading import BETWEEN
from pcmt.reporting.rules.old_books.words import plain, words

LEAST_ALIKE = 0.75
MOST_NEAR = 3
_LEFT_OUT = ""


@dataclass
class Labels:
    """The labels by which elements are known; a label that two elements bear means neither."""

    by_label: dict[str, str]
    by_word: dict[str, set[str]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        for label in self.by_label:
            for word in set(label.split()):
                self.by_word.setdefault(word, set()).add(label)

    @classmethod
    def of(cls, named: Iterable[tuple[str, str]]) -> "Labels":
        """This will take (label, code) pairs; codes are labels of themselves."""
        found: dict[str, set[str]] = {}
        for label, code in named:
            found.setdefault(plain(label), set()).add(code)
            found.setdefault(plain(code), set()).add(code)
        return cls({label: codes.pop() for label, codes in found.items() if len(codes) == 1})

    def guess(self, key: str, label: str) -> str | None:
        """This will guess the code that a key of a sheet means; "" where it holds no figure; None where nobody knows.

        key: folded heads, the outer first; the whole is tried before its last part, then labels of much the same words.
        """
        if words().is_left_out(label) or words().is_whole_year(label.rpartition(BETWEEN)[2]):
            return _LEFT_OUT
        parts = key.split(BETWEEN)
        for said in (" ".join(parts), parts[-1], " ".join(parts[-2:])):
            if said in self.by_label:
                return self.by_label[said]
        return self._alike(" ".join(parts))

    def near(self, text: str) -> tuple[str, ...]:
        """This will list the codes whose labels hold most of a text's words, the shortest label first."""
        said = set(plain(text).split()[:20])
        held = Counter(label for word in said for label in self.by_word.get(word, ()))
        best = sorted(held, key=lambda label: (-held[label], len(label), label))
        codes = dict.fromkeys(self.by_label[label] for label in best if held[label] * 2 > len(said))
        return tuple(codes)[:MOST_NEAR]

    def _alike(self, text: str) -> str | None:
        """The one label that shares most words with a text, if they are many."""
        said = set(text.split()[:60])
        shared: dict[str, int] = {}
        for word in said:
            for label in self.by_word.get(word, ()):
                shared[label] = shared.get(label, 0) + 1
        scores = {label: count / len(said | set(label.split())) for label, count in shared.items()}
        best = sorted(scores, key=lambda label: -scores[label])[:2]
        if not best or scores[best[0]] < LEAST_ALIKE or (len(best) > 1 and scores[best[1]] == scores[best[0]]):
            return None
        return self.by_label[best[0]]


def guessed(labels: Labels, found: Mapping[str, str], told: Mapping[str, str]) -> dict[str, str]:
    """This will say what keys mean: as told before, else as guessed; keys that nobody knows are left away.

    found: how each key stands in the sheet.
    """
    meant = dict(told)
    for key, label in found.items():
        if key not in meant and (code := labels.guess(key, label)) is not None:
            meant[key] = code
    return meant


def likeness(ours: Iterable[str], theirs: Iterable[str]) -> float:
    """This will tell how much of a sheet's keys a kept way of reading knows, from 0 to 1."""
    mine, known = set(ours), set(theirs)
    return len(mine & known) / len(mine) if mine else 0.0
