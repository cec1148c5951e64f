"""Whoever can still give roles: without one of them, nobody could ever be given anything again."""

from datetime import date, datetime

from django.utils import timezone

from pcmt.accounts.models import RoleGrant
from pcmt.accounts.rules.holding import has_left, holds
from pcmt.agencies import queries as agencies
from pcmt.kernel.refusal import Refusal
from pcmt.rulebook.queries import book

GIVES_ROLES = "accounts.grant_role"


class LastAdministrator(Refusal):
    """This will say that the system would be left to nobody."""

    code = "last_administrator"

    def __init__(self) -> None:
        super().__init__(
            "Đây là quản trị hệ thống cuối cùng: sau đó không còn ai giao được vai trò.",
            remedy="Giao vai trò quản trị cho người khác trước (quản trị đề nghị, người thứ hai xác nhận).",
        )


def keepers(at: datetime, day: date | None = None) -> tuple[RoleGrant, ...]:
    """This will give the grants by which somebody with an open account gives roles at an instant.

    day: the local day asked about, where it is a later one.
    """
    day = day or timezone.localdate(at)
    roles = [role.code for role in book().roles() if GIVES_ROLES in role.held]
    rows = RoleGrant.objects.filter(role__in=roles, user__is_active=True).select_related("user").order_by("pk")
    held = [row for row in rows if holds(row, at, day)]
    past = agencies.tenures({row.user.person_id for row in held})
    return tuple(row for row in held if not has_left(past.get(row.user.person_id, ()), day, row.agency_id))


def refuse_last(grant: RoleGrant, at: datetime) -> None:
    """This will refuse to take away the only grant by which roles are given."""
    if [row.pk for row in keepers(at)] == [grant.pk]:
        raise LastAdministrator
