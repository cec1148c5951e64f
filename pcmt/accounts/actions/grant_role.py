"""Grant a role."""

from datetime import date, datetime

from django.db import transaction

from pcmt.accounts.granting import Wish, check_wish, grant
from pcmt.accounts.policy import may_manage
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal
from pcmt.rulebook.queries import book


class NeedsTwo(Refusal):
    """This will say that a role is granted by two: one proposes it, another confirms it."""

    code = "needs_two"


@transaction.atomic
def grant_role(
    *,
    user_id: int,
    role: str,
    agency_id: int,
    valid_from: date,
    valid_to: date | None = None,
    reason: str = "",
    actor: Actor,
    at: datetime,
) -> int:
    """This will let an account hold a role for an agency from a day on, and return the grant's identifier.

    reason: needed where the person would hold both sides of what is kept apart. Refuses a role unknown to the rulebook,
    one that is held already, a grant to oneself, and, from a person's hand, a role that two must agree to.
    """
    may_manage(actor, "grant_role", agency_id=agency_id).require()

    wish = Wish(user_id, role, agency_id, valid_from, valid_to, reason)
    met = check_wish(wish, actor.hands, at)
    if book().role(role).two_hands and actor.person_id is not None:
        raise NeedsTwo(
            f"Vai trò “{book().role(role).label}” cần hai quản trị: một người đề nghị, người khác xác nhận.",
            remedy="Gửi đề nghị giao vai trò.",
        )

    grant_id = grant(wish)

    record(
        action="accounts.grant_role",
        subject=f"user:{user_id}",
        actor=actor,
        at=at,
        after={"grant": grant_id, **wish.told(), **({"apart": list(met)} if met else {})},
        reason=reason,
    )
    return grant_id
