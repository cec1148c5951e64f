"""Opens reporting periods whose days are over."""

from datetime import datetime

from django.utils import timezone

from pcmt.areas import queries as areas
from pcmt.kernel.actor import system_actor
from pcmt.kernel.period import Period
from pcmt.reporting import queries as reporting
from pcmt.reporting.actions.open_period import open_period
from pcmt.rulebook.queries import book


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
        period = Period.holding(today, form.period_kind, form.calendar).previous()
        if period not in reporting.periods_known(form.code) and not reporting.without_agency(form.code, period):
            made += open_period(form_code=form.code, period=period, actor=actor, at=at)
    return made
