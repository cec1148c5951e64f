"""The day that an address asks for; nonsense asks for none."""

from datetime import date

from pcmt.web.formats.reading import Unclear, read_date
from pcmt.web.views import ActorRequest


def day_of(request: ActorRequest, today: date, name: str = "ngay") -> date:
    """This will give the day asked for under a name, today where none is or where it is no day."""
    try:
        return read_date(request.GET.get(name, ""))
    except Unclear:
        return today
