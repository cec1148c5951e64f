"""What is owed on the days between two: duties that were made, and periods of forms that will be opened."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from pcmt.agencies import queries as agencies
from pcmt.kernel.actor import Actor
from pcmt.kernel.clock import WorkCalendar
from pcmt.kernel.period import Period
from pcmt.kernel.refusal import NotFound
from pcmt.reporting.models import Duty
from pcmt.reporting.queries.duties import latest_rounds, visible_duties
from pcmt.reporting.rules.naming import report_called
from pcmt.rulebook.queries import Form, book

BEFORE_THE_DEADLINE = timedelta(days=70)
"""A period ends at most so long before its report is due: where the search for periods begins."""


@dataclass(frozen=True)
class Owed:
    """A form and a period with the day they are due: of one unit, or of `units` of which `sent` have sent.

    submission_id: the one report, where it is one and open. is_open: duties were made; else it is to come.
    """

    form_code: str
    form_short: str
    period: Period
    due_on: date
    units: int
    sent: int
    submission_id: int | None
    agency_ids: frozenset[int]
    is_open: bool

    @property
    def called(self) -> str:
        """What is owed, in full."""
        return report_called(self.form_short, self.period)

    @property
    def reference(self) -> str:
        """The same for a report now and later, whoever looks: form, period and day."""
        return f"{self.form_code}/{self.period.id}"


def owed_between(actor: Actor, first: date, last: date, on: date) -> tuple[Owed, ...]:
    """This will list what the actor may see that is due between two days, the earliest first.

    What will be opened is told to who looks over all, and to agencies of a kind that owes the form.
    """
    groups: dict[tuple[str, str, date], list[Duty]] = {}
    rows = list(visible_duties(actor).filter(due_on__range=(first, last)))
    for row in rows:
        groups.setdefault((row.form_code, row.period, row.due_on), []).append(row)
    latest = latest_rounds(rows)
    made = []
    for (code, period, due_on), group in groups.items():
        ids = [latest[row.pk].pk for row in group]
        sent = sum(latest[row.pk].first_sent_at is not None for row in group)
        label, whose = book().form_by_id(group[0].form_id).short_label, frozenset(row.agency_id for row in group)
        one = ids[0] if len(ids) == 1 else None
        made.append(Owed(code, label, Period.parse(period), due_on, len(group), sent, one, whose, True))
    return tuple(sorted((*made, *_to_come(actor, first, last, on)), key=lambda one: (one.due_on, one.form_short)))


def _to_come(actor: Actor, first: date, last: date, on: date) -> Iterator[Owed]:
    oversees = actor.areas_for("reporting.view") is None
    own = agencies.agencies_by_id(actor.own_agencies, on)
    opened = set(Duty.objects.filter(last_day__gte=first - BEFORE_THE_DEADLINE).values_list("form_code", "period"))
    for current in book().forms(on):
        if current.is_on_request:
            continue  # nothing of it is to come until somebody asks
        for form, period, due_on in _periods(current, first, last):
            if (form.code, period.id) in opened or due_on < on:
                continue
            owing = frozenset(one.id for one in own.values() if _owes(form, one.kind, one.name, one.short_name))
            if oversees or owing:
                yield Owed(form.code, form.short_label, period, due_on, 0, 0, None, owing, False)


def _periods(current: Form, first: date, last: date) -> Iterator[tuple[Form, Period, date]]:
    """The periods of a form that are due between two days, each by the version in force on its last day."""
    period = Period.holding(first - BEFORE_THE_DEADLINE, current.period_kind, current.calendar)
    while period.last_day <= last + BEFORE_THE_DEADLINE:
        try:
            form = book().form(current.code, period.last_day)
        except NotFound:
            form = None
        if form is not None and (form.period_kind, form.calendar) == (period.kind, period.calendar):
            due_on = form.due.due_on(period, WorkCalendar())
            if first <= due_on <= last:
                yield form, period, due_on
        period = period.next()


def _owes(form: Form, kind: str, *names: str) -> bool:
    folded = {name.casefold() for name in names}
    return any(
        bool(folded & {name.casefold() for name in owed.names}) if owed.names else owed.agency_kind == kind
        for owed in form.owed_by
    )
