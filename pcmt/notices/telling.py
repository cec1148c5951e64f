"""Which things are news to a person: each is told once at each of its stages."""

from collections.abc import Iterable

from pcmt.notices.models import Notice
from pcmt.notices.rules.stages import Item


def news_to(user_id: int, items: Iterable[Item]) -> tuple[Item, ...]:
    """This will leave out what a person was told before at the same stage, and what is said twice."""
    wanted = {(item.kind, item.subject, item.stage): item for item in items}
    rows = Notice.objects.filter(user_id=user_id, subject__in={item.subject for item in wanted.values()})
    known = set(rows.values_list("kind", "subject", "stage"))
    return tuple(item for key, item in wanted.items() if key not in known)
