"""The plain list of who is late, ready to be pasted into a message. Pure."""

from collections.abc import Sequence
from datetime import date

from pcmt.reporting.queries import DutyView
from vanban.text import format_date


def pasted(found: Sequence[DutyView], on: date) -> str:
    """This will write who is late with what, one paragraph a form and period; empty where nobody is."""
    groups: dict[tuple[str, str, date], list[DutyView]] = {}
    for one in found:
        groups.setdefault((one.form_label, one.period.name, one.due_on), []).append(one)
    parts = [f"DANH SÁCH CHƯA GỬI BÁO CÁO (đến ngày {format_date(on)})"] if groups else []
    for (form, period, due_on), late in groups.items():
        lines = [
            f"{place}. {one.agency_name}: quá hạn {one.timing.days if one.timing else 0} ngày"
            for place, one in enumerate(late, 1)
        ]
        parts.append(
            "\n".join((f"{form} – {period}, hạn gửi {format_date(due_on)}: {len(late)} đơn vị chưa gửi", *lines))
        )
    if groups:
        parts.append("Đề nghị các đơn vị gửi ngay; kỳ không phát sinh số liệu vẫn gửi báo cáo.")
    return "\n\n".join(parts)
