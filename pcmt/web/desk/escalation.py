"""What an agency right below has owed for so long that its head's superior is told."""

from collections.abc import Sequence
from datetime import date

from pcmt.notices.queries import NoticeView
from pcmt.web.desk.chore import Chore, past
from pcmt.web.navigation import address

KINDS = {"overdue": "kỳ báo cáo số liệu", "overdue_task": "nhiệm vụ"}
OTHERS = "việc quán triệt, sơ kết, kiểm tra, ý kiến chỉ đạo"


def escalated(found: Sequence[NoticeView], on: date) -> list[Chore]:
    """This will tell what the actor was told of the agencies below, one line a kind, the longest owed by name.

    Without a day: it is others who are late, so it stands behind what waits for the actor's own hand.
    """
    groups: dict[str, list[NoticeView]] = {}
    for one in found:
        groups.setdefault(KINDS.get(one.subject.partition(":")[0], OTHERS), []).append(one)
    return [_line(what, group, on) for what, group in groups.items()]


def _line(what: str, group: Sequence[NoticeView], on: date) -> Chore:
    worst = min(group, key=lambda one: one.due_on)
    many = len(group) > 1
    return Chore(
        f"{len(group)} {what} của cơ quan cấp dưới quá hạn nhiều ngày" if many else worst.title,
        f"Lâu nhất: {worst.title}" if many else "Cơ quan cấp dưới quá hạn nhiều ngày",
        "Xem nhắc việc",
        address("notices.list"),
        None,
        past(worst.due_on, on),
    )
