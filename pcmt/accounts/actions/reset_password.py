"""Reset another's password."""

from datetime import datetime

from django.db import transaction

from pcmt.accounts.ending import end_all
from pcmt.accounts.hands import SECOND_STEP, refuse_both_steps
from pcmt.accounts.linking import NewLink, make_link
from pcmt.accounts.models import Identity, User
from pcmt.accounts.policy import may_manage
from pcmt.accounts.rules.sessions import BY_ADMINISTRATOR
from pcmt.accounts.tokening import end_tokens
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound


@transaction.atomic
def reset_password(*, user_id: int, reason: str, actor: Actor, at: datetime) -> NewLink:
    """This will take an account's password away, end its sessions and tokens, and return a link for setting a new one.

    Nobody but the owner ever knows a password. A provider opens the account again when the new one is set, not before.
    A second factor stays: who lost that too needs `accounts.reset_second_factor`.
    """
    may_manage(actor, "reset_password").require()

    user = User.objects.select_for_update().filter(pk=user_id, is_active=True).first()
    if user is None:
        raise NotFound("Không tìm thấy tài khoản.")
    refuse_both_steps(user_id, SECOND_STEP, actor=actor, at=at)

    user.set_unusable_password()
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    Identity.objects.filter(user=user, alone=True).update(alone=False)
    ended, tokens = end_all(user_id, why=BY_ADMINISTRATOR, at=at), end_tokens(user, at=at)
    link = make_link(user, at=at)

    record(
        action="accounts.reset_password",
        subject=f"user:{user_id}",
        actor=actor,
        at=at,
        after={"sessions": ended, "tokens": tokens, "expires_at": link.expires_at.isoformat()},
        reason=reason,
    )
    return link
