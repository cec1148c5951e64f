"""What waits for a verdict of the plan's keeper, and the verdict written down."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from pcmt.kernel.actor import Actor
from pcmt.kernel.reason import as_reason
from pcmt.kernel.refusal import Need, Refusal
from pcmt.plans.models import Task, TaskAgency, TaskProgress
from pcmt.plans.parts import moved
from pcmt.plans.reports import awaiting_verdict, hands_of
from pcmt.plans.states import REPORTED
from pcmt.rulebook.queries import book


class NothingToJudge(Refusal):
    """This will say that none of the parts waits for a verdict."""

    code = "nothing_to_judge"


class NoReason(Refusal):
    """This will say that a step that needs a reason has none."""

    code = "no_reason"


@dataclass(frozen=True)
class Waiting:
    """A final report without a verdict, and the part that it speaks of (None: the task itself)."""

    part: TaskAgency | None
    report: TaskProgress


def waiting_parts(task: Task, move: str, agency_ids: Collection[int] | None, actor: Actor) -> list[Waiting]:
    """This will give the reports to judge, of all parts or of some agencies.

    Raises NothingToJudge where there are none, CannotMove where the task is paused or withdrawn, SamePerson where the
    actor made one of them.
    """
    reported = task.parties.filter(state=REPORTED, agency__isnull=False)
    parts: list[TaskAgency | None] = list(
        reported if agency_ids is None else reported.filter(agency_id__in=set(agency_ids))
    )
    if not parts and task.state == REPORTED and agency_ids is None:
        parts = [None]
    found = [
        Waiting(part, report)
        for part in parts
        if (report := awaiting_verdict(task, part.agency_id if part else None)) is not None
    ]
    if not found:
        raise NothingToJudge("Không có báo cáo hoàn thành nào đang chờ nghiệm thu.", remedy="Tải lại trang để xem.")
    needs = Need(f"plans.{move}", task.plan.agency_id)
    for one in found:
        moved(task, one.part, move)
        book().lifecycle("task").check_hands(move, actor.hands, {"finish_task": hands_of(one.report)}, needs)
    return found


def judge(one: Waiting, verdict: str, words: str, on: date) -> None:
    """This will write a verdict on a report."""
    one.report.verdict, one.report.verdict_words, one.report.verdict_on = verdict, words, on
    one.report.save(update_fields=["verdict", "verdict_words", "verdict_on"])


def reason_given(text: str, missing: str, hint: str) -> str:
    """This will give the reason that a step needs; NoReason where it states none."""
    reason = as_reason(text)
    if not reason:
        raise NoReason(missing, fields={"reason": hint})
    return reason
