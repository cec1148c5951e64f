"""Proposals to close tasks by a figure, obtained by who may decide on them; and the closing itself."""

from datetime import date, datetime

from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound
from pcmt.plans import policy
from pcmt.plans.access import obtain_task
from pcmt.plans.models import ClosingProposal, Task, TaskAgency, TaskProgress
from pcmt.plans.parts import moved, parts_that_count, settle
from pcmt.plans.reports import awaiting_verdict, write_report
from pcmt.plans.rules.evidence import Evidence
from pcmt.plans.rules.rolling import ALL
from pcmt.plans.states import FINISHED


def obtain_closing(closing_id: int, permission: str, actor: Actor) -> tuple[ClosingProposal, Task]:
    """This will lock the task of a proposal that waits, for the keeper of its plan; NotFound or NotAllowed."""
    found = ClosingProposal.objects.filter(id=closing_id).first()
    if found is None:
        raise NotFound("Không tìm thấy đề nghị kết thúc này.")
    task = obtain_task(found.task_id, actor)
    policy.may_change(permission, actor, agency_id=task.plan.agency_id).require()
    found.refresh_from_db()
    if found.state != ClosingProposal.State.OPEN:
        raise NotFound("Đề nghị này không còn chờ quyết định.", remedy="Tải lại trang để xem.")
    return found, task


def close_by(task: Task, closing: ClosingProposal, words: str, actor: Actor, at: datetime) -> None:
    """This will end a task on the day its figure was told, with one report that rests on the figure.

    Reports of parts that wait for a verdict are accepted by it.
    """
    on = closing.decided_on or closing.proposed_on
    parts = [part for part in parts_that_count(task) if part.state != FINISHED]
    for part in parts:
        moved(task, part, "accept_closing")
    if not parts:
        moved(task, None, "accept_closing")
    said = write_report(
        task,
        None,
        percent=ALL,
        words=words,
        evidence=Evidence(links=(closing.reference,)),
        is_final=True,
        actor=actor,
        at=at,
    )
    _accepted(said, on, "")
    for part in parts:
        _finish(task, part, closing.proposed_on, on)
    if not parts:
        task.state, task.finished_on = FINISHED, closing.proposed_on
    settle(task)


def _finish(task: Task, part: TaskAgency, finished_on: date, on: date) -> None:
    waiting = awaiting_verdict(task, part.agency_id) if part.agency_id else None
    if waiting is not None:
        _accepted(waiting, on, "")
    part.state, part.finished_on = FINISHED, part.finished_on or finished_on
    part.save(update_fields=["state", "finished_on"])


def _accepted(report: TaskProgress, on: date, words: str) -> None:
    report.verdict, report.verdict_words, report.verdict_on = TaskProgress.Verdict.ACCEPTED, words, on
    report.save(update_fields=["verdict", "verdict_words", "verdict_on"])
