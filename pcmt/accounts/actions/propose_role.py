"""Propose a role that two must agree to."""

from datetime import date, datetime

from django.db import transaction

from pcmt.accounts.granting import Wish, check_wish
from pcmt.accounts.models import RoleProposal
from pcmt.accounts.policy import may_manage
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound, Refusal
from pcmt.rulebook.queries import book


@transaction.atomic
def propose_role(
    *,
    user_id: int,
    role: str,
    agency_id: int,
    valid_from: date,
    valid_to: date | None = None,
    reason: str = "",
    actor: Actor,
    at: datetime,
) -> int:
    """This will propose a role for an account and return the proposal; it allows nothing until another confirms it.

    Only for roles that two must agree to; all others are granted at once. Refuses what `grant_role` would refuse.
    """
    may_manage(actor, "propose_role", agency_id=agency_id).require()

    wish = Wish(user_id, role, agency_id, valid_from, valid_to, reason)
    check_wish(wish, actor.hands, at)
    if not book().role(role).two_hands:
        raise Refusal("Vai trò này không cần hai người; giao trực tiếp.", remedy="Dùng “Giao vai trò”.")
    if actor.user_id is None:
        raise NotFound("Không tìm thấy người đề nghị.")
    if RoleProposal.objects.filter(user_id=user_id, role=role, agency_id=agency_id, settled_at__isnull=True).exists():
        raise Refusal("Vai trò này đã được đề nghị, đang chờ xác nhận.", remedy="Đề nghị quản trị khác xác nhận.")

    proposal = RoleProposal.objects.create(
        user_id=user_id,
        role=role,
        agency_id=agency_id,
        valid_from=valid_from,
        valid_to=valid_to,
        reason=reason,
        proposed_by_id=actor.user_id,
        proposed_at=at,
    )

    record(
        action="accounts.propose_role",
        subject=f"user:{user_id}",
        actor=actor,
        at=at,
        after={"proposal": proposal.pk, **wish.told()},
        reason=reason,
    )
    return proposal.pk
