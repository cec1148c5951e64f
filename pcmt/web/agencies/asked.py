"""What an address asks for: a day, a number; nonsense asks for nothing."""

from datetime import date

from pcmt.web.formats.reading import Unclear, read_date
from pcmt.web.views import ActorRequest

LONGEST_ID = 18  # digits


def day_of(request: ActorRequest, today: date, name: str = "ngay") -> date:
    """This will give the day asked for under a name, today where none is or where it is no day."""
    try:
        return read_date(request.GET.get(name, ""))
    except Unclear:
        return today


def number_of(text: str) -> int | None:
    """This will give a whole number from an address, None for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_ID else None
