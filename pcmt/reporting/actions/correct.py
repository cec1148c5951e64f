"""Correct a closed report: a new round opens with the closed figures, which stay valid until it is accepted.

What its heads confirmed stands on in it, section by section, until a figure of the section is changed.
"""

from datetime import datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.reason import as_reason
from pcmt.kernel.refusal import NotFound
from pcmt.reporting import policy
from pcmt.reporting.actions.return_for_correction import NoReason
from pcmt.reporting.adjusting import drop_carried, refuse_taken_up
from pcmt.reporting.closings import LONGEST_REASON
from pcmt.reporting.correcting import carry_confirmations, grant_asked
from pcmt.reporting.models import Answer, DraftCell, Duty, Submission, Words
from pcmt.reporting.rounds import Round, hold
from pcmt.reporting.tallying import copy_tally


@transaction.atomic
def correct(*, duty_id: int, reason: str, actor: Actor, at: datetime) -> int:
    """This will open the next round of a duty and return its submission's identifier.

    Corrections carried into a later period that no report has taken up yet are taken back: they are made here instead.
    Raises CannotCarry where one was taken up already, since it would then count twice.

    Raises CannotMove where a round is still open, NoReason without a reason.
    """
    duty = Duty.objects.select_for_update().filter(pk=duty_id).first()
    if duty is None:
        raise NotFound("Không tìm thấy báo cáo số liệu này.")
    latest = Submission.objects.filter(duty=duty).latest("round")
    held = hold(latest.pk, actor)
    policy.may_on_duty(actor, "reporting.correct", held.duty).require()

    target = held.check_move("correct", actor, at)
    if not as_reason(reason):
        raise NoReason(
            "Chưa ghi lý do đính chính.",
            remedy="Nêu rõ số liệu nào sai và căn cứ đính chính.",
            fields={"reason": "Ghi lý do đính chính."},
        )

    refuse_taken_up(held.duty)

    dropped = drop_carried(held.duty, at)
    held.step("correct", target, actor=actor, at=at, reason=as_reason(reason))
    opened = _next_round(held, as_reason(reason), at)
    asked = grant_asked(held.duty, opened=opened, answer=as_reason(reason)[:LONGEST_REASON], actor=actor, at=at)

    record(
        action="reporting.correct",
        subject=held.subject,
        actor=actor,
        at=at,
        after={"opened": f"submission:{opened.pk}", "round": opened.round, "dropped": dropped, "asked": asked},
        reason=as_reason(reason),
    )
    return opened.pk


def _next_round(held: Round, reason: str, at: datetime) -> Submission:
    closed = held.submission
    opened = Submission.objects.create(
        duty=held.duty,
        # The number of a correction that was dropped is not given again.
        round=Submission.ever.filter(duty=held.duty).latest("round").round + 1,
        state=held.lifecycle.start,
        opened_at=at,
        reason=reason,
        first_sent_at=closed.first_sent_at,
    )
    cells, words, answers = list(closed.cells.all()), list(closed.words.all()), list(closed.answers.all())
    for cell in cells:
        cell.pk, cell.submission = None, opened
    for one in words:
        one.pk, one.submission = None, opened
    for answer in answers:
        answer.pk, answer.submission = None, opened
    DraftCell.objects.bulk_create(cells)
    Words.objects.bulk_create(words)
    Answer.objects.bulk_create(answers)
    copy_tally(closed, opened)
    carry_confirmations(closed, opened)
    return opened
