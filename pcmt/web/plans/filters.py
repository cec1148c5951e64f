"""Tasks told apart by how they stand, as the tabs above a table offer them."""

from urllib.parse import urlencode

from pcmt.plans import queries as plans
from pcmt.web.components import Link

STATES = (
    ("", "Tất cả"),
    ("overdue", "Quá hạn"),
    ("todo", "Chưa thực hiện"),
    ("doing", "Đang thực hiện"),
    ("reported", "Chờ nghiệm thu"),
    ("returned", "Trả lại"),
    ("paused", "Tạm dừng"),
    ("done", "Đã hoàn thành"),
)


def matches(task: plans.TaskView, chosen: str) -> bool:
    """This will tell whether a task stands as the tab says; without a tab, all that are not withdrawn."""
    if not chosen:
        return task.state != "withdrawn"
    if chosen == "overdue":
        return task.is_overdue
    return task.state == chosen or (chosen == "reported" and bool(task.waiting))


def tabs(
    every: tuple[plans.TaskView, ...], chosen: str, agency: str, kept: dict[str, str] | None = None
) -> tuple[Link, ...]:
    """This will give the tabs with how many tasks each holds, keeping the other choices of the page."""
    asked = {**(kept or {}), **({"co_quan": agency} if agency else {})}
    rest = f"&{urlencode(asked)}" if asked else ""
    return tuple(
        Link(label, f"?trang_thai={code}{rest}", sum(matches(task, code) for task in every), current=code == chosen)
        for code, label in STATES
    )
