"""Parts reported as done: by their agencies, or by the plan's keeper after reports on paper."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.timezone import localdate

from pcmt.kernel.actor import Actor
from pcmt.plans.models import Task, TaskAgency
from pcmt.plans.parts import moved, settle
from pcmt.plans.reports import said_words, write_report
from pcmt.plans.rules.evidence import Evidence, check_evidence
from pcmt.plans.rules.rolling import ALL
from pcmt.plans.states import REPORTED

MISSING = "Ghi kết quả, số văn bản hoặc sản phẩm đã có."


def check_finished(task: Task, parts: Sequence[TaskAgency | None], move: str, words: str, evidence: Evidence) -> str:
    """This will refuse parts that cannot be reported as done, and reports that say nothing; it gives the words."""
    for part in parts:
        moved(task, part, move)
    check_evidence(evidence)
    return said_words(words, MISSING)


def report_finished(
    task: Task,
    parts: Sequence[TaskAgency | None],
    *,
    words: str,
    evidence: Evidence,
    on_paper: bool,
    actor: Actor,
    at: datetime,
) -> None:
    """This will write a final report for each part (None: the task itself); it then waits for the verdict."""
    for part in parts:
        own = part.agency_id if part else None
        write_report(
            task,
            own,
            percent=ALL,
            words=words,
            evidence=evidence,
            is_final=True,
            on_paper=on_paper,
            actor=actor,
            at=at,
        )
        if part is None:
            task.state, task.finished_on = REPORTED, localdate(at)
        else:
            part.state, part.finished_on = REPORTED, localdate(at)
            part.save(update_fields=["state", "finished_on"])
    settle(task)
