"""In whose name a paper of a committee's work goes out, and who signs it."""

from dataclasses import dataclass
from datetime import date

from pcmt.agencies import queries as agencies
from pcmt.areas import queries as areas
from pcmt.plans import queries as plans

NOBODY = ("THỦ TRƯỞNG ĐƠN VỊ",)


@dataclass(frozen=True)
class Office:
    """A body that issues. block: the lines above the name; short: what stands for it in a number, "" where unknown."""

    name: str
    short: str
    place: str
    block: tuple[str, ...]
    signer: str | None


def office_of(keeper_id: int, on: date) -> Office:
    """This will tell how an agency issues on a day: as the committee that it stands for, else in its own name."""
    keeper = agencies.agency(keeper_id, on)
    body = next((one for one in agencies.committees(on) if one.standing and one.standing.id == keeper.id), None)
    area_id = body.area_id if body else keeper.area_id
    place = areas.last_seen([area_id], on)[area_id].short_name
    if body is not None:
        head = next((seat.person_name for seat in body.seats if seat.role == "head"), "")
        return Office(body.name, "BCĐ", place, agencies.seat_block(body.kind, "head") or NOBODY, head or None)
    letters = plans.office_letters(keeper.kind, keeper.short_name.removesuffix(place))
    signer = next(iter(agencies.signers(keeper.id, on)), None)
    if signer is None:
        return Office(keeper.name, letters, place, NOBODY, None)
    return Office(keeper.name, letters, place, signer.block or NOBODY, signer.post.person_name or None)


def symbol(kind: str, office: Office) -> str:
    """This will give the symbol of a kind of paper: BC-BCĐ."""
    return f"{kind}-{office.short}" if office.short else kind


def reports_to(keeper_id: int, on: date) -> str:
    """This will name the agency to which this one reports, "" for none."""
    parent_id = agencies.agency(keeper_id, on).parent_id
    return agencies.agency(parent_id).name if parent_id else ""
