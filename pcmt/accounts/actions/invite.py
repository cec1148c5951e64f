"""Invite a person to the system."""

from datetime import datetime

from django.db import transaction

from pcmt.accounts.models import User
from pcmt.accounts.naming import check_username
from pcmt.accounts.passwords import check_new_password
from pcmt.accounts.policy import may_manage
from pcmt.accounts.rules.username import canonical
from pcmt.agencies import queries as agencies
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound


@transaction.atomic
def invite(
    *,
    username: str,
    person_id: int,
    password: str | None = None,
    hashed: str | None = None,
    must_change_password: bool = True,
    actor: Actor,
    at: datetime,
) -> int:
    """This will open an account for a person of the directory and return its identifier; it may do nothing yet.

    Without a password nobody can sign in until the person has set one through a link (`accounts.issue_link`). Whoever
    installs the system gives the first administrator's here, to be changed at the first sign-in.
    hashed: the hash of that password, where one was made for many accounts that share it, as the sample's do.
    Refuses a name already taken, a name that cannot be typed everywhere, and a weak password.
    """
    may_manage(actor, "invite").require()

    name = canonical(username)
    check_username(name)
    names = agencies.person_names([person_id])
    if person_id not in names:
        raise NotFound("Không tìm thấy người được mời trong danh bạ.")
    if password is not None:
        check_new_password(password, name, names[person_id])

    handed_over = password is not None and must_change_password
    user = User(username=name, person_id=person_id, must_change_password=handed_over, invited_at=at)
    if password is not None and hashed is not None:
        user.password = hashed
    else:
        user.set_password(password)  # None: one that nothing matches
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
