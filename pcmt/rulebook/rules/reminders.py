"""When people are told of what is due, and by which words a province urges those who are late: rule data."""

from dataclasses import dataclass, field

from pcmt.kernel.source import Source


@dataclass(frozen=True)
class UrgingLetter:
    """The fixed words of the letter of urging; places in braces are filled: {province}, {count}, {day}, {new_day}.

    answer_within: working days from the letter's day in which the reports must come.
    """

    issuer: str = ""
    superior: str = ""
    symbol: str = ""
    title: str = ""
    opening: str = ""
    closing: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    authority: tuple[str, ...] = ()
    answer_within: int = 3


@dataclass(frozen=True)
class ReminderRules:
    """Days before (`before`) and after (`after`) a deadline on which who owes something is told of it.

    escalate_after: days late from which the heads of the level above are told too.

    """

    before: tuple[int, ...] = (3, 1)
    after: tuple[int, ...] = (1, 3, 7)
    escalate_after: int = 5
    letter: UrgingLetter = field(default_factory=UrgingLetter)
    source: Source = field(default_factory=lambda: Source(""))
