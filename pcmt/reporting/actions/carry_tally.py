"""Carry the sums of a tally over into the report's cells."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal
from pcmt.reporting.actions.enter_cells import EntryResult, UnknownCell, enter_cells
from pcmt.reporting.models import DraftCell
from pcmt.reporting.rounds import hold
from pcmt.reporting.rules.figures import write_figure
from pcmt.reporting.rules.tally import Sum
from pcmt.reporting.tallying import Tally, tallied_cells


class LacksPlaces(Refusal):
    """This will say that some places have no figure yet, and that this is to be said before the sum stands."""

    code = "lacks_places"


@transaction.atomic
def carry_tally(
    *,
    submission_id: int,
    elements: Collection[str],
    with_gaps: Collection[str] = (),
    actor: Actor,
    at: datetime,
) -> EntryResult:
    """This will put the sums of some columns into the cells, each with how many places it is of.

    A column that lacks the figures of a place is refused (LacksPlaces), unless it is in with_gaps: then the sum of the
    others stands, and the cell says which places it leaves out. What stood in a cell is replaced, as by typing.
    """
    held = hold(submission_id, actor)
    cells, tally = tallied_cells(held.form), Tally.load(held.submission)

    if unknown := [one for one in elements if one not in cells]:
        raise UnknownCell(f"Ô “{unknown[0]}” không cộng theo thôn, bản.", remedy="Tải lại trang rồi chọn lại.")
    sums = {element: tally.sum_of(cells[element]) for element in elements}
    _check_gaps({cells[one].label: found for one, found in sums.items() if one not in with_gaps})

    totals = {element: found.total for element, found in sums.items() if found.total is not None}
    revisions = dict(held.submission.cells.filter(element__in=totals).values_list("element", "revision"))
    result = enter_cells(
        submission_id=submission_id,
        cells={one: write_figure(sum_.scaled, sum_.scale, cells[one].kind) for one, sum_ in totals.items()},
        seen=revisions,
        provenance=DraftCell.Provenance.TALLIED,
        actor=actor,
        at=at,
    )
    rows = list(DraftCell.objects.filter(submission_id=submission_id, element__in=totals))
    for row in rows:
        row.tallied, row.tallied_from = totals[row.element].scaled, sums[row.element].told
        row.provenance = DraftCell.Provenance.TALLIED
    DraftCell.objects.bulk_update(rows, ["tallied", "tallied_from", "provenance"])

    record(
        action="reporting.carry_tally",
        subject=held.subject,
        actor=actor,
        at=at,
        after={"cells": sorted(totals), "with_gaps": sorted(set(with_gaps) & set(totals))},
    )
    return result


def _check_gaps(sums: dict[str, Sum]) -> None:
    lacking = {label: found for label, found in sums.items() if not found.is_whole}
    if lacking:
        raise LacksPlaces(
            "Còn thôn, bản chưa có số: "
            + "; ".join(
                f"{label} ({found.told})" if found.known else f"{label} (chưa có số nào)"
                for label, found in lacking.items()
            )
            + ".",
            remedy="Nhập đủ (không phát sinh thì ghi 0), hoặc đánh dấu “dù thiếu” ở cột đó.",
        )
