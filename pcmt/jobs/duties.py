"""Opens reporting periods whose days are over, and those whose report is due before they end."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.utils import timezone

from pcmt.areas import queries as areas
from pcmt.kernel.actor import system_actor
from pcmt.kernel.clock import WorkCalendar
from pcmt.kernel.period import Period
from pcmt.reporting import queries as reporting
from pcmt.reporting.actions.close_period import close_period
from pcmt.reporting.actions.open_period import open_period
from pcmt.rulebook.queries import Form, book

AHEAD = timedelta(days=15)
"""How long before its day a report that is due within its period can be filled in."""


def open_due_periods(at: datetime) -> int:
    """This will open, for every form in force, the last period that has ended; returns the duties made.

    A period that is open already gains only the duties that it lacks. Without a province there is nothing to open, and
    where areas have no agency yet to owe a form, its period waits: the board says so, the log need not each hour.
    """
    today = timezone.localdate(at)
    if areas.province(today) is None:
        return 0
    actor = system_actor("mở kỳ báo cáo", "reporting.open_period", "reporting.view")
    made = 0
    for form in book().forms(today):
        if form.is_on_request:
            continue  # asked by people, never by the calendar
        for period in _due(form, today):
            if period not in reporting.periods_known(form.code) and not reporting.without_agency(form.code, period):
                made += open_period(form_code=form.code, period=period, actor=actor, at=at)
    return made


def _due(form: Form, today: date) -> Iterator[Period]:
    """The last period that has ended, and the present one where its report is due before it ends (số ước cả năm)."""
    present = Period.holding(today, form.period_kind, form.calendar)
    for period in (present.previous(), present):
        due = form.due.due_on(period, WorkCalendar())
        opens = due - AHEAD if due <= period.last_day else period.last_day + timedelta(days=1)
        if opens <= today and _in_force(form, period):
            yield period


def _in_force(form: Form, period: Period) -> bool:
    return any(one.code == form.code for one in book().forms(period.last_day))


def close_run_out_periods(at: datetime) -> int:
    """This will close each period whose form says after how many days it closes by itself; returns how many.

    The days count from the last deadline of the period, extensions included. A period that somebody has closed before
    is left to people, even where they have reopened it.
    """
    today = timezone.localdate(at)
    actor = system_actor("đóng kỳ báo cáo", "reporting.close_period")
    closed = 0
    for run in reporting.never_closed():
        form = book().form(run.form_code, run.period.last_day)
        if form.closes_after and today > run.due_on + timedelta(days=form.closes_after):
            close_period(
                form_code=run.form_code,
                period=run.period,
                reason=f"Quá {form.closes_after} ngày sau hạn gửi, theo quy định của biểu.",
                actor=actor,
                at=at,
            )
            closed += 1
    return closed
