"""Attach a file that a form asks for, or take it back."""

from datetime import datetime

from django.db import transaction

from pcmt.files.actions.keep import keep
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound, Refusal
from pcmt.reporting import policy
from pcmt.reporting.answering import FILE, file_change, write_answers
from pcmt.reporting.drafts import void_touched
from pcmt.reporting.rounds import Round, hold
from pcmt.rulebook.queries import AnswerDef, Section


class NothingAttached(Refusal):
    """This will say that there is no file to take back."""

    code = "nothing_attached"


@transaction.atomic
def attach_answer(
    *, submission_id: int, question: str, data: bytes | None, name: str = "", actor: Actor, at: datetime
) -> int | None:
    """This will keep a file as the answer to a question and return the file's identifier; without data take it back.

    A file replaces the one attached before. It voids the section's confirmation and the signature, as a figure does.
    """
    held = hold(submission_id, actor)
    section, asked = _asked(held, question)
    policy.may_enter(actor, held.duty, held.owners[section.code]).require()

    target = held.check_move("enter_cells", actor, at)
    before = file_change(asked, held.submission, "")
    if data is None and not before.before:
        raise NothingAttached("Chưa có tệp nào để gỡ.", remedy="Tải lại trang để xem.")

    kept = (
        keep(data=data, name=name, purpose="reporting.attach_answer", actor=actor, at=at) if data is not None else None
    )
    change = file_change(asked, held.submission, kept.name if kept else "")
    write_answers(held.submission, [change], actor, at, file_id=kept.id if kept else None)
    voided = void_touched(held, [change], at)
    held.step("enter_cells", target, actor=actor, at=at, detail={"changed": [change.key], "voided": voided})

    record(
        action="reporting.attach_answer",
        subject=held.subject,
        actor=actor,
        at=at,
        after={"question": question, "file": f"file:{kept.id}" if kept else "", "voided": voided},
    )
    return kept.id if kept else None


def _asked(held: Round, question: str) -> tuple[Section, AnswerDef]:
    section, asked = held.form.section_of(question), held.form.answer(question)
    if section is None or asked is None or asked.kind != FILE:
        raise NotFound("Biểu không yêu cầu tệp này.")
    return section, asked
