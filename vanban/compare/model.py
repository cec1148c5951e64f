"""The outcome of a comparison: every finding of either document once, with what became of it."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from vanban.model import Assignment, Provision, Target

Finding = TypeVar("Finding", Target, Assignment, Provision)


class Fate(StrEnum):
    """What became of a finding on the way from the old document to the new."""

    SAME = "same"
    MOVED = "moved"
    """The same words under another number: only provisions do."""
    CHANGED = "changed"
    ADDED = "added"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One fact that differs; `old` and `new` as a person would read them, None where it was or is not said."""

    name: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Change(Generic[Finding]):
    """A finding in the old document, in the new, or in both; `likeness` is 0 to 1, 1 where every word is the same."""

    fate: Fate
    old: Finding | None
    new: Finding | None
    fields: tuple[FieldChange, ...] = ()
    likeness: float = 0.0


LEAST_COMMON = 0.2
"""Of documents of one field, none of which continues another, less than a tenth was alike (700 pairs); more only where
one has five duties or fewer."""


@dataclass(frozen=True, slots=True)
class Common:
    """How many targets and duties stand in both documents, and how many each has."""

    both: int
    old: int
    new: int

    @property
    def share(self) -> float | None:
        """Dice's coefficient, 0 to 1; None where one of the two has nothing that could be common."""
        return 2 * self.both / (self.old + self.new) if self.old and self.new else None

    @property
    def is_related(self) -> bool | None:
        """Whether the two may well be states of one plan; None where that cannot be told."""
        return None if self.share is None else self.share >= LEAST_COMMON


@dataclass(frozen=True, slots=True)
class Comparison:
    """All changes, in the order of the new document; what was dropped stands where it stood in the old."""

    targets: tuple[Change[Target], ...]
    duties: tuple[Change[Assignment], ...]
    provisions: tuple[Change[Provision], ...]

    @property
    def common(self) -> Common:
        """What of targets and duties the two share; where that is nothing, "added" and "dropped" tell of no changes."""
        found = [(one.old is not None, one.new is not None) for one in self.targets]
        found += [(one.old is not None, one.new is not None) for one in self.duties]
        return Common(found.count((True, True)), sum(old for old, _ in found), sum(new for _, new in found))

    def counts(self) -> dict[str, Counter[Fate]]:
        """This will count the fates by kind of finding."""
        return {
            "targets": Counter(one.fate for one in self.targets),
            "duties": Counter(one.fate for one in self.duties),
            "provisions": Counter(one.fate for one in self.provisions),
        }
