"""Change one's own password."""

from datetime import datetime

from django.db import transaction

from pcmt.accounts.attempts import begin_attempt, forgive
from pcmt.accounts.ending import end_all
from pcmt.accounts.models import User
from pcmt.accounts.passwords import check_new_password, matches
from pcmt.accounts.policy import is_self
from pcmt.accounts.rules.lockout import Source
from pcmt.accounts.rules.sessions import PASSWORD_CHANGED
from pcmt.agencies import queries as agencies
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound, Refusal


def change_password(
    *, user_id: int, old_password: str, new_password: str, session_id: int | None = None, actor: Actor, at: datetime
) -> None:
    """This will replace the account's password by one that only its owner knows, and end its other sessions.

    session_id: the session that goes on. Refuses another's account, a wrong old password, the same password again,
    and a weak one.
    """
    is_self(actor, user_id).require()

    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None:
        raise NotFound("Không tìm thấy tài khoản.")
    # Counted apart from the door: who finds a session left open must not guess on at ease, nor hold up the owner.
    attempt = begin_attempt("password", name=user.username, source=Source("", f"change {user_id}"), at=at)
    if not matches(user, old_password):
        message = "Mật khẩu hiện tại không đúng."
        raise Refusal(message, remedy="Nhập lại mật khẩu đang dùng.", fields={"old_password": message})
    if old_password == new_password:
        message = "Mật khẩu mới phải khác mật khẩu hiện tại."
        raise Refusal(message, remedy="Chọn một mật khẩu khác.", fields={"new_password": message})
    check_new_password(new_password, user.username, agencies.person_names([user.person_id])[user.person_id])

    forgive(attempt)
    with transaction.atomic():
        user.set_password(new_password)
        user.must_change_password = False
        user.save(update_fields=["password", "must_change_password"])
        ended = end_all(user_id, why=PASSWORD_CHANGED, but=session_id, at=at)

        record(
            action="accounts.change_password",
            subject=f"user:{user_id}",
            actor=actor,
            at=at,
            after={"sessions": ended},
        )
