"""Rows of a sheet entered as accounts with their roles, each by the rules of the actions; faults at their cells."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from pcmt.accounts.actions.grant_role import grant_role
from pcmt.accounts.actions.invite import invite
from pcmt.accounts.models import User
from pcmt.accounts.rules.username import canonical
from pcmt.agencies import queries as agencies
from pcmt.agencies.actions.appoint import appoint
from pcmt.agencies.queries import AgencyView, PersonView
from pcmt.files import queries as files
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotAllowed, Refusal
from workbook.spec import Fault, Row, in_order


@dataclass(frozen=True)
class Entered:
    """The accounts made, by the order of the rows, and what stood in the way of others."""

    made: tuple[int, ...]
    faults: tuple[Fault, ...]


def enter(rows: Sequence[Row], actor: Actor, at: datetime) -> Entered:
    """This will enter each row in a savepoint of its own: the person's post where it is new, the account, the role."""
    known = _Known(rows)
    made: list[int] = []
    faults: list[Fault] = []
    for row in rows:
        try:
            with transaction.atomic():
                user_id = known.enter(row, actor, at)
        except NotAllowed:
            raise
        except Refusal as refusal:
            faults.append(files.fault_of(row, refusal))
        else:
            made.append(user_id)
    return Entered(tuple(dict.fromkeys(made)), in_order(faults))


@dataclass(frozen=True)
class _Held:
    """An account of the sheet itself, with the person for whom it was made."""

    user_id: int
    person_id: int
    person_name: str


class _Known:
    """What rows may name: agencies and officials by their days, and the accounts that the sheet itself makes."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.held: dict[str, _Held] = {}
        self.agencies: dict[date, dict[str, tuple[AgencyView, ...]]] = {}
        self.people: dict[date, dict[str, tuple[PersonView, ...]]] = {}
        wanted: dict[date, list[Row]] = {}
        for row in rows:
            if isinstance(day := row.values["valid_from"], date):
                wanted.setdefault(day, []).append(row)
        for day, group in wanted.items():
            self.agencies[day] = agencies.matches([str(row.values["agency"] or "") for row in group], day)
            self.people[day] = agencies.people_named([str(row.values["person"] or "") for row in group], day)

    def enter(self, row: Row, actor: Actor, at: datetime) -> int:
        """This will give one row its account and role, and return the account; refuses what cannot be."""
        values: dict[str, Any] = dict(row.values)
        day: date = values["valid_from"]
        agency = self._agency(str(values["agency"]), day)
        name = canonical(str(values["username"]))
        held = self.held.get(name)
        if held is not None and held.person_name != values["person"]:
            raise files.in_cell("username", f"Tên đăng nhập này ở dòng trên là của {held.person_name}.")
        person_id = self._person(values, agency, held, actor, at)
        user_id = held.user_id if held else self._account(name, person_id, actor, at)
        grant_role(
            user_id=user_id,
            role=values["role"],
            agency_id=agency.id,
            valid_from=day,
            valid_to=values["valid_to"],
            reason=values["reason"] or "",
            actor=actor,
            at=at,
        )
        self.held[name] = _Held(user_id, person_id, values["person"])
        return user_id

    def _agency(self, text: str, day: date) -> AgencyView:
        found = self.agencies[day].get(text, ())
        if len(found) == 1:
            return found[0]
        raise files.in_cell(
            "agency", f"{'Có nhiều' if found else 'Không có'} cơ quan “{text}”; ghi tên đầy đủ trong danh bạ."
        )

    def _person(
        self, values: dict[str, Any], agency: AgencyView, held: _Held | None, actor: Actor, at: datetime
    ) -> int:
        """The official of that name who holds a post in the agency, or one who is appointed to it now."""
        namesakes = self.people[values["valid_from"]].get(values["person"], ())
        there = [one for one in namesakes if any(post.agency_id == agency.id for post in one.posts)]
        if len(there) > 1:
            raise files.in_cell(
                "person", f"{agency.short_name} có {len(there)} người cùng tên; tạo tài khoản tại trang cơ quan."
            )
        if there and (held is None or there[0].id == held.person_id):
            return there[0].id
        post_id = appoint(
            agency_id=agency.id,
            person_name=values["person"],
            person_id=held.person_id if held else None,
            title=values["title"],
            is_head=bool(values["is_head"]),
            powers=values["powers"] or "",
            valid_from=values["valid_from"],
            actor=actor,
            at=at,
        )
        return agencies.post(post_id).person_id

    def _account(self, name: str, person_id: int, actor: Actor, at: datetime) -> int:
        other = User.objects.filter(person_id=person_id, is_active=True).first()
        if other is not None:
            raise files.in_cell(
                "username", f"Người này đã có tài khoản “{other.username}”; giao thêm vai trò tại tài khoản đó."
            )
        return invite(username=name, person_id=person_id, actor=actor, at=at)
