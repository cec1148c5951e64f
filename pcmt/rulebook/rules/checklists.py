"""Checklists of inspections as rule data: what a team looks at in a unit, item by item; dated versions."""

from dataclasses import dataclass
from datetime import date

from pcmt.kernel.source import Source


@dataclass(frozen=True)
class ChecklistItem:
    """One thing to look at; items of a group stand together."""

    code: str
    group: str
    words: str


@dataclass(frozen=True)
class Checklist:
    """One version of a checklist."""

    code: str
    label: str
    items: tuple[ChecklistItem, ...]
    explanation: str
    source: Source
    valid_from: date
    valid_to: date | None

    @property
    def id(self) -> str:
        """Code and first day: `ke-hoach@2026-01-01`."""
        return f"{self.code}@{self.valid_from.isoformat()}"
