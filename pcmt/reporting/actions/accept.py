"""Accept a report (chốt số liệu): its figures become facts, and the totals above are right in the same transaction."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from pcmt.agencies import queries as agencies
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.lifecycle import CannotMove
from pcmt.reporting import policy
from pcmt.reporting.ledger import ClosedFigure, close_figures
from pcmt.reporting.models import Fact
from pcmt.reporting.rounds import Round, hold
from pcmt.reporting.shared import close_shared
from pcmt.reporting.sheets import load_sheet, quantity_of
from pcmt.rulebook.queries import CellDef, book
from vanban.text import format_moment


@transaction.atomic
def accept(*, submission_id: int, version: int | None = None, actor: Actor, at: datetime) -> None:
    """This will close the report's figures; each that differs from the current fact supersedes it.

    Asked a second time it refuses, and says who closed the report and when. version: what the checker saw.
    """
    held = hold(submission_id, actor)
    policy.may_on_duty(actor, "reporting.accept", held.duty).require()

    _refuse_second(held)
    held.check_version(version)
    target = held.check_move("accept", actor)

    submission = held.submission
    submission.accepted_at, submission.accepted_by_id = at, actor.person_id
    held.step("accept", target, actor=actor, at=at)
    changed = _close(held, actor, at)

    record(
        action="reporting.accept",
        subject=held.subject,
        actor=actor,
        at=at,
        after={"state": target, "round": submission.round, "changed": list(changed)},
    )


def _refuse_second(held: Round) -> None:
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


def _close(held: Round, actor: Actor, at: datetime) -> tuple[str, ...]:
    """Make facts: of the area, or of the agency and then of the area, where several agencies report of it."""
    duty, figures = held.duty, _figures(held)
    agency_id = duty.agency_id if book().is_shared(held.form) else None
    changed = close_figures(
        duty.area_id, held.period, figures, submission=held.submission, agency_id=agency_id, actor=actor, at=at
    )
    if agency_id is not None:
        close_shared(duty, changed, actor=actor, at=at)
    return changed


def _figures(held: Round) -> list[ClosedFigure]:
    """Every cell of the form: as typed, as computed from the others, or nothing where it was left empty."""
    sheet = load_sheet(held.submission, held.form)
    came = dict(held.submission.cells.values_list("element", "provenance"))
    return [
        ClosedFigure(cell.element, quantity_of(cell, sheet), _provenance(cell, came))
        for cell in held.form.cells
        if cell.is_stored
    ]


def _provenance(cell: CellDef, came: Mapping[str, str]) -> str:
    """How the figure came: a draft's provenances are a fact's too, where nothing stronger is to be said."""
    if cell.estimate:
        return Fact.Provenance.ESTIMATED
    return Fact.Provenance.COMPUTED if cell.computed is not None else came.get(cell.element, Fact.Provenance.TYPED)
