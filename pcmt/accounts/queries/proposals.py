"""Roles that wait for a second administrator."""

from dataclasses import dataclass
from datetime import date, datetime

from pcmt.accounts.models import RoleProposal
from pcmt.accounts.policy import may_list
from pcmt.accounts.queries.guidance import guidance
from pcmt.accounts.queries.standing import actor_for
from pcmt.agencies import queries as agencies
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Need
from pcmt.rulebook.queries import book


@dataclass(frozen=True)
class ProposalView:
    """A role proposed for an account; `own` where the reader proposed it, and so may not confirm it."""

    id: int
    user_id: int
    person_name: str
    role_label: str
    agency_name: str
    valid_from: date
    valid_to: date | None
    reason: str
    proposed_by: str
    proposed_at: datetime
    own: bool


def proposals(actor: Actor) -> tuple[ProposalView, ...]:
    """This will list the roles that wait for a second administrator, oldest first; nothing to who keeps no accounts."""
    if not may_list(actor):
        return ()
    rows = [*RoleProposal.objects.filter(settled_at__isnull=True).select_related("user", "proposed_by").order_by("pk")]
    names = agencies.person_names({one for row in rows for one in (row.user.person_id, row.proposed_by.person_id)})
    held_for = agencies.agencies_by_id({row.agency_id for row in rows})
    labels = {role.code: role.label for role in book().roles()}
    return tuple(
        ProposalView(
            id=row.pk,
            user_id=row.user_id,
            person_name=names[row.user.person_id],
            role_label=labels.get(row.role, row.role),
            agency_name=held_for[row.agency_id].name,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            reason=row.reason,
            proposed_by=names[row.proposed_by.person_id],
            proposed_at=row.proposed_at,
            own=row.proposed_by.person_id in actor.hands,
        )
        for row in rows
    )


def others_may_confirm(proposal: RoleProposal, at: datetime) -> bool:
    """This will tell whether anybody but its proposer holds the permission to confirm a proposal now."""
    proposer = actor_for(proposal.proposed_by_id, at)
    needs = Need("accounts.confirm_role", proposal.agency_id)
    return bool(guidance(needs, actor=proposer, at=at).holders)
