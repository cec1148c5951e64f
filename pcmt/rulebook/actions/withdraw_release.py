"""Withdraw rule files that nobody has released yet."""

from datetime import datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.rulebook import policy
from pcmt.rulebook.releasing import waiting


@transaction.atomic
def withdraw_release(*, release_id: int, actor: Actor, at: datetime) -> None:
    """This will take a proposal back; what was released stays, and ends only by a later release."""
    held = waiting(release_id)
    policy.may_withdraw(actor).require()

    # Nothing more to check: a proposal holds for nobody.

    held.withdrawn_by, held.withdrawn_at = actor.person_id, at
    held.save()

    record(action="rulebook.withdraw_release", subject=f"release:{held.pk}", actor=actor, at=at)
