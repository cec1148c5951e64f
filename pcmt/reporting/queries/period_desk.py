"""What the standing office decides about a period: whether it is closed, who asks for more time, who may be late."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max

from pcmt.agencies import queries as agencies
from pcmt.areas.queries import AreaView
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.reporting.closings import closings_of
from pcmt.reporting.models import Duty, Extension, LateEntry, PeriodClosing, Submission
from pcmt.reporting.queries.dealings import ExtensionView, LateView, extension_view
from pcmt.reporting.queries.duties import area_names, latest_rounds, visible_duties


@dataclass(frozen=True)
class ClosingView:
    """One closing of the period, and its reopening where it was reopened."""

    closed_at: datetime
    closed_by: str
    reason: str
    reopened_at: datetime | None
    reopened_by: str
    reopen_reason: str


@dataclass(frozen=True)
class Unclosed:
    """A report that is not closed yet; `shut` where its period takes no entry from it now.

    `is_in`: it has been sent and was not returned, so nothing is to be entered.
    """

    submission_id: int
    area_name: str
    due_on: date
    was_sent: bool
    is_in: bool
    shut: bool


@dataclass(frozen=True)
class Leave:
    """The leave to enter late that stands for a unit; `until` may be past."""

    submission_id: int
    area_name: str
    until: date
    is_over: bool
    is_in: bool
    given: LateView

    @property
    def may_change(self) -> bool:
        """Whether another day, or none, would change anything."""
        return not self.is_over and not self.is_in


@dataclass(frozen=True)
class PeriodDesk:
    """A form's period as the standing office sees it; requests and exceptions each with the area's name."""

    owed: int
    due_on: date | None
    closings: tuple[ClosingView, ...]
    asked: tuple[tuple[str, ExtensionView], ...]
    late: tuple[tuple[str, LateView], ...]
    leaves: tuple[Leave, ...]
    unclosed: tuple[Unclosed, ...]

    @property
    def closed(self) -> ClosingView | None:
        """The closing that stands."""
        last = self.closings[-1] if self.closings else None
        return last if last and last.reopened_at is None else None

    @property
    def waiting(self) -> tuple[tuple[str, ExtensionView], ...]:
        """The requests that nobody has decided yet."""
        return tuple(one for one in self.asked if one[1].decided_at is None)

    @property
    def decided(self) -> tuple[tuple[str, ExtensionView], ...]:
        """The requests that were granted or refused."""
        return tuple(one for one in self.asked if one[1].decided_at is not None)

    @property
    def shut(self) -> tuple[Unclosed, ...]:
        """The reports that are still to be sent and cannot be."""
        return tuple(one for one in self.unclosed if one.shut and not one.is_in)

    @property
    def unsent(self) -> int:
        """How many reports were never sent."""
        return sum(not one.was_sent for one in self.unclosed)


@dataclass(frozen=True)
class OpenPeriod:
    """A form's period that was never closed, with the last deadline of its reports."""

    form_code: str
    period: Period
    due_on: date


def never_closed() -> tuple[OpenPeriod, ...]:
    """This will list the periods that were never closed, in the order of their deadlines (two queries)."""
    known = set(PeriodClosing.objects.values_list("form_code", "period"))
    rows = Duty.objects.values_list("form_code", "period").annotate(last=Max("due_on")).order_by("last", "form_code")
    return tuple(
        OpenPeriod(form_code, Period.parse(period), due)
        for form_code, period, due in rows
        if (form_code, period) not in known
    )


def period_desk(actor: Actor, form_code: str, period: Period, on: date) -> PeriodDesk:
    """This will gather what is to be decided about a period; a fixed number of queries."""
    duties = {row.pk: row for row in visible_duties(actor).filter(form_code=form_code, period=period.id)}
    latest, areas = latest_rounds(duties.values()), area_names(duties.values())
    closings = list(PeriodClosing.objects.filter(form_code=form_code, period=period.id).order_by("id"))
    asked = list(Extension.objects.filter(duty__in=duties).order_by("id"))
    late = list(LateEntry.objects.filter(duty__in=duties).order_by("id"))
    persons = {person for row in closings for person in (row.closed_by_id, row.reopened_by_id)}
    persons |= {person for row in asked for person in (row.asked_by_id, row.decided_by_id)}
    persons |= {row.granted_by_id for row in late}
    names = agencies.person_names(person for person in persons if person is not None)
    units = _units(duties.values(), areas)
    given = [
        (row.duty_id, LateView(row.until, row.reason, _who(row.granted_by_id, names), row.granted_at)) for row in late
    ]
    return PeriodDesk(
        owed=len(duties),
        due_on=max((row.due_on for row in duties.values()), default=None),
        closings=tuple(_closing(row, names) for row in closings),
        asked=tuple((units[row.duty_id], extension_view(row, names)) for row in asked),
        late=tuple((units[duty_id], view) for duty_id, view in given),
        leaves=_leaves(dict(given), latest, units, on),
        unclosed=_unclosed(sorted(duties.values(), key=lambda row: areas[row.area_id].sort_key), latest, units, on),
    )


def _units(duties: Collection[Duty], areas: Mapping[int, AreaView]) -> dict[int, str]:
    """Whose report each duty is, as `DutyView.area_name` says it: a commune's by the area, another's by the agency."""
    others = {row.agency_id for row in duties if areas[row.area_id].level != "commune"}
    offices = agencies.agencies_by_id(others) if others else {}
    return {
        row.pk: area.full_name if area.level == "commune" else offices[row.agency_id].name
        for row in duties
        for area in (areas[row.area_id],)
    }


def _closing(row: PeriodClosing, names: Mapping[int, str]) -> ClosingView:
    return ClosingView(
        closed_at=row.closed_at,
        closed_by=_who(row.closed_by_id, names),
        reason=row.reason,
        reopened_at=row.reopened_at,
        reopened_by=_who(row.reopened_by_id, names) if row.reopened_at else "",
        reopen_reason=row.reopen_reason,
    )


def _leaves(
    given: Mapping[int, LateView], latest: Mapping[int, Submission], units: Mapping[int, str], on: date
) -> tuple[Leave, ...]:
    """The last word on each unit, where it is a day; what ends first stands first."""
    found = [
        Leave(latest[duty_id].pk, units[duty_id], view.until, view.until < on, _is_in(latest[duty_id]), view)
        for duty_id, view in given.items()
        if view.until is not None
    ]
    return tuple(sorted(found, key=lambda one: (not one.may_change, one.until, one.area_name)))


def _unclosed(
    duties: Sequence[Duty], latest: Mapping[int, Submission], units: Mapping[int, str], on: date
) -> tuple[Unclosed, ...]:
    standing = closings_of(duties)
    return tuple(
        Unclosed(
            submission_id=latest[row.pk].pk,
            area_name=units[row.pk],
            due_on=row.due_on,
            was_sent=latest[row.pk].first_sent_at is not None,
            is_in=_is_in(latest[row.pk]),
            shut=bool(standing.words(row, on)),
        )
        for row in duties
        if latest[row.pk].accepted_at is None
    )


def _is_in(row: Submission) -> bool:
    return row.submitted_at is not None or row.accepted_at is not None


def _who(person_id: int | None, names: Mapping[int, str]) -> str:
    return "Hệ thống" if person_id is None else names.get(person_id, "")
