"""Begin an installation."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from pcmt.accounts.actions.grant_role import grant_role
from pcmt.accounts.actions.invite import invite
from pcmt.accounts.policy import may_manage
from pcmt.accounts.queries import refuse_second_beginning
from pcmt.agencies import queries as agencies
from pcmt.agencies.actions.appoint import appoint
from pcmt.agencies.actions.found_agency import found_agency
from pcmt.areas.actions.load_province import load_province
from pcmt.areas.actions.open_area import open_area
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor


@dataclass(frozen=True)
class FirstProvince:
    """The province served: its code, its name and type, the day from which its present form holds.

    from_table: it is one of the 34 of the table of facts, and comes with its communes and their history.
    """

    code: str
    name: str
    type: str
    valid_from: date
    from_table: bool = False


@transaction.atomic
def begin(
    *,
    province: FirstProvince,
    agency_name: str,
    person_name: str,
    username: str,
    password: str,
    actor: Actor,
    at: datetime,
) -> int:
    """This will open the province, its People's Committee and the first administrator; returns the account.

    Possible once: refuses where any account exists. The actor is the one who installs, by the system's own hand.
    """
    may_manage(actor, "begin").require()

    refuse_second_beginning()

    area_id = _opened(province, actor=actor, at=at)
    agency_id = found_agency(
        name=agency_name, kind="ubnd_tinh", area_id=area_id, valid_from=province.valid_from, actor=actor, at=at
    )
    post_id = appoint(
        agency_id=agency_id,
        person_name=person_name,
        title="Quản trị hệ thống",
        valid_from=province.valid_from,
        actor=actor,
        at=at,
    )
    user_id = invite(
        username=username, person_id=agencies.post(post_id).person_id, password=password, actor=actor, at=at
    )
    grant_role(
        user_id=user_id, role="administrator", agency_id=agency_id, valid_from=province.valid_from, actor=actor, at=at
    )

    record(
        action="accounts.begin",
        subject=f"user:{user_id}",
        actor=actor,
        at=at,
        after={"area": area_id, "agency": agency_id},
    )
    return user_id


def _opened(province: FirstProvince, *, actor: Actor, at: datetime) -> int:
    if province.from_table:
        return load_province(code=province.code, actor=actor, at=at).area_id
    return open_area(
        code=province.code,
        name=province.name,
        type=province.type,
        level="province",
        parent_id=None,
        valid_from=province.valid_from,
        actor=actor,
        at=at,
    )
