"""Which moves a submission has open, for whom, and why not for others."""

from collections.abc import Iterable, Mapping

from pcmt.kernel.actor import Actor, Decision
from pcmt.kernel.refusal import Refusal
from pcmt.reporting import policy
from pcmt.reporting.models import Duty, Submission
from pcmt.reporting.queries.sheet_views import MoveView
from pcmt.reporting.rounds import hands_of
from pcmt.rulebook.queries import book


def open_moves(
    actor: Actor, row: Submission, owners: Mapping[str, int], steps: Iterable[tuple[str, int | None]]
) -> tuple[MoveView, ...]:
    """This will list the moves that the state has open, and say of each whether this actor may make it."""
    lifecycle, hands = book().lifecycle("submission"), hands_of(steps)
    found = []
    for move in lifecycle.moves.values():
        if row.state not in move.sources:
            continue
        if not _allowed(actor, move.code, row.duty, owners):
            found.append(MoveView(move.code, move.label, False))
            continue
        try:
            lifecycle.check_hands(move.code, actor.hands, hands)
        except Refusal as refusal:
            found.append(MoveView(move.code, move.label, False, refusal.message))
        else:
            found.append(MoveView(move.code, move.label, True))
    return tuple(found)


def _allowed(actor: Actor, move: str, duty: Duty, owners: Mapping[str, int]) -> Decision:
    if move == "enter_cells":
        answers = [policy.may_enter(actor, duty, owner) for owner in owners.values()]
    elif move == "confirm_section":
        others = [owner for owner in owners.values() if owner != duty.agency_id]
        answers = [policy.may_confirm(actor, owner) for owner in others] or [
            Decision(False, "báo cáo này không có phần nào của cơ quan khác để xác nhận")
        ]
    elif move == "sign":
        answers = [policy.may_sign(actor, duty)]
    else:
        answers = [policy.may_on_duty(actor, f"reporting.{move}", duty)]
    return next((answer for answer in answers if answer), answers[0])
