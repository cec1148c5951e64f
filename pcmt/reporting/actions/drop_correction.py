"""Drop a correction that turned out to have nothing to correct: the closed report stands again as it was closed."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.reason import as_reason
from pcmt.kernel.refusal import Refusal
from pcmt.reporting import policy
from pcmt.reporting.actions.return_for_correction import NoReason
from pcmt.reporting.adjusting import restore_carried
from pcmt.reporting.correcting import changed_in, closed_before
from pcmt.reporting.rounds import Round, hold


class NoCorrection(Refusal):
    """This will say that a report is answered for the first time, which cannot be dropped."""

    code = "no_correction"


@transaction.atomic
def drop_correction(*, submission_id: int, reason: str, version: int | None = None, actor: Actor, at: datetime) -> int:
    """This will put a correction aside before it is sent, and return the closed submission that stands again.

    What was typed into it stays in the database and in the journal; nothing asks for it any more. Corrections carried
    into a later period that opening it took back are carried on again, unless that period was sent meanwhile.
    Raises CannotMove once it was sent, NoCorrection for a first round, NoReason without a reason.
    """
    held = hold(submission_id, actor, version)
    policy.may_on_duty(actor, "reporting.drop_correction", held.duty).require()

    held.check_move("drop_correction", actor, at)
    closed = closed_before(held.submission)
    if closed is None:
        raise NoCorrection(
            "Đây là báo cáo lần đầu, không phải bản đính chính; không bỏ được.",
            remedy="Đơn vị sửa số liệu rồi gửi; nếu không phát sinh thì lập báo cáo không phát sinh.",
        )
    if not as_reason(reason):
        raise NoReason(
            "Chưa ghi lý do bỏ đính chính.",
            remedy="Ghi ngắn gọn vì sao không còn gì phải đính chính.",
            fields={"reason": "Ghi lý do bỏ đính chính."},
        )

    changed, reopened = list(_told(held)), hold(closed.pk, actor)
    held.submission.dropped_at = at
    held.submission.version += 1
    held.submission.save(update_fields=["dropped_at", "version"])
    again = restore_carried(held.duty, held.submission.opened_at)
    reopened.step("drop_correction", closed.state, actor=actor, at=at, reason=as_reason(reason))

    record(
        action="reporting.drop_correction",
        subject=held.subject,
        actor=actor,
        at=at,
        after={"standing": reopened.subject, "round": held.submission.round, "changed": changed, "again": again},
        reason=as_reason(reason),
    )
    return closed.pk


def _told(held: Round) -> Iterator[str]:
    for one in changed_in(held.submission, held.form):
        yield f"{one.code}: {one.before} → {one.after}" if one.is_figure else one.code
