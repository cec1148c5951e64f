"""Return a report for correction, with the reason and a remark on each cell in question."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.reason import as_reason
from pcmt.kernel.refusal import Refusal
from pcmt.reporting import policy
from pcmt.reporting.actions.remark import LONGEST
from pcmt.reporting.closings import LONGEST_REASON, is_closed, leave_flaw
from pcmt.reporting.drafts import void_signature
from pcmt.reporting.models import LateEntry, Remark
from pcmt.reporting.rounds import Round, hold


class NoReason(Refusal):
    """This will say that a step needs a reason that its reader can act on."""

    code = "no_reason"


@transaction.atomic
def return_for_correction(
    *,
    submission_id: int,
    reason: str,
    cells: Sequence[str] = (),
    remarks: Mapping[str, str] | None = None,
    mend_by: date | None = None,
    version: int | None = None,
    actor: Actor,
    at: datetime,
) -> None:
    """This will send the report back to be corrected, signed and sent again; what was confirmed stays until it changes.

    cells: the elements in question. remarks: what to look at in each, by element; they begin the cell's thread.
    mend_by: the day by which it is wanted back; needed where the period is closed, and then leave to enter.
    """
    held = hold(submission_id, actor, version)
    policy.may_on_duty(actor, "reporting.return_for_correction", held.duty).require()

    target = held.check_move("return_for_correction", actor, at)
    said = {element: " ".join(text.split()) for element, text in (remarks or {}).items()}
    pointed = {**dict.fromkeys(cells, ""), **{element: text for element, text in said.items() if text}}
    unknown = [element for element in pointed if held.form.cell(element) is None]
    if unknown:
        raise Refusal(f"Biểu không có ô “{unknown[0]}”.", remedy="Tải lại trang rồi chọn lại các ô cần sửa.")
    reason = as_reason(reason)
    if not reason:
        raise NoReason(
            "Chưa ghi lý do trả lại.",
            remedy="Nêu rõ nội dung cần kiểm tra, bổ sung để đơn vị báo cáo thực hiện.",
            fields={"reason": "Ghi lý do trả lại."},
        )

    _check_day(held, mend_by, at)

    void_signature(held.submission, at)
    _begin_threads(held, pointed, actor, at)
    _let_in(held, mend_by, reason, actor, at)
    held.submission.was_returned = True
    held.submission.submitted_at = None
    held.submission.mend_by = mend_by
    held.submission.reviewer_id = None
    held.step("return_for_correction", target, actor=actor, at=at, reason=reason, detail={"cells": pointed})

    record(
        action="reporting.return_for_correction",
        subject=held.subject,
        actor=actor,
        at=at,
        after={"state": target, "cells": sorted(pointed), "mend_by": str(mend_by or "")},
        reason=reason,
    )


def _check_day(held: Round, mend_by: date | None, at: datetime) -> None:
    if mend_by is not None and mend_by < localdate(at):
        raise Refusal(
            "Hạn bổ sung đã qua.", remedy="Chọn từ hôm nay trở đi.", fields={"mend_by": "Chọn từ hôm nay trở đi."}
        )
    if not is_closed(held.duty.form_code, held.duty.period):
        return
    if mend_by is not None and (flaw := leave_flaw(mend_by, localdate(at))):
        raise Refusal(flaw, remedy="Chọn một ngày gần hơn.", fields={"mend_by": flaw})
    if mend_by is None:
        raise Refusal(
            "Kỳ báo cáo đã đóng: trả lại thì phải ghi hạn bổ sung.",
            remedy="Ghi ngày đơn vị phải gửi lại; đến ngày đó đơn vị được nhập.",
            fields={"mend_by": "Kỳ đã đóng: ghi hạn bổ sung."},
        )


def _begin_threads(held: Round, pointed: Mapping[str, str], actor: Actor, at: datetime) -> None:
    """The remark on each cell begins its thread."""
    Remark.objects.bulk_create(
        Remark(submission=held.submission, element=element, text=text[:LONGEST], person_id=actor.person_id, at=at)
        for element, text in pointed.items()
        if text
    )


def _let_in(held: Round, mend_by: date | None, reason: str, actor: Actor, at: datetime) -> None:
    """In a closed period the new deadline is leave to enter late."""
    if mend_by is not None and is_closed(held.duty.form_code, held.duty.period):
        LateEntry.objects.create(
            duty=held.duty,
            until=mend_by,
            reason=f"Trả lại để bổ sung: {reason}"[:LONGEST_REASON],
            granted_by_id=actor.person_id,
            granted_at=at,
        )
