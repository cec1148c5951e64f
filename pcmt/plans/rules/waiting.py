"""Which task waits for which, without going round. Pure."""

from collections.abc import Collection, Iterable


def leads_back(edges: Iterable[tuple[int, int]], task: int, on: int) -> bool:
    """This will tell whether `on` already waits for the task, itself or through others.

    edges: pairs of a task and the one that it waits for.
    """
    waits: dict[int, list[int]] = {}
    for one, other in edges:
        waits.setdefault(one, []).append(other)
    seen: set[int] = set()
    ahead: Collection[int] = [on]
    while ahead:
        if task in ahead:
            return True
        seen.update(ahead)
        ahead = {other for one in ahead for other in waits.get(one, ())} - seen
    return False
