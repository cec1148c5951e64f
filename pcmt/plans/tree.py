"""The parts of a plan in the order in which they are read."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from pcmt.plans.models import PlanItem


def tree(rows: Sequence[PlanItem]) -> Iterator[tuple[PlanItem, int]]:
    """This will give the rows from the top, each followed by those under it, with its depth from 0."""
    under: dict[int | None, list[PlanItem]] = defaultdict(list)
    for row in rows:
        under[row.parent_id].append(row)
    waiting = [(row, 0) for row in reversed(under[None])]
    while waiting:
        row, depth = waiting.pop()
        yield row, depth
        waiting += [(child, depth + 1) for child in reversed(under[row.pk])]
