"""Duties: which form an area owes for which period, and how its latest round stands."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from pcmt.agencies import queries as agencies
from pcmt.areas import queries as areas
from pcmt.areas.queries import AreaView
from pcmt.kernel.actor import Actor
from pcmt.kernel.lifecycle import State
from pcmt.kernel.period import Period
from pcmt.prepared import Prepared
from pcmt.reporting.models import Duty, Submission, Words
from pcmt.reporting.rules import timeliness as rule
from pcmt.reporting.rules.naming import report_called, report_name, report_name_beside, report_name_inside
from pcmt.reporting.rules.timeliness import Timeliness
from pcmt.rulebook.queries import book

VIEW = "reporting.view"
_ROUNDS = Prepared(lambda duty_ids: Submission.objects.filter(duty_id__in=duty_ids).order_by("round"))
UNTOUCHED = "Chưa nhập"


@dataclass(frozen=True)
class DutyView:
    """A duty with its latest round. `area_name` says whose report it is: a commune's, or an agency's of the province.

    `form_label` is the full name, which stands on the form and above its own page; what lists or names a report says
    `form_short`. `version` goes back with an action on the round. `state_label` and `tone` also tell a draft that
    nobody has written in yet from one that is being filled in; `state` is the same for both.

    `timing` is None where nothing was sent and no day to judge by was given.
    """

    id: int
    form_id: str
    form_code: str
    form_label: str
    form_short: str
    period: Period
    area_id: int
    area_name: str
    agency_id: int
    agency_name: str
    due_on: date
    submission_id: int
    round: int
    version: int
    state: str
    state_label: str
    tone: str
    sent_at: datetime | None
    accepted_at: datetime | None
    timing: Timeliness | None
    mend_by: date | None = None

    @property
    def name(self) -> str:
        """What the report is called in a list."""
        return report_name(self.form_short, self.period)

    @property
    def name_inside(self) -> str:
        """What the report is called inside a sentence."""
        return report_name_inside(self.form_short, self.period)

    @property
    def called(self) -> str:
        """What the report is called in full, with its form."""
        return report_called(self.form_short, self.period)

    @property
    def name_beside(self) -> str:
        """What the name leaves out."""
        return report_name_beside(self.form_short, self.period)


def duties(
    actor: Actor,
    *,
    form_code: str | None = None,
    period: Period | None = None,
    area_id: int | None = None,
    agency_id: int | None = None,
    area_ids: Collection[int] | None = None,
    on: date | None = None,
) -> tuple[DutyView, ...]:
    """This will list the duties that the actor may see, latest period first, areas in Vietnamese order.

    area_ids: only of these. on: the day by which unsent reports are judged overdue. A fixed number of queries, whatever
    the number of duties.
    """
    if area_ids is not None and form_code is None and period is None and area_id is None and agency_id is None:
        found = duties_in(actor, area_ids)
    elif area_ids is None and form_code is None and period is None and area_id is None and agency_id is None:
        reach = reach_of(actor)
        found = _ALL.all() if reach is None else _WITHIN.all(*map(list, reach))
    else:
        rows = visible_duties(actor)
        for name, value in (("form_code", form_code), ("area_id", area_id), ("agency_id", agency_id)):
            rows = rows.filter(**{name: value}) if value is not None else rows
        rows = rows.filter(period=period.id) if period is not None else rows
        found = list(rows.filter(area_id__in=area_ids) if area_ids is not None else rows)
    latest = latest_rounds(found)
    names = area_names(found)
    agency_names = {key: view.name for key, view in agencies.agencies_by_id(row.agency_id for row in found).items()}
    views = [
        (row, names[row.area_id], duty_view(row, latest[row.pk], names[row.area_id], agency_names[row.agency_id], on))
        for row in found
    ]
    views.sort(key=lambda one: (-one[0].first_day.toordinal(), one[0].form_code, one[1].sort_key))
    return tuple(view for _, _, view in views)


def duty(actor: Actor, form_code: str, period: Period, area_id: int, on: date | None = None) -> DutyView | None:
    """This will give one area's duty; None where it does not exist or may not be seen."""
    found = duties(actor, form_code=form_code, period=period, area_id=area_id, on=on)
    return found[0] if found else None


def visible_duties(actor: Actor) -> QuerySet[Duty]:
    """This will narrow duties to those that the actor may look at: owed by, in the area of, or beside its agencies."""
    reach = reach_of(actor)
    return Duty.objects.all() if reach is None else duties_within(*reach)


def duties_in(actor: Actor, area_ids: Collection[int]) -> list[Duty]:
    """This will list the duties of areas that the actor may look at; the question that most pages ask."""
    reach = reach_of(actor)
    return _IN.all(list(area_ids)) if reach is None else _IN_WITHIN.all(list(area_ids), *map(list, reach))


def duties_of_form(actor: Actor, form_code: str, periods: Iterable[Period]) -> list[Duty]:
    """This will list the duties of a form in some periods that the actor may look at; every board asks it."""
    reach, asked = reach_of(actor), [one.id for one in periods]
    return _OF.all(form_code, asked) if reach is None else _OF_WITHIN.all(form_code, asked, *map(list, reach))


def reach_of(actor: Actor) -> tuple[frozenset[int], frozenset[int]] | None:
    """This will name the areas in which the actor may look at duties, and the agencies whose; None is everywhere."""
    in_areas, of_agencies = actor.areas_for(VIEW), actor.agencies_for(VIEW)
    if in_areas is None or of_agencies is None:
        return None
    return in_areas.union(view.area_id for view in agencies.agencies_by_id(of_agencies).values()), of_agencies


def duties_within(area_ids: Any, agency_ids: Any) -> QuerySet[Duty]:
    """This will give the duties of areas or agencies."""
    return Duty.objects.filter(Q(area_id__in=area_ids) | Q(agency_id__in=agency_ids))


_IN = Prepared(lambda wanted: Duty.objects.filter(area_id__in=wanted))
_IN_WITHIN = Prepared(
    lambda wanted, area_ids, agency_ids: duties_within(area_ids, agency_ids).filter(area_id__in=wanted)
)
_ALL, _WITHIN = Prepared(Duty.objects.all), Prepared(duties_within)
_OF = Prepared(lambda form_code, periods: Duty.objects.filter(form_code=form_code, period__in=periods))
_OF_WITHIN = Prepared(
    lambda form_code, periods, area_ids, agency_ids: duties_within(area_ids, agency_ids).filter(
        form_code=form_code, period__in=periods
    )
)
_PERIODS = Prepared(
    lambda form_code: Duty.objects.filter(form_code=form_code).values_list("period", "first_day").distinct()
)


def latest_rounds(found: Iterable[Duty]) -> dict[int, Submission]:
    """This will give each duty's latest round."""
    return {row.duty_id: row for row in _ROUNDS.all([row.pk for row in found])}


def duty_view(row: Duty, latest: Submission, area: AreaView, agency_name: str, on: date | None) -> DutyView:
    """This will show one duty with its latest round; what is owed for a whole province is its agency's report."""
    state, form = state_shown(latest), book().form_by_id(row.form_id)
    return DutyView(
        id=row.pk,
        form_id=row.form_id,
        form_code=row.form_code,
        form_label=form.label,
        form_short=form.short_label,
        period=Period.parse(row.period),
        area_id=row.area_id,
        area_name=area.full_name if area.level == "commune" else agency_name,
        agency_id=row.agency_id,
        agency_name=agency_name,
        due_on=row.due_on,
        submission_id=latest.pk,
        round=latest.round,
        version=latest.version,
        state=latest.state,
        state_label=state.label,
        tone=state.tone,
        sent_at=latest.first_sent_at,
        accepted_at=latest.accepted_at,
        timing=timing_of(row, latest, on),
        mend_by=latest.mend_by,
    )


def state_shown(row: Submission) -> State:
    """This will give a round's state as it is told: a new draft that nobody has written in yet has no data.

    The first change of a round brings its version from 0 to 1; a correction begins with the figures that were closed.
    """
    lifecycle = book().lifecycle("submission")
    state = lifecycle.states[row.state]
    untouched = row.state == lifecycle.start and row.round == 1 and row.version == 0
    return replace(state, label=UNTOUCHED, tone="void") if untouched else state


def timing_of(row: Duty, latest: Submission, on: date | None) -> Timeliness | None:
    """This will judge a duty's first sending by the deadline; being returned or corrected later makes nothing late."""
    sent = localdate(latest.first_sent_at) if latest.first_sent_at else None
    if sent is None and on is None:
        return None
    return rule.timeliness(due=row.due_on, sent=sent, today=on or row.due_on)


def periods_known(form_code: str) -> tuple[Period, ...]:
    """This will list the periods opened for a form, latest first."""
    rows = _PERIODS.all(form_code)
    return tuple(Period.parse(period) for period, _ in sorted(rows, key=lambda row: row[1], reverse=True))


def words(form_code: str, period: Period, field: str) -> tuple[tuple[int, str], ...]:
    """This will give what agencies said in a field, in their own words, from closed reports: (area id, text).

    Areas stand in Vietnamese order; of several rounds the latest closed one speaks.
    """
    rows = Words.objects.filter(
        field=field,
        submission__duty__form_code=form_code,
        submission__duty__period=period.id,
        submission__accepted_at__isnull=False,
    ).order_by("submission__round")
    said = dict(rows.values_list("submission__duty__area_id", "text"))
    order = {key: view.sort_key for key, view in areas.areas_by_id(said, period.last_day).items()}
    return tuple((area_id, said[area_id]) for area_id in sorted(said, key=lambda key: order[key]) if said[area_id])


def timeliness(
    form_code: str, periods: Iterable[Period], *, on: date, area_ids: Iterable[int] | None = None
) -> dict[tuple[int, Period], Timeliness]:
    """This will tell by (area, period) whether reports came in time, judged on a day."""
    by_id = {period.id: period for period in periods}
    rows = Duty.objects.filter(form_code=form_code, period__in=list(by_id))
    found = list(rows.filter(area_id__in=list(area_ids)) if area_ids is not None else rows)
    latest = latest_rounds(found)
    return {
        (row.area_id, by_id[row.period]): timing
        for row in found
        if (timing := timing_of(row, latest[row.pk], on)) is not None
    }


def area_names(found: Iterable[Duty]) -> dict[int, AreaView]:
    """This will give each duty's area on the map of the latest period among them; as it was last where it has ended."""
    rows = list(found)
    if not rows:
        return {}
    return areas.last_seen((row.area_id for row in rows), max(row.last_day for row in rows))
