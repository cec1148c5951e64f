"""Issue a one-time link by which a person sets their password."""

from datetime import datetime

from django.db import transaction

from pcmt.accounts.hands import SECOND_STEP, refuse_both_steps
from pcmt.accounts.linking import NewLink, make_link
from pcmt.accounts.models import User
from pcmt.accounts.policy import may_manage
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound, Refusal


@transaction.atomic
def issue_link(*, user_id: int, actor: Actor, at: datetime) -> NewLink:
    """This will make the link for an account that has no password yet; again, where the first was lost or expired.

    The earlier link counts no more. The token is returned this once and kept nowhere. Refuses an account whose owner
    has set a password: that takes `accounts.reset_password`, with its reason.
    """
    may_manage(actor, "issue_link").require()

    user = User.objects.select_for_update().filter(pk=user_id, is_active=True).first()
    if user is None:
        raise NotFound("Không tìm thấy tài khoản.")
    if user.has_usable_password():
        raise Refusal("Tài khoản đã có mật khẩu.", remedy="Dùng “Cấp lại mật khẩu” nếu chủ tài khoản quên.")
    refuse_both_steps(user_id, SECOND_STEP, actor=actor, at=at)

    link = make_link(user, at=at)

    record(
        action="accounts.issue_link",
        subject=f"user:{user_id}",
        actor=actor,
        at=at,
        after={"expires_at": link.expires_at.isoformat()},
    )
    return link
