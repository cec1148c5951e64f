"""A made-up nation in an empty database, the short way: communes, their agencies and people, and a form.

The system serves one province, so all communes of the nation are laid into one.

Rows are written straight into the tables, for what is measured begins where they stand. Whoever measures what people
do gives them sessions here, so that the slow comparison of passwords is left out of the figures.
"""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from importlib import import_module
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from pcmt.accounts.models import RoleGrant, Session, User
from pcmt.agencies.models import Agency, AgencyVersion, Person, Post
from pcmt.areas.models import Area, AreaVersion
from pcmt.rulebook.models import Release
from pcmt.rulebook.queries import refresh
from pcmt.rulebook.releasing import check_whole
from pcmt.rulebook.rules.releases import digest_of
from pcmt.web.entering import SIGNED_IN

AT = datetime(2026, 11, 21, 9, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
SINCE = date(2025, 7, 1)
LASTS = timedelta(hours=4)
"""Nobody is asked again who they are while a measure runs: proof of it is dated ahead."""
KINDS = ("ubnd_xa", "cong_an_xa", "tram_y_te", "phong_vhxh")
FORM = "do-tai"
SECTIONS = (("cong_an", "cong_an_xa", 30), ("y_te", "tram_y_te", 15), ("van_hoa_xa_hoi", "phong_vhxh", 15))
"""The form of sixty cells: its sections, whose they are, and how many cells each has."""


@dataclass(frozen=True)
class Clerk:
    """Somebody of a commune: the account, and the key of the browser's session."""

    user_id: int
    cookie: str


@dataclass(frozen=True)
class Commune:
    """A commune and its people by what they do: `clerk`, `chairman`, and the head of each section by its code."""

    area_id: int
    code: str
    people: dict[str, Clerk]


@dataclass(frozen=True)
class Nation:
    """Who lives there: the communes, and an officer of the standing office."""

    communes: list[Commune]
    officer: Clerk | None


@transaction.atomic
def build(communes: int, people: bool = True) -> Nation:
    """This will fill an empty database; ends the program where it holds areas already."""
    if Area.objects.exists():
        sys.exit("bench: this database holds areas already; give it an empty one")
    province = Area.objects.create()
    _version(province, "90", "Hoa Mai", "tinh", "province", None).save()
    places = Area.objects.bulk_create(Area() for _ in range(communes))
    AreaVersion.objects.bulk_create(
        _version(place, f"{number:05}", f"Hoa {number}", "xa", "commune", province)
        for number, place in enumerate(places, start=1)
    )
    offices = _agencies([(place, kind) for place in places for kind in KINDS])
    standing = _agencies([(province, "cong_an_tinh")])
    if not people:
        return Nation([Commune(place.pk, f"{number:05}", {}) for number, place in enumerate(places, start=1)], None)
    jobs = [job for own in zip(*[iter(offices)] * len(KINDS), strict=True) for job in _jobs(own)]
    clerks = _sign_in([*jobs, (standing[0], "Chuyên viên", "planner")])
    roles = ("clerk", "chairman", *(code for code, _, _ in SECTIONS))
    own = [dict(zip(roles, clerks[start : start + 5], strict=True)) for start in range(0, 5 * communes, 5)]
    found = [
        Commune(place.pk, f"{number:05}", people)
        for number, (place, people) in enumerate(zip(places, own, strict=True), start=1)
    ]
    return Nation(found, clerks[-1])


def officers(area: Area, count: int) -> list[Clerk]:
    """This will give a province so many officers of a standing office, each signed in on a browser."""
    (standing,) = _agencies([(area, "cong_an_tinh")])
    return _sign_in([(standing, "Chuyên viên", "planner")] * count)


def release_form() -> str:
    """This will put a monthly form of sixty cells in force, as two persons would by the page, and give its code."""
    elements = [(code, f"{code}_{number:02}") for code, _, count in SECTIONS for number in range(count)]
    files = {
        "elements/do-tai.yaml": "elements:\n" + "".join(element_text(code) for _, code in elements),
        f"forms/{FORM}@2025-07-01.yaml": form_text(elements),
    }
    check_whole(files)
    Release.objects.create(
        files=files, digest=digest_of(files), reason="đo tải", proposed_at=AT, released_at=AT, released_by=1
    )
    refresh()
    return FORM


def _version(area: Area, code: str, name: str, type_: str, level: str, parent: Area | None) -> AreaVersion:
    return AreaVersion(
        area=area, code=code, name=name, sort_key=name, type=type_, level=level, parent=parent, valid_from=SINCE
    )


def _agencies(wanted: list[tuple[Area, str]]) -> list[Agency]:
    made = Agency.objects.bulk_create(Agency() for _ in wanted)
    AgencyVersion.objects.bulk_create(
        AgencyVersion(agency=body, name=f"{kind} {area.pk}", short_name=kind, kind=kind, area=area, valid_from=SINCE)
        for body, (area, kind) in zip(made, wanted, strict=True)
    )
    return made


def _jobs(own: tuple[Agency, ...]) -> Iterator[tuple[Agency, str, str]]:
    yield own[0], "Công chức", "reporter"
    for office in own:
        yield office, "Thủ trưởng", "head"


def _sign_in(jobs: list[tuple[Agency, str, str]]) -> list[Clerk]:
    """People in their posts with their roles, each signed in on a browser."""
    persons = Person.objects.bulk_create(Person(name=f"Người {number}") for number in range(len(jobs)))
    Post.objects.bulk_create(
        Post(person=person, agency=agency, title=title, is_head=role == "head", valid_from=SINCE)
        for person, (agency, title, role) in zip(persons, jobs, strict=True)
    )
    users = User.objects.bulk_create(
        User(username=f"nguoi.{person.pk}", person=person, password="!", must_change_password=False, invited_at=AT)
        for person in persons
    )
    RoleGrant.objects.bulk_create(
        RoleGrant(user=user, role=role, agency=agency, valid_from=SINCE)
        for user, (agency, _, role) in zip(users, jobs, strict=True)
    )
    now = datetime.now(AT.tzinfo)
    sessions = Session.objects.bulk_create(
        Session(user=user, means="password", device="đo", address="", opened_at=now, proved_at=now + LASTS, seen_at=now)
        for user in users
    )
    return [Clerk(one.user_id, key) for one, key in zip(sessions, _cookies(sessions), strict=True)]


def _cookies(sessions: Iterable[Session]) -> Iterator[str]:
    """The browsers' side of sessions, kept where the configured engine keeps it."""
    store = import_module(settings.SESSION_ENGINE).SessionStore
    for one in sessions:
        kept = store()
        kept[SIGNED_IN] = one.pk
        kept.save(must_create=True)
        yield str(kept.session_key)


def element_text(code: str) -> str:
    """This will write an element that adds up, as the rulebook holds it."""
    return (
        f"  {code}:\n    label: Số đo {code}\n    unit: lượt\n    time: sum\n"
        "    source: {document: Thiết lập của phép đo, provision: không có, certain: false}\n"
    )


def form_text(elements: list[tuple[str, str]]) -> str:
    """This will write the monthly form of these (section, element) pairs, as the rulebook holds it."""
    sections = "".join(
        f"  - code: {code}\n    label: Phần {code}\n    owner_kind: {kind}\n    cells:\n"
        + "".join(f"      - {{element: {element}}}\n" for own, element in elements if own == code)
        for code, kind, _ in SECTIONS
    )
    pairs = [(elements[number][1], elements[number + 1][1]) for number in range(0, 20, 2)]
    checks = "".join(
        f"  - {{code: within_{small}, condition: {small} <= {large}, severity: error, "
        f"message: Số nhỏ không vượt số lớn., cells: [{small}, {large}]}}\n"
        for small, large in pairs
    )
    return (
        f'code: {FORM}\nversion_from: "2025-07-01"\nlabel: Biểu đo tải\nshort_label: Biểu đo\nperiod_kind: month\n'
        "calendar: nd09\nowed_by: {agency_kind: ubnd_xa, level: commune}\ndue: {day_offset: 2, working: true}\n"
        "source: {document: Thiết lập của phép đo, provision: không có, certain: false}\n"
        f"sections:\n{sections}checks:\n{checks}"
        "words:\n  - {code: results, label: Kết quả, help: Việc đã làm.}\n"
    )
