"""The day whose map a page shows: today's, unless the address asks for another with `on`."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.utils import timezone

from pcmt.areas.queries import LAST_DAY_OF_DISTRICTS
from pcmt.web.agencies.asked import day_of
from pcmt.web.components import Link
from pcmt.web.views import ActorRequest
from vanban.text import format_date

NAME = "on"


@dataclass(frozen=True)
class MapDay:
    """A day's map; `kept` is the rest of the address, so that another day can be asked for in its place.

    is_asked: the address names a day, be it today: a list of an earlier period has another map where none is named.
    """

    on: date
    today: date
    kept: tuple[tuple[str, str], ...] = ()
    is_asked: bool = False

    @property
    def is_other(self) -> bool:
        """Whether it is not today's map."""
        return self.on != self.today

    @property
    def text(self) -> str:
        """The day as addresses carry it; empty for today's."""
        return self.on.isoformat() if self.is_other else ""

    @property
    def back(self) -> str:
        """The same page on today's map."""
        return "?" + urlencode(self.kept)

    def link(self, address: str) -> str:
        """This will keep the day in an address."""
        if not self.is_other:
            return address
        return f"{address}{'&' if '?' in address else '?'}{NAME}={self.text}"

    def links(self) -> list[Link]:
        """This will give days that are often compared, as tabs: today, the last of the districts, and the one asked."""
        days = dict.fromkeys([self.today, LAST_DAY_OF_DISTRICTS, self.on])
        return [Link(self._label(day), self._address(day), current=day == self.on) for day in days]

    def _address(self, day: date) -> str:
        own = [(NAME, day.isoformat())] if day != self.today else []
        return "?" + urlencode([*self.kept, *own])

    def _label(self, day: date) -> str:
        if day == self.today:
            return f"Hôm nay, {format_date(day)}"
        return ("Trước sắp xếp, " if day == LAST_DAY_OF_DISTRICTS else "") + format_date(day)


def map_day(request: ActorRequest, *names: str) -> MapDay:
    """This will read the day that an address asks for, keeping its other `names`; nonsense asks for today."""
    today = timezone.localdate()
    kept = tuple((name, value) for name in names for value in request.GET.getlist(name) if value)
    return MapDay(day_of(request, today, NAME), today, kept, bool(request.GET.get(NAME)))
