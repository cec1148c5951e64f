"""Where a command's values are asked for: an area, all of a level, a zone, or communes added up by hand."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pcmt.areas import queries as areas
from pcmt.areas.queries import AreaView, ZoneView
from pcmt.indicators import policy
from pcmt.indicators.rules.together import Together
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound, Refusal
from vanban.text import fold

LEVELS = ("province", "district", "commune")
JOIN, APART = "+", ","


class NoGroup(Refusal):
    """This will say which area cannot be added to others, and what can."""

    code = "no_group"


@dataclass(frozen=True)
class Named:
    """An area, or communes read as one; those have an identifier below zero. code: empty for a zone."""

    id: int
    code: str
    name: str
    members: tuple[AreaView, ...]

    @property
    def together(self) -> dict[int, Together]:
        """The communes that stand as one, where they do."""
        return {self.id: Together(self.name, tuple(one.id for one in self.members))} if self.id < 0 else {}


def places_named(actor: Actor, words: Sequence[str], on: date) -> tuple[Named, ...]:
    """This will find areas by level, code or name, zones by name, and sums (`99001+99002`), on a day's map.

    Words may hold several, between commas. NotFound for what is not there, or the actor may not see.
    """
    found: dict[tuple[str | int, ...], Named] = {}
    zones = {fold(zone.name): zone for zone in areas.zones(on)}
    for word in (part for whole in words for part in _parted(whole, zones)):
        for place in (
            _of_level(actor, word, on) if word in LEVELS else [_place(actor, word, on, zones, -1 - len(found))]
        ):
            found.setdefault((place.name, *(one.id for one in place.members)), place)
    if not found:
        raise NotFound("Không có địa bàn nào trong phạm vi được xem.")
    return tuple(found.values())


def place_named(actor: Actor, word: str, on: date) -> Named:
    """This will find the one area, zone or sum of communes that a word names; NotFound as `places_named`."""
    zones = {fold(zone.name): zone for zone in areas.zones(on)}
    return _place(actor, word, on, zones, -1)


def _parted(whole: str, zones: Mapping[str, ZoneView]) -> Iterator[str]:
    """A zone's name may hold a comma itself."""
    if fold(whole.strip()) in zones:
        yield whole.strip()
        return
    yield from filter(None, (one.strip() for one in whole.split(APART)))


def _of_level(actor: Actor, level: str, on: date) -> list[Named]:
    return [_of_area(area) for area in areas.areas_of_level(level, on) if policy.may_view(actor, area)]


def _place(actor: Actor, word: str, on: date, zones: Mapping[str, ZoneView], group_id: int) -> Named:
    if JOIN in word:
        return _sum(actor, word, on, group_id)
    if zone := zones.get(fold(word)):
        if not zone.members or not all(policy.may_view(actor, one) for one in zone.members):
            raise NotFound(f"Khu vực “{zone.name}” không có địa bàn nào, hoặc có địa bàn ngoài phạm vi được xem.")
        return Named(group_id, "", zone.name, zone.members)
    return _of_area(_area(actor, word, on))


def _sum(actor: Actor, word: str, on: date, group_id: int) -> Named:
    parts = {one.id: one for one in (_area(actor, part.strip(), on) for part in word.split(JOIN))}
    for one in parts.values():
        if one.level != "commune":
            raise NoGroup(f"Không gộp được {one.full_name} với địa bàn khác.", remedy="Chỉ gộp các xã, phường.")
    name = f"Gộp {len(parts)} địa bàn: {', '.join(one.full_name for one in parts.values())}"
    return Named(group_id, JOIN.join(one.code for one in parts.values()), name, tuple(parts.values()))


def _of_area(area: AreaView) -> Named:
    return Named(area.id, area.code, area.full_name, (area,))


def _area(actor: Actor, name: str, on: date) -> AreaView:
    """The area that bears a code, or alone bears a name, among those that the actor may see."""
    alike = [
        area for area in areas.search(name, on) if fold(name) in (area.code, fold(area.name), fold(area.full_name))
    ]
    seen = [area for area in alike if policy.may_view(actor, area)]
    found = [area for area in seen if area.code == name] or seen
    if len(found) == 1:
        return found[0]
    remedy = f"Xem mã các địa bàn bằng lệnh: pcmt areas list --on {on}."
    if found:
        codes = ", ".join(f"{area.code} ({area.full_name})" for area in found)
        raise NotFound(f"Có {len(found)} địa bàn mang tên “{name}”: {codes}.", remedy="Ghi mã thay cho tên.")
    told = f"Không có mã {name}, cũng không có địa bàn, khu vực nào tên như vậy trong phạm vi được xem."
    raise NotFound(told, remedy=remedy)
