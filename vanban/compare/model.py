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
    RENUMBERED = "renumbered"
    """The same words, in their place among the others, under another number."""
    MOVED = "moved"
    """The same words in another place: others that stood before now stand behind, or the other way round."""
    CHANGED = "changed"
    SPLIT = "split"
    """Words of one of the old document that now stand for themselves; what is left of that one is told besides."""
    JOINED = "joined"
    """Its words now stand in another one of the new document."""
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
        found = [_stands_in(one.fate, one.old, one.new) for one in self.targets]
        found += [_stands_in(one.fate, one.old, one.new) for one in self.duties]
        return Common(found.count((True, True)), sum(old for old, _ in found), sum(new for _, new in found))

    def counts(self) -> dict[str, Counter[Fate]]:
        """This will count the fates by kind of finding."""
        return {
            "targets": Counter(one.fate for one in self.targets),
            "duties": Counter(one.fate for one in self.duties),
            "provisions": Counter(one.fate for one in self.provisions),
        }


def _stands_in(fate: Fate, old: object, new: object) -> tuple[bool, bool]:
    """This will tell whether a change counts a finding of the old document, and one of the new, each only once."""
    return old is not None and fate is not Fate.SPLIT, new is not None and fate is not Fate.JOINED
