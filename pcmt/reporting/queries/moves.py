"""Which moves a submission has open, for whom, and why not for others."""

from collections.abc import Iterable, Mapping

from pcmt.kernel.actor import Actor, Decision
from pcmt.kernel.refusal import NotFound, Refusal
from pcmt.kernel.verdict import Verdict
from pcmt.reporting import policy, report_rows
from pcmt.reporting.models import Duty, Submission
from pcmt.reporting.owners import section_owners
from pcmt.reporting.queries.sheet_views import MoveView
from pcmt.reporting.rounds import Made, hands_of, out_of_question
from pcmt.rulebook.queries import book


def open_moves(
    actor: Actor, row: Submission, owners: Mapping[str, int], steps: Iterable[Made], closed: str = ""
) -> tuple[MoveView, ...]:
    """This will list the moves that the state has open, and say of each whether this actor may make it.

    closed: why the period takes no entry, where it does not.
    """
    lifecycle, hands = book().lifecycle("submission"), hands_of(steps)
    if row.dropped_at is not None:
        return ()
    found, never = [], out_of_question(row.round)
    for move in lifecycle.moves.values():
        if row.state not in move.sources or move.code in never:
            continue
        if not _allowed(actor, move.code, row.duty, owners):
            found.append(MoveView(move.code, move.label, False))
            continue
        if closed and move.while_open:
            found.append(MoveView(move.code, move.label, False, closed))
            continue
        try:
            lifecycle.check_hands(move.code, actor.hands, hands)
        except Refusal as refusal:
            found.append(MoveView(move.code, move.label, False, refusal.message))
        else:
            found.append(MoveView(move.code, move.label, True))
    return tuple(found)


def verdict(actor: Actor, permission: str, submission_id: int) -> Verdict:
    """This will answer for one permission and one submission as the action would; raises NotFound where it is not."""
    row = report_rows.REPORT.first(submission_id)
    move = permission.removeprefix("reporting.")
    lifecycle = book().lifecycle("submission")
    if row is None or (move != "view" and move not in lifecycle.moves):
        raise NotFound("Không có báo cáo số liệu này, hoặc việc này không làm với báo cáo số liệu.")
    duty = row.duty
    owners = section_owners(book().form_by_id(duty.form_id), duty.agency_id, duty.area_id, duty.last_day)
    seen = policy.may_view(actor, duty, owners.values())
    if move == "view":
        return Verdict(bool(seen), seen)
    obstacle = ""
    try:
        lifecycle.after(row.state, move)
        lifecycle.check_hands(
            move, actor.hands, hands_of(row.steps.values_list("move", "person_id", "on_behalf_of_id"))
        )
    except Refusal as refusal:
        obstacle = refusal.message
    return Verdict(bool(seen), _allowed(actor, move, duty, owners), obstacle)


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
