"""The plain list of who is late, ready to be pasted into a message. Pure."""

from collections.abc import Sequence
from datetime import date

from pcmt.kernel.period import Period
from pcmt.reporting.queries import DutyView
from vanban.text import format_date


def pasted(found: Sequence[DutyView], on: date) -> str:
    """This will write who is late with what, one heading a period and below it a paragraph a form; empty if nobody is.

    Periods stand as they are owed, the one due first on top; a form that is due on several days has several paragraphs.
    """
    periods: dict[Period, dict[tuple[str, date], list[DutyView]]] = {}
    for one in sorted(found, key=lambda one: (one.due_on, one.period.first_day)):
        periods.setdefault(one.period, {}).setdefault((one.form_short, one.due_on), []).append(one)
    if not periods:
        return ""
    parts = [f"DANH SÁCH CHƯA GỬI BÁO CÁO (đến ngày {format_date(on)})"]
    for period, groups in periods.items():
        parts.append("\n\n".join([period.label.upper(), *(_group(*named, late) for named, late in groups.items())]))
    parts.append("Đề nghị các đơn vị gửi ngay; kỳ không phát sinh số liệu vẫn gửi báo cáo.")
    return "\n\n".join(parts)


def _group(form: str, due_on: date, late: Sequence[DutyView]) -> str:
    lines = [
        f"{place}. {one.agency_name}: quá hạn {one.timing.days if one.timing else 0} ngày"
        for place, one in enumerate(late, 1)
    ]
    return "\n".join((f"{form}, hạn gửi {format_date(due_on)}: {len(late)} đơn vị chưa gửi", *lines))
