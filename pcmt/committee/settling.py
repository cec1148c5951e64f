"""What an agency is held to settle, as it is read: told, returned, closed; said of findings and of opinions alike."""

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar


@dataclass(frozen=True, kw_only=True)
class Settling:
    """What an agency owes, and what came of it. mine: the actor answers for it; may: what the actor may do with it."""

    LATE: ClassVar[str] = "quá hạn"

    id: int
    agency_id: int
    agency_name: str
    state: str
    state_label: str
    state_tone: str
    told: str
    told_on: date | None
    returned_for: str
    closed_on: date | None
    task_id: int | None
    is_late: bool
    mine: bool = False
    may: frozenset[str] = field(default=frozenset())

    @property
    def tone(self) -> str:
        """Its tone on the screen: late is worse than open."""
        return "risk" if self.is_late else self.state_tone

    @property
    def label(self) -> str:
        """How it stands, in Vietnamese."""
        return self.LATE if self.is_late else self.state_label.lower()
