"""The merger in the middle of the told months: two communes become one, by the actions that a province uses."""

from datetime import date, timedelta
from typing import Any

from pcmt.agencies import queries as agencies
from pcmt.agencies.queries import PostView
from pcmt.areas import queries as areas
from pcmt.areas.actions.apply_event import apply_event
from pcmt.areas.actions.propose_event import propose_event
from pcmt.areas.queries.events import read_change
from pcmt.cli.sample.committees import found_committees
from pcmt.cli.sample.data import read
from pcmt.cli.sample.hands import Post, builder, moment
from pcmt.cli.sample.registers import TYPE_WORDS, Commune, Province
from pcmt.kernel.period import Period


def merge_before(period: Period, province: Province) -> Commune | None:
    """This will merge the communes that the plan names, once, before the first period that ends on the new map.

    Returns the commune that they became; None where there is nothing to do.
    """
    plan = read("province.yaml")["merger"]
    on, code = date.fromisoformat(plan["on"]), plan["commune"]["code"]
    if period.last_day < on or any(one.code == code for one in province.communes):
        return None
    by_code = {one.code: one for one in province.communes}
    old = [by_code[one] for one in plan["old"]]
    _apply(plan, old)
    for one in old:
        one.last = on - timedelta(days=1)
    made = _made(plan, old, on)
    province.communes.append(made)
    found_committees(made, province, moment(plan["at"]))
    return made


def _apply(plan: dict[str, Any], old: list[Commune]) -> None:
    """The event, with the decisions on who leads: the heads of the first commune, the others' as their deputies."""
    codes = [one.code for one in old]
    unit = {**plan["commune"], "parent": read("province.yaml")["province"]["code"], "takes": codes}
    change = read_change({"kind": "merge", "on": plan["on"], "basis": plan["basis"], "old": codes, "units": [unit]})
    first, *others = old
    heads = [row for row in read("people.yaml")["commune"] if row.get("head")]
    choices = {
        f"head:with:{first.agencies[row['agency']]}": f"post:{first.posts[row['suffix']].id}" for row in heads
    } | {f"post:{one.posts[row['suffix']].id}": "deputy" for one in others for row in heads}
    at = moment(plan["at"])
    event_id = propose_event(change=change, actor=builder(), at=at)
    apply_event(event_id=event_id, choices=choices, actor=builder(), at=at)


def _made(plan: dict[str, Any], old: list[Commune], on: date) -> Commune:
    """The new commune as the event left it: its agencies, and in each the posts that go on."""
    row = plan["commune"]
    view = areas.area_by_code(row["code"], on)
    made = Commune(
        id=view.id,
        code=row["code"],
        name=row["name"],
        full_name=f"{TYPE_WORDS[row['type']]} {row['name']}",
        course=row["course"],
        residents=sum(one.residents for one in old),
        first=on,
        made_of=tuple(one.code for one in old),
    )
    for kind in read("agencies.yaml")["commune"]:
        agency = agencies.agency_for(view.id, kind["kind"], on)
        if agency is None:
            raise RuntimeError(f"the sample's merger left {row['name']} without {kind['name']}")
        made.agencies[kind["key"]] = agency.id
    for post in read("people.yaml")["commune"]:
        agency_id = made.agencies[post["agency"]]
        held = agencies.posts(agency_id, on)
        chosen = next(one for one in held if one.title == post["title"])
        made.posts[post["suffix"]] = _post(chosen, view.id, on)
    return made


def _post(held: PostView, area_id: int, on: date) -> Post:
    home = agencies.agency(held.agency_id, on).short_name
    return Post(held.id, held.person_id, held.person_name, held.title, held.agency_id, area_id, home)
