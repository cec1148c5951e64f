"""In whose name a paper of a committee's work goes out, and who signs it."""

from dataclasses import dataclass
from datetime import date

from pcmt.agencies import queries as agencies
from pcmt.areas import queries as areas

NOBODY = ("THỦ TRƯỞNG ĐƠN VỊ",)


@dataclass(frozen=True)
class Office:
    """A body that issues. block: the lines above the name; short: what stands for it in a number, "" where unknown.

    above: whom it reports to, "" for nobody.
    """

    name: str
    short: str
    place: str
    block: tuple[str, ...]
    signer: str | None
    above: str = ""


def office_of(keeper_id: int, on: date) -> Office:
    """This will tell how an agency issues on a day: as the committee that it stands for, else in its own name."""
    keeper = agencies.agency(keeper_id, on)
    body = next((one for one in agencies.committees(on) if one.standing and one.standing.id == keeper.id), None)
    area_id = body.area_id if body else keeper.area_id
    place = areas.last_seen([area_id], on)[area_id].short_name
    above = agencies.agencies_by_id([keeper.parent_id])[keeper.parent_id].name if keeper.parent_id else ""
    if body is not None:
        head = next((seat.person_name for seat in body.seats if seat.role == "head"), "")
        return Office(body.name, "BCĐ", place, agencies.seat_block(body.kind, "head") or NOBODY, head or None, above)
    signer = next(iter(agencies.signers(keeper.id, on)), None)
    if signer is None:
        return Office(keeper.name, "", place, NOBODY, None, above)
    return Office(keeper.name, "", place, signer.block or NOBODY, signer.post.person_name or None, above)


def symbol(kind: str, office: Office) -> str:
    """This will give the symbol of a kind of paper: BC-BCĐ."""
    return f"{kind}-{office.short}" if office.short else kind
