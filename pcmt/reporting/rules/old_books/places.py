"""Units as old books name them, on the map of the figures' time: "Xã Sen Ngâu", "Sen Ngau", "P. Hoa Ban", "91002"."""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, Protocol

from pcmt.reporting.rules.old_books.words import EDGE, NUMBERED, plain, words
from vanban.text import fold

How = Literal["named", "code", "former", "mapped", "several", "unknown", "not_then", "left_out"]
"""named: by its name of that day; code; former: by a name it bore at another time; mapped: as somebody said;
several: more than one answers; not_then: a unit of another time; left_out: somebody said to leave it out."""

LEFT_OUT = "-"
_SPELLINGS = str.maketrans({"y": "i", " ": None, "-": None, ".": None, ",": None, "'": None})
_MOST_NEAR = 3
LONGEST_NAME = 120
DISTRICT_TYPES = frozenset({"huyen", "quan", "thi_xa", "thanh_pho"})


class Named(Protocol):
    """A name of a unit and the days on which it bore it, as the areas' gazetteer tells it."""

    @property
    def area_id(self) -> int: ...
    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def type(self) -> str: ...
    @property
    def level(self) -> str: ...
    @property
    def parent_id(self) -> int | None: ...
    @property
    def former_district(self) -> str: ...
    @property
    def full_name(self) -> str: ...
    @property
    def valid_from(self) -> date: ...
    @property
    def valid_to(self) -> date | None: ...
    def held_on(self, day: date) -> bool: ...


@dataclass(frozen=True)
class Found:
    """What a text means on a map: the unit where exactly one answers, else how it fails and which come near.

    since, until: for a unit of another time, the first day after the map's, or the last before it, that it is there.
    """

    how: How
    unit: Named | None = None
    others: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None


@dataclass
class Places:
    """The units of one day's map, found by name, code, or a name of another time.

    units: what stood that day within the province; ever: every name ever borne. mapped: what somebody said that names
    mean, by `key_of`: a unit's code, or "-" to leave its figures out. day: that of the map; None for all times.
    """

    units: Sequence[Named]
    ever: Sequence[Named]
    mapped: Mapping[str, str] = field(default_factory=dict)
    day: date | None = None
    _by_key: dict[str, list[Named]] = field(init=False, default_factory=dict)
    _former: dict[str, list[Named]] = field(init=False, default_factory=dict)
    _by_code: dict[str, Named] = field(init=False, default_factory=dict)
    _names: dict[int, str] = field(init=False, default_factory=dict)
    _districts: set[str] = field(init=False, default_factory=set)
    _above: set[int | None] = field(init=False, default_factory=set)

    def __post_init__(self) -> None:
        here = {unit.area_id: unit for unit in self.units}
        self._districts = {_parted(unit.former_district)[1] for unit in self.units if unit.former_district}
        self._districts |= {_bare(unit.name) for unit in self.units if unit.level == "district"}
        self._above = {unit.parent_id for unit in self.units}
        for unit in here.values():
            self._by_key.setdefault(_bare(unit.name), []).append(unit)
            self._by_code.setdefault(unit.code, unit)
            self._names[unit.area_id] = unit.full_name
        for name in self.ever:
            known = self._former.setdefault(_bare(name.name), [])
            own = here.get(name.area_id)
            if own is not None and own not in known:
                known.append(own)

    def find(self, text: str, within: str = "") -> Found:
        """This will say which unit a text means; `within` is the district under whose line it stands."""
        said = self.mapped.get(key_of(text))
        if said == LEFT_OUT:
            return Found("left_out")
        if said is not None:
            unit = self._by_code.get(said)
            return Found("mapped", unit) if unit else self._not_then(one for one in self.ever if one.code == said)
        if text in self._by_code:
            return Found("code", self._by_code[text])
        kind, name = _parted(text)
        for how, known in (("named", self._by_key), ("former", self._former)):
            if units := known.get(name):
                return self._one(how, units, kind, within)
        if name in self._former:
            return self._not_then(one for one in self.ever if _bare(one.name) == name)
        return Found("unknown")

    def near(self, text: str) -> tuple[str, ...]:
        """This will list the units whose names are written most like a text."""
        keys = difflib.get_close_matches(_parted(text)[1], self._by_key, _MOST_NEAR, 0.75)
        return tuple(self._described(unit) for key in keys for unit in self._by_key[key])

    def is_unit(self, text: str) -> bool:
        """This will tell whether a text names some unit of this map, perhaps one of several."""
        return self.find(text).how in ("named", "code", "former", "mapped", "several")

    def is_district(self, text: str) -> bool:
        """This will tell whether a text names a district, of this map or of which a unit speaks, by its type."""
        kind, name = _parted(text)
        return kind in DISTRICT_TYPES and name in self._districts

    def is_lowest(self, unit: Named) -> bool:
        """This will tell whether figures are kept of a unit itself: a commune, or a district that had none."""
        return unit.level == "commune" or (unit.level == "district" and unit.area_id not in self._above)

    def in_words(self, text: str) -> str:
        """This will find the unit that a title or a sheet's name speaks of, by its full name; "" for none."""
        said = f" {plain(text)} "
        named = [unit for unit in self.units if f" {plain(unit.full_name)} " in said]
        named.sort(key=lambda unit: (unit.level != "commune", -len(unit.full_name)))
        if named:
            return named[0].full_name
        return text if self.is_unit(text) else ""

    def _not_then(self, names: Iterable[Named]) -> Found:
        """A unit of another time: the day nearest to the map's on which it bore one of its names."""
        if self.day is None:
            return Found("not_then")
        borne = [*names]
        later = [one.valid_from for one in borne if one.valid_from > self.day]
        earlier = [one.valid_to for one in borne if one.valid_to and one.valid_to < self.day]
        return Found("not_then", since=min(later, default=None), until=max(earlier, default=None))

    def _one(self, how: str, units: Sequence[Named], kind: str, within: str) -> Found:
        typed = [unit for unit in units if unit.type == kind] if kind else []
        # A commune may have become a ward since the book was written: the type narrows, it never excludes.
        found = typed or [unit for unit in units if unit.level == "commune"] or list(units)
        if len(found) > 1 and within:
            _, district = _parted(within)
            found = [unit for unit in found if district in self._districts_of(unit)] or found
        if len(found) == 1:
            return Found("former" if how == "former" else "named", found[0])
        return Found("several", None, tuple(self._described(unit) for unit in found))

    def _districts_of(self, unit: Named) -> tuple[str, str]:
        return _parted(self._names.get(unit.parent_id or 0, ""))[1], _parted(unit.former_district)[1]

    def _described(self, unit: Named) -> str:
        above = self._names.get(unit.parent_id or 0, "") if unit.parent_id else ""
        return f"{unit.full_name} ({unit.code}{', ' + above if above else ''})"


def places_on(
    day: date, ever: Sequence[Named], provinces: Iterable[int], mapped: Mapping[str, str] | None = None
) -> Places:
    """This will lay out the map of a day from every name ever borne: what lies in some provinces, themselves too."""
    held = [name for name in ever if name.held_on(day)]
    inside = set(provinces)
    for _ in range(2):  # districts, then communes
        inside |= {name.area_id for name in held if name.parent_id in inside}
    return Places([name for name in held if name.area_id in inside], ever, mapped or {}, day)


def key_of(text: str) -> str:
    """This will give the key under which it is kept what a text means."""
    return plain(text)[:LONGEST_NAME]


def _parted(text: str) -> tuple[str, str]:
    """The type that stands before a name ("" where none), and the bare name."""
    said, kind = fold(text[:LONGEST_NAME]).strip(EDGE), ""
    while found := _before(said):
        prefix, of_type = found
        said, kind = said[len(prefix) :].strip(EDGE), of_type or kind
    return kind, said.translate(_SPELLINGS)


def _before(said: str) -> tuple[str, str] | None:
    """What stands before a name: words that say its type, or a number of the line."""
    for prefix, of_type in words().prefixes:
        if said.startswith(prefix) and said[len(prefix) : len(prefix) + 1] in (" ", "."):
            return prefix, of_type
    numbered = NUMBERED.match(said)
    return (numbered[0], "") if numbered and len(numbered[0]) < len(said) else None


def _bare(name: str) -> str:
    return plain(name).translate(_SPELLINGS)
