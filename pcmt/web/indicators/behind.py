"""What is said of indicators behind their goal: the words of the states that are there, not of all there could be."""

from collections.abc import Iterable

from pcmt.indicators.queries import IndicatorRow

STATES = ("late", "risk")


def behind_words(rows: Iterable[IndicatorRow]) -> str:
    """This will say in which states the rows behind their goal are: “không đạt”, “chậm lộ trình hoặc không đạt”.

    Empty where none is behind.
    """
    found = [row.progress for row in rows if row.progress and row.progress.state in STATES]
    ordered = sorted(found, key=lambda one: STATES.index(one.state))
    return " hoặc ".join(dict.fromkeys(one.label for one in ordered))
