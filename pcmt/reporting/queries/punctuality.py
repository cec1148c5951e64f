"""How reports came in, counted: owed, sent, in time, closed, corrected after closing; by area and period."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q

from pcmt.agencies import queries as agencies
from pcmt.kernel.period import Period
from pcmt.reporting.models import Duty, Submission
from pcmt.reporting.queries.duties import DutyView, area_names, duty_view, latest_rounds


@dataclass(frozen=True)
class Punctuality:
    """Reports whose period ends within a span: how many were owed, sent, sent in time, still have time (`waiting`),
    were closed, and of these corrected after closing.
    """

    due: int = 0
    sent: int = 0
    on_time: int = 0
    waiting: int = 0
    closed: int = 0
    amended: int = 0

    def __add__(self, other: "Punctuality") -> "Punctuality":
        return Punctuality(
            self.due + other.due,
            self.sent + other.sent,
            self.on_time + other.on_time,
            self.waiting + other.waiting,
            self.closed + other.closed,
            self.amended + other.amended,
        )


def punctuality(
    area_ids: Collection[int], periods: Collection[Period], on: date
) -> dict[tuple[int, Period], Punctuality]:
    """This will count, by area and span, the reports of all forms whose period ends within the span (one query).

    on: a report not sent whose day is not over by then is `waiting`, and not late. Areas that owed none are left out.
    """
    return _counted("area_id", area_ids, periods, on)


def punctuality_of_agencies(
    agency_ids: Collection[int], periods: Collection[Period], on: date
) -> dict[tuple[int, Period], Punctuality]:
    """This will count the same by agency that owes the reports (one query)."""
    return _counted("agency_id", agency_ids, periods, on)


def _counted(
    whose: str, ids: Collection[int], periods: Collection[Period], on: date
) -> dict[tuple[int, Period], Punctuality]:
    if not ids or not periods:
        return {}
    corrected = Submission.objects.filter(duty=OuterRef("duty"), round__gt=1, accepted_at__isnull=False)
    rows = (
        Submission.objects.filter(
            **{f"duty__{whose}__in": list(ids)},
            round=1,
            duty__released_on__isnull=True,
            duty__last_day__gte=min(one.first_day for one in periods),
            duty__last_day__lte=max(one.last_day for one in periods),
        )
        .alias(corrected=Exists(corrected))
        .values_list(f"duty__{whose}", "duty__last_day")
        .annotate(
            Count("id"),
            sent=Count("id", filter=Q(first_sent_at__isnull=False)),
            on_time=Count("id", filter=Q(first_sent_at__date__lte=F("duty__due_on"))),
            waiting=Count("id", filter=Q(first_sent_at__isnull=True, duty__due_on__gte=on)),
            closed=Count("id", filter=Q(accepted_at__isnull=False)),
            amended=Count("id", filter=Q(corrected=True)),
        )
    )
    found: dict[tuple[int, Period], Punctuality] = defaultdict(Punctuality)
    for one, last_day, *counts in rows:
        for period in periods:
            if period.contains(last_day):
                found[one, period] += Punctuality(*counts)
    return dict(found)


def duties_counted(area_ids: Collection[int], periods: Sequence[Period], on: date) -> tuple[DutyView, ...]:
    """This will list the reports that `punctuality` counts, with how each came in; the caller checks its reader."""
    spans = Q()
    for period in periods:
        spans |= Q(last_day__gte=period.first_day, last_day__lte=period.last_day)
    rows = list(Duty.objects.filter(spans, area_id__in=list(area_ids)).order_by("last_day", "form_code", "area_id"))
    latest, names = latest_rounds(rows), area_names(rows)
    owing = agencies.agencies_by_id(row.agency_id for row in rows)
    return tuple(duty_view(row, latest[row.pk], names[row.area_id], owing[row.agency_id].name, on) for row in rows)
