"""What is said of indicators behind their goal: one count for every page, and the words of the states there are."""

from collections.abc import Iterable
from dataclasses import dataclass

from pcmt.indicators.queries import IndicatorRow, Progress
from vanban.text import format_number

STATES = ("late", "risk")


@dataclass(frozen=True)
class Tally:
    """How many indicators are behind what is asked of them, of how many of which something is asked.

    planned: those of which a plan asks it; the others are held against the level that is set for all. untold: those
    that the figures do not judge. words: as `behind_words`.
    """

    behind: int
    of: int
    planned: int
    untold: int
    words: str

    @property
    def share(self) -> str:
        """The count as it stands on a page: “2/33”; a dash where nothing is asked."""
        return f"{self.behind}/{self.of}" if self.of else "–"

    @property
    def base(self) -> str:
        """What is counted: “33 chỉ số có mức phấn đấu: 20 theo kế hoạch, 13 theo mức chung”."""
        parts = ((self.planned, "theo kế hoạch"), (self.of - self.planned, "theo mức chung"))
        told = ", ".join(f"{format_number(count)} {words}" for count, words in parts if count)
        return f"{format_number(self.of)} chỉ số có mức phấn đấu: {told}"


def tally(rows: Iterable[IndicatorRow]) -> Tally:
    """This will count the rows of which something is asked; the rest are left out."""
    asked = [row for row in rows if row.progress is not None]
    states = [row.progress.state for row in asked if row.progress]
    return Tally(
        behind=sum(state in STATES for state in states),
        of=len(asked),
        planned=sum(row.target is not None for row in asked),
        untold=states.count("void"),
        words=behind_words(asked),
    )


def behind_words(rows: Iterable[IndicatorRow]) -> str:
    """This will say in which states the rows behind their goal are: “không đạt”, “chậm lộ trình hoặc không đạt”.

    Empty where none is behind.
    """
    return words_of(row.progress for row in rows if row.progress)


def words_of(found: Iterable[Progress]) -> str:
    """This will say as `behind_words` in which states those are that are behind."""
    ordered = sorted((one for one in found if one.state in STATES), key=lambda one: STATES.index(one.state))
    return " hoặc ".join(dict.fromkeys(one.label for one in ordered))
