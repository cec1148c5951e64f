"""The tasks of a plan on its page: few in one table, many folded under headings, in one of two orders."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from pcmt.plans import queries as plans
from pcmt.web.components import Link

MOST_LATE = 10
"""Late tasks told above the folds; all of them stand under their tab."""


@dataclass(frozen=True)
class Choice:
    """What a plan's page was asked for: tasks that stand so, of an agency, by deadline, with all folds open."""

    standing: str
    agency: str
    by_deadline: bool
    whole: bool

    @property
    def asked(self) -> dict[str, str]:
        """Which tasks, as the address says it."""
        return {key: value for key, value in (("trang_thai", self.standing), ("co_quan", self.agency)) if value}

    @property
    def order(self) -> dict[str, str]:
        """In which order, as the address says it."""
        return {"thu_tu": "han"} if self.by_deadline else {}


def folded(shown: Sequence[plans.TaskView], choice: Choice, *, first: int) -> dict[str, object]:
    """This will give what `plans/plan_tasks.html` asks for: tasks in their order, and their folds where they are many.

    first: the plan's own document.
    """
    folds: Sequence[plans.Chapter] = ()
    if len(shown) > plans.MOST_TOGETHER:
        folds = plans.by_quarter(shown) if choice.by_deadline else plans.chapters(shown, first=first)
    late = [task for task in shown if task.is_overdue] if folds and not (choice.by_deadline or choice.standing) else []
    return {
        "tasks": shown,
        "folds": [(fold, choice.whole or (at == 0 and not late)) for at, fold in enumerate(folds)],
        "late": late[:MOST_LATE],
        "more_late": f"?{urlencode({'trang_thai': 'overdue', **choice.asked})}" if len(late) > MOST_LATE else "",
        "orders": _orders(choice),
        "opening": "" if choice.whole or not folds else f"?{urlencode({**choice.asked, **choice.order, 'mo': '1'})}",
    }


def _orders(choice: Choice) -> tuple[Link, ...]:
    """The two orders in which tasks are listed, keeping the other choices of the page."""
    return (
        Link("Theo văn bản", f"?{urlencode(choice.asked)}", current=not choice.by_deadline),
        Link("Theo thời hạn", f"?{urlencode({**choice.asked, 'thu_tu': 'han'})}", current=choice.by_deadline),
    )
