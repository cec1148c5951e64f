"""Stretches of days on which a version holds; both ends included, no end means until further notice."""

from datetime import date

# Shares of an old unit are counted in millionths, so that no share is a float.
WHOLE = 1_000_000


def overlaps(one_from: date, one_to: date | None, other_from: date, other_to: date | None) -> bool:
    """This will tell whether two stretches share a day."""
    return (other_to is None or one_from <= other_to) and (one_to is None or other_from <= one_to)
