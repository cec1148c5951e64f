"""A report's tally: its places, what each has, and which cells of the form can be added up over places."""

from collections.abc import Mapping
from dataclasses import dataclass

from pcmt.kernel.quantity import Quantity
from pcmt.reporting.models import Submission, TallyCell, TallyPlace
from pcmt.reporting.rules.tally import Sum, add_up
from pcmt.rulebook.queries import CellDef, Form, book

COUNTED = ("count", "measure")
Key = tuple[int, str]
"""A place, by its identifier, and an element."""


@dataclass(frozen=True)
class Tally:
    """What was tallied: places in order, and the figures by place and element."""

    places: tuple[TallyPlace, ...]
    cells: Mapping[Key, TallyCell]

    @classmethod
    def load(cls, submission: Submission) -> "Tally":
        """This will load them (two queries)."""
        places = tuple(submission.tally_places.order_by("place", "id"))
        rows = TallyCell.objects.filter(place__in=[one.pk for one in places])
        return cls(places, {(row.place_id, row.element): row for row in rows})

    def sum_of(self, cell: CellDef) -> Sum:
        """This will add one column up."""
        figures = {
            place.pk: Quantity(held.scaled, held.scale, cell.unit)
            for place in self.places
            if (held := self.cells.get((place.pk, cell.element))) is not None and held.scaled is not None
        }
        return add_up({place.pk: place.name for place in self.places}, figures)


def copy_tally(closed: Submission, opened: Submission) -> None:
    """This will give a new round the places and figures of the one before, to be corrected place by place."""
    tally = Tally.load(closed)
    for place in tally.places:
        copied = TallyPlace.objects.create(submission=opened, place=place.place, name=place.name)
        held = [cell for (place_id, _), cell in tally.cells.items() if place_id == place.pk]
        for cell in held:
            cell.pk, cell.place = None, copied
        TallyCell.objects.bulk_create(held)


def tallied_cells(form: Form) -> dict[str, CellDef]:
    """This will give the cells that are counted place by place: typed figures that add up over areas."""
    return {
        cell.element: cell
        for cell in form.cells
        if cell.kind in COUNTED and cell.computed is None and book().element(cell.element).sums_over_areas
    }
