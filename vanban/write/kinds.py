"""Words of the layouts (data/layouts.toml): type words by code, urgency, powers of signing, forms of copies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from vanban.vocabulary import load
from vanban.write.model import Layout

_WORDS: Final[dict[str, Any]] = load("layouts")

KINDS: Final[dict[str, str]] = _WORDS["kinds"]

# A công văn has no type word; its trích yếu stands under the number as "V/v …".
LETTER: Final = "CV"

# Kinds that name the authority above the grounds and the word of enactment below them.
ENACTED: Final[dict[str, str]] = _WORDS["enacted"]

# Degrees of urgency with the width of their frames in millimetres.
URGENCY: Final[dict[str, int]] = _WORDS["urgency"]

SECRECY: Final[frozenset[str]] = frozenset(_WORDS["secrecy"]["stamps"])

OFFICE_OPENINGS: Final[tuple[str, ...]] = tuple(_WORDS["offices"]["openings"])

COPIES: Final[dict[str, str]] = _WORDS["copies"]


@dataclass(frozen=True, slots=True)
class Power:
    """A power of signing, as it opens a line; `deputes`: the office of who signs must stand below that line."""

    opening: str
    deputes: bool


def is_known_kind(code: str) -> bool:
    """This will tell whether `code` names a type of document that this library can lay out."""
    return code == LETTER or code in KINDS


def powers(layout: Layout) -> tuple[Power, ...]:
    """This will give the powers of signing of State or Party documents."""
    rows = _WORDS["power"]
    return tuple(Power(row[layout], row.get("deputes", False)) for row in rows if layout in row)


def power_of(line: str, layout: Layout) -> Power | None:
    """This will give the power that opens a line of authority, None for an office alone."""
    return next((power for power in powers(layout) if line.upper().startswith(f"{power.opening} ")), None)
