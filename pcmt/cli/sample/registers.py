"""The registers of the made-up province: areas, agencies, people, accounts."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from random import Random
from typing import Any

from django.contrib.auth.hashers import make_password

from pcmt.accounts.actions.grant_role import grant_role
from pcmt.accounts.actions.invite import invite
from pcmt.agencies import queries as agencies
from pcmt.agencies.actions.appoint import appoint
from pcmt.agencies.actions.found_agency import found_agency
from pcmt.areas.actions.close_area import Successor, close_area
from pcmt.areas.actions.define_zone import define_zone
from pcmt.areas.actions.open_area import open_area
from pcmt.areas.actions.revise_area import revise_area
from pcmt.cli.sample.data import read
from pcmt.cli.sample.hands import Post, builder
from vanban.text import fold

BEGIN = date(2025, 1, 1)
NO_DISTRICTS = date(2025, 7, 1)
TYPE_WORDS = {"xa": "xã", "phuong": "phường"}


@dataclass
class Commune:
    """A commune, its agencies by key and its posts by the suffix of their accounts.

    first, last: the days between which it stands; None: always. made_of: codes of the communes that became it.
    """

    id: int
    code: str
    name: str
    full_name: str
    course: str
    residents: int
    agencies: dict[str, int] = field(default_factory=dict)
    posts: dict[str, Post] = field(default_factory=dict)
    first: date | None = None
    last: date | None = None
    made_of: tuple[str, ...] = ()


@dataclass
class Province:
    """The province: identifiers of its area and agencies, its posts by person, its communes of all days.

    offices: of each agency that reports, by its id, the posts of who types and who signs, named as a commune's are.
    """

    id: int
    agencies: dict[str, int] = field(default_factory=dict)
    posts: dict[str, Post] = field(default_factory=dict)
    offices: dict[int, dict[str, Post]] = field(default_factory=dict)
    communes: list[Commune] = field(default_factory=list)

    def communes_on(self, day: date) -> list[Commune]:
        """This will list the communes that stand on a day."""
        return [one for one in self.communes if (one.first or day) <= day <= (one.last or day)]


def build_registers(at: datetime) -> Province:
    """This will lay the registers, in the order in which they rest on each other."""
    province = _areas(at)
    _agencies(province, at)
    people, names = read("people.yaml"), _names()
    for row in people["province"]:
        agency = province.agencies[row["agency"]]
        post = _appoint(row["name"], row, agency, province.id, at)
        province.posts[row.get("user", row["name"])] = province.posts[row["name"]] = post
        if row.get("head") or row["role"] == "reporter":
            province.offices.setdefault(agency, {}).setdefault("chutich" if row.get("head") else "nhap", post)
        if "user" in row:
            _account(row["user"], post, row["role"], people["sign_in"]["password"], at)
    for commune in province.communes:
        for row in people["commune"]:
            post = _appoint(next(names), row, commune.agencies[row["agency"]], commune.id, at)
            commune.posts[row["suffix"]] = post
            if commune.name in people["signed_in"]:
                username = f"{slug(commune.name)}.{row['suffix']}"
                _account(username, post, row["role"], people["sign_in"]["password"], at, also=row.get("also", ""))
    return province


def slug(name: str) -> str:
    """This will write a name as the beginning of an account's name: Sen Hồng → sen-hong."""
    return fold(unicodedata.normalize("NFC", name)).replace(" ", "-")


def _areas(at: datetime) -> Province:
    data, actor = read("province.yaml"), builder()
    top = data["province"]
    province = Province(
        open_area(
            code=top["code"], name=top["name"], type=top["type"], level="province", parent_id=None,
            valid_from=BEGIN, actor=actor, at=at,
        )
    )  # fmt: skip
    basis = data["basis"]["no_districts"]
    districts = {
        row["code"]: open_area(
            code=row["code"], name=row["name"], type=row["type"], level="district", parent_id=province.id,
            valid_from=BEGIN, actor=actor, at=at,
        )
        for row in data["former_districts"]
    }  # fmt: skip
    names = {row["code"]: f"Huyện {row['name']}" for row in data["former_districts"]}
    for row in data["communes"]:
        area_id = open_area(
            code=row["code"], name=row["name"], type=row["type"], level="commune", parent_id=districts[row["district"]],
            valid_from=BEGIN, former_district=names[row["district"]], tile=tuple(row["tile"]), actor=actor, at=at,
        )  # fmt: skip
        revise_area(area_id=area_id, valid_from=NO_DISTRICTS, parent_id=province.id, basis=basis, actor=actor, at=at)
        full = f"{TYPE_WORDS[row['type']]} {row['name']}"
        province.communes.append(Commune(area_id, row["code"], row["name"], full, row["course"], row["residents"]))
    for district in districts.values():
        close_area(
            area_id=district, last_day=date(2025, 6, 30), successors=[Successor(province.id)], basis=basis,
            actor=actor, at=at,
        )  # fmt: skip
    _below_and_across(data, {commune.code: commune.id for commune in province.communes}, at)
    return province


def _below_and_across(data: dict[str, Any], ids: dict[str, int], at: datetime) -> None:
    """The hamlets below some communes, and the zones across them."""
    for code, hamlets in data["hamlets"].items():
        for number, (kind, name) in enumerate(hamlets, start=1):
            open_area(
                code=f"{code}-{number:02}", name=name, type=kind, level="hamlet", parent_id=ids[code],
                valid_from=NO_DISTRICTS, actor=builder(), at=at,
            )  # fmt: skip
    for zone in data["zones"]:
        define_zone(
            kind=zone["kind"], name=zone["name"], basis=zone["basis"], valid_from=NO_DISTRICTS,
            area_ids=[ids[code] for code in zone["communes"]], actor=builder(), at=at,
        )  # fmt: skip


def _agencies(province: Province, at: datetime) -> None:
    data = read("agencies.yaml")
    for row in data["province"]:
        parent = None if row.get("party_line") or row["key"] in {"ubnd", "hdnd"} else province.agencies.get("ubnd")
        province.agencies[row["key"]] = _found(row, province.id, parent, "", at)
    for commune in province.communes:
        for row in data["commune"]:
            parent = province.agencies["ubnd"] if row["key"] == "ubnd" else commune.agencies["ubnd"]
            commune.agencies[row["key"]] = _found(row, commune.id, parent, commune.full_name, at)


def _found(row: dict[str, Any], area_id: int, parent_id: int | None, commune: str, at: datetime) -> int:
    return found_agency(
        name=row["name"].format(commune=commune),
        short_name=row["short"].format(commune=commune),
        kind=row["kind"],
        area_id=area_id,
        parent_id=parent_id,
        aliases=row.get("aliases", ()),
        party_line=row.get("party_line", False),
        valid_from=BEGIN,
        actor=builder(),
        at=at,
    )


def _appoint(name: str, row: dict[str, Any], agency_id: int, area_id: int, at: datetime) -> Post:
    post_id = appoint(
        agency_id=agency_id,
        person_name=name,
        title=row["title"],
        is_head=row.get("head", False),
        powers=row.get("powers", ""),
        valid_from=BEGIN,
        actor=builder(),
        at=at,
    )
    view = agencies.post(post_id)
    home = agencies.agency(agency_id).short_name
    return Post(post_id, view.person_id, name, row["title"], agency_id, area_id, home)


def _account(username: str, post: Post, role: str, password: str, at: datetime, *, also: str = "") -> None:
    user_id = invite(
        username=username, person_id=post.person_id, password=password, hashed=_hashed(password),
        must_change_password=False, actor=builder(), at=at,
    )  # fmt: skip
    for held in (role, also) if also else (role,):
        grant_role(user_id=user_id, role=held, agency_id=post.agency_id, valid_from=BEGIN, actor=builder(), at=at)


@cache  # it is slow on purpose, and the one password of all these accounts is printed for everyone to read
def _hashed(password: str) -> str:
    return make_password(password)


def _names() -> Iterator[str]:
    parts, rnd = read("names.yaml"), Random("hoa-mai/names")  # noqa: S311 made-up people, no secret
    while True:
        yield " ".join(rnd.choice(parts[part]) for part in ("family", "middle", "given"))
