"""The completeness board: every area's report of a period, and its months in a row."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from pcmt.agencies import queries as agencies
from pcmt.areas.queries import AreaView
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Calendar, Kind, Period
from pcmt.reporting.models import Duty, Submission
from pcmt.reporting.queries.duties import (
    DutyView,
    area_names,
    duties_of_form,
    duty_view,
    latest_rounds,
    periods_known,
    timing_of,
)
from pcmt.reporting.rules.timeliness import Mark, mark
from pcmt.rulebook.queries import Form, book
from vanban.text import sort_key

MONTHS_SHOWN = 10


@dataclass(frozen=True)
class HeatMark:
    """One period of an area on the board: how its report stood, and which submission it is (None: none owed)."""

    period: Period
    mark: Mark
    submission_id: int | None


@dataclass(frozen=True)
class BoardRow:
    """One area: its report of the period shown, and the periods before."""

    area_id: int
    area_name: str
    former_district: str
    duty: DutyView
    heat: tuple[HeatMark, ...]


@dataclass(frozen=True)
class StateCount:
    """How many reports are in a state."""

    state: str
    label: str
    tone: str
    count: int


@dataclass(frozen=True)
class Board:
    """A form and a period as seen by an actor; no rows where the period is not open, or nothing of it may be seen."""

    form: Form
    period: Period
    periods: tuple[Period, ...]
    heat_periods: tuple[Period, ...]
    rows: tuple[BoardRow, ...]
    counts: tuple[StateCount, ...]
    due_on: date | None
    to_open: Period | None
    may_open: bool

    @property
    def sent(self) -> int:
        """How many reports were sent, in time or late."""
        return sum(row.duty.sent_at is not None for row in self.rows)

    @property
    def closed(self) -> int:
        """How many reports are closed."""
        return sum(row.duty.accepted_at is not None for row in self.rows)

    def timed(self, timing: str) -> int:
        """This will count the reports that are on_time, late, overdue or due."""
        return sum(row.duty.timing is not None and row.duty.timing.timing == timing for row in self.rows)


def board(actor: Actor, form_code: str, period: Period, on: date) -> Board:
    """This will show how complete a period is, area by area; a fixed number of queries, whatever the number of areas.

    on: the day by which unsent reports are judged overdue.
    """
    form = book().form(form_code, period.last_day)
    periods = periods_known(form_code)
    shown = window(period, periods)
    found = duties_of_form(actor, form_code, shown)
    latest = latest_rounds(found)
    # An area's agency may change from one period to the next; where several report of it, each has its own row.
    whose: Callable[[Duty], int] = attrgetter("agency_id" if book().is_shared(form) else "area_id")
    by_row: dict[int, dict[str, Duty]] = {}
    for row in found:
        by_row.setdefault(whose(row), {})[row.period] = row
    present = [row for row in found if row.period == period.id]
    names = area_names(present)
    agency_names = {key: view.name for key, view in agencies.agencies_by_id(row.agency_id for row in present).items()}
    rows = [
        BoardRow(
            area_id=row.area_id,
            area_name=_name(row, names, agency_names),
            former_district=names[row.area_id].former_district,
            duty=duty_view(row, latest[row.pk], names[row.area_id], agency_names[row.agency_id], on),
            heat=tuple(heat_mark(one, by_row[whose(row)].get(one.id), latest, on) for one in shown),
        )
        for row in sorted(present, key=lambda row: (names[row.area_id].sort_key, sort_key(agency_names[row.agency_id])))
    ]
    return Board(
        form=form,
        period=period,
        periods=periods,
        heat_periods=shown,
        rows=tuple(rows),
        counts=_counts(rows),
        due_on=max((row.duty.due_on for row in rows), default=None),
        to_open=_to_open(form, periods, on),
        may_open=bool(actor.may("reporting.open_period")),
    )


def _name(row: Duty, names: Mapping[int, AreaView], agency_names: Mapping[int, str]) -> str:
    area = names[row.area_id]
    return area.full_name if area.level == "commune" else agency_names[row.agency_id]


def present_period(form_code: str, on: date) -> Period:
    """This will give the period of a form that a day falls in, open or not."""
    form = book().form(form_code, on)
    return period_of(form.period_kind, form.calendar, on)


def period_of(kind: Kind, calendar: Calendar, on: date) -> Period:
    """This will find the period of a kind that a day falls in; of what is asked on occasion the day itself."""
    if kind is Kind.RANGE:
        return Period.between(on, on)
    return Period.holding(on, kind, calendar)


def _to_open(form: Form, known: Sequence[Period], on: date) -> Period | None:
    """The period that the day falls in, unless it is open already, or people have to ask for it."""
    if form.is_on_request:
        return None
    present = period_of(form.period_kind, form.calendar, on)
    return None if present in known else present


def window(period: Period, known: Sequence[Period]) -> tuple[Period, ...]:
    """This will give the periods that a board shows in a row, up to the one asked for."""
    earlier = [one for one in known if one.first_day < period.first_day][: MONTHS_SHOWN - 1]
    return (*reversed(earlier), period)


def heat_mark(period: Period, row: Duty | None, latest: dict[int, Submission], on: date) -> HeatMark:
    """This will tell how the report of one period stood: the one mark of a square of the board."""
    if row is None:
        return HeatMark(period, "none", None)
    submission = latest[row.pk]
    timing = timing_of(row, submission, on)
    amended = submission.round > 1 or submission.was_returned
    return HeatMark(period, mark(timing.timing, amended=amended) if timing else "none", submission.pk)


def _counts(rows: Sequence[BoardRow]) -> tuple[StateCount, ...]:
    states = book().lifecycle("submission").states
    found = Counter(row.duty.state for row in rows)
    return tuple(StateCount(code, state.label, state.tone, found[code]) for code, state in states.items())
