"""How a plan begun from the one above is called, and the commune whose plan it is."""

from datetime import date

from pcmt.agencies import queries as agencies
from pcmt.agencies.queries import AgencyView
from pcmt.areas import queries as areas
from pcmt.plans.rules.naming import carried_out
from vanban.text import lower_first

HOUSES = ("ubnd_tinh", "ubnd_xa")


def carried_title(title: str, keeper_id: int | None, own: AgencyView, on: date) -> str:
    """This will name the plan of an agency that carries out one of this title; keeper_id: who keeps that one."""
    keeper = agencies.agencies_by_id([keeper_id]).get(keeper_id) if keeper_id is not None else None
    wanted = {own.area_id, *([keeper.area_id] if keeper else ())}
    seen = areas.last_seen(wanted, on)
    above = lower_first(seen[keeper.area_id].full_name) if keeper and keeper.area_id != own.area_id else ""
    area = lower_first(seen[own.area_id].full_name)
    return carried_out(title, of=own.name, area=area, above=above, is_house=own.kind in HOUSES)


def commune_of(own: AgencyView, on: date) -> str:
    """This will name the commune that an agency's house governs, "xã Sen Hồng"; "" where it governs none."""
    return lower_first(areas.last_seen([own.area_id], on)[own.area_id].full_name) if own.kind == "ubnd_xa" else ""
