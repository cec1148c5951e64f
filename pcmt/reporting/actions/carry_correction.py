"""Carry a correction of a closed period into the next one: what is closed stays, the difference is taken up later."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.kernel.refusal import Refusal
from pcmt.reporting import policy
from pcmt.reporting.adjusting import CannotCarry, check_carried, drop_waiting, held_right, next_taking
from pcmt.reporting.closings import closed_words, written_reason
from pcmt.reporting.correcting import grant_asked
from pcmt.reporting.drafts import WrongFigures
from pcmt.reporting.models import Adjustment
from pcmt.reporting.rounds import Round, hold
from pcmt.reporting.rules.figures import WrongFigure, read_figure, write_figure
from pcmt.rulebook.queries import CellDef


@dataclass(frozen=True)
class _Wanted:
    """One figure to be corrected, as scaled integers at the cell's scale."""

    cell: CellDef
    before: int
    after: int


@transaction.atomic
def carry_correction(
    *, submission_id: int, figures: Mapping[str, str], reason: str, actor: Actor, at: datetime
) -> Period:
    """This will note closed figures that were wrong and return the later period whose report takes them up.

    figures: what is right, as typed, by element; what is empty or unchanged is left alone. A correction that waits for
    its period already is replaced. Raises CannotCarry while the period is open (then it is corrected), where no later
    period can take it up, and where one already has.
    """
    held = hold(submission_id, actor)
    policy.may_on_duty(actor, "reporting.carry_correction", held.duty).require()

    _check_closed(held, at)
    wanted = _wanted(held, figures)
    reason = written_reason(reason, "Chưa ghi lý do điều chỉnh.")
    into = next_taking(held.duty)
    check_carried(held.duty, into, [one.cell.element for one in wanted])

    drop_waiting(held.duty, at, [one.cell.element for one in wanted])
    Adjustment.objects.bulk_create(
        Adjustment(
            duty=held.duty,
            element=one.cell.element,
            before=one.before,
            after=one.after,
            scale=one.cell.scale,
            into=into.id,
            reason=reason,
            person_id=actor.person_id,
            at=at,
        )
        for one in wanted
        if one.before != one.after
    )
    asked = grant_asked(held.duty, into=into.id, answer=reason, actor=actor, at=at)

    record(
        action="reporting.carry_correction",
        subject=held.subject,
        actor=actor,
        at=at,
        after={"into": into.id, "changed": [_told(one) for one in wanted], "asked": asked},
        reason=reason,
    )
    return into


def _told(one: _Wanted) -> str:
    before, after = (write_figure(scaled, one.cell.scale, one.cell.kind) for scaled in (one.before, one.after))
    return f"{one.cell.element}: {before} → {after}"


def _check_closed(held: Round, at: datetime) -> None:
    if held.submission.accepted_at is None or held.duty.submissions.filter(accepted_at__isnull=True).exists():
        raise CannotCarry("Báo cáo này chưa chốt.", remedy="Sửa ngay trong báo cáo.")
    if not closed_words(held.duty, localdate(at)):
        raise CannotCarry(f"{held.period.label} đang mở.", remedy="Dùng “Mở lại để đính chính”.")


def _wanted(held: Round, figures: Mapping[str, str]) -> list[_Wanted]:
    """What differs from what is held to be right; raises WrongFigures naming every cell that cannot be read."""
    stands = held_right(held.duty)
    found: list[_Wanted] = []
    wrong: dict[str, str] = {}
    for element, text in figures.items():
        cell = held.form.cell(element)
        if cell is None or cell.computed is not None or element not in stands:
            wrong[element] = "Ô này không điều chỉnh được: số được tính từ ô khác, hoặc chưa có số đã chốt."
            continue
        try:
            after = read_figure(text, kind=cell.kind, scale=cell.scale)
        except WrongFigure as error:
            wrong[element] = str(error)
            continue
        settled, right = (one.rescaled(cell.scale).scaled for one in (stands[element].settled, stands[element].right))
        if after is not None and after != right:
            found.append(_Wanted(cell, settled, after))
    if wrong:
        raise WrongFigures(
            "Có ô chưa đọc được; chưa ghi điều chỉnh nào.", remedy="Sửa các ô được chỉ ra.", fields=wrong
        )
    if not found:
        raise Refusal("Chưa sửa số nào.", remedy="Ghi số đúng vào ô cần điều chỉnh, các ô khác để trống.")
    return found
