"""What the table of facts says: units before and since 01/7/2025, what each became part of, and retypings since."""

from dataclasses import dataclass
from datetime import date

LEVELS = {2: "province", 3: "district", 5: "commune"}


@dataclass(frozen=True)
class Fact:
    """A unit of one of the two maps. `into`: codes of what it became part of, one where it went whole.

    basis: the resolution that made it, ready to be shown; empty where it stood before already, or is not known.
    tile: (column, row) on the tile map of its province; communes of today only.
    """

    code: str
    parent: str
    type: str
    name: str
    basis: str = ""
    into: tuple[str, ...] = ()
    tile: tuple[int, int] | None = None

    @property
    def level(self) -> str:
        """The level, told by the length of the code."""
        return LEVELS[len(self.code)]


@dataclass(frozen=True)
class Retyping:
    """A unit that got another type after 01/7/2025, under the same code and name."""

    code: str
    on: date
    type: str
    basis: str


@dataclass(frozen=True)
class Facts:
    """Both maps by code, and what changed since, by code."""

    before: dict[str, Fact]
    since: dict[str, Fact]
    changes: dict[str, tuple[Retyping, ...]]
