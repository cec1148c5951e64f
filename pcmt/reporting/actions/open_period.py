"""Open a period: from now on each agency that the form names owes it for its area."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from pcmt.areas import queries as areas
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.clock import WorkCalendar
from pcmt.kernel.period import Period
from pcmt.kernel.refusal import Refusal
from pcmt.reporting.models import Duty, Submission
from pcmt.reporting.owing import owing
from pcmt.reporting.owners import Owing
from pcmt.rulebook.queries import Form, book
from vanban.text import format_date

NAMES_TOLD = 5


class CannotOpen(Refusal):
    """This will say why a period cannot be opened for a form."""

    code = "cannot_open"


@transaction.atomic
def open_period(*, form_code: str, period: Period, actor: Actor, at: datetime) -> int:
    """This will make the duties of a period by the form in force on its last day, and return how many are new.

    Asked again, it makes only what is missing. Raises CannotOpen where the period does not suit the form, lies ahead,
    or an area has no agency to owe it.
    """
    actor.may("reporting.open_period").require()

    form = book().form(form_code, period.last_day)
    _check_period(form, period, at)
    owing = _owing(form, period)

    try:
        made = Duty.objects.bulk_create(_duties(form, period, _unknown(form, period, owing), at))
    except IntegrityError:
        raise CannotOpen(f"{period.label} vừa được người khác mở.", remedy="Tải lại trang để xem.") from None
    start = book().lifecycle("submission").start
    Submission.objects.bulk_create(Submission(duty=duty, state=start, opened_at=at) for duty in made)

    if made:
        record(
            action="reporting.open_period",
            subject=f"period:{form.code}/{period.id}",
            actor=actor,
            at=at,
            after={"form": form.id, "period": period.id, "duties": len(made), "due_on": str(made[0].due_on)},
        )
    return len(made)


def _unknown(form: Form, period: Period, owing: set[Owing]) -> list[Owing]:
    """Those who do not owe it yet; of a form that one agency owes an area owes it once, whoever its agency was then."""
    known = set(Duty.objects.filter(form_code=form.code, period=period.id).values_list("area_id", "agency_id"))
    if book().is_shared(form):
        return sorted(owing - known)
    areas_known = {area_id for area_id, _ in known}
    return sorted((area_id, agency_id) for area_id, agency_id in owing if area_id not in areas_known)


def _duties(form: Form, period: Period, owing: list[Owing], at: datetime) -> list[Duty]:
    due = form.due.due_on(period, WorkCalendar())
    return [
        Duty(
            form_id=form.id,
            form_code=form.code,
            period=period.id,
            first_day=period.first_day,
            last_day=period.last_day,
            area_id=area_id,
            agency_id=agency_id,
            due_on=due,
            opened_at=at,
        )
        for area_id, agency_id in owing
    ]


def _check_period(form: Form, period: Period, at: datetime) -> None:
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


def _owing(form: Form, period: Period) -> set[Owing]:
    """The areas and the agencies that owe the form for them."""
    province = areas.province(period.last_day)
    if province is None:
        raise CannotOpen("Chưa xác định được tỉnh của hệ thống này.", remedy="Lập đơn vị hành chính trước khi mở kỳ.")
    found, without = owing(form, period, province)
    if without:
        more = f" và {len(without) - NAMES_TOLD} đơn vị khác" if len(without) > NAMES_TOLD else ""
        raise CannotOpen(
            f"Chưa có cơ quan phải báo cáo ở {', '.join(without[:NAMES_TOLD])}{more}.",
            remedy="Bổ sung cơ quan của các đơn vị này trong danh bạ rồi mở kỳ.",
        )
    return found
