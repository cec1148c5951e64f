"""Use a passkey: instead of name and password, or as the second step."""

from datetime import datetime

from pcmt.accounts.models import User
from pcmt.accounts.passkeys import Answer, use_key
from pcmt.accounts.policy import may_open_the_door
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal


class WrongPasskey(Refusal):
    """This will say that a key does not open, and never why."""

    code = "wrong_passkey"


def use_passkey(*, answer: Answer, user_id: int | None = None, address: str, actor: Actor, at: datetime) -> int:
    """This will check a device's answer and return the account that it opens.

    user_id: whose key it must be, as at the second step; None where the key itself says who comes.
    Raises WrongPasskey; the refusal is recorded before.
    """
    may_open_the_door(actor).require()

    key = use_key(answer, user_id=user_id, at=at)
    user = key.user if key else User.objects.filter(pk=user_id).first() if user_id is not None else None

    record(
        action="accounts.use_passkey",
        subject=f"user:{user.pk}" if user else "user:unknown",
        actor=actor,
        at=at,
        after={"result": "accepted" if key else "refused", "passkey": key.pk if key else None},
        personal={"address": address},
    )
    if key is None:
        raise WrongPasskey(
            "Khóa truy cập không mở được tài khoản nào ở đây.",
            remedy="Thử lại, hoặc đăng nhập bằng tên và mật khẩu.",
        )
    return key.user_id
