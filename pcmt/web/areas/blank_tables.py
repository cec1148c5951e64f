"""Tables to fill in and hand in as files of the map: their columns, and the codes that they are to name."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from pcmt.areas import queries
from pcmt.kernel.refusal import NotFound
from pcmt.web.downloads import csv_of
from pcmt.web.views import ActorRequest, page

Rows = Iterator[Sequence[str]]


def _codes(on: date) -> Rows:
    """Every unit of the day's map, as a table of units is handed in."""
    for row in queries.register(on):
        yield row.code, row.name, row.type, row.parent or "", row.level


def _residents(on: date) -> Rows:
    """The communes of the day's map, each with the year before and a measure, for the value to be filled in."""
    for row in queries.register(on, level="commune"):
        yield row.code, row.name, str(on.year - 1), "residents", "", ""


def _nothing(on: date) -> Rows:
    return iter(())


# By name in the address: the columns and the rows that are there already.
TABLES: Mapping[str, tuple[Sequence[str], Callable[[date], Rows]]] = {
    "ma": (("code", "name", "type", "parent_code", "level"), _codes),
    "don-vi": (("code", "name", "type", "parent_code", "level", "valid_from", "valid_to", "basis"), _nothing),
    "ke-thua": (("old_code", "new_code", "extent", "pop_share"), _nothing),
    "so-lieu-nam": (("code", "name", "year", "measure", "value", "source"), _residents),
}


@page("areas.hand_in_file")
@require_safe
def blank_table(request: ActorRequest, table: str) -> HttpResponse:
    """This will hand out one of the tables, as CSV."""
    if table not in TABLES:
        raise NotFound("Không có mẫu này.")
    heads, rows = TABLES[table]
    return csv_of(heads, rows(timezone.localdate()), name=f"{'ma-dia-ban' if table == 'ma' else f'mau-{table}'}.csv")
