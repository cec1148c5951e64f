"""Make recovery codes."""

from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from pcmt.accounts.models import RecoveryCode, User
from pcmt.accounts.policy import is_self
from pcmt.accounts.rules.recovery import new_codes, spelled
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound, Refusal


def make_recovery_codes(*, user_id: int, actor: Actor, at: datetime) -> tuple[str, ...]:
    """This will make ten new codes, to be shown this once, and make all older ones worthless.

    Refuses an account without a second factor: there is nothing yet that they could stand in for. The slow hashing
    stands outside of the transaction.
    """
    is_self(actor, user_id).require()

    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None:
        raise NotFound("Không tìm thấy tài khoản.")
    if user.second_factor_since is None:
        raise Refusal(
            "Tài khoản chưa có bước xác thực thứ hai.", remedy="Cài ứng dụng xác thực hoặc thêm khóa truy cập trước."
        )
    codes = new_codes()
    rows = [RecoveryCode(user=user, sign=code[0], hash=make_password(code), made_at=at) for code in codes]

    with transaction.atomic():
        User.objects.select_for_update().get(pk=user_id)
        RecoveryCode.objects.filter(user=user).delete()
        RecoveryCode.objects.bulk_create(rows)

        record(
            action="accounts.make_recovery_codes",
            subject=f"user:{user_id}",
            actor=actor,
            at=at,
            after={"codes": len(rows)},
        )
    return tuple(spelled(code) for code in codes)
