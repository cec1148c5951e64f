"""Rows of targets turned into the values that are shown, with a fixed number of queries however many rows there are."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from pcmt.agencies import queries as agencies
from pcmt.areas import queries as areas
from pcmt.documents import queries as documents
from pcmt.kernel.formula.tree import is_change
from pcmt.kernel.period import Period
from pcmt.kernel.quantity import Quantity
from pcmt.plans.models import Milestone, Source, Target
from pcmt.plans.rules.answers import FloorView, SourceView, TargetView, deadline_words, level_words
from pcmt.plans.rules.floor import is_weaker
from pcmt.plans.rules.inputs import SCOPE_TYPES
from pcmt.prepared import Prepared
from pcmt.rulebook.queries import IndicatorDef, book

FLOOR_RELATIONS = {"==": "="}


def target_views(found: QuerySet[Target]) -> tuple[TargetView, ...]:
    """This will give targets with their roadmap, names and national floor.

    Areas are named, and indicators taken, as they are now to stay; those that have ended, as on the targets' last day.
    """
    return views_of_targets(list(found.select_related("plan", "scope_zone")))


_MILESTONES = Prepared(lambda ids: Milestone.objects.filter(target__in=ids))
_SOURCES = Prepared(lambda ids: Source.objects.filter(target__in=ids))


def views_of_targets(rows: Sequence[Target]) -> tuple[TargetView, ...]:
    """This will give rows of targets, loaded with their plans and zones, as `target_views` gives them."""
    if not rows:
        return ()
    last = max((row.by_last_day for row in rows), default=date.max)
    steps: dict[int, list[Milestone]] = defaultdict(list)
    ids = [row.id for row in rows]
    for step in _MILESTONES.all(ids):
        steps[step.target_id].append(step)
    sources = source_views(_SOURCES.all(ids))
    heads = documents.labels(row.source_document_id for row in rows)
    places = _places({row.scope_area_id for row in rows}, last)
    leads = _leads({row.lead_id for row in rows if row.lead_id})
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
            lead=leads.get(row.lead_id or 0, ""),
        )
        for row in rows
    )


def _leads(ids: set[int]) -> dict[int, str]:
    """The names of agencies that lead; of one that has ended, who does its work now, and what it was."""
    heirs = agencies.heirs(ids, date.max) if ids else {}
    names = {key: one.name for key, one in agencies.agencies_by_id(ids | {*heirs.values()}).items()} if ids else {}
    now = {old: f"{names[new]} (trước là {names[old]})" for old, new in heirs.items() if {old, new} <= names.keys()}
    return names | now


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
    lead: str,
) -> TargetView:
    value = None if row.value is None else Quantity(row.value, row.scale, row.unit)
    return TargetView(
        id=row.id,
        plan_id=row.plan_id,
        plan_title=row.plan.title,
        keeper_id=row.plan.agency_id,
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
        scope_area_name=place.full_name if place else "",
        state=row.state,
        suggestion_id=row.suggestion_id,
        milestones=milestones,
        floor=floor_view(indicator, row.relation, value.decimal if value else None, row.by_last_day),
        sources=sources,
        item_id=row.item_id,
        carries_id=row.carries_id,
        scope_zone_id=row.scope_zone_id,
        scope_type=row.scope_type,
        lead_id=row.lead_id,
        lead_name=lead,
        scope_part=row.scope_zone.name if row.scope_zone else SCOPE_TYPES.get(row.scope_type, ""),
    )


def source_views(found: Iterable[Source]) -> dict[int, tuple[SourceView, ...]]:
    """This will give the other sentences of targets or tasks, by the identifier of what they ask for."""
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
