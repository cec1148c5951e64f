"""What still stands between a draft and its signature."""

from collections.abc import Iterable
from dataclasses import dataclass

from pcmt.reporting.rules.checks import CheckResult


@dataclass(frozen=True)
class Hurdle:
    """So many of one thing that must be settled first.

    code: missing, errors, unexplained or unconfirmed. owners: the agencies whose parts it lies in, who settle it.
    section: the code of the first of these parts.
    """

    code: str
    count: int
    words: str
    owners: tuple[str, ...] = ()
    section: str = ""

    def __str__(self) -> str:
        return f"{self.count} {self.words}"


def hurdle(code: str, count: int, words: str, parts: Iterable[tuple[str, str]]) -> Hurdle:
    """This will make a hurdle of the parts in which it lies, each as code and owner."""
    listed = [*parts]
    owners = tuple(dict.fromkeys(owner for _, owner in listed))
    return Hurdle(code, count, words, owners, section=listed[0][0] if listed else "")


@dataclass(frozen=True)
class OpenCheck:
    """A check that keeps the head from signing: the parts whose figures it compares, and these figures' cells.

    parts: the label of each with its agency. cells: element and label.
    """

    check: CheckResult
    parts: tuple[tuple[str, str], ...]
    cells: tuple[tuple[str, str], ...]
