"""Change one's own password."""

from datetime import datetime

from django.db import transaction

from pcmt.accounts.models import User
from pcmt.accounts.passwords import check_new_password, matches
from pcmt.accounts.policy import is_self
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound, Refusal


@transaction.atomic
def change_password(*, user_id: int, old_password: str, new_password: str, actor: Actor, at: datetime) -> None:
    """This will replace the account's password by one that only its owner knows.

    Refuses another's account, a wrong old password, the same password again, and a weak one. Other sessions of the
    account end by themselves, because they are bound to the password.
    """
    is_self(actor, user_id).require()

    user = User.objects.select_for_update().filter(pk=user_id, is_active=True).first()
    if user is None:
        raise NotFound("Không tìm thấy tài khoản.")
    if not matches(user, old_password):
        message = "Mật khẩu hiện tại không đúng."
        raise Refusal(message, remedy="Nhập lại mật khẩu đang dùng.", fields={"old_password": message})
    if old_password == new_password:
        message = "Mật khẩu mới phải khác mật khẩu hiện tại."
        raise Refusal(message, remedy="Chọn một mật khẩu khác.", fields={"new_password": message})
    check_new_password(new_password, user.username)

    user.set_password(new_password)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])

    record(action="accounts.change_password", subject=f"user:{user_id}", actor=actor, at=at)
