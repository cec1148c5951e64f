"""What the cells of a sheet of accounts name, and what is wrong with each, whatever is wrong with the others."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from pcmt.accounts.granting import permissions_of, refuse_backward
from pcmt.accounts.models import User
from pcmt.accounts.naming import check_username
from pcmt.accounts.rules.apart import check_apart
from pcmt.accounts.rules.username import canonical
from pcmt.agencies import queries as agencies
from pcmt.agencies.queries import AgencyView, PersonView
from pcmt.files import queries as files
from pcmt.rulebook.queries import book
from workbook.spec import Fault, Row


class Named:
    """The agencies and officials that rows name, by their days; today: the day of a row whose own cannot be read."""

    def __init__(self, rows: Sequence[Row], today: date) -> None:
        self.today = today
        self.agencies: dict[date, dict[str, tuple[AgencyView, ...]]] = {}
        self.people: dict[date, dict[str, tuple[PersonView, ...]]] = {}
        wanted: dict[date, list[Row]] = {}
        for row in rows:
            wanted.setdefault(self.day(row), []).append(row)
        for day, group in wanted.items():
            self.agencies[day] = agencies.matches([str(row.values["agency"] or "") for row in group], day)
            self.people[day] = agencies.people_named([str(row.values["person"] or "") for row in group], day)

    def day(self, row: Row) -> date:
        """This will give the first day of a row's role."""
        day = row.values["valid_from"]
        return day if isinstance(day, date) else self.today

    def agency(self, row: Row) -> AgencyView:
        """This will find the one agency that a row means; refuses none and several."""
        text = str(row.values["agency"])
        found = self.agencies[self.day(row)].get(text, ())
        if len(found) == 1:
            return found[0]
        raise files.in_cell(
            "agency", f"{'Có nhiều' if found else 'Không có'} cơ quan “{text}”; ghi tên đầy đủ trong danh bạ."
        )

    def official(self, row: Row, agency: AgencyView) -> PersonView | None:
        """This will find the official of that name who holds a post in the agency; refuses several."""
        namesakes = self.people[self.day(row)].get(str(row.values["person"]), ())
        there = [one for one in namesakes if any(post.agency_id == agency.id for post in one.posts)]
        if len(there) > 1:
            raise files.in_cell(
                "person", f"{agency.short_name} có {len(there)} người cùng tên; tạo tài khoản tại trang cơ quan."
            )
        return there[0] if there else None


def refuse_other_account(person_id: int) -> None:
    """This will refuse a second account for a person."""
    other = User.objects.filter(person_id=person_id, is_active=True).first()
    if other is not None:
        raise files.in_cell(
            "username", f"Người này đã có tài khoản “{other.username}”; giao thêm vai trò tại tài khoản đó."
        )


def refuse_others_name(holder: str, person: object) -> None:
    """This will refuse a name under which a row above gives an account to another person."""
    if holder != person:
        raise files.in_cell("username", f"Tên đăng nhập này ở dòng trên là của {holder}.")


class Cells:
    """The cells of a sheet, row after row from the top: each row is held against the directory and those above it."""

    def __init__(self, named: Named, at: datetime) -> None:
        self.named, self.at = named, at
        self.holders: dict[str, str] = {}
        self.permissions: dict[str, frozenset[str]] = {}
        self.heads: dict[int, int] = {}
        self.roles: dict[tuple[str, str, int], int] = {}

    def faults_in(self, row: Row) -> list[Fault]:
        """This will tell all that can be told of a row before anything of it is entered."""
        faults: list[Fault] = []
        values: dict[str, Any] = dict(row.values)
        name = canonical(values["username"] or "")
        agency: AgencyView | None = None
        official: PersonView | None = None
        if values["agency"]:
            with files.told_in(row, faults):
                agency = self.named.agency(row)
                official = self.named.official(row, agency) if values["person"] else None
        if name:
            with files.told_in(row, faults):
                self._check_name(name, values["person"], official)
        if values["is_head"] is not None and (values["powers"] or not values["is_head"]):
            with files.told_in(row, faults):
                agencies.refuse_flawed_power(values["powers"] or "", is_head=values["is_head"])
        if values["is_head"] and agency and not official:
            with files.told_in(row, faults):
                self._check_head(agency.id, row)
        if values["valid_from"]:
            with files.told_in(row, faults):
                refuse_backward(values["valid_from"], values["valid_to"])
        if values["role"]:
            with files.told_in(row, faults):
                self._check_role(name, official, agency, row)
        return faults

    def _check_name(self, name: str, person: str | None, official: PersonView | None) -> None:
        if name in self.holders:
            return refuse_others_name(self.holders[name], person)
        if official is not None:
            refuse_other_account(official.id)
        check_username(name)
        if person:
            self.holders[name] = person

    def _check_head(self, agency_id: int, row: Row) -> None:
        agencies.refuse_second_head(agency_id)
        first = self.heads.setdefault(agency_id, row.number)
        if first != row.number:
            raise files.in_cell("is_head", f"Người đứng đầu của cơ quan này đã ghi ở dòng {first}.")

    def _check_role(self, name: str, official: PersonView | None, agency: AgencyView | None, row: Row) -> None:
        """Refuse a role that a row above gives already, and both sides of what is kept apart without a reason."""
        code = str(row.values["role"])
        if name and agency:
            first = self.roles.setdefault((name, code, agency.id), row.number)
            if first != row.number:
                raise files.in_cell("role", f"Vai trò này của người này ở cơ quan này đã ghi ở dòng {first}.")
        held = self.permissions.get(name) if name else None
        if held is None:
            held = permissions_of(official.id, self.at) if official else frozenset()
        added = book().role(code).held
        if name:
            self.permissions[name] = held | added
        check_apart(book().apart, held, added, str(row.values["reason"] or ""))


def faults_of_cells(rows: Sequence[Row], at: datetime) -> list[Fault]:
    """This will tell what is wrong with the cells of a sheet's rows, in rows with other faults too."""
    cells = Cells(Named(rows, timezone.localdate(at)), at)
    return [fault for row in rows for fault in cells.faults_in(row)]
