"""Revoke a role."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from pcmt.accounts.keepers import refuse_last
from pcmt.accounts.models import RoleGrant
from pcmt.accounts.policy import may_manage
from pcmt.accounts.tokening import end_tokens
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound, Refusal
from vanban.text import format_moment


@transaction.atomic
def revoke_role(*, grant_id: int, reason: str = "", actor: Actor, at: datetime) -> None:
    """This will end a grant at once; the person's very next request is denied what it allowed.

    With it end the tokens that the person issued for that agency: the same role, given anew, does not revive them.
    Refuses the last grant by which roles are given.
    """
    grant = RoleGrant.objects.select_for_update(of=("self",)).select_related("user").filter(pk=grant_id).first()
    if grant is None:
        raise NotFound("Không tìm thấy vai trò đã cấp.")
    may_manage(actor, "revoke_role", agency_id=grant.agency_id).require()

    if grant.revoked_at is not None:
        raise Refusal(f"Vai trò đã được thu hồi lúc {format_moment(localtime(grant.revoked_at))}.")
    refuse_last(grant, at)

    grant.revoked_at = at
    grant.save(update_fields=["revoked_at"])
    tokens = end_tokens(grant.user, agency_id=grant.agency_id, at=at)

    record(
        action="accounts.revoke_role",
        subject=f"user:{grant.user_id}",
        actor=actor,
        at=at,
        before={"grant": grant.pk, "role": grant.role, "agency": grant.agency_id},
        after={"tokens": tokens},
        reason=reason,
    )
