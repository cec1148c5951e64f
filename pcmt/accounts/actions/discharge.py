"""Discharge a person from a post, with the roles held for it."""

from datetime import date, datetime, timedelta
from typing import TypeVar

from django.db import transaction
from django.db.models import Q, QuerySet

from pcmt.accounts.keepers import LastAdministrator, keepers
from pcmt.accounts.models import Delegation, RoleGrant
from pcmt.accounts.policy import may_manage
from pcmt.accounts.rules.holding import has_left
from pcmt.accounts.tokening import shorten_tokens
from pcmt.agencies import queries as agencies
from pcmt.agencies.actions.relieve import relieve
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor

Row = TypeVar("Row", RoleGrant, Delegation)


@transaction.atomic
def discharge(*, post_id: int, last_day: date, reason: str = "", actor: Actor, at: datetime) -> int:
    """This will end a post after a day and, where it was the person's last one there, the roles held for that agency.

    What the person let others do there ends with them; what others let this person do ends with the last post of all.
    Returns how many roles, delegations and tokens were closed. Refuses to leave
    nobody who gives roles.
    """
    post = agencies.post(post_id)
    may_manage(actor, "discharge", agency_id=post.agency_id).require()

    after, kept = last_day + timedelta(days=1), bool(keepers(at))
    relieve(post_id=post_id, last_day=last_day, reason=reason, actor=actor, at=at)
    if kept and not keepers(at, after):
        raise LastAdministrator  # takes back that the post ended
    tenures = agencies.tenures([post.person_id]).get(post.person_id, ())
    left_agency, left_all = has_left(tenures, after, post.agency_id), has_left(tenures, after)

    later = Q(valid_to__isnull=True) | Q(valid_to__gt=last_day)
    roles = RoleGrant.objects.filter(later, user__person_id=post.person_id, revoked_at__isnull=True)
    given = Delegation.objects.filter(later, giver__person_id=post.person_id, revoked_at__isnull=True)
    taken = Delegation.objects.filter(later, receiver__person_id=post.person_id, revoked_at__isnull=True)
    closed = shorten_tokens(post_id, last_day)
    if left_agency:
        closed += _end(roles.filter(agency_id=post.agency_id), last_day, at)
        closed += _end(given.filter(agency_id=post.agency_id), last_day, at)
    if left_all:
        closed += _end(taken, last_day, at)

    record(
        action="accounts.discharge",
        subject=f"post:{post_id}",
        actor=actor,
        at=at,
        after={"last_day": str(last_day), "closed": closed},
        reason=reason,
    )
    return closed


def _end(rows: QuerySet[Row], last_day: date, at: datetime) -> int:
    """What has begun ends with the day; what would begin later is revoked."""
    ended = rows.filter(valid_from__lte=last_day).update(valid_to=last_day)
    return ended + rows.filter(valid_from__gt=last_day).update(revoked_at=at)
