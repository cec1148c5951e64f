"""Rows of plans turned into the values that are shown, with a fixed number of queries however many rows there are."""

from collections import defaultdict
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from pcmt.agencies import queries as agencies
from pcmt.areas import queries as areas
from pcmt.documents import queries as documents
from pcmt.kernel.formula.tree import is_change
from pcmt.kernel.period import Period
from pcmt.kernel.quantity import Quantity
from pcmt.plans.models import Milestone, Source, Target, Task, TaskAgency, TaskProgress
from pcmt.plans.rules.answers import FloorView, PartyView, SourceView, TargetView, TaskView, deadline_words, level_words
from pcmt.plans.rules.floor import is_weaker
from pcmt.plans.rules.when import is_overdue
from pcmt.plans.states import OPEN
from pcmt.rulebook.queries import IndicatorDef, book

FLOOR_RELATIONS = {"==": "="}


def target_views(found: QuerySet[Target]) -> tuple[TargetView, ...]:
    """This will give targets with their roadmap, names and national floor.

    Areas are named, and indicators taken, as they are now to stay; those that have ended, as on the targets' last day.
    """
    rows = list(found.select_related("plan"))
    if not rows:
        return ()
    last = max((row.by_last_day for row in rows), default=date.max)
    steps: dict[int, list[Milestone]] = defaultdict(list)
    for step in Milestone.objects.filter(target__in=[row.id for row in rows]):
        steps[step.target_id].append(step)
    sources = _sources(Source.objects.filter(target__in=[row.id for row in rows]))
    heads = documents.labels(row.source_document_id for row in rows)
    places = _places({row.scope_area_id for row in rows}, last)
    known = {indicator.code: indicator for on in (last, date.max) for indicator in book().indicators(on)}
    return tuple(
        _target(
            row,
            heads[row.source_document_id],
            places.get(row.scope_area_id),
            known.get(row.indicator),
            milestones=tuple(
                (Period.parse(step.period), Quantity(step.value, row.scale, row.unit)) for step in steps[row.id]
            ),
            sources=sources.get(row.id, ()),
        )
        for row in rows
    )


def _places(ids: set[int], last: date) -> dict[int, areas.AreaView]:
    found = areas.areas_by_id(ids, date.max)
    ended = ids - set(found)
    return {**found, **areas.areas_by_id(ended, last)} if ended else found


def _target(
    row: Target,
    head: documents.DocumentRow,
    place: areas.AreaView | None,
    indicator: IndicatorDef | None,
    *,
    milestones: tuple[tuple[Period, Quantity], ...],
    sources: tuple[SourceView, ...],
) -> TargetView:
    value = None if row.value is None else Quantity(row.value, row.scale, row.unit)
    return TargetView(
        id=row.id,
        plan_id=row.plan_id,
        plan_title=row.plan.title,
        document_id=row.source_document_id,
        document_number=head.number,
        document_label=head.label,
        anchor=row.anchor,
        place=documents.place_words(row.path),
        quote=row.quote,
        sentence=row.sentence,
        indicator=row.indicator,
        indicator_label=indicator.label if indicator else "",
        relation=row.relation,
        value=value,
        value_high=None if row.value_high is None else Quantity(row.value_high, row.scale, row.unit),
        unit=row.unit,
        subject=row.subject,
        by=Period.parse(row.by_period),
        every=row.every,
        scope_area_id=row.scope_area_id,
        scope_name=place.full_name if place else "",
        state=row.state,
        suggestion_id=row.suggestion_id,
        milestones=milestones,
        floor=floor_view(indicator, row.relation, value.decimal if value else None, row.by_last_day),
        sources=sources,
    )


def _sources(found: QuerySet[Source]) -> dict[int, tuple[SourceView, ...]]:
    """The other sentences of targets or tasks, by the identifier of what they ask for; mostly there are none."""
    rows = list(found)
    heads = documents.labels(row.document_id for row in rows) if rows else {}
    views: dict[int, tuple[SourceView, ...]] = {}
    for row in rows:
        view = SourceView(
            row.document_id,
            heads[row.document_id].label,
            row.anchor,
            documents.place_words(row.path),
            row.quote,
            row.suggestion_id,
        )
        of = row.target_id or row.task_id or 0
        views[of] = (*views.get(of, ()), view)
    return views


def floor_view(indicator: IndicatorDef | None, relation: str, value: Decimal | None, by: date) -> FloorView | None:
    """This will set the national floor of an indicator beside a target; None where the nation sets none."""
    if indicator is None or indicator.floor is None:
        return None
    floor = indicator.floor
    asked = Decimal(floor.value)
    shown = FLOOR_RELATIONS.get(floor.relation, floor.relation)
    high = Decimal(floor.high) if floor.high else None
    words = level_words(shown, _exact(asked), None if high is None else _exact(high), indicator.unit)
    return FloorView(
        text=words + (f", {deadline_words(floor.by)}" if floor.by else ""),
        source=str(floor.source),
        weaker=is_weaker(
            relation=relation,
            value=value,
            by=by,
            floor_relation=floor.relation,
            floor_value=asked,
            floor_by=floor.by.last_day if floor.by else None,
            floor_high=high,
            of_change=is_change(indicator.formula),
            better=indicator.better,
        ),
    )


def _exact(value: Decimal) -> Quantity:
    return Quantity.of(value, scale=max(0, -int(value.as_tuple().exponent)))


def task_views(found: QuerySet[Task], on: date | None) -> tuple[TaskView, ...]:
    """This will give tasks with their agencies and each agency's newest word; late is told against `on`."""
    rows = list(found.select_related("plan"))
    if not rows:
        return ()
    ids = [row.id for row in rows]
    parties: dict[int, list[TaskAgency]] = defaultdict(list)
    for party in TaskAgency.objects.filter(task__in=ids):
        parties[party.task_id].append(party)
    newest: dict[tuple[int, int], TaskProgress] = {}
    for said in TaskProgress.objects.filter(task__in=ids).order_by("at", "id"):
        newest[said.task_id, said.agency_id] = said
    named = agencies.agencies_by_id({one.agency_id for many in parties.values() for one in many if one.agency_id})
    heads = documents.labels(row.source_document_id for row in rows)
    sources = _sources(Source.objects.filter(task__in=ids))
    return tuple(
        _task(
            row,
            heads[row.source_document_id],
            sources.get(row.id, ()),
            {
                role: tuple(_party(one, named, newest) for one in parties[row.id] if one.role == role)
                for role in TaskAgency.Role.values
            },
            on,
        )
        for row in rows
    )


def _party(
    party: TaskAgency, named: dict[int, agencies.AgencyView], newest: dict[tuple[int, int], TaskProgress]
) -> PartyView:
    if party.agency_id is None:
        return PartyView(None, party.as_written, party.role)
    said = newest.get((party.task_id, party.agency_id))
    agency = named[party.agency_id]
    return PartyView(
        agency_id=agency.id,
        name=agency.name,
        role=party.role,
        is_asked=agency.party_line,
        percent=said.percent if said else None,
        words=said.words if said else "",
        at=said.at if said else None,
        group=party.as_written,
    )


def _task(
    row: Task,
    head: documents.DocumentRow,
    sources: tuple[SourceView, ...],
    parties: dict[str, tuple[PartyView, ...]],
    on: date | None,
) -> TaskView:
    state = book().lifecycle("task").states[row.state]
    is_open = row.state in OPEN
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
        state_label=state.label,
        tone=state.tone,
        is_open=is_open,
        due_on=row.due_on,
        within=row.within,
        every=row.every,
        product=row.product,
        finished_on=row.finished_on,
        leads=parties["lead"],
        supports=parties["support"],
        is_overdue=on is not None and is_overdue(is_open=is_open, due_on=row.due_on, on=on),
        sources=sources,
    )
