"""Confirm a proposed role."""

from datetime import datetime

from django.db import transaction

from pcmt.accounts.granting import Wish, check_wish, grant
from pcmt.accounts.models import RoleProposal
from pcmt.accounts.policy import may_manage
from pcmt.accounts.queries.proposals import others_may_confirm
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.lifecycle import SamePerson
from pcmt.kernel.refusal import Need, NotFound, Refusal


@transaction.atomic
def confirm_role(*, proposal_id: int, actor: Actor, at: datetime) -> int:
    """This will grant what another proposed and return the grant; refused to who proposed it and to who would get it.

    Whoever runs the server may be the second hand (an actor without a person) as long as there is no second
    administrator: else the first could never be joined by another.
    """
    proposal = RoleProposal.objects.select_for_update().filter(pk=proposal_id).select_related("proposed_by").first()
    if proposal is None:
        raise NotFound("Không tìm thấy đề nghị giao vai trò.")
    may_manage(actor, "confirm_role", agency_id=proposal.agency_id).require()

    if proposal.settled_at is not None:
        raise Refusal("Đề nghị này đã được giải quyết.", remedy="Không cần làm gì thêm.")
    if proposal.proposed_by.person_id in actor.hands:
        raise SamePerson(
            "Người đề nghị không tự xác nhận.",
            remedy="Đề nghị quản trị khác xác nhận; khi chưa có ai khác, người vận hành máy chủ chạy "
            f"lệnh “pcmt accounts confirm {proposal_id}”.",
            needs=Need("accounts.confirm_role", proposal.agency_id),
        )
    if actor.person_id is None and others_may_confirm(proposal, at):
        raise Refusal(
            "Đã có quản trị khác xác nhận được đề nghị này.", remedy="Đề nghị người đó xác nhận trên hệ thống."
        )
    wish = Wish(
        proposal.user_id, proposal.role, proposal.agency_id, proposal.valid_from, proposal.valid_to, proposal.reason
    )
    check_wish(wish, actor.hands, at)

    proposal.grant_id, proposal.settled_at = grant(wish), at
    proposal.save(update_fields=["grant", "settled_at"])

    record(
        action="accounts.confirm_role",
        subject=f"user:{proposal.user_id}",
        actor=actor,
        at=at,
        after={"proposal": proposal_id, "grant": proposal.grant_id, **wish.told()},
    )
    return int(proposal.grant_id)
