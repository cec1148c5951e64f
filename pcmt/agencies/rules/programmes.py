"""Terms and reviews of coordination programmes."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date

PROGRAMME_LABELS = {
    "quy_che": "Quy chế phối hợp",
    "chuong_trinh": "Chương trình phối hợp",
    "ke_hoach": "Kế hoạch phối hợp",
}
CHANGE_LABELS = {"found": "Ký kết", "extend": "Gia hạn", "end": "Chấm dứt"}
REVIEW_LABELS = {0: "Không định kỳ", 3: "Hằng quý", 6: "Sáu tháng", 12: "Hằng năm"}
LONGEST_TERM = 600
"""Months after which a programme without an end stops asking for reviews: fifty years."""


def months_later(day: date, months: int) -> date:
    """This will give the same day so many months later, the month's last where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def review_days(begins: date, every: int, ends: date | None) -> Iterator[date]:
    """This will give the days by which reviews are due, every so many months from the beginning up to the end."""
    for months in range(every, LONGEST_TERM + 1, every) if every else ():
        day = months_later(begins, months)
        if ends is not None and day > ends:
            return
        yield day


def review_due(begins: date, every: int, ends: date | None, last_held: date | None) -> date | None:
    """This will give the day by which the next review is owed, None where none is.

    A review held early or late stands for the due day nearest to it; one soon after the beginning for none.
    """
    days = [begins, *review_days(begins, every, ends)]
    distance = [abs((day - (last_held or begins)).days) for day in days]
    owed = days[distance.index(min(distance)) + 1 :]
    return owed[0] if owed else None
