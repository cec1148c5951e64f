"""Elements under the codes of earlier versions: a changed form may call the same figure otherwise (`formerly`)."""

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

from pcmt.rulebook.queries import book

Place = TypeVar("Place", bound=Hashable)
Held = TypeVar("Held")
MOST_NAMES = 9


def names_of(code: str) -> tuple[str, ...]:
    """This will list the codes under which an element's figures may be kept, today's first."""
    names = [code]
    while (earlier := book().element(names[-1]).formerly) and earlier not in names and len(names) < MOST_NAMES:
        names.append(earlier)
    return tuple(names)


def kept_as(codes: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """This will give, for each element asked, the codes to look under."""
    return {code: names_of(code) for code in codes}


def under_todays_names(
    found: Mapping[tuple[Place, str], Held], kept: Mapping[str, tuple[str, ...]]
) -> dict[tuple[Place, str], Held]:
    """This will give what was found under the codes that were asked; today's code goes before earlier ones.

    found: by (place, code), where place is whatever else tells one figure from another.
    """
    places = dict.fromkeys(place for place, _ in found)
    named: dict[tuple[Place, str], Held] = {}
    for place in places:
        for code, names in kept.items():
            under = next((name for name in names if (place, name) in found), None)
            if under is not None:
                named[place, code] = found[place, under]
    return named
