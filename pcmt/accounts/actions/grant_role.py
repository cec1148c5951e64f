"""Grant a role."""

from datetime import date, datetime

from django.db import transaction

from pcmt.accounts.models import RoleGrant, User
from pcmt.accounts.policy import may_manage
from pcmt.agencies import queries as agencies
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.lifecycle import SamePerson
from pcmt.kernel.refusal import NotFound, Refusal
from pcmt.rulebook.queries import book


@transaction.atomic
def grant_role(
    *,
    user_id: int,
    role: str,
    agency_id: int,
    valid_from: date,
    valid_to: date | None = None,
    actor: Actor,
    at: datetime,
) -> int:
    """This will let an account hold a role for an agency from a day on, and return the grant's identifier.

    Refuses a role unknown to the rulebook, one that is held already, and a grant to oneself.
    """
    may_manage(actor, "grant_role", agency_id=agency_id).require()

    user = User.objects.filter(pk=user_id).first()
    if user is None:
        raise NotFound("Không tìm thấy tài khoản.")
    if actor.person_id is not None and actor.person_id == user.person_id:
        raise SamePerson("Không ai được tự cấp quyền cho mình.", remedy="Đề nghị quản trị khác thực hiện.")
    agency, definition = agencies.agency(agency_id), book().role(role)
    if valid_to is not None and valid_to < valid_from:
        raise Refusal("Ngày kết thúc phải từ ngày bắt đầu trở đi.", remedy="Kiểm tra lại thời hạn của vai trò.")
    if RoleGrant.objects.filter(user=user, role=role, agency_id=agency_id, revoked_at__isnull=True).exists():
        raise Refusal(
            f"Tài khoản đã giữ vai trò “{definition.label}” tại {agency.name}.",
            remedy="Thu hồi vai trò cũ trước nếu cần đổi thời hạn.",
        )

    grant = RoleGrant.objects.create(
        user=user, role=role, agency_id=agency_id, valid_from=valid_from, valid_to=valid_to
    )

    record(
        action="accounts.grant_role",
        subject=f"user:{user_id}",
        actor=actor,
        at=at,
        after={
            "grant": grant.pk,
            "role": role,
            "agency": agency_id,
            "valid_from": str(valid_from),
            "valid_to": str(valid_to) if valid_to else None,
        },
    )
    return grant.pk
