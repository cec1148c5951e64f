"""How reports came in over a year of periods: every unit of one form, or every form of one unit; and what is late."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db.models import Count

from pcmt.agencies import queries as agencies
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.reporting.models import Duty
from pcmt.reporting.queries.board import HeatMark, heat_mark
from pcmt.reporting.queries.duties import (
    DutyView,
    area_names,
    duties_in,
    duty_view,
    latest_rounds,
    visible_duties,
)
from pcmt.rulebook.queries import Form, book

PERIODS_SHOWN = 12
IN_TIME = ("on_time", "amended")
NOT_JUDGED = ("due", "none")


@dataclass(frozen=True)
class Track:
    """One unit's reports of one form, a mark for each period shown (latest last)."""

    area_id: int
    label: str
    group: str
    marks: tuple[HeatMark, ...]

    @property
    def judged(self) -> int:
        """How many reports were owed and have come, or should have."""
        return sum(mark.mark not in NOT_JUDGED for mark in self.marks)

    @property
    def in_time(self) -> int:
        """How many of them came in time, corrected later or not."""
        return sum(mark.mark in IN_TIME for mark in self.marks)


@dataclass(frozen=True)
class Tracks:
    """A form's last periods, and the units that owe it; no tracks where nothing of it may be seen."""

    form: Form
    periods: tuple[Period, ...]
    tracks: tuple[Track, ...]

    @property
    def share(self) -> Fraction | None:
        """Percent of the reports judged that came in time; None where none can be judged yet."""
        judged = sum(track.judged for track in self.tracks)
        return Fraction(100 * sum(track.in_time for track in self.tracks), judged) if judged else None


def tracks(actor: Actor, form_code: str, on: date) -> Tracks:
    """This will lay a form's last twelve periods out by unit, judged on a day; a fixed number of queries."""
    return _laid_out(form_code, list(visible_duties(actor).filter(form_code=form_code, first_day__lte=on)), on)


def tracks_of_area(actor: Actor, area_id: int, on: date) -> tuple[Tracks, ...]:
    """This will lay out every form that one unit has owed, each over its own last twelve periods.

    Empty where it owes none, or where the actor may not see it.
    """
    by_form: dict[str, list[Duty]] = {}
    for row in duties_in(actor, [area_id]):
        if row.first_day > on:
            continue
        by_form.setdefault(row.form_code, []).append(row)
    found = [_laid_out(code, rows, on) for code, rows in by_form.items()]
    return tuple(sorted(found, key=lambda one: one.form.short_label))


def overdue(actor: Actor, on: date, form_code: str | None = None) -> tuple[DutyView, ...]:
    """This will list the reports whose day is over and that were never sent, the longest late first."""
    rows = visible_duties(actor).filter(due_on__lt=on).exclude(submissions__first_sent_at__isnull=False)
    found = list(rows.filter(form_code=form_code) if form_code else rows)
    latest, names = latest_rounds(found), area_names(found)
    owing = agencies.agencies_by_id(row.agency_id for row in found)
    views = [
        (names[row.area_id].sort_key, duty_view(row, latest[row.pk], names[row.area_id], owing[row.agency_id].name, on))
        for row in found
    ]
    late = [(key, view) for key, view in views if view.timing is not None and view.timing.timing == "overdue"]
    return tuple(view for _, view in sorted(late, key=lambda one: (one[1].due_on, one[1].form_code, one[0])))


def forms_owed(actor: Actor, on: date) -> tuple[Form, ...]:
    """This will list the forms of which duties were made that the actor may see, those in force first by name."""
    codes = set(visible_duties(actor).values_list("form_code", flat=True).distinct())
    current = {form.code: form for form in book().forms(on)}
    ended = codes - current.keys()
    last = {code: _version(visible_duties(actor).filter(form_code=code).order_by("-first_day")[:1]) for code in ended}
    known = [current[code] for code in codes & current.keys()] + [form for form in last.values() if form]
    return tuple(sorted(known, key=lambda form: (form.code not in current, form.short_label)))


def most_owed(actor: Actor, forms: Sequence[Form]) -> Form | None:
    """This will choose among forms the one that most units owe, the first where several do (one query)."""
    owing = visible_duties(actor).values_list("form_code").annotate(units=Count("agency", distinct=True))
    units = dict(owing.order_by())
    return max(forms, key=lambda form: units.get(form.code, 0), default=None)


def _version(rows: Iterable[Duty]) -> Form | None:
    return next((book().form_by_id(row.form_id) for row in rows), None)


def _laid_out(form_code: str, rows: Sequence[Duty], on: date) -> Tracks:
    known = {row.period: row.first_day for row in rows}
    shown = [Period.parse(one) for one in sorted(known, key=lambda one: known[one])[-PERIODS_SHOWN:]]
    if not shown:
        return Tracks(book().form(form_code, on), (), ())
    form = book().form(form_code, shown[-1].last_day)
    wanted = {period.id for period in shown}
    found = [row for row in rows if row.period in wanted]
    latest, names = latest_rounds(found), area_names(found)
    by_unit: dict[tuple[int, int], dict[str, Duty]] = {}
    shared = book().is_shared(form)
    for row in found:
        by_unit.setdefault((row.area_id, row.agency_id if shared else 0), {})[row.period] = row
    offices = agencies.agencies_by_id(agency_id for _, agency_id in by_unit) if shared else {}
    lines = [
        (
            names[area_id].sort_key,
            Track(
                area_id,
                offices[agency_id].name if agency_id in offices else names[area_id].full_name,
                names[area_id].former_district,
                tuple(heat_mark(period, owed.get(period.id), latest, on) for period in shown),
            ),
        )
        for (area_id, agency_id), owed in by_unit.items()
    ]
    return Tracks(
        form, tuple(shown), tuple(track for _, track in sorted(lines, key=lambda one: (one[0], one[1].label)))
    )
