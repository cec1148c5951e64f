"""Return a report for correction, with the reason and a remark on each cell in question."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal
from pcmt.reporting import policy
from pcmt.reporting.drafts import void_signature
from pcmt.reporting.rounds import hold


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
    version: int | None = None,
    actor: Actor,
    at: datetime,
) -> None:
    """This will send the report back to be corrected, signed and sent again; what was confirmed stays until it changes.

    cells: the elements in question. remarks: what to look at in each, by element.
    """
    held = hold(submission_id, actor, version)
    policy.may_on_duty(actor, "reporting.return_for_correction", held.duty).require()

    target = held.check_move("return_for_correction", actor)
    said = {element: " ".join(text.split()) for element, text in (remarks or {}).items()}
    pointed = {**dict.fromkeys(cells, ""), **{element: text for element, text in said.items() if text}}
    unknown = [element for element in pointed if held.form.cell(element) is None]
    if unknown:
        raise Refusal(f"Biểu không có ô “{unknown[0]}”.", remedy="Tải lại trang rồi chọn lại các ô cần sửa.")
    reason = reason.strip()
    if not reason:
        raise NoReason(
            "Chưa ghi lý do trả lại.",
            remedy="Nêu rõ nội dung cần kiểm tra, bổ sung để đơn vị báo cáo thực hiện.",
            fields={"reason": "Ghi lý do trả lại."},
        )

    void_signature(held.submission, at)
    held.submission.was_returned = True
    held.submission.submitted_at = None
    held.step("return_for_correction", target, actor=actor, at=at, reason=reason, detail={"cells": pointed})

    record(
        action="reporting.return_for_correction",
        subject=held.subject,
        actor=actor,
        at=at,
        after={"state": target, "cells": sorted(pointed)},
        reason=reason,
    )
