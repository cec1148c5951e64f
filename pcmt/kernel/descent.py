"""Walks down a tree that somebody else keeps, a level at a time."""

from collections.abc import Callable, Collection, Iterable

Links = Iterable[tuple[int, int | None]]


def descend(roots: Iterable[int], children_of: Callable[[Collection[int]], Links]) -> dict[int, frozenset[int]]:
    """This will give each root with everything below it, itself included.

    children_of: answers (child, parent) pairs for a level of parents, with one question. A ring ends where it closes.
    """
    found = {root: {root} for root in roots}
    level = {root: {root} for root in found}
    while level:
        below: dict[int, set[int]] = {}
        for child, parent in children_of(level.keys()):
            if parent in level:
                new = {root for root in level[parent] if child not in found[root]}
                below.setdefault(child, set()).update(new)
        level = {child: new for child, new in below.items() if new}
        for child, new in level.items():
            for root in new:
                found[root].add(child)
    return {root: frozenset(inside) for root, inside in found.items()}
