"""The words of the mail of a day: titles and days alone, nothing that only some may read."""

from collections.abc import Sequence
from datetime import date

from pcmt.notices.rules.stages import KINDS, Item
from vanban.text import format_date

OPENING = "Hệ thống theo dõi chương trình phòng, chống ma túy nhắc anh/chị các việc sau, tính đến ngày {day}:"


def subject_of(items: Sequence[Item], on: date) -> str:
    """This will give the mail's subject: how much is overdue, how much is due soon."""
    late = sum(item.due_on < on for item in items)
    parts = [f"{late} việc quá hạn"] if late else []
    parts += [f"{len(items) - late} việc sắp đến hạn"] if len(items) > late else []
    return f"Nhắc việc {format_date(on)}: " + ", ".join(parts)


def body_of(items: Sequence[Item], on: date, address: str) -> str:
    """This will write the mail, one paragraph a kind, the earliest day first.

    address: where the system is reached, "" where that is not set.
    """
    parts = [OPENING.format(day=format_date(on))]
    for kind, label in KINDS.items():
        lines = [_line(item, on) for item in sorted(items, key=lambda item: item.due_on) if item.kind == kind]
        parts += ["\n".join((label, *lines))] if lines else []
    where = f" tại {address.rstrip('/')}/nhac-viec/" if address else " ở trang Nhắc việc"
    parts.append(f"Xem và chọn loại việc được nhắc{where}. Thư gửi tự động, mỗi ngày làm việc nhiều nhất một thư.")
    return "\n\n".join(parts) + "\n"


def _line(item: Item, on: date) -> str:
    days = (item.due_on - on).days
    when = f"quá hạn {-days} ngày" if days < 0 else "hạn hôm nay" if days == 0 else f"còn {days} ngày"
    return f"- {item.title}: hạn {format_date(item.due_on)} ({when})"
