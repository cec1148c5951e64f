"""Open a period: from now on each agency that the form names owes it for its area."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.clock import WorkCalendar
from pcmt.kernel.period import Period
from pcmt.reporting.opening import CannotOpen, make_duties, owing_now, unknown
from pcmt.rulebook.queries import Form, book
from vanban.text import format_date

__all__ = ["CannotOpen", "open_period"]


@transaction.atomic
def open_period(*, form_code: str, period: Period, actor: Actor, at: datetime) -> int:
    """This will make the duties of a period by the form in force on its last day, and return how many are new.

    Asked again, it makes only what is missing. Raises CannotOpen where the period does not suit the form, lies ahead,
    or an area has no agency to owe it.
    """
    actor.may("reporting.open_period").require()

    form = book().form(form_code, period.last_day)
    _check_period(form, period, at)
    owing = owing_now(form, period)

    made = make_duties(form, period, unknown(form, period, owing), form.due.due_on(period, WorkCalendar()), at)

    if made:
        record(
            action="reporting.open_period",
            subject=f"period:{form.code}/{period.id}",
            actor=actor,
            at=at,
            after={"form": form.id, "period": period.id, "duties": len(made), "due_on": str(made[0].due_on)},
        )
    return len(made)


def _check_period(form: Form, period: Period, at: datetime) -> None:
    if form.is_on_request:
        raise CannotOpen(f"{form.short_label} là biểu đột xuất.", remedy="Gửi yêu cầu ở trang Yêu cầu đột xuất.")
    if period.kind is not form.period_kind or period.calendar is not form.calendar:
        raise CannotOpen(
            f"{period.label} không phải kỳ của {form.short_label}.",
            remedy="Chọn kỳ đúng loại và đúng lịch báo cáo của biểu.",
        )
    if period.first_day > localdate(at):
        raise CannotOpen(
            f"{period.label} chưa bắt đầu.",
            remedy=f"Có thể mở kỳ này từ ngày {format_date(period.first_day)}.",
        )
