"""Propose rule files: checked whole at once, in force only when somebody else releases them."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.reason import as_reason
from pcmt.kernel.refusal import Refusal
from pcmt.rulebook import policy
from pcmt.rulebook.models import Release
from pcmt.rulebook.releasing import check_whole
from pcmt.rulebook.rules.releases import digest_of


@transaction.atomic
def propose_release(*, files: Mapping[str, str], reason: str, actor: Actor, at: datetime) -> int:
    """This will keep rule files for another person to release, and return the proposal's identifier.

    files: texts by name in the rulebook. Raises CannotRelease where the book would have a fault, or the files touch
    what a release may not.
    """
    policy.may_propose(actor).require()

    if not as_reason(reason):
        raise Refusal("Chưa ghi lý do.", remedy="Nêu văn bản hoặc yêu cầu mà quy tắc mới đáp ứng.", code="no_reason")
    check_whole(files)

    made = Release.objects.create(
        files=dict(files),
        digest=digest_of(files),
        reason=as_reason(reason),
        proposed_by=actor.person_id,
        proposed_at=at,
    )

    record(
        action="rulebook.propose_release",
        subject=f"release:{made.pk}",
        actor=actor,
        at=at,
        after={"files": sorted(files), "digest": made.digest},
        reason=made.reason,
    )
    return made.pk
