"""Requests for more time that wait for an answer."""

from collections.abc import Sequence
from datetime import date

from django.utils.http import urlencode

from pcmt.reporting.queries import ExtensionWaiting
from pcmt.web.desk.chore import Chore
from pcmt.web.formats.figures import date_text
from pcmt.web.navigation import address

MOST_NAMED = 3


def extensions_to_decide(waiting: Sequence[ExtensionWaiting], on: date) -> list[Chore]:
    """This will gather what waits for a decision, one line a form's period: to be answered before the deadline."""
    groups: dict[tuple[str, str, bool], list[ExtensionWaiting]] = {}
    for one in waiting:
        groups.setdefault((one.form_code, one.period.id, one.after_closing), []).append(one)
    return [_chore(group, on) for group in groups.values()]


def _chore(group: Sequence[ExtensionWaiting], on: date) -> Chore:
    first = group[0]
    wanted = "; ".join(f"{one.unit} xin đến {date_text(one.wanted_on)}" for one in group[:MOST_NAMED])
    more = "…" if len(group) > MOST_NAMED else ""
    what = "nhập muộn" if first.after_closing else "gia hạn"
    return Chore(
        f"Quyết định {len(group)} đề nghị {what} báo cáo {first.name_inside}",
        f"{wanted}{more} · {first.name_beside}, hạn gửi {date_text(first.due_on)}",
        "Xem, quyết định",
        f"{address('reporting.period')}?{urlencode({'bieu': first.form_code, 'ky': first.period.id})}",
        max(first.due_on, on),
    )
