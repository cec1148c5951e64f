"""Words and ruled lines with their places on a page, in points (1/72 inch) from its upper left corner."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """A level or upright line that is drawn on the page."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Word:
    """A word on a page. `base` is its base line, `size` about its font's, `turn` degrees clockwise (0: upright).

    sure: of 100, how sure recognition was of it; what a file holds as letters is sure.
    """

    left: float
    top: float
    right: float
    bottom: float
    base: float
    size: float
    text: str
    bold: bool = False
    turn: int = 0
    sure: float = 100.0
