"""Whether a period still takes entries: closed periods, and the units that may enter late all the same."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.timezone import localdate

from pcmt.kernel.reason import as_reason
from pcmt.kernel.refusal import Refusal
from pcmt.prepared import Prepared
from pcmt.reporting.models import Duty, LateEntry, PeriodClosing
from vanban.text import format_date

LONGEST_REASON = 500
LONGEST_LEAVE = timedelta(days=60)  # the two months in which the following reports still see it; then reopen the period
_CLOSINGS = Prepared(lambda periods: PeriodClosing.objects.filter(period__in=periods, reopened_at__isnull=True))


class PeriodClosed(Refusal):
    """This will say that a period was closed, when, and what leads on."""

    code = "period_closed"


@dataclass(frozen=True)
class Closings:
    """The closings that stand for some duties, and until when each duty may be entered late."""

    closed: frozenset[tuple[str, str]]
    since: dict[tuple[str, str], date]
    late: dict[int, date | None]

    def words(self, duty: Duty, on: date) -> str:
        """This will say why a duty takes no entry on a day; empty where it does."""
        key = (duty.form_code, duty.period)
        if key not in self.closed:
            return ""
        until = self.late.get(duty.pk)
        if until is not None and on <= until:
            return ""
        since = f"Kỳ báo cáo đã đóng từ ngày {format_date(self.since[key])}"
        if duty.pk not in self.late:
            return f"{since}."
        ended = (
            f"thời hạn nhập muộn đã hết ngày {format_date(until)}" if until else "việc cho nhập muộn đã được thu hồi"
        )
        return f"{since}; {ended}."


def closings_of(duties: Iterable[Duty]) -> Closings:
    """This will load what is closed among duties (one query, a second where something is)."""
    wanted = {duty.pk: (duty.form_code, duty.period) for duty in duties}
    rows = _CLOSINGS.all({period for _, period in wanted.values()})
    since = {(row.form_code, row.period): localdate(row.closed_at) for row in rows}
    shut = [pk for pk, key in wanted.items() if key in since]
    leaves = LateEntry.objects.filter(duty__in=shut).order_by("id").values_list("duty", "until") if shut else ()
    return Closings(frozenset(since), since, dict(leaves))


def shut_among(duty_ids: Iterable[int], on: date) -> frozenset[int]:
    """This will name those duties that take no entry on a day (one query where no period is closed)."""
    if not PeriodClosing.objects.filter(reopened_at__isnull=True).exists():
        return frozenset()
    duties = list(Duty.objects.filter(pk__in=list(duty_ids)))
    closings = closings_of(duties)
    return frozenset(duty.pk for duty in duties if closings.words(duty, on))


def closed_words(duty: Duty, on: date) -> str:
    """This will say why one duty takes no entry on a day; empty where it does."""
    return closings_of([duty]).words(duty, on)


def require_open(duty: Duty, on: date) -> None:
    """This will refuse with PeriodClosed where the period is closed and the duty has no leave to be late."""
    if words := closed_words(duty, on):
        raise PeriodClosed(
            words,
            remedy="Đề nghị cơ quan thường trực cho nhập muộn, có lý do; số đã chốt thì điều chỉnh vào kỳ sau, "
            "hoặc mở lại kỳ.",
        )


def is_closed(form_code: str, period_id: str) -> bool:
    """This will tell whether a form's period is closed."""
    return PeriodClosing.objects.filter(form_code=form_code, period=period_id, reopened_at__isnull=True).exists()


def leave_flaw(until: date, on: date) -> str:
    """This will say what is wrong with a day up to which a closed period shall take entries; empty where nothing is."""
    if until < on:
        return f"Ngày {format_date(until)} đã qua; chọn từ hôm nay, {format_date(on)}, trở đi."
    if until > on + LONGEST_LEAVE:
        return (
            f"Chỉ cho nhập muộn tối đa {LONGEST_LEAVE.days} ngày, đến {format_date(on + LONGEST_LEAVE)}; "
            "cần lâu hơn thì mở lại kỳ."
        )
    return ""


def written_reason(text: str, missing: str) -> str:
    """This will tidy a reason; refuses where it is empty (`missing` says what is) or too long."""
    reason = " ".join(as_reason(text).split())
    if not reason or len(reason) > LONGEST_REASON:
        wrong = f"Lý do dài quá {LONGEST_REASON} ký tự." if reason else missing
        raise Refusal(wrong, remedy="Ghi ngắn gọn, đủ để người đọc hiểu.", code="no_reason", fields={"reason": wrong})
    return reason
