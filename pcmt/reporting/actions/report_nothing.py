"""Report that nothing happened (báo cáo không phát sinh): one step sets what the period counts to 0, knowingly."""

from datetime import datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal
from pcmt.reporting import policy
from pcmt.reporting.actions.enter_cells import EntryResult, enter_cells
from pcmt.reporting.models import DraftCell
from pcmt.reporting.rounds import hold
from pcmt.reporting.rules.figures import write_figure
from pcmt.reporting.sheets import closed_in, periods_before
from pcmt.rulebook.queries import CellDef, book


class SomethingHappened(Refusal):
    """This will say that a report with figures in it is no report of nothing."""

    code = "something_happened"


@transaction.atomic
def report_nothing(*, submission_id: int, version: int | None = None, actor: Actor, at: datetime) -> EntryResult:
    """This will fill a draft with 0 where things of the period are counted, and carry on what stands at its end.

    Stands at the end (people managed, hot spots): the closed figure of the period before, left empty where there is
    none. It is checked, confirmed, signed and sent like any other. Raises SomethingHappened where a figure was typed.
    """
    held = hold(submission_id, actor, version)
    policy.may_on_duty(actor, "reporting.report_nothing", held.duty).require()
    policy.may_write_words(actor, held.duty).require()

    drafts = {cell.element: cell for cell in held.submission.cells.all()}
    counted = [cell for cell in held.form.cells if cell.computed is None and cell.kind in ("count", "measure")]
    typed = [cell.label for cell in counted if _happens(cell) and _figure(drafts.get(cell.element))]
    if typed:
        raise SomethingHappened(
            f"Đã nhập số liệu phát sinh: {'; '.join(typed[:3])}.",
            remedy="Xóa các số này nếu đúng là không phát sinh, hoặc nhập biểu như thường lệ.",
        )

    earlier = periods_before(held.period)[:1]
    before = closed_in(held.duty, held.form, earlier)
    carried = next(iter(before.values()), {})
    new_year = not earlier or earlier[0].year != held.period.year
    cells = {cell.element: "0" for cell in counted if _happens(cell) or (new_year and _so_far(cell))}
    for cell in counted:
        fact = carried.get(cell.carried or cell.element)
        if cell.element not in cells and fact is not None and _figure(drafts.get(cell.element)) is None:
            cells[cell.element] = write_figure(fact.scaled, fact.scale, cell.kind)
    seen = {element: drafts[element].revision for element in cells if element in drafts}
    result = enter_cells(submission_id=submission_id, cells=cells, seen=seen, actor=actor, at=at)

    record(
        action="reporting.report_nothing",
        subject=held.subject,
        actor=actor,
        at=at,
        after={"cells": len(cells)},
    )
    return result


def _happens(cell: CellDef) -> bool:
    """Whether it counts what happens in the period, rather than what stands at its end."""
    return book().element(cell.element).time == "sum"


def _so_far(cell: CellDef) -> bool:
    """Whether it counts persons once in the year so far, and so begins anew with the year."""
    return book().element(cell.element).time == "distinct"


def _figure(draft: DraftCell | None) -> int | None:
    return draft.scaled if draft else None
