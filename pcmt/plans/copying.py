"""What one plan takes over from another: parts, targets and tasks, each with its sentence and what it carries out."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from pcmt.documents import queries as documents
from pcmt.plans.models import Plan, PlanItem, Share, Target, Task, TaskAgency
from pcmt.plans.rules.own_words import own_words
from pcmt.plans.states import OPEN, START, WITHDRAWN

Parts = Mapping[int, PlanItem]


def copy_items(source: Plan, into: Plan, *, holding: Collection[int | None] | None = None) -> dict[int, PlanItem]:
    """This will copy the tree of parts, and return the new part by the identifier of the old.

    holding: the parts under which something comes; with those above them they alone are copied. None copies all.
    """
    made: dict[int, PlanItem] = {}
    every = {row.pk: row for row in source.items.all()}
    kept = set(every) if holding is None else _with_above(every, holding)
    rows = [row for row in every.values() if row.pk in kept]
    waiting = [row for row in rows if row.parent_id is None]
    while waiting:
        row = waiting.pop(0)
        made[row.pk] = PlanItem.objects.create(
            plan=into,
            parent=made.get(row.parent_id) if row.parent_id else None,
            kind=row.kind,
            order=row.order,
            label=row.label,
            title=row.title,
            lead_id=row.lead_id,
            document_id=row.document_id,
            anchor=row.anchor,
            path=row.path,
            quote=row.quote,
            carries=row,
        )
        waiting += [one for one in rows if one.parent_id == row.pk]
    return made


def _with_above(every: Mapping[int, PlanItem], holding: Collection[int | None]) -> set[int]:
    kept: set[int] = set()
    for item_id in holding:
        at = item_id
        while at is not None and at not in kept:
            kept.add(at)
            at = every[at].parent_id
    return kept


def items_of_shares(source: Plan, area_id: int) -> set[int | None]:
    """This will give the parts under which targets stand of which an area was given a share."""
    shares = Share.objects.filter(target__plan=source, target__state=Target.State.ACTIVE, area_id=area_id)
    return set(shares.values_list("target__item_id", flat=True))


def copy_targets(source: Plan, into: Plan, *, area_id: int, parts: Parts) -> int:
    """This will copy the targets in force of which an area was given a share, at that share; returns how many."""
    shares = Share.objects.filter(target__plan=source, target__state=Target.State.ACTIVE, area_id=area_id)
    rows = [_share_of(share, into, parts) for share in shares.select_related("target")]
    return len(Target.objects.bulk_create(rows))


def copy_whole_targets(source: Plan, into: Plan, *, parts: Parts, chosen: Collection[int] | None = None) -> int:
    """This will copy targets into the plan that follows: those that bind beyond the end, or those chosen; how many."""
    rows = source.targets.filter(state=Target.State.ACTIVE)
    rows = rows.filter(by_last_day__gt=source.horizon_to) if chosen is None else rows.filter(id__in=chosen)
    return len(Target.objects.bulk_create(_same(row, into, parts) for row in rows))


def copy_tasks(
    source: Plan,
    into: Plan,
    *,
    leads: Mapping[int, int],
    helps: Mapping[int, frozenset[int]],
    parts: Parts,
    area: str = "",
) -> int:
    """This will copy open tasks into an agency's own plan, each in the words of who does it; returns how many.

    leads: agencies by the identifier of the task that they take over. helps: likewise those that only help in a task;
    who leads it above leads it there, too. area: the commune whose plan it is, as `own_words` asks for it.
    """
    rows = list(source.tasks.filter(state__in=OPEN, id__in={*leads, *helps}).prefetch_related("parties"))
    named = documents.leads_named({row.suggestion_id for row in rows if row.suggestion_id})
    tasks = [_task(row, into, parts) for row in rows]
    for row, task in zip(rows, tasks, strict=True):
        written = {party.as_written for party in row.parties.all() if party.role == TaskAgency.Role.LEAD}
        here = area if row.pk in leads else ""
        task.title = own_words(row.title, {*named.get(row.suggestion_id or 0, ()), *written}, here)
    made = Task.objects.bulk_create(tasks)
    TaskAgency.objects.bulk_create(
        seat for row, task in zip(rows, made, strict=True) for seat in _own_seats(row, task, leads, helps)
    )
    return len(made)


def _own_seats(
    row: Task, task: Task, leads: Mapping[int, int], helps: Mapping[int, frozenset[int]]
) -> Iterator[TaskAgency]:
    if row.pk in leads:
        yield TaskAgency(task=task, agency_id=leads[row.pk], role=TaskAgency.Role.LEAD)
        return
    for party in row.parties.all():
        if party.role == TaskAgency.Role.LEAD or party.agency_id in helps[row.pk]:
            yield _same_seat(party, task)


def _same_seat(party: TaskAgency, task: Task) -> TaskAgency:
    return TaskAgency(
        task=task, agency_id=party.agency_id, role=party.role, as_written=party.as_written, weight=party.weight
    )


def copy_open_tasks(source: Plan, into: Plan, *, parts: Parts, chosen: Collection[int] | None = None) -> int:
    """This will carry tasks into the plan that follows, with all in them; how many.

    chosen: also such as were finished and are done again; None for all that were not.
    """
    wanted = source.tasks.exclude(state=WITHDRAWN) if chosen is not None else source.tasks.filter(state__in=OPEN)
    wanted = wanted.filter(id__in=chosen) if chosen is not None else wanted
    rows = list(wanted.prefetch_related("parties"))
    made = Task.objects.bulk_create(_task(row, into, parts, due_on=None) for row in rows)
    TaskAgency.objects.bulk_create(
        _same_seat(party, task) for row, task in zip(rows, made, strict=True) for party in row.parties.all()
    )
    return len(made)


def _share_of(share: Share, into: Plan, parts: Parts) -> Target:
    made = _same(share.target, into, parts)
    made.value, made.value_high, made.scale, made.scope_area_id = share.value, None, share.scale, share.area_id
    made.scope_zone, made.scope_type = None, ""  # a share is of one commune
    return made


def _same(row: Target, into: Plan, parts: Parts) -> Target:
    return Target(
        plan=into,
        item=parts.get(row.item_id) if row.item_id else None,
        carries=row,
        indicator=row.indicator,
        relation=row.relation,
        value=row.value,
        value_high=row.value_high,
        scale=row.scale,
        unit=row.unit,
        subject=row.subject,
        by_period=row.by_period,
        by_last_day=row.by_last_day,
        every=row.every,
        scope_area_id=row.scope_area_id,
        scope_zone_id=row.scope_zone_id,
        scope_type=row.scope_type,
        quote=row.quote,
        sentence=row.sentence,
        source_document_id=row.source_document_id,
        anchor=row.anchor,
        path=row.path,
    )


_UNTOLD = date.min


def _task(row: Task, into: Plan, parts: Parts, *, due_on: date | None = _UNTOLD) -> Task:
    """due_on: another day than the old one; a task carried into the next year has none until a person sets it."""
    return Task(
        plan=into,
        item=parts.get(row.item_id) if row.item_id else None,
        carries=row,
        title=row.title,
        quote=row.quote,
        source_document_id=row.source_document_id,
        anchor=row.anchor,
        path=row.path,
        due_on=row.due_on if due_on is _UNTOLD else due_on,
        within=row.within,
        every=row.every,
        product=row.product,
        weight=row.weight,
        state=START,
    )
