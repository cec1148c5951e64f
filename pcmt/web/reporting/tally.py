"""The tally sheet: a form's figures by thôn or bản, to be filled in by hand and added up at entry."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pcmt.reporting import queries
from pcmt.reporting.queries import SectionView, SheetCell
from pcmt.web.views import ActorRequest, page

BLANK_COLUMNS = 8  # what an A4 page across has room for beside the labels
MOST_PLACES = 120
LONGEST_NAME = 40
COUNTED = ("count", "measure")


@page("reporting.view")
@require_safe
def tally_sheet(request: ActorRequest, submission_id: int) -> HttpResponse:
    """This will lay out, sheet by sheet, a column for each thôn or bản that was named, or empty ones."""
    view = queries.submission(request.actor, submission_id, timezone.localdate())
    asked = request.GET.get("thon", "")
    places = named_places(asked) or ("",) * BLANK_COLUMNS
    sheets = [places[start : start + BLANK_COLUMNS] for start in range(0, len(places), BLANK_COLUMNS)]
    values = {
        "title": f"Phiếu cộng theo thôn, bản: {view.duty.area_name}, {view.duty.period.name_inside}",
        "view": view,
        "asked": asked,
        "blank_columns": BLANK_COLUMNS,
        "sheets": [(sheet, number == len(sheets)) for number, sheet in enumerate(sheets, 1)],
        "groups": [(section.label, cells) for section in view.sections if (cells := _counted(section))],
    }
    return render(request, "reporting/tally_sheet.html", values)


def named_places(text: str) -> tuple[str, ...]:
    """This will read names, separated by commas, semicolons or line ends, each once."""
    parts = text.replace(";", ",").replace("\r", ",").replace("\n", ",").split(",")
    names = (" ".join(part.split())[:LONGEST_NAME] for part in parts)
    return tuple(dict.fromkeys(name for name in names if name))[:MOST_PLACES]


def _counted(section: SectionView) -> Sequence[SheetCell]:
    """The figures that are counted place by place; totals and rates follow from them."""
    return [cell for cell in section.cells if not cell.computed and not cell.hidden and cell.kind in COUNTED]
