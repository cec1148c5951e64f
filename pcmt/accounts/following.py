"""How accounts follow when their agencies end with an area (a follower of pcmt.areas.ports).

A role goes over to the agency that takes over the work, from the event's day on; the old grant ends the day before and
stays to be seen.

Who has no post there is told by name, so that the role can be ended instead. Nobody gets a role that they did not hold.
Where the new agency answers for more than the old one did, those who thereby reach further are told one by one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q

from pcmt.accounts.models import Delegation, RoleGrant, RoleProposal
from pcmt.agencies import queries as agencies
from pcmt.agencies.queries import AgencyView
from pcmt.areas import queries as areas
from pcmt.areas.ports import Course, Followed, Touched
from pcmt.areas.ports.memento import Memento, take_back
from pcmt.kernel.actor import Actor
from pcmt.rulebook.queries import book

MOVE, END = "move", "end"
OPTIONS = ((MOVE, "Chuyển sang cơ quan kế thừa"), (END, "Kết thúc vai trò"))


@dataclass
class _Work:
    """One event: which agencies ended and who does their work, and what each new area came from, in words."""

    course: Course
    ended: Mapping[int, AgencyView]
    heirs: Mapping[int, AgencyView]
    gained: Mapping[int, Mapping[int, str]]
    memento: Memento = field(default_factory=Memento)
    touched: list[Touched] = field(default_factory=list)

    @property
    def eve(self) -> date:
        """The last day of the old map."""
        return self.course.on - timedelta(days=1)


class AccountsFollow:
    """The follower of this package."""

    name = "accounts"
    label = "Tài khoản, vai trò"

    def follow(self, course: Course, choices: Mapping[str, str], *, actor: Actor, at: datetime) -> Followed:
        """This will move roles to the successors of ended agencies, and end what was given for the old ones alone."""
        work = _work(course)
        rows = RoleGrant.objects.select_for_update(of=("self",)).filter(_still(course.on), revoked_at__isnull=True)
        for grant in rows.filter(agency_id__in=work.ended).select_related("user").order_by("pk"):
            _follow_grant(work, grant, choices, at)
        for grant in rows.filter(agency_id__in=_absorbing(work)).select_related("user").order_by("pk"):
            _tell_gain(work, grant)
        _end_delegations(work, at)
        return Followed(tuple(work.touched), work.memento.rows)

    def unfollow(self, course: Course, memento: list[dict[str, Any]], *, actor: Actor, at: datetime) -> None:
        """This will give everybody back the role that they held."""
        take_back(memento)

    def settle(self, course: Course, *, undone: bool, at: datetime) -> None:
        """This will do nothing: nothing here is derived from the map."""


FOLLOWER = AccountsFollow()


def _work(course: Course) -> _Work:
    eve = course.on - timedelta(days=1)
    there = agencies.agencies_by_id(agencies.seated_in(course.ended, eve), eve)
    going_on = agencies.agencies_by_id(there, course.on)
    ended = {agency_id: view for agency_id, view in there.items() if agency_id not in going_on}
    pairs = agencies.heirs(ended, course.on)
    views = agencies.agencies_by_id(pairs.values(), course.on)
    return _Work(
        course=course,
        ended=ended,
        heirs={old: views[heir] for old, heir in pairs.items() if heir in views},
        gained=_gained(course, eve),
    )


def _gained(course: Course, eve: date) -> dict[int, dict[int, str]]:
    """What each receiving area was made of, by old area: its own self, where it stood before, and its givers."""
    names = areas.areas_by_id({one for passing in course.passings for one in (passing.old_id, passing.new_id)}, eve)
    found: dict[int, dict[int, str]] = {}
    for passing in course.passings:
        for part in (passing.old_id, passing.new_id):
            if part in names:
                found.setdefault(passing.new_id, {})[part] = names[part].full_name
    return found


def _follow_grant(work: _Work, grant: RoleGrant, choices: Mapping[str, str], at: datetime) -> None:
    key, heir, old = f"grant:{grant.pk}", work.heirs.get(grant.agency_id), work.ended[grant.agency_id]
    chosen = choices.get(key, MOVE) if heir is not None else END
    chosen = chosen if chosen in dict(OPTIONS) else MOVE
    last, told = grant.valid_to, f"vai trò {_role(grant)} của {grant.user.username}"
    if grant.valid_from >= work.course.on:
        work.memento.change(told, grant, revoked_at=at)
    else:
        work.memento.change(told, grant, valid_to=work.eve)
    effect, more = "kết thúc", ""
    if chosen == MOVE and heir is not None:
        more = _more(work, grant, heir.area_id, old.area_id) + _without_post(work, grant, heir)
        effect = f"chuyển sang {heir.name}{more}"
        _grant_anew(work, grant, heir, last, told)
    work.touched.append(
        Touched(
            key,
            f"{_who(grant)}, {old.name}",
            effect,
            warning=bool(more) or heir is None,
            kept=f"{_role(grant)}, {old.name}",
            key=key if heir else "",
            options=OPTIONS if heir else (),
            chosen=chosen if heir else "",
        )
    )


def _without_post(work: _Work, grant: RoleGrant, heir: AgencyView) -> str:
    """Posts have followed by now: a role that goes over without one (that of a second head) is told, to be chosen."""
    posts = agencies.posts_of(grant.user.person_id, work.course.on)
    held = any(post.agency_id == heir.id for post in posts)
    return "" if held else "; chưa giữ chức vụ ở đó: kết thúc vai trò, hoặc ghi chức vụ mới"


def _grant_anew(work: _Work, grant: RoleGrant, heir: AgencyView, last: date | None, told: str) -> None:
    same = RoleGrant.objects.filter(
        user_id=grant.user_id, role=grant.role, agency_id=heir.id, revoked_at__isnull=True
    ).first()
    if same is None:
        first = max(work.course.on, grant.valid_from)
        fresh = RoleGrant.objects.create(
            user_id=grant.user_id, role=grant.role, agency_id=heir.id, valid_from=first, valid_to=last
        )
        work.memento.made(told, fresh)
    elif same.valid_to is not None and (last is None or same.valid_to < last):
        work.memento.change(told, same, valid_to=last)


def _absorbing(work: _Work) -> set[int]:
    """Successors that stood before: who holds a role there reaches further from the day on."""
    return {view.id for view in work.heirs.values() if agencies.agencies_by_id([view.id], work.eve)}


def _tell_gain(work: _Work, grant: RoleGrant) -> None:
    agency = next(view for view in work.heirs.values() if view.id == grant.agency_id)
    more = _more(work, grant, agency.area_id, agency.area_id)
    if grant.valid_from < work.course.on and more:
        kept = f"{_role(grant)}, {agency.name}"
        label = f"{_who(grant)}, {agency.name}"
        work.touched.append(Touched(f"grant:{grant.pk}", label, f"giữ nguyên{more}", warning=True, kept=kept))


def _more(work: _Work, grant: RoleGrant, area_id: int, own: int) -> str:
    """What a holder did not reach before, in words; a role that holds everywhere gains nothing."""
    role = book().role_by_code.get(grant.role)
    if role is None or role.scope == "everywhere":
        return ""
    names = [name for old, name in work.gained.get(area_id, {}).items() if old != own]
    return f"; thêm phạm vi: {', '.join(names)}" if names else ""


def _end_delegations(work: _Work, at: datetime) -> None:
    rows = Delegation.objects.filter(_still(work.course.on), agency_id__in=work.ended, revoked_at__isnull=True)
    for paper in rows.order_by("pk"):
        if paper.valid_from >= work.course.on:
            work.memento.change("ủy quyền", paper, revoked_at=at)
        else:
            work.memento.change("ủy quyền", paper, valid_to=work.eve)
        label = f"{paper.get_kind_display()}, {work.ended[paper.agency_id].name} ({paper.basis})"
        work.touched.append(Touched(f"delegation:{paper.pk}", label, "hết hiệu lực; lập văn bản mới nếu cần", True))
    for proposal in RoleProposal.objects.filter(agency_id__in=work.ended, settled_at__isnull=True).order_by("pk"):
        work.memento.change("đề nghị cấp vai trò", proposal, settled_at=at)
        label = f"Đề nghị vai trò {proposal.role}, {work.ended[proposal.agency_id].name}"
        work.touched.append(Touched(f"role_proposal:{proposal.pk}", label, "không xét nữa; đề nghị lại", True))


def _still(on: date) -> Q:
    return Q(valid_to__isnull=True) | Q(valid_to__gte=on)


def _role(grant: RoleGrant) -> str:
    role = book().role_by_code.get(grant.role)
    return role.label if role else grant.role


def _who(grant: RoleGrant) -> str:
    name = agencies.person_names([grant.user.person_id]).get(grant.user.person_id, "")
    return f"{name} ({grant.user.username}), {_role(grant)}"
