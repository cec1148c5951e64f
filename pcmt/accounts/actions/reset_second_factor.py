"""Reset another's second factor."""

from datetime import datetime

from django.db import transaction

from pcmt.accounts.ending import end_all
from pcmt.accounts.hands import FIRST_STEP, refuse_both_steps
from pcmt.accounts.models import AuthenticatorApp, Passkey, User
from pcmt.accounts.policy import may_manage
from pcmt.accounts.rules.sessions import BY_ADMINISTRATOR
from pcmt.accounts.second_steps import note_factors
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.lifecycle import SamePerson
from pcmt.kernel.reason import as_reason
from pcmt.kernel.refusal import NotFound, Refusal


@transaction.atomic
def reset_second_factor(*, user_id: int, reason: str, actor: Actor, at: datetime) -> None:
    """This will remove app, passkeys and recovery codes of an account whose owner has lost them, and end its sessions.

    The password stays. Where a role asks for a second factor, a new one is due at the next sign-in: the days of grace
    are not given twice. Refuses one's own account (an owner who can still prove it removes factors one by one), and who
    gave the account a new password lately: together the two would let one walk in as another.
    """
    may_manage(actor, "reset_second_factor").require()

    user = User.objects.select_for_update().filter(pk=user_id, is_active=True).first()
    if user is None:
        raise NotFound("Không tìm thấy tài khoản.")
    if actor.person_id is not None and actor.person_id == user.person_id:
        raise SamePerson("Không ai tự xóa bước xác thực của mình theo lối này.", remedy="Đề nghị quản trị khác.")
    if not as_reason(reason):
        raise Refusal("Chưa nêu lý do.", remedy="Ghi rõ ai đề nghị và đã xác minh người đó bằng cách nào.")
    if user.second_factor_since is None:
        raise Refusal("Tài khoản chưa có bước xác thực thứ hai.")
    refuse_both_steps(user_id, FIRST_STEP, actor=actor, at=at)

    keys, _ = Passkey.objects.filter(user=user).delete()
    apps, _ = AuthenticatorApp.objects.filter(user=user).delete()
    note_factors(user, at=at)
    ended = end_all(user_id, why=BY_ADMINISTRATOR, at=at)

    record(
        action="accounts.reset_second_factor",
        subject=f"user:{user_id}",
        actor=actor,
        at=at,
        after={"passkeys": keys, "authenticators": apps, "sessions": ended},
        reason=reason,
    )
