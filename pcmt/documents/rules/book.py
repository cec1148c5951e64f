"""Where an arrival stands in the book of incoming documents."""

from datetime import date

LARGEST_COUNT = 2_000_000_000


def place_in_book(direction: str, arrival_number: str, arrived_on: date | None) -> tuple[int | None, int | None]:
    """This will give year and count of an arrival: (2026, 45) for "45a" of 2026; (None, None) outside the book."""
    if direction != "in" or not arrival_number or arrived_on is None:
        return None, None
    digits = arrival_number[: len(arrival_number) - len(arrival_number.lstrip("0123456789"))]
    count = int(digits[:11] or 0)
    return arrived_on.year, min(count, LARGEST_COUNT)
