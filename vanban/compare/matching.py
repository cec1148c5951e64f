"""Pairs of findings that say the same thing: by the words they share, the best pair first, each finding once."""

from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from vanban.text import fold

_COMMON_SHARE = 0.25
_COMMON_LEAST = 40


@dataclass(frozen=True, slots=True)
class Bag:
    """A finding as its folded words, and `key`: what must agree for two to be the same thing at all.

    `words` may hold each two words that stand in a row besides ("ma túy"), so that order counts; `size` is how many
    words the finding has.
    """

    words: Counter[str]
    key: str = ""
    size: int = 0


@dataclass(frozen=True, slots=True)
class Pair:
    """Positions of two findings and how like they are, 0 to 1."""

    old: int
    new: int
    likeness: float


def bag_of(text: str, key: str = "", *, in_row: bool = False) -> Bag:
    """This will give the words of a text without marks, case and punctuation; `in_row`: and each two in a row."""
    words = "".join(letter if letter.isalnum() else " " for letter in fold(text)).split()
    bag = Counter(words)
    if in_row:
        bag.update(f"{one} {other}" for one, other in pairwise(words))
    return Bag(bag, key, len(words))


def pair_up(old: Sequence[Bag], new: Sequence[Bag], *, least: float) -> list[Pair]:
    """This will pair findings by Dice's coefficient of their words, at least `least`; ties go to the nearest place.

    The same words pair first, in their order. Of the rest only findings that share a rarer word are weighed, so that
    two long documents take no n × m comparisons.
    """
    pairs = _same_words(old, new)
    taken_old, taken_new = {pair.old for pair in pairs}, {pair.new for pair in pairs}
    weighed = _weighed(old, new, taken_old, taken_new, least)
    for pair in sorted(weighed, key=lambda pair: (-pair.likeness, abs(pair.old - pair.new), pair.old)):
        if pair.old not in taken_old and pair.new not in taken_new:
            taken_old.add(pair.old)
            taken_new.add(pair.new)
            pairs.append(pair)
    return pairs


def _same_words(old: Sequence[Bag], new: Sequence[Bag]) -> list[Pair]:
    waiting: dict[tuple[str, frozenset[tuple[str, int]]], deque[int]] = defaultdict(deque)
    for at, one in enumerate(new):
        waiting[one.key, frozenset(one.words.items())].append(at)
    pairs: list[Pair] = []
    for at, one in enumerate(old):
        if same := waiting.get((one.key, frozenset(one.words.items()))):
            pairs.append(Pair(at, same.popleft(), 1.0))
    return pairs


def _weighed(
    old: Sequence[Bag], new: Sequence[Bag], taken_old: set[int], taken_new: set[int], least: float
) -> Iterator[Pair]:
    holders: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(new):
        if at not in taken_new:
            for word in one.words:
                holders[word].append(at)
    rare = max(_COMMON_LEAST, int(len(new) * _COMMON_SHARE))
    for at, one in enumerate(old):
        if at in taken_old:
            continue
        near = {other for word in one.words if len(holders.get(word, ())) <= rare for other in holders.get(word, ())}
        for other in near:
            if one.key == new[other].key and (like := likeness(one, new[other])) >= least:
                yield Pair(at, other, like)


def likeness(one: Bag, other: Bag) -> float:
    """This will give Dice's coefficient of two bags of words, 1 for the same words, 0 for none in common."""
    total = one.words.total() + other.words.total()
    return 2 * (one.words & other.words).total() / total if total else 1.0
