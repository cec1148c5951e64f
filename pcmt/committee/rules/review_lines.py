"""What the report of a review tells of one target or one task, and how it names many agencies."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pcmt.committee.rules.review_words import brief, one_line
from pcmt.committee.rules.reviewing import BEHIND, OUTCOMES
from vanban.text import lower_first

EACH_IN_WORDS = 3
"""Up to so many agencies are quoted on one task; more are counted, and those behind named."""
NAMED = 5


@dataclass(frozen=True)
class Told:
    """What one agency says of a task, or the reviewer of a target (agency "")."""

    agency: str
    outcome: str
    result: str
    cause: str = ""
    lesson: str = ""


@dataclass(frozen=True)
class Judged:
    """A target or a task as the report tells it. asked: its level, or who leads. ref: what it is traced by.

    result: of a target. place: where the plan gives it, “mục IV.3.c”. silent: who leads, was asked and has told
    nothing. unasked: who leads and was not asked. is_provisional: its outcome is the system's, nobody has judged it.
    """

    title: str
    asked: str
    outcome: str
    label: str
    result: str
    onward: str
    ref: str
    figure: str = ""
    told: Sequence[Told] = ()
    place: str = ""
    is_late: bool = False
    silent: Sequence[str] = ()
    unasked: Sequence[str] = ()
    is_provisional: bool = False

    @property
    def name(self) -> str:
        """What it is called in running text."""
        return brief(self.title)

    @property
    def in_table(self) -> str:
        """What it is called in its table: with the place of the plan that gives it."""
        name = self.name[:1].upper() + self.name[1:]
        return f"{name} – {self.place}" if self.place else name

    @property
    def said(self) -> str:
        """The result in one cell: the words of a few agencies, of many how many came how far and who is behind.

        The words of one stand for the task only where nobody else who leads is still to speak.
        """
        if not self.told:
            return self.result
        if len(self.told) == 1 and not self.silent and not self.unasked:
            return one_line(self.told[0].result)
        if len(self.told) <= EACH_IN_WORDS:
            said = " ".join(f"{one.agency}: {lower_first(one_line(one.result))}." for one in self.told)
        else:
            said = f"{len(self.told)} cơ quan báo cáo: {'; '.join(self._counts())}."
        return " ".join((said, *self._untold()))

    def _untold(self) -> Iterator[str]:
        if self.silent:
            yield f"Chưa có báo cáo của {named(self.silent)}."
        if self.unasked:
            yield f"Đợt này không yêu cầu {named(self.unasked)} báo cáo."

    def _counts(self) -> Iterator[str]:
        for outcome, label in OUTCOMES.items():
            names = [one.agency for one in self.told if one.outcome == outcome]
            if names:
                who = f" ({named(names)})" if outcome in BEHIND else ""
                yield f"{len(names)} {lower_first(label)}{who}"


def named(names: Sequence[str]) -> str:
    """This will name agencies in a line, the first few where they are many."""
    rest = len(names) - NAMED
    return ", ".join(names) if rest <= 1 else f"{', '.join(names[:NAMED])} và {rest} cơ quan khác"
