"""Set one's password through a one-time link."""

from datetime import datetime

from django.db import transaction

from pcmt.accounts.ending import end_all
from pcmt.accounts.linking import open_link
from pcmt.accounts.models import Link
from pcmt.accounts.passwords import check_new_password
from pcmt.accounts.policy import may_open_the_door
from pcmt.accounts.queries import actor_for
from pcmt.accounts.rules.sessions import PASSWORD_CHANGED
from pcmt.agencies import queries as agencies
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound


@transaction.atomic
def set_password(*, token: str, password: str, address: str, actor: Actor, at: datetime) -> str:
    """This will give an account the password that its owner chose, spend the link, and return the account's name.

    The actor is the system's own door: the token is the proof. A link that is spent, revoked, expired or unknown is not
    found. A second factor is neither asked nor touched: signing in asks for it.
    """
    may_open_the_door(actor).require()

    link = open_link(token, at=at)
    if link is None:
        raise NotFound("Đường liên kết không còn hiệu lực.")
    user = link.user
    check_new_password(password, user.username, agencies.person_names([user.person_id])[user.person_id])

    if not Link.objects.filter(pk=link.pk, used_at__isnull=True, revoked_at__isnull=True).update(used_at=at):
        raise NotFound("Đường liên kết không còn hiệu lực.")
    user.set_password(password)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    ended = end_all(user.pk, why=PASSWORD_CHANGED, at=at)

    record(
        action="accounts.set_password",
        subject=f"user:{user.pk}",
        actor=actor_for(user.pk, at) or actor,
        at=at,
        after={"sessions": ended},
        personal={"address": address},
    )
    return user.username
