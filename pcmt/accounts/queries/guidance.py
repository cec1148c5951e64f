"""What a refusal tells: which rule says no, and which posts could do it; never a person's name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from pcmt.accounts.models import RoleGrant
from pcmt.accounts.queries.seats import grants_of, seats
from pcmt.accounts.rules.holding import has_left, holds, serves
from pcmt.agencies import queries as agencies
from pcmt.areas import queries as areas
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Need, NotFound
from pcmt.rulebook.queries import RoleDef, book

REACH_WORDS = {
    "own_agency": "cơ quan mình",
    "agency_subtree": "cơ quan mình và các cơ quan trực thuộc theo ngành dọc",
    "area": "địa bàn của cơ quan mình",
    "province": "cả tỉnh",
    "everywhere": "toàn hệ thống",
}
WIDE = frozenset({"agency_subtree", "area", "province", "everywhere"})
FEW = 5
OWES_FIRST = (
    "Tài khoản giữ vai trò đó nhưng phải đổi mật khẩu được cấp lần đầu, hoặc cài bước xác thực thứ hai, "
    "rồi mới làm việc được; đăng nhập trên trang để làm."
)


@dataclass(frozen=True)
class Holder:
    """Whoever could do it: a post, or an agency where the role is held without one; with the role that allows it."""

    title: str
    agency_name: str
    role_label: str

    def __str__(self) -> str:
        return f"{', '.join(part for part in (self.title, self.agency_name) if part)} (vai trò {self.role_label})"


@dataclass(frozen=True)
class Guidance:
    """The rule in Vietnamese, and some of those who could do it; `more` where there are others still.

    permission: the code of what was missing, for support; no sentence shows it.
    """

    rule: str
    holders: tuple[Holder, ...]
    more: bool
    permission: str = ""


def guidance(needs: Need, *, actor: Actor | None, at: datetime) -> Guidance:
    """This will tell of a permission that was missing at a place which rule asks for it, and who holds it there."""
    roles = [role for role in book().roles() if needs.permission in role.held]
    holders = _holders(needs, roles, actor, at)
    return Guidance(_rule(needs, roles, actor), holders[:FEW], len(holders) > FEW, needs.permission)


def reach_words(role: RoleDef, permission: str) -> str:
    """This will say how far a role carries a permission: "cơ quan mình"."""
    return REACH_WORDS["everywhere" if permission in role.everywhere else role.scope]


def _rule(needs: Need, roles: Sequence[RoleDef], actor: Actor | None) -> str:
    named = book().permissions.get(needs.permission, needs.permission)
    if not roles:
        return f"Không vai trò nào được giao việc “{named}”."
    told = "; ".join(f"{role.label} (trong phạm vi {reach_words(role, needs.permission)})" for role in roles)
    rule = f"Việc “{named}” thuộc vai trò: {told}."
    if actor is None or actor.may(needs.permission, agency_id=needs.agency_id, area_id=needs.area_id):
        return rule
    if not actor.grants and any(role.code in actor.roles for role in roles):
        return f"{rule} {OWES_FIRST}"
    own = ", ".join(role.label for role in book().roles() if role.code in actor.roles)
    if actor.may_somewhere(needs.permission):
        return f"{rule} Tài khoản có quyền này nhưng nội dung này nằm ngoài phạm vi được giao."
    return f"{rule} Vai trò đang dùng{f' ({own})' if own else ''} không có quyền này."


def _holders(needs: Need, roles: Sequence[RoleDef], actor: Actor | None, at: datetime) -> tuple[Holder, ...]:
    day = timezone.localdate(at)
    rows = _rows(needs, roles, actor, at, day)
    past = agencies.tenures({row.user.person_id for row in rows})
    around = seats(rows, day)
    found: dict[Holder, None] = {}
    for row in rows:
        tenures = past.get(row.user.person_id, ())
        if row.agency_id not in around or has_left(tenures, day, row.agency_id):
            continue
        agency, seat = around[row.agency_id]
        fitting = (one for one in grants_of([row], seat) if one.permission == needs.permission)
        if any(one.scope.covers(needs.agency_id, needs.area_id) for one in fitting):
            post = next((one for one in tenures if one.agency_id == agency.id and serves(one, day)), None)
            found[Holder(post.title if post else "", agency.short_name, book().role(row.role).label)] = None
    return tuple(found)


def _rows(needs: Need, roles: Sequence[RoleDef], actor: Actor | None, at: datetime, day: date) -> list[RoleGrant]:
    """Grants that could reach the place: near ones of any role, and those of roles that reach far."""
    far = {role.code for role in roles if role.scope in WIDE or needs.permission in role.everywhere}
    rows = RoleGrant.objects.filter(role__in={role.code for role in roles}, user__is_active=True)
    rows = rows.filter(agency_id__in=_near(needs, day)) | rows.filter(role__in=far)
    if actor is not None and actor.person_id is not None:
        rows = rows.exclude(user__person_id__in=actor.hands)
    found = rows.select_related("user").order_by("pk")
    # Who may do it close by is asked first; what reaches everywhere comes after.
    return sorted((row for row in found if holds(row, at, day)), key=lambda row: (row.role in far, row.pk))


def _near(needs: Need, day: date) -> set[int]:
    """The agency asked for and those above it, and the agencies of the area and of the areas above it.

    For what has ended its heirs answer.
    """
    near: set[int] = set()
    agency_id, area_id = needs.agency_id, needs.area_id
    if agency_id is not None:
        agency_id = agencies.heirs([agency_id], day).get(agency_id, agency_id)
    while agency_id is not None and agency_id not in near:
        near.add(agency_id)
        held = agencies.agencies_by_id([agency_id]).get(agency_id)
        agency_id = held.parent_id if held else None
    if area_id is not None:
        area_id = areas.heirs([area_id], day).get(area_id, area_id)
        try:
            above = areas.ancestors(area_id, day)
        except NotFound:  # gone from the map of the day
            above = ()
        near |= agencies.seated_in({area_id, *above}, day).keys()
    return near
