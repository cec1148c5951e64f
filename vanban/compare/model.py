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


@dataclass(frozen=True, slots=True)
class Comparison:
    """All changes, in the order of the new document; what was dropped stands where it stood in the old."""

    targets: tuple[Change[Target], ...]
    duties: tuple[Change[Assignment], ...]
    provisions: tuple[Change[Provision], ...]

    def counts(self) -> dict[str, Counter[Fate]]:
        """This will count the fates by kind of finding."""
        return {
            "targets": Counter(one.fate for one in self.targets),
            "duties": Counter(one.fate for one in self.duties),
            "provisions": Counter(one.fate for one in self.provisions),
        }
