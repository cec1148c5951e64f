"""One role put into one pair of hands, however many people had to agree to it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from pcmt.accounts.models import RoleGrant, User
from pcmt.accounts.rules.apart import check_apart
from pcmt.agencies import queries as agencies
from pcmt.kernel.lifecycle import SamePerson
from pcmt.kernel.refusal import NotFound, Refusal
from pcmt.rulebook.queries import book


@dataclass(frozen=True)
class Wish:
    """A role wished for an account at an agency, from a day to a day; reason: why, where one is asked for."""

    user_id: int
    role: str
    agency_id: int
    valid_from: date
    valid_to: date | None = None
    reason: str = ""

    def told(self) -> dict[str, object]:
        """This will give it as the journal keeps it."""
        return {
            "role": self.role,
            "agency": self.agency_id,
            "valid_from": str(self.valid_from),
            "valid_to": str(self.valid_to) if self.valid_to else None,
        }


def check_wish(wish: Wish, hands: Collection[int], at: datetime) -> tuple[str, ...]:
    """This will refuse what may not be granted, and return why each duty that meets in one hand should not have.

    It locks the person's accounts until the caller's transaction ends.
    hands: the persons who grant. Refuses an unknown account, agency or role, a role that is held already, dates the
    wrong way round, a grant to one of the hands, and both sides of what is kept apart.
    """
    user = User.objects.filter(pk=wish.user_id).first()
    if user is None:
        raise NotFound("Không tìm thấy tài khoản.")
    if user.person_id in hands:
        raise SamePerson("Không ai được tự cấp quyền cho mình.", remedy="Đề nghị quản trị khác thực hiện.")
    # Of two who grant to one person at the same moment the second sees what the first gave.
    [*User.objects.select_for_update().filter(person_id=user.person_id).order_by("pk")]
    agency, role = agencies.agency(wish.agency_id), book().role(wish.role)
    refuse_backward(wish.valid_from, wish.valid_to)
    if RoleGrant.objects.filter(user=user, role=role.code, agency_id=agency.id, revoked_at__isnull=True).exists():
        raise Refusal(
            f"Tài khoản đã giữ vai trò “{role.label}” tại {agency.name}.",
            remedy="Thu hồi vai trò cũ trước nếu cần đổi thời hạn.",
        )
    met = check_apart(book().apart, permissions_of(user.person_id, at), role.held, wish.reason)
    return tuple(rule.why for rule in met)


def refuse_backward(valid_from: date, valid_to: date | None) -> None:
    """This will refuse a term that ends before it begins."""
    if valid_to is not None and valid_to < valid_from:
        message = "Ngày kết thúc phải từ ngày bắt đầu trở đi."
        raise Refusal(message, remedy="Kiểm tra lại thời hạn của vai trò.", fields={"valid_to": message})


def permissions_of(person_id: int, at: datetime) -> frozenset[str]:
    """This will give what a person holds or will hold through roles, in whatever account and place."""
    rows = RoleGrant.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=timezone.localdate(at)),
        user__person_id=person_id,
        revoked_at__isnull=True,
    )
    roles = (book().role_by_code.get(code) for code in rows.values_list("role", flat=True))
    return frozenset().union(*(role.held for role in roles if role is not None))


def grant(wish: Wish) -> int:
    """This will put a checked wish into effect and return the grant's identifier."""
    row = RoleGrant.objects.create(
        user_id=wish.user_id,
        role=wish.role,
        agency_id=wish.agency_id,
        valid_from=wish.valid_from,
        valid_to=wish.valid_to,
    )
    return row.pk
