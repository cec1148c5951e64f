"""Committees, support teams and coordination programmes of the made-up province."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from pcmt.agencies import queries as agencies
from pcmt.agencies.actions.change_committee import change_committee
from pcmt.agencies.actions.extend_programme import extend_programme
from pcmt.agencies.actions.found_committee import Seat, found_committee
from pcmt.agencies.actions.found_programme import found_programme
from pcmt.agencies.actions.record_review import record_review
from pcmt.cli.sample.data import read
from pcmt.cli.sample.hands import Post, builder, moment
from pcmt.cli.sample.registers import Commune, Province


def build_committees(province: Province, at: datetime) -> None:
    """This will found the committees with their teams, change one by a decision, and enter the programmes."""
    data = read("committees.yaml")
    communes = {commune.name: commune.id for commune in province.communes}

    def seat(row: dict[str, Any]) -> Seat:
        return _seat(row, province.posts[row["name"]], [communes[name] for name in row.get("areas", ())])

    top = data["province"]
    committee = _found(top, province.id, seat, province, at)
    change = top["change"]
    held = {one.person_name: one.id for one in agencies.committee(committee, _day(top["valid_from"])).seats}
    change_committee(
        committee_id=committee,
        decision=change["decision"],
        holds_from=_day(change["holds_from"]),
        leaving=[held[name] for name in change["leaving"]],
        joining=[seat(row) for row in change["joining"]],
        actor=builder(),
        at=at,
    )
    signed_in = read("people.yaml")["signed_in"]
    for commune in province.communes:
        found_committees(commune, province, at, with_team=commune.name in signed_in)
    for row in data["programmes"]:
        _programme(row, province)


def found_committees(commune: Commune, province: Province, at: datetime, *, with_team: bool = False) -> None:
    """This will found a commune's committee, from its first day on where it is new, and its team if asked."""
    row = read("committees.yaml")["commune"]

    def seat(one: dict[str, Any]) -> Seat:
        return _seat(one, commune.posts[one["suffix"]], [])

    own = {
        **row,
        "name": row["name"].format(commune=commune.full_name),
        "founded_by": row["founded_by"].format(commune=commune.full_name),
        "valid_from": str(commune.first or row["valid_from"]),
        "team": {
            **row["team"],
            "name": row["team"]["name"].format(commune=commune.full_name),
            "founded_by": row["team"]["founded_by"].format(commune=commune.full_name),
        },
    }
    _found(own if with_team else {**own, "team": None}, commune.id, seat, province, at)


def _found(
    row: dict[str, Any],
    area_id: int,
    seat: Callable[[dict[str, Any]], Seat],
    province: Province,
    at: datetime,
    *,
    parent_id: int | None = None,
) -> int:
    made = found_committee(
        name=row["name"],
        area_id=area_id,
        founded_by=row["founded_by"],
        valid_from=_day(row["valid_from"]),
        seats=[seat(one) for one in row["seats"]],
        kind="to_giup_viec" if parent_id else "ban_chi_dao",
        parent_id=parent_id,
        standing_id=province.agencies[row["standing"]] if "standing" in row else None,
        actor=builder(),
        at=at,
    )
    if row.get("team"):
        _found(row["team"], area_id, seat, province, at, parent_id=made)
    return made


def _seat(row: dict[str, Any], post: Post, area_ids: list[int]) -> Seat:
    by = row.get("by", "post")
    return Seat(
        post_id=post.id if by == "post" else None,
        role=row["role"],
        field=row["field"],
        person_id=post.person_id if by == "person" else None,
        office_agency_id=post.agency_id if by == "office" else None,
        title="" if by == "post" else post.title,
        area_ids=tuple(area_ids),
    )


def _programme(row: dict[str, Any], province: Province) -> None:
    signed_on = _day(row["signed_on"])
    made = found_programme(
        name=row["name"],
        kind=row["kind"],
        fields=row["fields"],
        lead_ids=[province.agencies[key] for key in row["leads"]],
        support_ids=[province.agencies[key] for key in row["supports"]],
        paper=row["paper"],
        signed_on=signed_on,
        valid_from=_day(row["valid_from"]),
        valid_to=_day(row["valid_to"]),
        review_months=row["review_months"],
        actor=builder(),
        at=moment(f"{signed_on}T16:00:00+07:00"),
    )
    for review in row["reviews"]:
        held_on = _day(review["held_on"])
        record_review(
            programme_id=made,
            held_on=held_on,
            note=review["note"],
            actor=builder(),
            at=moment(f"{held_on}T16:00:00+07:00"),
        )
    if "extend" in row:
        paper = row["extend"]
        extend_programme(
            programme_id=made,
            paper=paper["paper"],
            signed_on=_day(paper["signed_on"]),
            valid_to=_day(paper["valid_to"]),
            actor=builder(),
            at=moment(f"{paper['signed_on']}T16:00:00+07:00"),
        )


def _day(text: str) -> date:
    return date.fromisoformat(text)
