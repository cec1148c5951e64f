"""What the rulebook knows of acts: on which rung of the ladder of bodies they stand, and which have ended."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from pcmt.kernel.source import Source


@dataclass(frozen=True)
class Rung:
    """Bodies of one standing, from the Party's centre down to the commune.

    words: what their names hold. symbols: what the number of their acts ends with ("QH15" is written QH); on a rung of
    the centre a symbol belongs to one body, so that number and year say which act is meant. kinds: kinds of act that
    only they issue.
    """

    code: str
    label: str
    level: str
    words: tuple[str, ...]
    symbols: tuple[str, ...]
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class Ladder:
    """The rungs from the highest down, and the levels (centre, province, commune) in which they are shown.

    basis_headings: how a provision is headed that says what its document rests on.
    """

    level_labels: Mapping[str, str] = field(default_factory=dict)
    rungs: tuple[Rung, ...] = ()
    basis_headings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Succession:
    """An act that has ended. Laws are often cited without number: then by a name and the year.

    issued_on: for a number that does not bear its year, and so comes back.
    ended_on: the first day on which it is no longer in force. by: the numbers of the acts in its place, () for none.
    part: only some of its provisions ended. note: which, or what to heed.
    """

    number: str
    label: str
    issued_on: date | None
    ended_on: date
    by: tuple[str, ...]
    part: bool
    note: str
    name: str
    year: int
    source: Source
