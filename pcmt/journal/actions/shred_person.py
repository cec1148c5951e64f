"""Make unreadable what the journal says of a person by name."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from pcmt.journal import policy
from pcmt.journal.actions.record import record
from pcmt.journal.models import PayloadKey
from pcmt.journal.rules.reasons import must_say_why
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound

BATCH = 1000  # keys in one question


@transaction.atomic
def shred_person(*, person_id: int, subjects: Collection[str] = (), reason: str, actor: Actor, at: datetime) -> int:
    """This will delete the keys of all entries that the person made, or that are about them; returns how many.

    subjects: the references under which entries speak of the person ("user:5", "post:9"). What was done, when, on
    what, and by which identifier stays, and the chain holds; names, addresses and sealed reasons are gone for good.
    """
    policy.may_shred_person(actor).require()

    must_say_why(reason)
    about = Q(payload__entry__person_id=person_id) | Q(payload__entry__subject__in=list(subjects))
    ids = sorted(PayloadKey.objects.filter(about).values_list("payload_id", flat=True))
    if not ids:
        raise NotFound("Nhật ký không có thông tin cá nhân của người này, hoặc thông tin đã được xóa.")

    for first in range(
        0, len(ids), BATCH
    ):  # these alone: an entry of this moment would lose its key without being named
        PayloadKey.objects.filter(pk__in=ids[first : first + BATCH]).delete()

    after = {"entries": _ranges(ids)}
    record(action="journal.shred_person", subject=f"person:{person_id}", actor=actor, at=at, after=after, reason=reason)
    return len(ids)


def _ranges(ids: Iterable[int]) -> list[list[int]]:
    """The identifiers as ranges of neighbours, which are exact: no entry in between keeps its key unnamed."""
    ranges: list[list[int]] = []
    for one in ids:
        if ranges and one == ranges[-1][1] + 1:
            ranges[-1][1] = one
        else:
            ranges.append([one, one])
    return ranges
