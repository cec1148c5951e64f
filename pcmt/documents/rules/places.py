"""Where a provision stands, in the words in which people cite it: "mục I.3.2.a", "Điều 6.1", "mục IV (lần 2).1.a"."""

from collections.abc import Iterable, Mapping
from itertools import accumulate


def above(anchor: str) -> tuple[str, ...]:
    """This will give the anchors that may lead to a provision from the top, its own last; not all need exist."""
    return tuple(accumulate(anchor.split("."), lambda above, part: f"{above}.{part}"))


def place(anchor: str, labels: Mapping[str, str]) -> str:
    """This will join the labels of a provision and of those above it, each label once.

    labels: by anchor, at least of these. A label that repeats the one above it ("3.2" under "3") stands for both; what
    has a number that was used before in the document is told apart by its turn, right behind that number.
    """
    said: list[str] = []
    label = reached = again = ""
    for one in (one for one in above(anchor) if one in labels):
        below, label = label, labels[one]
        repeats = bool(below) and label.startswith(f"{below}.")
        again = turn(one[len(reached) :]) or (again if repeats else "")
        said[len(said) - repeats :] = [label + again]
        reached = one
    return ".".join(said)


def turn(anchor: str) -> str:
    """This will say which of several provisions under one number an anchor means: " (lần 2)" for "IV~2.1.a"."""
    times = [part.partition("~")[2] for part in anchor.split(".") if "~" in part]
    return f" (lần {times[0]})" if times else ""


def place_words(place: str) -> str:
    """This will name a place as a sentence does: "mục II.1.a", "Điều 3.2"; "" for none."""
    return place if not place or " " in place.partition(" (")[0] else f"mục {place}"


def places(found: Iterable[tuple[str, str]]) -> dict[str, str]:
    """This will give the place of each of a document's provisions, from their anchors and labels."""
    labels = dict(found)
    return {anchor: place(anchor, labels) for anchor in labels}
