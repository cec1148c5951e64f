"""Points that the office drew from what agencies wrote: its own wording, and the words of agencies behind each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from vanban.text import lower_first

_AREAS = ("Xã ", "Phường ", "Đặc khu ", "Thị trấn ")
NAMED = 3
"""Up to so many units are named behind a point in the report; of more, the number is told."""


@dataclass(frozen=True)
class Source:
    """What one agency wrote, as it stood when the point was drawn; `revision` tells whether it was changed since."""

    words_id: int
    revision: int
    unit: str
    period: str
    said: str

    @property
    def reference(self) -> str:
        """How trace names the words."""
        return f"words:{self.words_id}"


@dataclass(frozen=True)
class Point:
    """One point of a block of a report, with what it was drawn from."""

    text: str
    sources: tuple[Source, ...]

    @property
    def units(self) -> tuple[str, ...]:
        """Whose words stand behind it, each unit once, in the order given."""
        return tuple(dict.fromkeys(one.unit for one in self.sources))

    @property
    def whose(self) -> str:
        """The units in few words: their names, or how many there are."""
        return ", ".join(self.units) if len(self.units) <= NAMED else f"{len(self.units)} đơn vị"


def unit_inside(name: str) -> str:
    """This will write a unit's name as it stands inside a sentence: `xã Sen Hồng`, but `Sở Y tế`."""
    return lower_first(name) if name.startswith(_AREAS) else name


def sources_to_json(sources: Iterable[Source]) -> list[dict[str, Any]]:
    """This will give sources as plain JSON values, for keeping."""
    return [asdict(one) for one in sources]


def sources_from_json(data: Sequence[Mapping[str, Any]]) -> tuple[Source, ...]:
    """This will rebuild the sources that `sources_to_json` gave."""
    return tuple(Source(**one) for one in data)
