"""What the standing office decides about a period: whether it is closed, who asks for more time, who may be late."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max

from pcmt.agencies import queries as agencies
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.reporting.closings import closings_of
from pcmt.reporting.models import Duty, Extension, LateEntry, PeriodClosing
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
    """A report that is not closed yet; `shut` where its period takes no entry from it now."""

    submission_id: int
    area_name: str
    due_on: date
    was_sent: bool
    shut: bool


@dataclass(frozen=True)
class PeriodDesk:
    """A form's period as the standing office sees it; requests and exceptions each with the area's name."""

    owed: int
    due_on: date | None
    closings: tuple[ClosingView, ...]
    asked: tuple[tuple[str, ExtensionView], ...]
    late: tuple[tuple[str, LateView], ...]
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
    standing = closings_of(duties.values())
    open_duties = sorted(
        (row for row in duties.values() if latest[row.pk].accepted_at is None),
        key=lambda row: areas[row.area_id].sort_key,
    )
    return PeriodDesk(
        owed=len(duties),
        due_on=max((row.due_on for row in duties.values()), default=None),
        closings=tuple(
            ClosingView(
                closed_at=row.closed_at,
                closed_by=_who(row.closed_by_id, names),
                reason=row.reason,
                reopened_at=row.reopened_at,
                reopened_by=_who(row.reopened_by_id, names) if row.reopened_at else "",
                reopen_reason=row.reopen_reason,
            )
            for row in closings
        ),
        asked=tuple((areas[duties[row.duty_id].area_id].full_name, extension_view(row, names)) for row in asked),
        late=tuple(
            (
                areas[duties[row.duty_id].area_id].full_name,
                LateView(row.until, row.reason, _who(row.granted_by_id, names), row.granted_at),
            )
            for row in late
        ),
        unclosed=tuple(
            Unclosed(
                submission_id=latest[row.pk].pk,
                area_name=areas[row.area_id].full_name,
                due_on=row.due_on,
                was_sent=latest[row.pk].first_sent_at is not None,
                shut=bool(standing.words(row, on)),
            )
            for row in open_duties
        ),
    )


def _who(person_id: int | None, names: dict[int, str]) -> str:
    return "Hệ thống" if person_id is None else names.get(person_id, "")
