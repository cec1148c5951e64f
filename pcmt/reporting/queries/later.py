"""What became of closed figures after a moment: corrected, closed for the first time, or withdrawn; by whom it came."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Q

from pcmt.areas import queries as areas
from pcmt.kernel.period import Period
from pcmt.kernel.quantity import Quantity
from pcmt.reporting.models import Fact
from pcmt.rulebook.queries import book


@dataclass(frozen=True)
class LaterFigure:
    """One figure that is not what it was at the moment asked for; None before or now where it was, or is, unknown.

    reason: why the report was corrected, or on what the figure stands; submission_id: the report that brought it.
    """

    area_id: int
    area_name: str
    period: Period
    element: str
    label: str
    before: Quantity | None
    now: Quantity | None
    at: datetime
    reason: str
    submission_id: int | None
    fact_id: int | None


def later_figures(
    elements: Collection[str], periods: Iterable[Period], since: datetime, *, area_ids: Collection[int] | None = None
) -> tuple[LaterFigure, ...]:
    """This will list the figures of areas that changed after a moment, the newest first (two queries).

    area_ids: only of these. The caller checks that its reader may see the elements.
    """
    by_id = {period.id: period for period in periods}
    rows = Fact.objects.filter(element__in=list(elements), period__in=list(by_id)).select_related("submission")
    rows = rows.filter(Q(accepted_at__gt=since) | Q(superseded_at__gt=since)).order_by("revision")
    if area_ids is not None:
        rows = rows.filter(area_id__in=list(area_ids))
    stood: dict[tuple[int, str, str], Fact] = {}
    stands: dict[tuple[int, str, str], Fact] = {}
    for row in rows:
        key = (row.area_id, row.period, row.element)
        if row.accepted_at <= since:
            stood[key] = row
        if row.superseded_at is None:
            stands[key] = row
    changed = {key for key in stood.keys() | stands.keys() if _quantity(stood.get(key)) != _quantity(stands.get(key))}
    names = areas.last_seen({area_id for area_id, _, _ in changed}, max(one.last_day for one in by_id.values()))
    told = [_told(stood.get(key), stands.get(key), by_id[key[1]], names) for key in changed]
    return tuple(sorted(told, key=lambda one: (one.at, one.area_id, one.element), reverse=True))


def last_changes(spans: Mapping[int, tuple[Collection[Period], datetime]]) -> frozenset[int]:
    """This will name those keys of whose periods some figure was closed, corrected or withdrawn after a moment.

    spans: (periods, moment) by key. One query, however many keys.
    """
    wanted = Q()
    for periods, since in spans.values():
        later = Q(accepted_at__gt=since) | Q(superseded_at__gt=since)
        wanted |= Q(period__in=[one.id for one in periods]) & later
    if not spans:
        return frozenset()
    rows = Fact.objects.filter(wanted).values_list("period").annotate(Max("accepted_at"), Max("superseded_at"))
    last = {period: max(moment for moment in moments if moment is not None) for period, *moments in rows}
    return frozenset(
        key for key, (periods, since) in spans.items() if any(last.get(one.id, since) > since for one in periods)
    )


def _quantity(fact: Fact | None) -> Quantity | None:
    return None if fact is None else Quantity(fact.scaled, fact.scale)


def _told(stood: Fact | None, stands: Fact | None, period: Period, names: Mapping[int, areas.AreaView]) -> LaterFigure:
    fact = stands or stood
    assert fact is not None
    brought = stands.submission if stands else None
    at = stands.accepted_at if stands else fact.superseded_at
    assert at is not None
    return LaterFigure(
        area_id=fact.area_id,
        area_name=names[fact.area_id].full_name if fact.area_id in names else f"địa bàn {fact.area_id}",
        period=period,
        element=fact.element,
        label=book().element(fact.element).label,
        before=_quantity(stood),
        now=_quantity(stands),
        at=at,
        reason=(brought.reason if brought else "") or (stands.basis if stands else ""),
        submission_id=brought.pk if brought else None,
        fact_id=stands.pk if stands else None,
    )
