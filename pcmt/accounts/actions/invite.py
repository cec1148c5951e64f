"""Invite a person to the system."""

from datetime import datetime

from django.db import transaction

from pcmt.accounts.models import User
from pcmt.accounts.passwords import check_new_password
from pcmt.accounts.policy import may_manage
from pcmt.accounts.rules.username import canonical, is_username
from pcmt.agencies import queries as agencies
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound, Refusal


@transaction.atomic
def invite(
    *, username: str, person_id: int, password: str, must_change_password: bool = True, actor: Actor, at: datetime
) -> int:
    """This will open an account for a person of the directory and return its identifier; it may do nothing yet.

    password: the first one, handed over in person and changed at the first sign-in.
    Refuses a name already taken, a name that cannot be typed everywhere, and a weak password.
    """
    may_manage(actor, "invite").require()

    name = canonical(username)
    if not is_username(name):
        message = "Tên đăng nhập gồm 3 đến 64 chữ cái không dấu, chữ số, dấu chấm, gạch; bắt đầu bằng chữ cái."
        raise Refusal(message, remedy="Ví dụ: xa.senhong.canbo", fields={"username": message})
    if User.objects.filter(username=name).exists():
        message = f"Tên đăng nhập “{name}” đã có người dùng."
        raise Refusal(message, remedy="Chọn tên khác.", fields={"username": message})
    if person_id not in agencies.person_names([person_id]):
        raise NotFound("Không tìm thấy người được mời trong danh bạ.")
    check_new_password(password, name)

    user = User(username=name, person_id=person_id, must_change_password=must_change_password, invited_at=at)
    user.set_password(password)
    user.save()

    record(
        action="accounts.invite",
        subject=f"user:{user.pk}",
        actor=actor,
        at=at,
        after={"person": person_id},
        personal={"username": name},
    )
    return user.pk
