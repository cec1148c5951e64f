"""End the sessions that a provider of sign-in says are over."""

import hashlib
from datetime import datetime

from django.db import transaction

from pcmt.accounts.models import LogoutHeard, Session
from pcmt.accounts.policy import may_open_the_door
from pcmt.accounts.providers import logout_told
from pcmt.accounts.rules.oidc import LoggedOut, Provider, WrongToken
from pcmt.accounts.rules.sessions import BY_PROVIDER
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal


class WrongLogout(Refusal):
    """This will say that what was brought ends nothing; wrong: one word for the server's log."""

    code = "wrong_logout"

    def __init__(self, wrong: str) -> None:
        super().__init__("Yêu cầu đăng xuất không hợp lệ.", remedy="Gửi lại mã đăng xuất mới do cổng ký.")
        self.wrong = wrong


def end_by_provider(*, provider: Provider, token: str, actor: Actor, at: datetime) -> int:
    """This will end the sessions that were opened by a provider for whom its token names, and return how many.

    token: a logout token (OpenID Connect Back-Channel Logout 1.0). With a `sid` that one session ends, with a subject
    alone all of theirs. Raises WrongLogout for a false or repeated token, ProviderDown where the provider's keys are
    not to be had. Only sessions that came by this provider end; what was never heard of ends nothing, and is no fault.
    """
    may_open_the_door(actor).require()

    try:
        told = logout_told(provider, token, at=at)
    except WrongToken as wrong:
        raise WrongLogout(str(wrong)) from None
    return _end(provider, told, actor, at)


@transaction.atomic
def _end(provider: Provider, told: LoggedOut, actor: Actor, at: datetime) -> int:
    digest = hashlib.sha256(f"{told.issuer}\n{told.token_id}".encode()).hexdigest()
    if not LogoutHeard.objects.get_or_create(digest=digest, defaults={"heard_at": at})[1]:
        raise WrongLogout("jti")

    named = {"subject": told.subject, "sid": told.sid}
    meant = Session.objects.filter(end="", issuer=told.issuer, **{name: said for name, said in named.items() if said})
    by_user: dict[int, list[int]] = {}
    for user_id, session_id in meant.select_for_update().order_by("pk").values_list("user_id", "pk"):
        by_user.setdefault(user_id, []).append(session_id)
    over = [session_id for sessions in by_user.values() for session_id in sessions]
    ended = Session.objects.filter(pk__in=over, end="").update(ended_at=at, end=BY_PROVIDER)

    for user_id, sessions in by_user.items():
        record(
            action="accounts.end_by_provider",
            subject=f"user:{user_id}",
            actor=actor,
            at=at,
            after={"sessions": len(sessions), "provider": provider.code},
        )
    return ended
