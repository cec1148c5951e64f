"""Reports behind a count of the books: each with its deadline and how it came in."""

from collections.abc import Collection, Sequence
from datetime import date

from django.utils.timezone import localdate

from pcmt.kernel.period import Period
from pcmt.reporting import queries as reporting
from pcmt.reporting.queries import DutyView
from pcmt.trace.rules.node import TraceNode
from vanban.text import format_date

TIMED = {
    "on_time": "gửi đúng hạn",
    "late": "gửi chậm {days} ngày",
    "overdue": "quá hạn {days} ngày",
    "due": "chưa đến hạn",
}


def duty_nodes(
    area_ids: Collection[int], periods: Sequence[Period], on: date, *, only_odd: bool
) -> tuple[TraceNode, ...]:
    """This will list the reports counted at some areas; only_odd: those that came late, not at all, or were corrected.

    A province's count stands on a thousand reports: there the odd ones tell what the rate is made of.
    """
    found = reporting.duties_counted(area_ids, periods, on)
    return tuple(_node(one) for one in found if not only_odd or _is_odd(one))


def _is_odd(one: DutyView) -> bool:
    return one.round > 1 or (one.timing is not None and one.timing.timing in ("late", "overdue"))


def _node(one: DutyView) -> TraceNode:
    timed = TIMED[one.timing.timing].format(days=one.timing.days) if one.timing else one.state_label.lower()
    facts = [("Hạn", format_date(one.due_on))]
    if one.sent_at is not None:
        facts.append(("Gửi", format_date(localdate(one.sent_at))))
    if one.round > 1:
        facts.append(("Đính chính", f"{one.round - 1} lần"))
    facts.append(("Báo cáo", f"submission:{one.submission_id}"))
    return TraceNode("", "duty", f"{one.area_name}, {one.form_short}, {one.period.name_inside}: {timed}", tuple(facts))
