"""Whether a task is clear: rõ người, rõ việc, rõ thời gian, rõ trách nhiệm, rõ sản phẩm, rõ thẩm quyền.

Pure. What is unclear comes with the words that tell it and the name of the page that mends it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pcmt.kernel.clock import WorkCalendar
from pcmt.plans.rules.task_answers import PartyView, TaskView
from vanban.text import fold

LEAST_WORDS = 4
ASPECTS = {
    "who": "rõ người",
    "what": "rõ việc",
    "when": "rõ thời gian",
    "charge": "rõ trách nhiệm",
    "product": "rõ sản phẩm",
    "power": "rõ thẩm quyền",
}
LIMIT = re.compile(r"(?:trong|sau|cham nhat)?\s{0,3}(?:vong|thoi han)?\s{0,3}(\d{1,3})\s{1,3}ngay(\s{1,3}lam viec)?\b")


@dataclass(frozen=True)
class Unclear:
    """One thing that a task does not say: the aspect ("when"), why, and what mends it ("revise", "parts", "own")."""

    aspect: str
    text: str
    mend: str = "revise"

    @property
    def label(self) -> str:
        """What it lacks in the words of offices: "chưa rõ thời gian"."""
        return f"chưa {ASPECTS[self.aspect]}"


@dataclass(frozen=True)
class Around:
    """What is known around a task: posts that are held today, and whether an agency keeps the plan and may accept."""

    posts_held: frozenset[int] = frozenset()
    has_keeper: bool = True


def unclear(task: TaskView, around: Around) -> tuple[Unclear, ...]:
    """This will list what a task does not say, in the order of the six; nothing of one that has ended."""
    if task.state in ("done", "withdrawn"):
        return ()
    return (*_who(task), *_what(task), *_when(task), *_charge(task, around), *_product(task), *_power(task, around))


def day_within(words: str, start: date | None, calendar: WorkCalendar) -> date | None:
    """This will count out a limit told by its length ("10 ngày làm việc kể từ ngày nhận") from the day it began.

    Calendar days end on the next working day where the last is a day off. None where no length is told or no start
    known.
    """
    found = LIMIT.search(fold(words)) if start else None
    if found is None or start is None:
        return None
    count = int(found[1])
    if found[2]:
        return calendar.add_working_days(start, count)
    return calendar.on_or_after(date.fromordinal(start.toordinal() + count))


def _who(task: TaskView) -> Iterator[Unclear]:
    if not task.leads:
        yield Unclear("who", "chưa có cơ quan chủ trì")
    elif strangers := [party.name for party in task.leads if party.agency_id is None]:
        yield Unclear("who", f"chưa rõ là cơ quan nào trong danh bạ: {'; '.join(strangers)[:120]}")


def _what(task: TaskView) -> Iterator[Unclear]:
    if len(task.title.split()) < LEAST_WORDS:
        yield Unclear("what", "nội dung quá ngắn, chưa rõ phải làm gì")
    leads = [party for party in task.leads if party.agency_id is not None]
    if len(leads) > 1 and not _is_group(leads) and not all(party.part for party in leads):
        yield Unclear("what", f"{len(leads)} cơ quan cùng chủ trì, chưa rõ ai làm phần nào", "parts")


def _is_group(leads: list[PartyView]) -> bool:
    """Whether the leads are one group in the document's words, where each does the same at home."""
    return len({party.group for party in leads}) == 1 and bool(leads[0].group)


def _when(task: TaskView) -> Iterator[Unclear]:
    if task.due_on is not None or (all(party.due_on for party in task.leads) and task.leads):
        return
    if task.every:
        yield Unclear("when", f"báo cáo {task.recurrence}, chưa rõ ngày của kỳ đầu")
    elif "thuong xuyen" in fold(task.within):
        yield Unclear("when", "việc thường xuyên: cần ít nhất một kỳ báo cáo mỗi năm")
    elif task.within:
        yield Unclear("when", f"văn bản ghi “{task.within[:80]}”, chưa tính ra ngày")
    else:
        yield Unclear("when", "chưa có thời hạn hoặc chu kỳ")


def _charge(task: TaskView, around: Around) -> Iterator[Unclear]:
    counting = [party for party in task.leads if party.agency_id is not None and party.is_open]
    if without := [party.name for party in counting if party.in_charge_id is None]:
        names = without[0] if len(without) == 1 else f"{len(without)} cơ quan chủ trì"
        yield Unclear("charge", f"{names} chưa phân công người phụ trách", "own")
    if gone := [one.name for one in counting if one.in_charge_id and one.in_charge_id not in around.posts_held]:
        names = gone[0] if len(gone) == 1 else f"{len(gone)} cơ quan"
        yield Unclear("charge", f"người phụ trách của {names} không còn giữ chức vụ", "own")


def _product(task: TaskView) -> Iterator[Unclear]:
    if not task.product.strip():
        yield Unclear("product", "chưa ghi sản phẩm phải có")


def _power(task: TaskView, around: Around) -> Iterator[Unclear]:
    if not around.has_keeper:
        yield Unclear("power", "kế hoạch chưa rõ cơ quan nào giao việc và nghiệm thu", "")
    if task.leads and all(party.is_asked for party in task.leads):
        yield Unclear("power", "cơ quan chủ trì thuộc diện đề nghị phối hợp, không thuộc quyền giao việc")
