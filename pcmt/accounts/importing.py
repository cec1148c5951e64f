"""Rows of a sheet entered as accounts with their roles, each by the rules of the actions; faults at their cells."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from pcmt.accounts.actions.grant_role import grant_role
from pcmt.accounts.actions.invite import invite
from pcmt.accounts.import_cells import Named, faults_of_cells, refuse_other_account, refuse_others_name
from pcmt.accounts.rules.username import canonical
from pcmt.agencies import queries as agencies
from pcmt.agencies.actions.appoint import appoint
from pcmt.agencies.queries import AgencyView
from pcmt.files import queries as files
from pcmt.kernel.actor import Actor
from workbook.reading import Reading
from workbook.spec import Fault, Row, in_order


@dataclass(frozen=True)
class Entered:
    """The accounts made, by the order of the rows, and what stood in the way of others."""

    made: tuple[int, ...]
    faults: tuple[Fault, ...]


def enter(rows: Sequence[Row], actor: Actor, at: datetime) -> Entered:
    """This will enter each row in a savepoint of its own: the person's post where it is new, the account, the role."""
    sheet = _Sheet(Named(rows, timezone.localdate(at)))
    made: list[int] = []
    faults: list[Fault] = []
    for row in rows:
        with files.told_in(row, faults), transaction.atomic():
            made.append(sheet.enter(row, actor, at))
    return Entered(tuple(dict.fromkeys(made)), in_order(faults))


def tried(reading: Reading, actor: Actor, at: datetime) -> tuple[Fault, ...]:
    """This will tell all that is wrong in a sheet at once; what is entered on the way is taken back.

    Cells are looked at one by one, also in rows where another cell is wrong; only whole rows are then entered by the
    rules of the actions.
    """
    faults = [*reading.faults, *faults_of_cells(reading.rows, at)]
    wrong = {fault.row for fault in faults}
    with transaction.atomic():
        faults += enter([row for row in reading.rows if row.number not in wrong], actor, at).faults
        transaction.set_rollback(True)
    return in_order(faults)


@dataclass(frozen=True)
class _Held:
    """An account of the sheet itself, with the person for whom it was made."""

    user_id: int
    person_id: int
    person_name: str


class _Sheet:
    """The entering of a sheet, with the accounts that its rows have made so far."""

    def __init__(self, named: Named) -> None:
        self.named = named
        self.held: dict[str, _Held] = {}

    def enter(self, row: Row, actor: Actor, at: datetime) -> int:
        """This will give one row its account and role, and return the account; refuses what cannot be."""
        values: dict[str, Any] = dict(row.values)
        agency = self.named.agency(row)
        name = canonical(str(values["username"]))
        held = self.held.get(name)
        if held is not None:
            refuse_others_name(held.person_name, values["person"])
        person_id = self._person(row, agency, held, actor, at)
        user_id = held.user_id if held else self._account(name, person_id, actor, at)
        grant_role(
            user_id=user_id,
            role=values["role"],
            agency_id=agency.id,
            valid_from=values["valid_from"],
            valid_to=values["valid_to"],
            reason=values["reason"] or "",
            actor=actor,
            at=at,
        )
        self.held[name] = _Held(user_id, person_id, values["person"])
        return user_id

    def _person(self, row: Row, agency: AgencyView, held: _Held | None, actor: Actor, at: datetime) -> int:
        """The official of that name who holds a post in the agency, or one who is appointed to it now."""
        official = self.named.official(row, agency)
        if official and (held is None or official.id == held.person_id):
            return official.id
        values: dict[str, Any] = dict(row.values)
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
        refuse_other_account(person_id)
        return invite(username=name, person_id=person_id, actor=actor, at=at)
