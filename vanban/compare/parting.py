"""What became of findings that pair with none: parts of one that was split, or one that went into another."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from vanban.compare.matching import Bag, Pair

_LEAST_HELD = 0.8
"""Of the words of a part, those in a row included, so many stand in the whole that it came from."""
_LEAST_WORDS = 5
_MOST_HOLDERS = 60


def origins(parts: Sequence[Bag], of: Collection[int], wholes: Sequence[Bag]) -> dict[int, int]:
    """This will give, by the place of each part in `of`, the place of the whole that holds its words, where one does.

    A part is shorter than its whole and of five words at least: the words of less stand anywhere. Only wholes that
    share a rarer word are looked at.
    """
    holders: dict[str, list[int]] = defaultdict(list)
    for at, whole in enumerate(wholes):
        for word in whole.words:
            holders[word].append(at)
    found: dict[int, int] = {}
    for at in of:
        part = parts[at]
        if part.size < _LEAST_WORDS:
            continue
        near = {one for word in part.words if len(holders[word]) <= _MOST_HOLDERS for one in holders[word]}
        longer = (one for one in near if wholes[one].key == part.key and wholes[one].size > part.size)
        held, place = max(((_held(part, wholes[one]), -one) for one in longer), default=(0.0, 0))
        if held >= _LEAST_HELD:
            found[at] = -place
    return found


def in_order(pairs: Sequence[Pair]) -> frozenset[int]:
    """This will give the places, in the new document, of the most pairs that stand in one order in both documents.

    What is not among them was moved; what is among them under another number was only numbered anew.
    """
    tails: list[Pair] = []  # the pair that ends the best row of each length
    before: dict[int, Pair | None] = {}
    for pair in sorted(pairs, key=lambda pair: pair.new):
        low, high = 0, len(tails)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if tails[middle].old < pair.old else (low, middle)
        before[pair.new] = tails[low - 1] if low else None
        tails[low : low + 1] = [pair]
    kept: set[int] = set()
    step = tails[-1] if tails else None
    while step is not None:
        kept.add(step.new)
        step = before[step.new]
    return frozenset(kept)


def _held(part: Bag, whole: Bag) -> float:
    return (part.words & whole.words).total() / part.words.total()
