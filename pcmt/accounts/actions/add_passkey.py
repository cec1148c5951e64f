"""Add a passkey."""

from datetime import datetime

from django.db import transaction
from webauthn.helpers import bytes_to_base64url

from pcmt.accounts.ending import end_all
from pcmt.accounts.models import Passkey, User
from pcmt.accounts.passkeys import Answer, created
from pcmt.accounts.policy import is_self
from pcmt.accounts.rules.sessions import FACTOR_CHANGED
from pcmt.accounts.second_steps import note_factors
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound, Refusal

MOST_KEYS = 10


@transaction.atomic
def add_passkey(
    *, user_id: int, name: str, handle: str, answer: Answer, session_id: int | None = None, actor: Actor, at: datetime
) -> int:
    """This will let an account sign in with a key that a device has just made, and return the key's identifier.

    name: what the owner calls it. handle: what the device was told to call the account. Other sessions of the account
    end. Refuses a name used already, more than ten keys, and an answer that is not true.
    """
    is_self(actor, user_id).require()

    user = User.objects.select_for_update().filter(pk=user_id, is_active=True).first()
    if user is None:
        raise NotFound("Không tìm thấy tài khoản.")
    called = " ".join(name.split())
    if Passkey.objects.filter(user=user, name=called).exists():
        message = f"Đã có khóa tên “{called}”."
        raise Refusal(message, remedy="Đặt tên khác để phân biệt.", fields={"name": message})
    if Passkey.objects.filter(user=user).count() >= MOST_KEYS:
        raise Refusal(f"Mỗi tài khoản có nhiều nhất {MOST_KEYS} khóa.", remedy="Bỏ khóa không dùng nữa trước.")
    made = created(answer)
    if made is None or Passkey.objects.filter(credential_id=bytes_to_base64url(made.credential_id)).exists():
        raise Refusal("Thiết bị chưa tạo được khóa hợp lệ.", remedy="Thử lại; nếu vẫn vậy, dùng thiết bị khác.")

    key = Passkey.objects.create(
        user=user,
        name=called,
        credential_id=bytes_to_base64url(made.credential_id),
        handle=handle,
        public_key=made.credential_public_key,
        sign_count=made.sign_count,
        is_backed_up=made.credential_backed_up,
        added_at=at,
    )
    note_factors(user, at=at)
    ended = end_all(user_id, why=FACTOR_CHANGED, but=session_id, at=at)

    record(
        action="accounts.add_passkey",
        subject=f"user:{user_id}",
        actor=actor,
        at=at,
        after={"passkey": key.pk, "sessions": ended},
        personal={"name": called},
    )
    return key.pk
