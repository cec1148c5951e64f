"""Close an account."""

from datetime import datetime

from django.db import transaction

from pcmt.accounts.ending import end_all
from pcmt.accounts.linking import revoke_links
from pcmt.accounts.models import User
from pcmt.accounts.policy import may_manage
from pcmt.accounts.rules.sessions import CLOSED
from pcmt.accounts.tokening import end_tokens
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.lifecycle import SamePerson
from pcmt.kernel.refusal import NotFound, Refusal


@transaction.atomic
def close(*, user_id: int, reason: str, actor: Actor, at: datetime) -> None:
    """This will close an account: its sessions, links and tokens end at once, nobody signs in to it any more.

    What was done under it stays, with its roles, so that `accounts.reopen` brings it back as it was. Refuses one's own
    account, or the last administrator could leave the system to nobody.
    """
    may_manage(actor, "close").require()

    user = User.objects.select_for_update().filter(pk=user_id).first()
    if user is None:
        raise NotFound("Không tìm thấy tài khoản.")
    if actor.person_id is not None and actor.person_id == user.person_id:
        raise SamePerson("Không ai tự khóa tài khoản của mình.", remedy="Đề nghị quản trị khác thực hiện.")
    if not user.is_active:
        raise Refusal("Tài khoản đã khóa từ trước.")

    user.is_active = False
    user.save(update_fields=["is_active"])
    ended, revoked = end_all(user_id, why=CLOSED, at=at), revoke_links(user, at=at)
    tokens = end_tokens(user, at=at)

    record(
        action="accounts.close",
        subject=f"user:{user_id}",
        actor=actor,
        at=at,
        after={"sessions": ended, "links": revoked, "tokens": tokens},
        reason=reason,
    )
