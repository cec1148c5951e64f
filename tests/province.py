"""A small province for tests, made by the system's own actions; `conftest.py` says what is in it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from pcmt.accounts.actions.grant_role import grant_role
from pcmt.accounts.actions.invite import invite
from pcmt.agencies.actions.appoint import appoint
from pcmt.agencies.actions.found_agency import found_agency
from pcmt.agencies.actions.found_committee import Seat, found_committee
from pcmt.agencies.queries import post
from pcmt.areas.actions.open_area import open_area
from pcmt.kernel.actor import system_actor

AT = datetime(2026, 11, 21, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
SINCE = date(2025, 7, 1)
PASSWORD = "hoa sen nở muộn"
BUILDER = system_actor(
    "dựng dữ liệu kiểm thử",
    "areas.open_area",
    "agencies.found_agency",
    "agencies.appoint",
    "agencies.found_committee",
    "accounts.invite",
    "accounts.grant_role",
)
COMMUNES = (
    ("sen-hong", "91001", "xa", "Sen Hồng", "Huyện Ban Mai", (1, 1)),
    ("mua-ngau", "91002", "xa", "Mưa Ngâu", "Huyện Ban Mai", (2, 1)),
    ("hoa-ban", "91003", "phuong", "Hoa Ban", "Thị xã Chiều Tà", (1, 2)),
    ("chan-may", "91004", "xa", "Chân Mây", "Thị xã Chiều Tà", (2, 2)),
)
TYPE_WORDS = {"xa": "xã", "phuong": "phường"}


@dataclass
class Commune:
    """A commune with its agencies by kind."""

    slug: str
    id: int
    name: str
    agencies: dict[str, int] = field(default_factory=dict)


@dataclass
class Province:
    """The province: identifiers of areas, agencies, posts and accounts by short names."""

    id: int
    agencies: dict[str, int] = field(default_factory=dict)
    communes: dict[str, Commune] = field(default_factory=dict)
    users: dict[str, int] = field(default_factory=dict)
    posts: dict[str, int] = field(default_factory=dict)
    committee: int = 0


def build() -> Province:
    """This will make the province in the test's database."""
    area = open_area(
        code="91", name="Hoa Mai", type="tinh", level="province", parent_id=None, valid_from=SINCE, actor=BUILDER, at=AT
    )
    province = Province(area)
    _provincial_agencies(province)
    for slug, code, kind, name, former, tile in COMMUNES:
        _commune(province, slug, code, kind, name, former, tile)
    province.committee = found_committee(
        name="Ban Chỉ đạo phòng, chống ma túy tỉnh Hoa Mai",
        area_id=area,
        founded_by="Quyết định số 88/QĐ-UBND",
        valid_from=SINCE,
        seats=[
            Seat(province.posts["chairman"], "head"),
            Seat(province.posts["police-chief"], "deputy_standing", "Công an"),
            Seat(province.posts["health-head"], "member", "Y tế"),
        ],
        actor=BUILDER,
        at=AT,
    )
    return province


def _provincial_agencies(province: Province) -> None:
    rows = (
        ("ubnd", "Ủy ban nhân dân tỉnh Hoa Mai", "UBND tỉnh", "ubnd_tinh", None),
        ("police", "Công an tỉnh Hoa Mai", "Công an tỉnh", "cong_an_tinh", "ubnd"),
        ("health", "Sở Y tế", "Sở Y tế", "so", "ubnd"),
        ("front", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Hoa Mai", "UBMTTQ tỉnh", "mttq", None),
    )
    for slug, name, short, kind, parent in rows:
        province.agencies[slug] = found_agency(
            name=name,
            short_name=short,
            kind=kind,
            area_id=province.id,
            parent_id=province.agencies[parent] if parent else None,
            valid_from=SINCE,
            actor=BUILDER,
            at=AT,
        )
    agencies = province.agencies
    _person(province, "chairman", "Trần Văn Đông", "Chủ tịch", agencies["ubnd"], "leader")
    _person(province, "police-chief", "Lê Thị Hạ", "Giám đốc", agencies["police"], "head")
    _person(province, "planner", "Nguyễn Thu Lan", "Chuyên viên Phòng PC04", agencies["police"], "planner")
    _person(province, "planner-2", "Đặng Minh Khôi", "Chuyên viên Phòng PC04", agencies["police"], "planner")
    _person(province, "health-head", "Phạm Ngọc Quế", "Giám đốc", agencies["health"], "head")
    _person(province, "health-reporter", "Vũ Anh Đào", "Chuyên viên", agencies["health"], "reporter")
    _person(province, "admin", "Hoàng Bảo An", "Quản trị hệ thống", agencies["ubnd"], "administrator")


def _commune(
    province: Province, slug: str, code: str, kind: str, name: str, former: str, tile: tuple[int, int]
) -> None:
    area = open_area(
        code=code,
        name=name,
        type=kind,
        level="commune",
        parent_id=province.id,
        valid_from=SINCE,
        former_district=former,
        tile=tile,
        actor=BUILDER,
        at=AT,
    )
    commune = province.communes[slug] = Commune(slug, area, name)
    full = f"{TYPE_WORDS[kind]} {name}"
    rows = (
        ("ubnd_xa", f"Ủy ban nhân dân {full}", f"UBND {full}", province.agencies["ubnd"]),
        ("cong_an_xa", f"Công an {full}", f"Công an {full}", province.agencies["police"]),
        ("tram_y_te", f"Trạm Y tế {full}", f"Trạm Y tế {full}", None),
        ("phong_vhxh", f"Phòng Văn hóa - Xã hội {full}", f"Phòng VH-XH {full}", None),
    )
    for agency_kind, long, short, parent in rows:
        commune.agencies[agency_kind] = found_agency(
            name=long,
            short_name=short,
            kind=agency_kind,
            area_id=area,
            parent_id=parent or commune.agencies["ubnd_xa"],
            valid_from=SINCE,
            actor=BUILDER,
            at=AT,
        )
    own = commune.agencies
    _person(province, f"{slug}.chairman", f"Bùi Văn {name}", "Chủ tịch", own["ubnd_xa"], "head")
    _person(province, f"{slug}.reporter", f"Đỗ Thị {name}", "Công chức", own["ubnd_xa"], "reporter")
    _person(province, f"{slug}.police-head", f"Cao Văn {name}", "Trưởng Công an", own["cong_an_xa"], "head")
    _person(province, f"{slug}.police-reporter", f"Lý Văn {name}", "Cán bộ", own["cong_an_xa"], "reporter")
    if slug in ("sen-hong", "hoa-ban"):
        staff(province, slug)


def staff(province: Province, slug: str) -> None:
    """This will give a commune's clinic and culture office their head and reporter, where they have none yet."""
    if f"{slug}.clinic-head" in province.users:
        return
    own, name = province.communes[slug].agencies, province.communes[slug].name
    _person(province, f"{slug}.clinic-head", f"Tạ Thị {name}", "Trưởng trạm", own["tram_y_te"], "head")
    _person(province, f"{slug}.clinic-reporter", f"Hồ Thị {name}", "Y sĩ", own["tram_y_te"], "reporter")
    _person(province, f"{slug}.culture-head", f"Ngô Văn {name}", "Trưởng phòng", own["phong_vhxh"], "head")
    _person(province, f"{slug}.culture-reporter", f"Mai Thị {name}", "Công chức", own["phong_vhxh"], "reporter")


def unit_planner(province: Province, slug: str) -> None:
    """This will give a commune's office somebody who makes its plans; only in the database of the test that asks."""
    own, name = province.communes[slug].agencies["ubnd_xa"], province.communes[slug].name
    _person(province, f"{slug}.planner", f"Lò Thị {name}", "Chuyên viên", own, "unit_planner")
    # The province's names are shared by all tests, its rows are not.
    del province.users[f"{slug}.planner"], province.posts[f"{slug}.planner"]


def _person(province: Province, username: str, name: str, title: str, agency_id: int, role: str) -> None:
    post_id = appoint(
        agency_id=agency_id,
        person_name=name,
        title=title,
        is_head=role in ("head", "leader"),
        valid_from=SINCE,
        actor=BUILDER,
        at=AT,
    )
    user_id = invite(
        username=username,
        person_id=post(post_id).person_id,
        password=PASSWORD,
        must_change_password=False,
        actor=BUILDER,
        at=AT,
    )
    grant_role(user_id=user_id, role=role, agency_id=agency_id, valid_from=SINCE, actor=BUILDER, at=AT)
    province.users[username] = user_id
    province.posts[username] = post_id
