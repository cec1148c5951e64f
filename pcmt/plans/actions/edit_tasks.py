"""Change many tasks at once: their day, weight and product, who has a part, who is in charge."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from pcmt.agencies import queries as agencies
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound, Refusal
from pcmt.plans import policy
from pcmt.plans.access import seen_tasks
from pcmt.plans.actions.hand_over import hand_over
from pcmt.plans.actions.put_in_charge import put_in_charge
from pcmt.plans.actions.revise_task import revise_task
from pcmt.plans.correcting import task_as_said
from pcmt.plans.models import Task
from pcmt.plans.rules.editing import Edited, EditLine, TaskEdit, check_edit
from pcmt.plans.states import OPEN
from vanban.text import format_date

Change = tuple[str, str, str]


@transaction.atomic
def edit_tasks(*, task_ids: Sequence[int], said: TaskEdit, dry_run: bool = False, actor: Actor, at: datetime) -> Edited:
    """This will change every chosen task by the verbs that change one, all or none, and tell what changes in each.

    dry_run: everything is tried and taken back; so it is where one of them cannot be changed. Each change is recorded
    by its own verb. What nothing changes is left as it is. Raises BadEdit where nothing is said to be changed.
    """
    if not policy.may_view(actor):
        raise NotFound("Không tìm thấy nhiệm vụ.")

    chosen = list(dict.fromkeys(task_ids))
    check_edit(said, chosen)

    with transaction.atomic():
        edited = Edited(tuple(_tried(task, said, actor, at) for task in _chosen(chosen, actor)))
        if dry_run or edited.faults:
            transaction.set_rollback(True)

    if not (dry_run or edited.faults) and edited.changed:
        record(
            action="plans.edit_tasks",
            subject=f"agency:{actor.agency_id}",
            actor=actor,
            at=at,
            after={"tasks": [line.task_id for line in edited.lines if line.changes]},
            reason=said.reason,
        )
    return edited


def _chosen(task_ids: Sequence[int], actor: Actor) -> list[Task]:
    held = {row.pk: row for row in seen_tasks(actor).filter(id__in=task_ids)}
    if len(held) != len(task_ids):
        raise NotFound("Có nhiệm vụ không tìm thấy.", remedy="Mở lại danh sách rồi chọn lại.")
    return [held[one] for one in task_ids]


def _tried(task: Task, said: TaskEdit, actor: Actor, at: datetime) -> EditLine:
    try:
        with transaction.atomic():
            changes = (
                *_revised(task, said, actor, at),
                *_handed_over(task, said, actor, at),
                *_charged(task, said, actor, at),
            )
    except Refusal as refusal:
        return EditLine(task.pk, task.title, fault=" ".join([str(refusal), *refusal.fields.values()]))
    return EditLine(task.pk, task.title, changes)


def _revised(task: Task, said: TaskEdit, actor: Actor, at: datetime) -> tuple[Change, ...]:
    before = task_as_said(task)
    after = replace(
        before,
        due_on=said.due_on or before.due_on,
        weight=said.weight or before.weight,
        product=said.product.strip() or before.product,
    )
    if after == before:
        return ()
    revise_task(task_id=task.pk, said=after, revision=task.corrections.count(), reason=said.reason, actor=actor, at=at)
    day_before = format_date(before.due_on) if before.due_on else "–"
    day_after = format_date(after.due_on) if after.due_on else "–"
    told = (
        ("Hạn", day_before, day_after),
        ("Trọng số", str(before.weight), str(after.weight)),
        ("Sản phẩm", before.product or "–", after.product or "–"),
    )
    return tuple(one for one in told if one[1] != one[2])


def _handed_over(task: Task, said: TaskEdit, actor: Actor, at: datetime) -> tuple[Change, ...]:
    """Only tasks in which the agency still has something to do; in the others nothing changes."""
    if said.from_agency is None or said.to_agency is None:
        return ()
    if not task.parties.filter(agency_id=said.from_agency, state__in=OPEN).exists():
        return ()
    hand_over(
        task_id=task.pk,
        from_agency=said.from_agency,
        to_agency=said.to_agency,
        reason=said.reason,
        actor=actor,
        at=at,
    )
    names = agencies.agencies_by_id([said.from_agency, said.to_agency])
    return (("Phần việc", names[said.from_agency].name, names[said.to_agency].name),)


def _charged(task: Task, said: TaskEdit, actor: Actor, at: datetime) -> tuple[Change, ...]:
    if said.post_id is None:
        return ()
    own = task.parties.filter(agency_id__in=actor.own_agencies)
    if own.filter(in_charge_id=said.post_id).exists():
        return ()
    held = own.values_list("in_charge_id", flat=True).first()
    put_in_charge(task_id=task.pk, post_id=said.post_id, actor=actor, at=at)
    people = agencies.holders([one for one in (held, said.post_id) if one])
    return (("Người phụ trách", people.get(held or 0, "chưa phân công"), people.get(said.post_id, "")),)
