"""What is wrong in a rule file, and where, in words that the person who edits rules can act on."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Place:
    """A line (from 1) of a file, named relative to the rulebook's folder."""

    file: str
    line: int


@dataclass(frozen=True)
class Problem:
    """One fault of the rulebook: where it is, what is wrong, and what to do, in Vietnamese."""

    file: str
    line: int
    message: str
    remedy: str

    @classmethod
    def at(cls, place: Place, message: str, remedy: str) -> "Problem":
        """This will name a fault at a place."""
        return cls(place.file, place.line, message, remedy)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message} {self.remedy}"
