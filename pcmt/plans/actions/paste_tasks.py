"""Add the tasks of a pasted list to a plan."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotAllowed, Refusal
from pcmt.plans.access import obtain_plan
from pcmt.plans.actions.add_task import add_task
from pcmt.plans.keeping import CannotChange, refuse_closed
from pcmt.plans.proposing import members_of
from pcmt.plans.rules.inputs import TaskInput
from pcmt.plans.rules.pasted_tasks import PastedTask, read_task_list
from vanban.text import fold

Members = Mapping[str, tuple[int, ...]]


@dataclass(frozen=True)
class PastedLine:
    """A task of the list as it would be added. unknown: names that tell no one agency; there: the plan has it already.

    Both are only to be looked at: unknown names are kept as they are written.
    """

    task: PastedTask
    unknown: tuple[str, ...]
    there: bool


@dataclass(frozen=True)
class Pasting:
    """What a list adds, all of it or, where anything is wrong, nothing."""

    lines: tuple[PastedLine, ...]
    added: tuple[int, ...] = ()

    @property
    def faults(self) -> int:
        """How many of its tasks must be mended first."""
        return sum(bool(line.task.faults) for line in self.lines)


@transaction.atomic
def paste_tasks(
    *, plan_id: int, text: str, item_id: int | None = None, dry_run: bool = False, actor: Actor, at: datetime
) -> Pasting:
    """This will add every task of a pasted list, all or none, and tell them.

    dry_run: they are tried by the verb itself and taken back. Raises CannotChange where the text holds no list.
    """
    plan = obtain_plan(plan_id, "plans.paste_tasks", actor)

    refuse_closed(plan)
    read = read_task_list(text, localdate(at))
    if read.fault:
        raise CannotChange(read.fault, fields={"text": read.fault})

    asked = {name for task in read.tasks for name in (*task.leads, *task.supports)}
    members = {name: tuple(one.id for one in found) for name, found in members_of(asked, on=localdate(at)).items()}
    held = {fold(title) for title in plan.tasks.exclude(state="withdrawn").values_list("title", flat=True)}
    lines: list[PastedLine] = []
    added: list[int] = []
    with transaction.atomic():
        for task in read.tasks:
            said = _said(task, members)
            faults, made = _tried(plan_id, said, item_id, actor, at) if not task.faults else (task.faults, None)
            unknown = tuple(dict.fromkeys((*said.lead_words, *said.support_words)))
            lines.append(PastedLine(replace(task, faults=faults), unknown, fold(task.title) in held))
            added += [made] if made is not None else []
        pasting = Pasting(tuple(lines))
        if dry_run or pasting.faults:
            transaction.set_rollback(True)

    if dry_run or pasting.faults:
        return pasting
    record(
        action="plans.paste_tasks", subject=f"plan:{plan_id}", actor=actor, at=at, after={"added": len(added)}
    )  # fmt: skip
    return replace(pasting, added=tuple(added))


def _tried(
    plan_id: int, said: TaskInput, item_id: int | None, actor: Actor, at: datetime
) -> tuple[tuple[str, ...], int | None]:
    """What stands in the way of a task, or the task made."""
    try:
        with transaction.atomic():
            return (), add_task(plan_id=plan_id, said=said, item_id=item_id, actor=actor, at=at)
    except NotAllowed:
        raise
    except Refusal as refusal:
        return tuple(refusal.fields.values()) or (str(refusal),), None


def _said(task: PastedTask, members: Members) -> TaskInput:
    leads = tuple(dict.fromkeys(one for name in task.leads for one in members[name]))
    supports = tuple(dict.fromkeys(one for name in task.supports for one in members[name] if one not in leads))
    groups = tuple((name, members[name]) for name in (*task.leads, *task.supports) if len(members[name]) > 1)
    return TaskInput(
        title=task.title,
        leads=leads,
        supports=supports,
        lead_words=tuple(name for name in task.leads if not members[name]),
        support_words=tuple(name for name in task.supports if not members[name]),
        due_on=task.due_on,
        within=task.within,
        every=task.every,
        product=task.product,
        groups=groups,
        weight=task.weight,
    )
