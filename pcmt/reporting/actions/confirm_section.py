"""Confirm a section: its own agency's head answers for the figures in it."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.reason import as_reason
from pcmt.kernel.refusal import NotFound
from pcmt.reporting import policy, report_rows
from pcmt.reporting.drafts import write_reasons
from pcmt.reporting.models import Confirmation
from pcmt.reporting.readiness import NotReady, check_section_answers, check_section_complete
from pcmt.reporting.rounds import hold


@transaction.atomic
def confirm_section(
    *,
    submission_id: int,
    section: str,
    reasons: Mapping[str, str] | None = None,
    version: int | None = None,
    actor: Actor,
    at: datetime,
) -> None:
    """This will confirm a section until one of its cells changes, with the reasons for what its checks warn of.

    reasons: by check, those of this section's figures alone. version: the submission as the head saw it. Raises
    NotReady where required cells are empty, a check fails, a warning has no reason, or it is confirmed.
    """
    held = hold(submission_id, actor, version)
    if section not in held.owners:
        raise NotFound("Biểu không có phần này.")
    policy.may_confirm(actor, held.owners[section]).require()

    target = held.check_move("confirm_section", actor, at)
    if section not in {part.code for part in held.sections_to_confirm}:
        raise NotReady("Phần này do đơn vị gửi báo cáo phụ trách; chữ ký của thủ trưởng là xác nhận.")
    check_section_complete(held, section)
    given = {code: text for code, text in (reasons or {}).items() if as_reason(text)}
    strange = given.keys() - check_section_answers(held, section, given.keys())
    if strange:
        raise NotFound("Phần này không có cảnh báo đó để nêu lý do.")
    if any(one.section == section for one in report_rows.CONFIRMATIONS.all(submission_id)):
        raise NotReady("Phần này đã được xác nhận và số liệu chưa thay đổi từ đó.")

    write_reasons(held.submission, given, actor, at)
    report_rows.ALL_CONFIRMATIONS.add(
        Confirmation(
            submission_id=submission_id,
            section=section,
            person_id=actor.person_id,
            on_behalf_of_id=actor.principal_id,
            post_id=actor.post_id,
            at=at,
        )
    )
    held.step("confirm_section", target, actor=actor, at=at, detail={"section": section})

    record(action="reporting.confirm_section", subject=held.subject, actor=actor, at=at, after={"section": section})
