"""Every way in which an account may act: its posts, what others let it do, and the programs that act by its tokens."""

from datetime import datetime

from pcmt.accounts.models import User
from pcmt.accounts.queries.standing import Capacity, standing
from pcmt.accounts.queries.tokens import acting_by
from pcmt.accounts.rules.username import canonical
from pcmt.accounts.tokening import lasting
from pcmt.kernel.actor import Actor


def every_capacity(username: str, at: datetime) -> tuple[tuple[Capacity, Actor], ...]:
    """This will resolve the account of that name in each of its capacities; one without a name where it holds nothing.

    None of an unknown or closed account. Tokens come last, those by which nobody acts now are left out.
    """
    user = User.objects.filter(is_active=True, username=canonical(username)).first()
    first = standing(user.pk, at) if user else None
    if user is None or first is None:
        return ()
    held = [first, *(standing(user.pk, at, one.key) for one in first.capacities[1:])]
    in_person = [(one.capacity or Capacity("", "chưa giữ vai trò nào"), one.actor) for one in held if one]
    by_token = ((token, acting_by(token, at)[0]) for token in lasting(at).filter(user=user).order_by("pk"))
    programs = [(Capacity(f"token:{token.pk}", f"Mã kết nối “{token.name}”"), who) for token, who in by_token if who]
    return (*in_person, *programs)
