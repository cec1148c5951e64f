"""The pages that look at the same reports from several sides, as tabs above each of them."""

from urllib.parse import urlencode

from pcmt.web.components import Link
from pcmt.web.navigation import address

SIDES = (
    ("reporting.board", "Từng kỳ"),
    ("reporting.units", "Số liệu nhiều đơn vị"),
    ("reporting.timeliness", "12 kỳ gần nhất"),
    ("reporting.overdue", "Quá hạn chưa gửi"),
    ("reporting.requests", "Yêu cầu đột xuất"),
    ("notices.calendar", "Lịch"),
)


def sides(current: str, form_code: str = "") -> tuple[Link, ...]:
    """This will give the tabs, the current page's marked, each keeping the form that is looked at."""
    asked = f"?{urlencode({'bieu': form_code})}" if form_code else ""
    return tuple(Link(label, address(name) + asked, current=name == current) for name, label in SIDES)
