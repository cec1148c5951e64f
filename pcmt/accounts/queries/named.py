"""Under which references the journal speaks of the person of an account."""

from dataclasses import dataclass

from pcmt.accounts.models import User
from pcmt.accounts.policy import may_list
from pcmt.agencies import queries as agencies
from pcmt.kernel.actor import Actor


@dataclass(frozen=True)
class NamedIn:
    """A person, and the references of the account and of the posts that they have held."""

    person_id: int
    references: tuple[str, ...]


def subjects_of(actor: Actor, username: str) -> NamedIn | None:
    """This will give the references that speak of an account's person; None where this actor sees none."""
    user = User.objects.filter(username=username).first() if may_list(actor) else None
    if user is None:
        return None
    held = agencies.tenures([user.person_id]).get(user.person_id, ())
    return NamedIn(user.person_id, (f"user:{user.pk}", *(f"post:{post.id}" for post in held)))
