"""Ask on occasion: a form, for days of its own, of its addressees, by a deadline; they owe it from this moment."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from pcmt.documents import queries as documents
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Kind, Period
from pcmt.kernel.refusal import Refusal
from pcmt.reporting.closings import written_reason
from pcmt.reporting.models import Request
from pcmt.reporting.opening import make_duties, owing_now, unknown
from pcmt.rulebook.queries import Form, book
from vanban.text import format_date


class CannotAsk(Refusal):
    """This will say why something is not asked."""

    code = "cannot_ask"


@transaction.atomic
def ask(
    *,
    form_id: str,
    period: Period,
    due_on: date,
    reason: str,
    document_id: int | None = None,
    agency_ids: Collection[int] = (),
    actor: Actor,
    at: datetime,
) -> int:
    """This will make the duties of a request, and return its identifier.

    period: a free range. agency_ids: of the form's addressees only these; all of them where empty. Raises CannotAsk
    where the days, the deadline or the form do not suit, CannotOpen where an addressee has no agency.
    """
    actor.may("reporting.ask").require()

    form = book().form_by_id(form_id)
    _check(form, period, due_on, localdate(at))
    why = written_reason(reason, "Chưa ghi lý do yêu cầu.")
    if document_id is not None:
        documents.document(actor, document_id)
    owing = {pair for pair in owing_now(form, period) if not agency_ids or pair[1] in agency_ids}
    if not owing:
        raise CannotAsk("Không có đơn vị nào để hỏi.", remedy="Chọn ít nhất một đơn vị nhận.")

    request = Request.objects.create(
        form_id=form.id,
        form_code=form.code,
        period=period.id,
        first_day=period.first_day,
        last_day=period.last_day,
        due_on=due_on,
        reason=why,
        document_id=document_id,
        asked_by_id=actor.person_id,
        asked_at=at,
    )
    made = make_duties(form, period, unknown(form, period, owing), due_on, at)

    record(
        action="reporting.ask",
        subject=f"request:{request.pk}",
        actor=actor,
        at=at,
        after={"form": form.id, "period": period.id, "duties": len(made), "due_on": str(due_on)},
        reason=why,
    )
    return request.pk


def _check(form: Form, period: Period, due_on: date, today: date) -> None:
    if not form.is_on_request or period.kind is not Kind.RANGE:
        raise CannotAsk(
            f"{form.short_label} có kỳ báo cáo cố định.", remedy="Chỉ biểu đột xuất mới gửi theo từng yêu cầu."
        )
    if wrong := _wrong_days(form, period, due_on, today):
        raise CannotAsk(" ".join(wrong.values()), remedy="Sửa các ngày rồi gửi lại.", fields=wrong)
    if Request.objects.filter(form_code=form.code, period=period.id, withdrawn_at=None).exists():
        raise CannotAsk(
            f"Đã có yêu cầu này cho {period.name_inside}.", remedy="Mở yêu cầu đã gửi, hoặc chọn ngày khác."
        )


def _wrong_days(form: Form, period: Period, due_on: date, today: date) -> dict[str, str]:
    """What is wrong with the days, by field and all at once: the form's days in force, and the deadline."""
    wrong: dict[str, str] = {}
    if period.last_day < form.version_from:
        start = format_date(form.version_from)
        wrong["last_day"] = f"Biểu áp dụng từ ngày {start}: chọn từ ngày {start} trở đi, hoặc dựng bản biểu mới."
    elif form.version_to is not None and form.version_to < period.last_day:
        end = format_date(form.version_to)
        wrong["last_day"] = f"Biểu áp dụng đến hết ngày {end}: chọn đến ngày {end}, hoặc dựng bản biểu mới."
    if due_on < (earliest := max(today, period.first_day)):
        start = format_date(earliest)
        wrong["due_on"] = f"Hạn gửi không thể trước hôm nay hoặc trước ngày bắt đầu: ghi từ ngày {start} trở đi."
    return wrong
