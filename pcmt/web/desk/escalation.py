"""What an agency right below has owed for so long that its head's superior is told."""

from collections.abc import Sequence
from datetime import date

from pcmt.notices.queries import NoticeView
from pcmt.web.desk.chore import Chore, past
from pcmt.web.navigation import address


def escalated(found: Sequence[NoticeView], on: date) -> list[Chore]:
    """This will list what the actor was told of the agencies below and has not put away."""
    url = address("notices.list")
    return [
        Chore(one.title, "Cơ quan cấp dưới quá hạn nhiều ngày", "Xem nhắc việc", url, one.due_on, past(one.due_on, on))
        for one in found
    ]
