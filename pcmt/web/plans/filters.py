"""Tasks told apart by how they stand, as the tabs above a table offer them."""

from datetime import date
from urllib.parse import urlencode

from pcmt.plans import queries as plans
from pcmt.web.components import Link

STATES = (
    ("", "Tất cả"),
    ("overdue", "Quá hạn"),
    ("todo", "Chưa thực hiện"),
    ("doing", "Đang thực hiện"),
    ("returned", "Trả lại"),
    ("reported", "Chờ nghiệm thu"),
    ("paused", "Tạm dừng"),
    ("done", "Đã hoàn thành"),
)
"""Each task stands under one of them besides all."""

TO_JUDGE = ("to_judge", "Có báo cáo chờ nghiệm thu")
"""Offered where it holds more than those of which every part is reported; what is late stands here again."""


def matches(task: plans.TaskView, chosen: str, on: date) -> bool:
    """This will tell whether a task stands as the tab says; without a tab, all that are not withdrawn."""
    if not chosen:
        return task.state != "withdrawn"
    return plans.column_of(task.state, task.due_on, on) == chosen


def tabs(
    every: tuple[plans.TaskView, ...], chosen: str, agency: str, on: date, kept: dict[str, str] | None = None
) -> tuple[Link, ...]:
    """This will give the tabs with how many tasks each holds, keeping the other choices of the page."""
    asked = {**(kept or {}), **({"co_quan": agency} if agency else {})}
    rest = f"&{urlencode(asked)}" if asked else ""
    return tuple(
        Link(label, f"?trang_thai={code}{rest}", sum(matches(task, code, on) for task in every), current=code == chosen)
        for code, label in STATES
    )
