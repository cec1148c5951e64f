"""Groups of agencies: as documents name them, told by the kinds that they hold, and as a page names many at once."""

import re
from collections.abc import Sequence
from typing import Protocol

from vanban.text import fold


class Group(Protocol):
    """A name for many agencies: one word of each of `says` must stand in it."""

    @property
    def says(self) -> tuple[tuple[str, ...], ...]:
        """The ideas, each as the words that tell it."""

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of agency that it holds."""


_ALONE = re.compile(r"\blien quan\b")
_OF_COMMUNE = re.compile(r"(Ủy ban nhân dân|Công an|Trạm Y tế) (xã|phường|đặc khu) ")
_LEVELS = ("xã", "phường", "đặc khu")
_FEW = 3


def kinds_in_group(text: str, groups: Sequence[Group]) -> tuple[str, ...]:
    """This will give the kinds of agency that a group's name holds, none where it does not say ("đơn vị liên quan").

    groups: as the rulebook has them, the first that fits is meant.
    """
    folded = fold(text)
    if _ALONE.search(folded):
        return ()
    return next((group.kinds for group in groups if all(_says(folded, any_of) for any_of in group.says)), ())


def _says(folded: str, any_of: Sequence[str]) -> bool:
    return any(re.search(rf"\b{re.escape(fold(word))}\b", folded) for word in any_of)


def named(text: str) -> tuple[str, ...]:
    """This will cut a typed list of agencies at semicolons and line ends."""
    return tuple(dict.fromkeys(part.strip() for part in re.split(r"[;\n]", text) if part.strip()))


def names_text(names: Sequence[str], few: int = _FEW) -> str:
    """This will write a few names out; of many, "38 UBND xã, phường", or the first and how many more."""
    shown = list(names) if len(names) <= few else _gathered(names)
    if len(shown) <= few:
        return "; ".join(shown)
    return f"{names[0]} và {len(names) - 1} đơn vị khác"


def _gathered(names: Sequence[str]) -> list[str]:
    """The names with those of one kind in many communes told as one, where the first of them stood."""
    found = {name: _OF_COMMUNE.match(name) for name in names}
    levels: dict[str, list[str]] = {}
    for known in filter(None, found.values()):
        levels.setdefault(known[1], []).append(known[2])
    shown = {}
    for name, match in found.items():
        if match and len(held := levels[match[1]]) > _FEW:
            office = match[1].replace("Ủy ban nhân dân", "UBND")
            shown[f"{len(held)} {office} {', '.join(level for level in _LEVELS if level in held)}"] = True
        else:
            shown[name] = True
    return list(shown)
