"""What opening a period and asking on occasion share: who owes, who owes it already, and the duties that are made."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import IntegrityError

from pcmt.areas import queries as areas
from pcmt.kernel.period import Period
from pcmt.kernel.refusal import Refusal
from pcmt.reporting.models import Duty, Submission
from pcmt.reporting.owing import owing
from pcmt.reporting.owners import Owing
from pcmt.rulebook.queries import Form, book

NAMES_TOLD = 5


class CannotOpen(Refusal):
    """This will say why a period cannot be opened for a form."""

    code = "cannot_open"


def owing_now(form: Form, period: Period) -> set[Owing]:
    """This will give the areas and the agencies that owe a form for them; CannotOpen where one has no agency."""
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


def unknown(form: Form, period: Period, owing: set[Owing]) -> list[Owing]:
    """This will list those who do not owe it yet.

    Of a form that one agency owes an area owes it once, whoever its agency was then.
    """
    known = set(Duty.objects.filter(form_code=form.code, period=period.id).values_list("area_id", "agency_id"))
    if book().is_shared(form):
        return sorted(owing - known)
    areas_known = {area_id for area_id, _ in known}
    return sorted((area_id, agency_id) for area_id, agency_id in owing if area_id not in areas_known)


def make_duties(form: Form, period: Period, owing: Iterable[Owing], due_on: date, at: datetime) -> list[Duty]:
    """This will make the duties of a period with their first round; CannotOpen where another was quicker."""
    duties = [
        Duty(
            form_id=form.id,
            form_code=form.code,
            period=period.id,
            first_day=period.first_day,
            last_day=period.last_day,
            area_id=area_id,
            agency_id=agency_id,
            due_on=due_on,
            opened_at=at,
        )
        for area_id, agency_id in owing
    ]
    try:
        made = Duty.objects.bulk_create(duties)
    except IntegrityError:
        raise CannotOpen(f"{period.label} vừa được người khác mở.", remedy="Tải lại trang để xem.") from None
    start = book().lifecycle("submission").start
    Submission.objects.bulk_create(Submission(duty=duty, state=start, opened_at=at) for duty in made)
    return made
