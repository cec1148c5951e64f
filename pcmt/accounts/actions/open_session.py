"""Open a session."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from pcmt.accounts.limits import second_factor_is_asked
from pcmt.accounts.models import Session, User
from pcmt.accounts.policy import may_open_the_door
from pcmt.accounts.queries import actor_for
from pcmt.accounts.queries.devices import new_mark
from pcmt.accounts.queries.events import refusals_since
from pcmt.accounts.queries.factors import asks_for_second_factor
from pcmt.accounts.rules.device import device_words
from pcmt.accounts.rules.sessions import There
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal

__all__ = ["NOWHERE", "Opened", "There", "open_session"]
NOWHERE = There()


@dataclass(frozen=True)
class Opened:
    """The session, and the mark by which the account knows this browser again.

    refused: the attempts on the account that were refused since its last session, for its owner to be told.
    """

    session_id: int
    username: str
    device_mark: str
    refused: int


@transaction.atomic
def open_session(
    *,
    user_id: int,
    means: tuple[str, ...],
    agent: str,
    address: str,
    there: There = NOWHERE,
    actor: Actor,
    at: datetime,
) -> Opened:
    """This will let an account in that has proved who it is, by whichever means; the actor is the system's own door.

    means: what was proved, as "password" and "totp", or "passkey"; every way of signing in ends here. agent: what the
    browser calls itself. there: who they are at the provider by which they came. Refuses a closed account. The first
    time that a role of theirs asks for a second factor, the days of grace begin.
    """
    may_open_the_door(actor).require()

    user = User.objects.select_for_update().filter(pk=user_id, is_active=True).first()
    if user is None:
        raise Refusal("Tài khoản đã khóa.", remedy="Liên hệ quản trị hệ thống.")

    person, refused = actor_for(user.pk, at) or actor, refusals_since(user.pk, user.signed_in_at)
    user.signed_in_at = at
    if user.second_factor_asked_at is None and second_factor_is_asked() and asks_for_second_factor(person.roles):
        user.second_factor_asked_at = at
    user.save(update_fields=["signed_in_at", "second_factor_asked_at"])
    device = device_words(agent)
    session = Session.objects.create(
        user=user,
        means=" ".join(means),
        device=device,
        address=address[:64],
        issuer=there.issuer,
        subject=there.subject,
        sid=there.sid,
        opened_at=at,
        proved_at=at,
        seen_at=at,
    )

    record(
        action="accounts.open_session",
        subject=f"user:{user.pk}",
        actor=person,
        at=at,
        after={"session": session.pk, "means": list(means)},
        personal={"username": user.username, "address": address, "device": device},
    )
    return Opened(session.pk, user.username, new_mark(user.username), refused)
