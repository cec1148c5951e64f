"""How a sent report is closed: its figures become facts of the area or of one of the agencies that report."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.timezone import localtime

from pcmt.agencies import queries as agencies
from pcmt.kernel.actor import Actor
from pcmt.kernel.lifecycle import CannotMove
from pcmt.reporting import report_rows
from pcmt.reporting.ledger import ClosedFigure, close_figures
from pcmt.reporting.models import DraftCell, Fact
from pcmt.reporting.rounds import Round
from pcmt.reporting.shared import close_shared
from pcmt.reporting.sheets import draft_figures, look_back, quantity_of, sheet_of
from pcmt.rulebook.queries import CellDef, book
from vanban.text import format_moment


def refuse_second(held: Round) -> None:
    """This will refuse to close what is closed already, naming who closed it and when."""
    submission = held.submission
    if submission.accepted_at is None:
        return
    person = submission.accepted_by_id
    by = agencies.person_names([person]).get(person, "") if person is not None else "hệ thống"
    raise CannotMove(
        f"Báo cáo này đã được {by} chốt lúc {format_moment(localtime(submission.accepted_at))}; "
        "số liệu tổng hợp không thay đổi.",
        remedy="Nếu cần sửa, dùng “Mở lại để đính chính”.",
    )


def close_report(held: Round, target: str, *, with_totals: bool = True, actor: Actor, at: datetime) -> tuple[str, ...]:
    """This will move the report to its closed state, make facts of its figures and name the elements that changed.

    with_totals: false where the caller closes many and brings the totals above up to date itself, before it commits.
    """
    submission, duty = held.submission, held.duty
    submission.accepted_at, submission.accepted_by_id = at, actor.person_id
    held.step("accept", target, actor=actor, at=at)
    agency_id = duty.agency_id if book().is_shared(held.form) else None
    changed = close_figures(
        duty.area_id,
        held.period,
        _figures(held),
        submission=submission,
        agency_id=agency_id,
        with_totals=with_totals,
        actor=actor,
        at=at,
    )
    if agency_id is not None:
        close_shared(duty, changed, actor=actor, at=at)
    return changed


def _figures(held: Round) -> list[ClosedFigure]:
    """Every cell of the form: as typed, as computed from the others, or nothing where it was left empty.

    What corrections of closed periods carried into this one is added, and said of the figure; so is of how many places
    a sum is. A figure typed over such a sum stands on its own.
    """
    cells = report_rows.CELLS.all(held.submission.pk)
    before, later = look_back(held.duty, held.form)
    sheet = sheet_of(held.duty, held.form, draft_figures(cells), before, later=later).taking_up(later.added)
    came = {cell.element: cell.provenance for cell in cells}
    tallied = (cell for cell in cells if cell.provenance == DraftCell.Provenance.TALLIED)
    of = {cell.element: f"Cộng từ {cell.tallied_from}" for cell in tallied}
    basis = {one: "; ".join(filter(None, (of.get(one, ""), later.words(one)))) for one in (*of, *later.added)}
    return [
        ClosedFigure(cell.element, quantity_of(cell, sheet), _provenance(cell, came), basis.get(cell.element, "")[:300])
        for cell in held.form.cells
        if cell.is_stored
    ]


def _provenance(cell: CellDef, came: Mapping[str, str]) -> str:
    """How the figure came: a draft's provenances are a fact's too, where nothing stronger is to be said."""
    if cell.estimate:
        return Fact.Provenance.ESTIMATED
    return Fact.Provenance.COMPUTED if cell.computed is not None else came.get(cell.element, Fact.Provenance.TYPED)
