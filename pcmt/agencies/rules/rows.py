"""The order in which rows of a sheet can be entered: an agency after the one that it hangs under."""

from collections.abc import Mapping, Sequence

Place = int
"""Where a row stands in its sequence."""


def parents_first(names: Sequence[str], parents: Sequence[str]) -> tuple[list[Place], list[Place]]:
    """This will order places so that each comes after the row that bears its parent's name.

    names and parents: comparable keys, "" for no parent. Returns the order, and the places that hang under one another
    in a ring and so have no place in it. A parent that no row bears is for the directory to know.
    """
    by_name: Mapping[str, Place] = {name: place for place, name in reversed([*enumerate(names)])}
    order: list[Place] = []
    done: set[Place] = set()
    ringed: set[Place] = set()
    for start in range(len(names)):
        path: list[Place] = []
        place: Place | None = start
        while place is not None and place not in done and place not in ringed and place not in path:
            path.append(place)
            place = by_name.get(parents[place]) if parents[place] else None
        if place is not None and (place in path or place in ringed):
            ringed.update(path)
            continue
        for found in reversed(path):
            done.add(found)
            order.append(found)
    return order, sorted(ringed)
