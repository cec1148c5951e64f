"""Which later day may be asked for, and given. Pure."""

from datetime import date, timedelta

from pcmt.kernel.refusal import Refusal
from vanban.text import format_date

FURTHEST = timedelta(days=366)


class CannotExtend(Refusal):
    """This will say why no (other) day can be asked for or given."""

    code = "cannot_extend"


def day_to_extend(due: date | None) -> date:
    """This will give the day that a part has; CannotExtend where it has none."""
    if due is None:
        raise CannotExtend("Phần việc này chưa có thời hạn, không cần gia hạn.")
    return due


def check_day(wanted: date, due: date, today: date) -> None:
    """This will refuse a new day that is no later, is past, or lies too far ahead."""
    if wanted <= due:
        raise CannotExtend(
            f"Ngày {format_date(wanted)} không muộn hơn thời hạn hiện nay ({format_date(due)}).",
            fields={"wanted_on": f"Chọn một ngày sau thời hạn hiện nay, {format_date(due)}."},
        )
    if wanted < today:
        raise CannotExtend(
            f"Ngày {format_date(wanted)} đã qua.",
            fields={"wanted_on": f"Ngày này đã qua; chọn từ hôm nay, {format_date(today)}, trở đi."},
        )
    if wanted > max(due, today) + FURTHEST:
        raise CannotExtend("Gia hạn tối đa một năm.", fields={"wanted_on": "Chọn một ngày gần hơn."})
