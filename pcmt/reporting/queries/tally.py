"""A report's tally as a page or a paper needs it: places by columns, sheet by sheet, with the sums beside the cells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pcmt.areas import queries as areas
from pcmt.kernel.actor import Actor
from pcmt.reporting.models import Submission, TallyCell
from pcmt.reporting.queries.sheet_cells import SheetCell
from pcmt.reporting.queries.sheet_views import SectionView, SubmissionView
from pcmt.reporting.queries.submissions import submission
from pcmt.reporting.rules.figures import write_figure
from pcmt.reporting.rules.tally import Sum, named_places, sheets_of
from pcmt.reporting.tallying import Key, Tally, tallied_cells
from pcmt.rulebook.queries import book

__all__ = ["TallyColumn", "TallySheet", "TallyView", "named_places", "tally"]
MOST_COLUMNS = 7  # what an A4 page across has room for beside the names


@dataclass(frozen=True)
class TallyColumn:
    """One cell of the form as a column: its sum over the places, and how it stands to what the cell has.

    state: "" (nothing carried over), "same" or "differs" (another figure stands in the cell than the sum).
    """

    cell: SheetCell
    sum: Sum
    text: str
    state: str


@dataclass(frozen=True)
class TallySheet:
    """Columns of one section that stand on one page; `number` counts from 1 through the form."""

    number: int
    section: SectionView
    columns: tuple[TallyColumn, ...]
    may_enter: bool


@dataclass(frozen=True)
class TallyView:
    """The tally of a report: places (identifier and name) in order, and sheets; `figures` by place and element.

    suggested: the places known below the commune, where none were named for this report.
    """

    report: SubmissionView
    places: tuple[tuple[int, str], ...]
    sheets: tuple[TallySheet, ...]
    figures: Mapping[Key, tuple[str, int]]
    suggested: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the places, else those that are known."""
        return tuple(name for _, name in self.places) or self.suggested


def tally(actor: Actor, submission_id: int, on: date) -> TallyView:
    """This will show a report's tally; raises NotFound where the report is not there or may not be seen."""
    view = submission(actor, submission_id, on)
    held = Tally.load(Submission(pk=submission_id))
    counted = tallied_cells(book().form_by_id(view.duty.form_id))
    sheets: list[TallySheet] = []
    for section in view.sections:
        cells = [cell for cell in section.cells if cell.element in counted and not cell.hidden]
        for part in sheets_of(cells, MOST_COLUMNS):
            columns = tuple(_column(cell, held.sum_of(counted[cell.element])) for cell in part)
            sheets.append(TallySheet(len(sheets) + 1, section, columns, view.may_edit and section.may_enter))
    known = areas.children(view.duty.area_id, view.duty.period.last_day, "hamlet") if not held.places else ()
    return TallyView(
        report=view,
        places=tuple((one.pk, one.name) for one in held.places),
        sheets=tuple(sheets),
        figures=_figures(held.cells, sheets),
        suggested=tuple(one.full_name for one in known),
    )


def _column(cell: SheetCell, found: Sum) -> TallyColumn:
    text = write_figure(found.total.scaled, found.total.scale, cell.kind) if found.total is not None else ""
    state = "" if not cell.text or not text else "same" if cell.text == text else "differs"
    return TallyColumn(cell, found, text, state)


def _figures(cells: Mapping[Key, TallyCell], sheets: Sequence[TallySheet]) -> dict[Key, tuple[str, int]]:
    """What each place has, with the revision; nothing of cells that are hidden from this reader."""
    shown = {column.cell.element: column.cell.kind for sheet in sheets for column in sheet.columns}
    return {
        key: ("" if one.scaled is None else write_figure(one.scaled, one.scale, shown[key[1]]), one.revision)
        for key, one in cells.items()
        if key[1] in shown
    }
