"""Ask for a correction of a closed report: which figures are wrong, what would be right, and why."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal
from pcmt.reporting import policy, report_rows
from pcmt.reporting.closings import written_reason
from pcmt.reporting.drafts import WrongFigures
from pcmt.reporting.models import CorrectionAsked, Remark
from pcmt.reporting.rounds import Round, hold
from pcmt.reporting.rules.figures import WrongFigure, read_figure, write_figure

Right = tuple[int, int] | None
"""What would be right, scaled, with its scale; None where the unit only says that the closed figure is wrong."""


class CannotAskCorrection(Refusal):
    """This will say why no correction can be asked for now, and what to do instead."""

    code = "cannot_ask_correction"


@transaction.atomic
def ask_correction(
    *,
    submission_id: int,
    figures: Mapping[str, str],
    wrong: Collection[str] = (),
    reason: str,
    actor: Actor,
    at: datetime,
) -> int:
    """This will put a request before who closes reports, begin its thread, and return its identifier.

    figures: what would be right, as typed, by element; wrong: elements that are wrong though nobody knows yet what is
    right. What was closed stands until the request is granted and the correction closed. Raises CannotAskCorrection
    where the report is not closed, is being corrected, or a request waits; WrongFigures naming each cell.
    """
    held = hold(submission_id, actor)
    policy.may_ask_correction(actor, held.duty, held.owners.values()).require()
    typed = {element: text for element, text in figures.items() if text.strip()}
    for element in {*typed, *wrong}:
        policy.may_ask_correction(actor, held.duty, [_owner(held, element)]).require()

    _check_closed(held)
    wanted = _wanted(held, typed, wrong)
    reason = written_reason(reason, "Chưa ghi vì sao số đã chốt là sai.")

    asked = CorrectionAsked.objects.create(
        submission=held.submission, figures=wanted, reason=reason, asked_by_id=actor.person_id, asked_at=at
    )
    Remark.objects.bulk_create(
        Remark(
            submission=held.submission,
            element=element,
            text=f"Đề nghị đính chính{_said(held, element, right)}: {reason}",
            person_id=actor.person_id,
            at=at,
        )
        for element, right in wanted.items()
    )

    record(
        action="reporting.ask_correction",
        subject=held.subject,
        actor=actor,
        at=at,
        after={"cells": sorted(wanted)},
        reason=reason,
    )
    return asked.pk


def _owner(held: Round, element: str) -> int:
    section = held.form.section_of(element)
    return held.owners[section.code] if section else held.duty.agency_id


def _check_closed(held: Round) -> None:
    latest = report_rows.ROUNDS.all(held.duty.pk)[-1]
    if latest.pk != held.submission.pk:
        raise CannotAskCorrection(
            "Báo cáo này đã được mở lại để đính chính.", remedy="Sửa ngay trong bản đính chính mới nhất."
        )
    if held.submission.accepted_at is None:
        raise CannotAskCorrection(
            "Báo cáo này chưa chốt.",
            remedy="Chưa gửi thì sửa ngay; đã gửi thì hỏi ở mục Hỏi đáp để cơ quan thường trực trả lại.",
        )
    if held.submission.corrections_asked.filter(decided_at__isnull=True).exists():
        raise CannotAskCorrection(
            "Đang có một đề nghị đính chính chờ trả lời.", remedy="Bổ sung ở mục Hỏi đáp, hoặc chờ trả lời."
        )


def _wanted(held: Round, typed: Mapping[str, str], wrong: Collection[str]) -> dict[str, Right]:
    closed = {element: scaled for element, scaled, _ in report_rows.FIGURES.all(held.submission.pk)}
    found: dict[str, Right] = {}
    faults: dict[str, str] = {}
    for element in dict.fromkeys((*typed, *wrong)):
        cell = held.form.cell(element)
        if cell is None or cell.computed is not None:
            faults[element] = "Ô này do hệ thống tính: chỉ ra ô nhập vào đã sai."
            continue
        try:
            right = read_figure(typed.get(element, ""), kind=cell.kind, scale=cell.scale)
        except WrongFigure as error:
            faults[element] = str(error)
            continue
        if right is not None and right == closed.get(element):
            faults[element] = "Số này bằng số đã chốt."
        found[element] = None if right is None else (right, cell.scale)
    if faults:
        raise WrongFigures(
            "Có ô chưa đọc được; chưa gửi đề nghị.", remedy="Sửa các ô được chỉ ra rồi gửi lại.", fields=faults
        )
    if not found:
        raise CannotAskCorrection(
            "Chưa chỉ ra ô nào sai.", remedy="Ghi số đúng, hoặc đánh dấu “sai, chưa rõ số đúng” ở ít nhất một ô."
        )
    return found


def _said(held: Round, element: str, right: Right) -> str:
    cell = held.form.cell(element)
    return f" thành {write_figure(*right, cell.kind)}" if cell and right else ""
