"""Reports on parts: written down with their evidence, and the one that waits for a verdict found again."""

from datetime import datetime

from pcmt.files.actions.keep import FileRefused, keep
from pcmt.kernel.actor import Actor
from pcmt.kernel.reason import as_reason
from pcmt.kernel.refusal import Refusal
from pcmt.plans.models import Task, TaskEvidence, TaskProgress
from pcmt.plans.rules.evidence import BadEvidence, Evidence, FilePiece
from vanban.text import format_number

PURPOSE = "plans.evidence"
MOST_LETTERS = 5000
"""Letters of a word on progress; what is longer belongs into a file beside it."""


class BadProgress(Refusal):
    """This will say what is wrong with a word on progress."""

    code = "bad_progress"


def said_words(words: str, missing: str) -> str:
    """This will give the words of a report; BadProgress where they say nothing or too much.

    missing: what should stand there.
    """
    told = as_reason(words)
    if not told:
        raise BadProgress("Chưa ghi kết quả.", fields={"words": missing})
    if len(told) > MOST_LETTERS:
        flaw = f"Dài {format_number(len(told))} ký tự; ghi tóm tắt nhiều nhất {format_number(MOST_LETTERS)} ký tự."
        raise BadProgress(
            "Kết quả ghi quá dài.", remedy="Phần chi tiết gửi kèm thành tệp minh chứng.", fields={"words": flaw}
        )
    return told


def write_report(
    task: Task,
    agency_id: int | None,
    *,
    percent: int,
    words: str,
    evidence: Evidence,
    is_final: bool = False,
    on_paper: bool = False,
    actor: Actor,
    at: datetime,
) -> TaskProgress:
    """This will add what is said of a part, and keep its evidence; files are typed by their content and bounded."""
    part = task.parties.filter(agency_id=agency_id).first() if task.every and agency_id else None
    said = TaskProgress.objects.create(
        task=task,
        agency_id=agency_id,
        for_day=(part.missed_on or part.due_on or task.due_on) if part else None,
        percent=percent,
        words=words,
        is_final=is_final,
        on_paper=on_paper,
        at=at,
        person_id=actor.person_id,
        principal_id=actor.principal_id,
    )
    for piece in evidence.files:
        file_id = _keep_piece(piece, actor, at)
        TaskEvidence.objects.create(report=said, file_id=file_id)
    TaskEvidence.objects.bulk_create(TaskEvidence(report=said, link=link) for link in evidence.links)
    return said


def _keep_piece(piece: FilePiece, actor: Actor, at: datetime) -> int:
    """Keep one file and return its identifier; a refusal names it, for others lie beside it."""
    try:
        return keep(data=piece.data, name=piece.name, purpose=PURPOSE, actor=actor, at=at).id
    except FileRefused as refused:
        told = " ".join(part for part in (refused.message, refused.remedy) if part)
        raise BadEvidence(
            f"Tệp minh chứng “{piece.name}” không nhận được.", fields={"pieces": f"“{piece.name}”: {told}"}
        ) from None


def awaiting_verdict(task: Task, agency_id: int | None) -> TaskProgress | None:
    """This will give the final report of a part that has no verdict yet."""
    final = task.progress.filter(is_final=True, verdict="").order_by("-at", "-id")
    return (final.filter(agency=None) if agency_id is None else final.filter(agency_id=agency_id)).first()


def hands_of(report: TaskProgress) -> frozenset[int]:
    """This will give the persons by and for whom a report was made."""
    return frozenset(one for one in (report.person_id, report.principal_id) if one is not None)
