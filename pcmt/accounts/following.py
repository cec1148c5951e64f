"""How accounts follow when their agencies end with an area (a follower of pcmt.areas.ports).

A role goes with its holder's post: where the post goes over, the role does, from the event's day on, and where the post
ends, the role ends with it, unless it is chosen otherwise. A role of leading ends with leading. A role that was given
without a post goes over. The old grant ends the day before and stays to be seen.

Nobody gets a role that they did not hold. Where the new agency answers for more than the old one did, those who thereby
reach further are told one by one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q

from pcmt.accounts.models import Delegation, RoleGrant, RoleProposal
from pcmt.accounts.rules.holding import serves
from pcmt.agencies import queries as agencies
from pcmt.agencies.queries import AgencyView, PostView
from pcmt.areas import queries as areas
from pcmt.areas.ports import Course, Followed, Touched
from pcmt.areas.ports.losses import Losses
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
    posts: dict[int, tuple[PostView, ...]] = field(default_factory=dict)
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
    rows: Mapping[str, str] = {
        "accounts.Delegation": "ủy quyền, giao ký thay",
        "accounts.RoleGrant": "vai trò",
        "accounts.RoleProposal": "đề nghị giao vai trò",
    }

    def follow(self, course: Course, choices: Mapping[str, str], *, actor: Actor, at: datetime) -> Followed:
        """This will move roles to the successors of ended agencies, and end what was given for the old ones alone."""
        work = _work(course)
        rows = RoleGrant.objects.select_for_update(of=("self",)).filter(_still(course.on), revoked_at__isnull=True)
        passing = [*rows.filter(agency_id__in=work.ended).select_related("user").order_by("pk")]
        staying = [*rows.filter(agency_id__in=_absorbing(work)).select_related("user").order_by("pk")]
        work.posts = agencies.tenures(grant.user.person_id for grant in (*passing, *staying))
        for grant in passing:
            _follow_grant(work, grant, choices, at)
        for grant in staying:
            _stay(work, grant, at)
        _end_delegations(work, at)
        return Followed(tuple(work.touched), work.memento.rows)

    def unfollow(
        self, course: Course, memento: list[dict[str, Any]], losses: Losses, *, actor: Actor, at: datetime
    ) -> None:
        """This will give everybody back the role that they held."""
        _let_go(course, memento, losses)
        take_back(memento, losses, losable=("accounts.RoleGrant",))

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
    lost = _lost(work, grant, heir.id) if heir is not None else ""
    usual = END if lost or heir is None else MOVE
    chosen = choices.get(key, usual) if heir is not None else usual
    chosen = chosen if chosen in dict(OPTIONS) else usual
    last, told = grant.valid_to, _end(work, grant, at)
    effect, more = f"kết thúc{f'; {lost}' if lost else ''}", ""
    if chosen == MOVE and heir is not None:
        more = _more(work, grant, heir.area_id, old.area_id) + (f"; {lost}" if lost else "")
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
            usual=usual if heir else "",
        )
    )


def _end(work: _Work, grant: RoleGrant, at: datetime) -> str:
    """End a grant with the old map, and give the words for it."""
    told = f"vai trò {_role(grant)} của {grant.user.username}"
    if grant.valid_from >= work.course.on:
        work.memento.change(told, grant, revoked_at=at)
    else:
        work.memento.change(told, grant, valid_to=work.eve)
    return told


def _lost(work: _Work, grant: RoleGrant, heir_id: int) -> str:
    """Why a role has lost its ground, in words: posts have followed by now. Empty where it stands on one or on none."""
    posts = work.posts.get(grant.user.person_id, ())
    before = [post for post in posts if post.agency_id == grant.agency_id and serves(post, work.eve)]
    after = [post for post in posts if post.agency_id == heir_id and serves(post, work.course.on)]
    role = book().role_by_code.get(grant.role)
    if before and not after:
        return "không còn giữ chức vụ ở đó"
    if before and role is not None and role.leads and _leads(before) and not _leads(after):
        return "không còn là lãnh đạo ở đó"
    return ""


def _leads(posts: Iterable[PostView]) -> bool:
    return any(post.is_head or post.powers for post in posts)


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


def _stay(work: _Work, grant: RoleGrant, at: datetime) -> None:
    """A role at an agency that goes on: it ends with its holder's post there, or may reach further."""
    agency = next(view for view in work.heirs.values() if view.id == grant.agency_id)
    lost, more = _lost(work, grant, agency.id), _more(work, grant, agency.area_id, agency.area_id)
    if lost:
        _end(work, grant, at)
    if lost or (more and grant.valid_from < work.course.on):
        kept, effect = f"{_role(grant)}, {agency.name}", f"kết thúc; {lost}" if lost else f"giữ nguyên{more}"
        label = f"{_who(grant)}, {agency.name}"
        work.touched.append(Touched(f"grant:{grant.pk}", label, effect, warning=True, kept=kept))


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


def _let_go(course: Course, memento: list[dict[str, Any]], losses: Losses) -> None:
    """Roles given at the new agencies since go with them; written authorities to act for another stand in the way."""
    own = {step["pk"] for step in memento if step.get("made") == RoleGrant._meta.label}
    seated = agencies.seated_in(course.begun, course.on)
    new = seated.keys() - agencies.agencies_by_id(seated, course.on - timedelta(days=1)).keys()
    for proposal in RoleProposal.objects.filter(agency_id__in=new).select_related("user").order_by("pk"):
        losses.lose(f"đề nghị giao vai trò cho {proposal.user.username}", proposal)
    for grant in RoleGrant.objects.filter(agency_id__in=new).exclude(pk__in=own).select_related("user").order_by("pk"):
        losses.lose(f"vai trò {_role(grant)} của {grant.user.username}", grant)


def _still(on: date) -> Q:
    return Q(valid_to__isnull=True) | Q(valid_to__gte=on)


def _role(grant: RoleGrant) -> str:
    role = book().role_by_code.get(grant.role)
    return role.label if role else grant.role


def _who(grant: RoleGrant) -> str:
    name = agencies.person_names([grant.user.person_id]).get(grant.user.person_id, "")
    return f"{name} ({grant.user.username}), {_role(grant)}"
