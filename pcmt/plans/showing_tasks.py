"""Rows of tasks turned into the values that are shown, with a fixed number of queries however many rows there are."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery

from pcmt.agencies import queries as agencies
from pcmt.documents import queries as documents
from pcmt.plans.models import Source, Task, TaskAgency, TaskExtension, TaskProgress
from pcmt.plans.rules.answers import SourceView
from pcmt.plans.rules.returning import Behind, behind
from pcmt.plans.rules.standing import Standing, standing
from pcmt.plans.rules.task_answers import PartyView, TaskView
from pcmt.plans.rules.when import is_overdue
from pcmt.plans.showing import source_views
from pcmt.plans.states import NOT_ISSUED, OPEN, PAUSED, WITHDRAWN
from pcmt.prepared import Prepared
from pcmt.rulebook.queries import book

_PARTIES = Prepared(
    lambda ids: TaskAgency.objects.filter(task__in=ids).annotate(
        asked=Subquery(
            TaskExtension.objects.filter(task=OuterRef("task"), agency=OuterRef("agency"), decided_at=None).values(
                "id"
            )[:1]
        )
    )
)
_SOURCES = Prepared(lambda ids: Source.objects.filter(task__in=ids))
_SAID = Prepared(
    lambda ids: (
        TaskProgress.objects.filter(task__in=ids, agency__isnull=False)
        .exclude(verdict=TaskProgress.Verdict.RETURNED)
        .order_by("at", "id")
    )
)

Key = tuple[int, int]
"""A task and an agency."""


@dataclass(frozen=True)
class _Beside:
    """What is known beside the rows of parts: names, each part's newest word, and the day asked."""

    named: Mapping[int, agencies.AgencyView]
    newest: Mapping[Key, TaskProgress]
    on: date | None


def task_views(found: QuerySet[Task], on: date | None) -> tuple[TaskView, ...]:
    """This will give tasks with their agencies and each agency's newest word; late is told against `on`."""
    return views_of_tasks(list(found.select_related("plan")), on)


def views_of_tasks(rows: Sequence[Task], on: date | None) -> tuple[TaskView, ...]:
    """This will give rows of tasks, loaded with their plans, as `task_views` gives them."""
    if not rows:
        return ()
    ids = [row.id for row in rows]
    parties: dict[int, list[TaskAgency]] = defaultdict(list)
    for party in _PARTIES.all(ids):
        parties[party.task_id].append(party)
    named = agencies.agencies_by_id({one.agency_id for many in parties.values() for one in many if one.agency_id})
    beside = _Beside(named, _newest(ids), on)
    heads = documents.labels(row.source_document_id for row in rows)
    sources = source_views(_SOURCES.all(ids))
    unbound = replace(beside, on=None)  # what stands in a draft is not late
    return tuple(
        _task(
            row,
            heads[row.source_document_id],
            sources.get(row.id, ()),
            parties[row.id],
            unbound if row.plan.state in NOT_ISSUED else beside,
        )
        for row in rows
    )


def held_standing(state: str) -> Standing:
    """This will give a stored state in words."""
    told = book().lifecycle("task").states[state]
    return Standing(state, told.label, told.tone)


def _newest(ids: list[int]) -> dict[Key, TaskProgress]:
    """Each part's newest word; a report that was returned no longer tells how far it is."""
    return {(one.task_id, one.agency_id or 0): one for one in _SAID.all(ids)}


def _party(task: Task, party: TaskAgency, beside: _Beside) -> PartyView:
    if party.agency_id is None:
        return PartyView(None, party.as_written, party.role, weight=party.weight)
    agency, due_on = beside.named[party.agency_id], party.due_on or task.due_on
    said = beside.newest.get((party.task_id, party.agency_id))
    said = None if said and said.for_day and said.for_day != (party.missed_on or due_on) else said  # of a day gone by
    state = task.state if task.state in (PAUSED, WITHDRAWN) else party.state
    told_on = beside.on if party.weight else None  # a part for which nothing waits is not late
    return PartyView(
        agency_id=agency.id,
        name=agency.name,
        role=party.role,
        is_asked=agency.party_line,
        percent=said.percent if said else None,
        words=said.words if said else "",
        at=said.at if said else None,
        group=party.as_written,
        state=state,
        standing=standing(
            held_standing(state),
            due_on=due_on,
            finished_on=party.finished_on,
            on=told_on,
            missed_on=party.missed_on,
        ),
        weight=party.weight,
        part=party.words,
        due_on=due_on,
        finished_on=party.finished_on,
        in_charge_id=party.in_charge_id,
        extension_id=getattr(party, "asked", None),
        missed_on=party.missed_on,
        short_name=agency.short_name,
        behind=_behind(task, due_on, told_on) if state in OPEN else None,
    )


def _behind(task: Task, due_on: date | None, on: date | None) -> Behind | None:
    """What was let pass of a task that returns, up to the end of its plan."""
    if on is None:
        return None
    return behind(due_on, task.every, first=task.first_due_on, last=task.plan.horizon_to, on=on)


def _task(
    row: Task,
    head: documents.DocumentRow,
    sources: tuple[SourceView, ...],
    parties: list[TaskAgency],
    beside: _Beside,
) -> TaskView:
    held, is_open = held_standing(row.state), row.state in OPEN
    days = {"due_on": row.due_on, "finished_on": row.finished_on, "missed_on": row.missed_on}
    ended = standing(held, **days, on=None)
    seats = {
        role: tuple(_party(row, one, beside) for one in parties if one.role == role) for role in TaskAgency.Role.values
    }
    return TaskView(
        id=row.id,
        plan_id=row.plan_id,
        plan_title=row.plan.title,
        title=row.title,
        quote=row.quote,
        document_id=row.source_document_id,
        document_number=head.number,
        document_label=head.label,
        anchor=row.anchor,
        place=documents.place_words(row.path),
        suggestion_id=row.suggestion_id,
        state=row.state,
        state_label=ended.label,
        tone=ended.tone,
        is_open=is_open,
        due_on=row.due_on,
        within=row.within,
        every=row.every,
        product=row.product,
        finished_on=row.finished_on,
        leads=seats["lead"],
        supports=seats["support"],
        is_overdue=beside.on is not None and is_overdue(is_open=is_open, due_on=row.due_on, on=beside.on),
        sources=sources,
        standing=standing(held, **days, on=beside.on),
        weight=row.weight,
        item_id=row.item_id,
        carries_id=row.carries_id,
        missed_on=row.missed_on,
        keeper_id=row.plan.agency_id,
        behind=_behind(row, row.due_on, beside.on) if is_open else None,
    )
