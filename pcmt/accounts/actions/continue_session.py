"""Continue a session, request by request."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.utils import timezone

from pcmt.accounts.limits import session_limits
from pcmt.accounts.models import Session
from pcmt.accounts.policy import may_open_the_door
from pcmt.accounts.queries.factors import second_factor_by
from pcmt.accounts.queries.standing import Capacity, Standing, sessions_at, standing_in
from pcmt.accounts.rules.second_factor import Due, what_is_due
from pcmt.accounts.rules.sessions import CLOSED, SEEN_EVERY, is_fresh, ran_out
from pcmt.kernel.actor import Actor
from pcmt.prepared import Prepared

_SESSION = Prepared(lambda session_id, day, at: sessions_at(day, at).filter(pk=session_id))


@dataclass(frozen=True)
class Visit:
    """A request of somebody signed in: who acts, in which session, and what they must settle first.

    capacities: the posts and delegations in which they may act; the actor is in one of them. is_fresh: whether they
    proved who they are recently enough for sensitive pages. second_factor_by: until when a second factor must be set
    up, None where none is asked for or one is there.
    """

    actor: Actor
    capacities: tuple[Capacity, ...]
    session_id: int
    is_fresh: bool
    due: Due
    second_factor_by: datetime | None


@dataclass(frozen=True)
class Ended:
    """A session that is over, and why (rules/sessions.py)."""

    why: str


def continue_session(
    *, session_id: int, capacity: str = "", is_attended: bool = True, actor: Actor, at: datetime
) -> Visit | Ended:
    """This will say who is signed in by a session, or why it has ended; the actor is the system's own door.

    capacity: the key of the post or delegation that was chosen (queries.standing). is_attended: whether a person asks;
    what a page asks by itself keeps no session alive.
    A session that ran out is ended on sight. Of a session that goes on only the last sight is written, at most once a
    minute; neither stands in the journal under "accounts.continue_session", which a line for each request would drown.
    """
    may_open_the_door(actor).require()

    session = _SESSION.first(session_id, timezone.localdate(at), at)
    if session is None or session.end:
        return Ended(session.end if session else "")
    why = ran_out(opened_at=session.opened_at, seen_at=session.seen_at, limits=session_limits(), at=at)
    held = None if why else standing_in(session, at, capacity)

    if held is None:
        Session.objects.filter(pk=session.pk, end="").update(ended_at=at, end=why or CLOSED)
        return Ended(why or CLOSED)
    if is_attended and at - session.seen_at >= SEEN_EVERY:
        Session.objects.filter(pk=session.pk, end="").update(seen_at=at)
    return _visit(session, held, at)


def _visit(session: Session, held: Standing, at: datetime) -> Visit:
    # Where the settings say that a provider's second step counts, the session says so, and none of ours is due.
    proved_there = "provider_second_factor" in session.means.split()
    by = None if proved_there else second_factor_by(session.user, held.actor.roles, at)
    due = what_is_due(password=session.user.must_change_password, second_factor_by=by, at=at)
    return Visit(
        # Whoever owes something may do nothing else: no page has to remember to ask.
        actor=replace(held.actor, grants=()) if due else held.actor,
        capacities=held.capacities,
        session_id=session.pk,
        is_fresh=is_fresh(proved_at=session.proved_at, limits=session_limits(), at=at),
        due=due,
        second_factor_by=by,
    )
