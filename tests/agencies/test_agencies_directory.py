"""Agencies: names as documents write them, posts in time, committees."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcmt.agencies import queries
from pcmt.agencies.actions.appoint import appoint
from pcmt.agencies.actions.found_agency import found_agency
from pcmt.agencies.actions.found_committee import Seat, found_committee
from pcmt.agencies.actions.relieve import relieve
from pcmt.agencies.rules import naming
from pcmt.journal import queries as journal
from pcmt.kernel.actor import system_actor
from pcmt.kernel.refusal import NotAllowed, NotFound, Refusal
from tests.province import AT, SINCE, Province

REGISTRAR = system_actor(
    "kiểm thử", "agencies.found_agency", "agencies.appoint", "agencies.relieve", "agencies.found_committee"
)
TODAY = AT.date()


def matched(text: str) -> list[int]:
    return [agency.id for agency in queries.match(text, TODAY)]


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Công an tỉnh", "police"),
        ("CÔNG AN TỈNH HOA MAI", "police"),
        ("công an tỉnh hoa mai (PC04)", "police"),
        ("Sở Y tế", "health"),
        ("Sở Y tế tỉnh Hoa Mai", "health"),
        ("Sở y tế tỉnh", "health"),
        ("UBND tỉnh", "ubnd"),
        ("Uỷ ban nhân dân tỉnh Hoa Mai", "ubnd"),
        ("Ủy ban Nhân dân tỉnh", "ubnd"),
        ("Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", "front"),
        ("Ủy ban MTTQ Việt Nam tỉnh Hoa Mai", "front"),
    ],
)
def test_a_name_is_matched_as_documents_write_it(province: Province, text: str, slug: str):
    assert matched(text) == [province.agencies[slug]]


@pytest.mark.parametrize("text", ["UBND xã Sen Hồng", "Ủy ban nhân dân xã Sen Hồng", "ubnd xa sen hong"])
def test_a_commune_is_matched_by_its_own_name(province: Province, text: str):
    assert matched(text) == [province.communes["sen-hong"].agencies["ubnd_xa"]]


@pytest.mark.parametrize(
    "text",
    [
        "UBND các xã, phường",
        "Ủy ban nhân dân cấp xã",
        "các sở, ban, ngành",
        "các tổ chức chính trị - xã hội",
        "các đơn vị liên quan",
        "chính quyền địa phương",
        "mọi cơ quan, đơn vị",
    ],
)
def test_a_group_is_no_agency(province: Province, text: str):
    assert queries.is_group(text)
    assert matched(text) == []


@pytest.mark.parametrize("text", ["Sở Tài chính", "Sở Nông nghiệp và Môi trường", "", "tỉnh", "Công an", "Sở Y"])
def test_nothing_is_guessed(province: Province, text: str):
    assert not queries.is_group(text)
    assert matched(text) == []


def test_an_alias_shared_by_two_answers_both(province: Province):
    for name in ("Phòng Cảnh sát điều tra", "Phòng Cảnh sát giao thông"):
        found_agency(
            name=name,
            kind="khac",
            area_id=province.id,
            aliases=["Phòng Cảnh sát"],
            valid_from=SINCE,
            actor=REGISTRAR,
            at=AT,
        )
    assert len(matched("phòng cảnh sát")) == 2


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Công an tỉnh Hoa Mai", "Công an tỉnh"),
        ("Sở Y tế", "Sở Y tế"),
        ("Công an thành phố Hoa Mai", "Công an thành phố Hoa Mai"),
    ],
)
def test_the_place_is_left_out_as_offices_do(name: str, short: str):
    assert naming.without_place(name, "Tỉnh Hoa Mai") == short


@given(st.text(max_size=80))
def test_keys_are_stable(text: str):
    assert naming.key(naming.key(text)) == naming.key(text)


def test_party_line_follows_the_kind(province: Province):
    assert queries.agency(province.agencies["front"]).party_line
    assert not queries.agency(province.agencies["police"]).party_line


def test_the_agency_of_an_area(province: Province):
    commune = province.communes["chan-may"]
    for kind, agency_id in commune.agencies.items():
        found = queries.agency_for(commune.id, kind, TODAY)
        assert found is not None
        assert found.id == agency_id
    assert queries.agency_for(commune.id, "so", TODAY) is None
    assert queries.agency_for(commune.id, "ubnd_xa", date(2025, 6, 30)) is None
    areas = [commune.id for commune in province.communes.values()]
    assert {area: agency.kind for area, agency in queries.agencies_for(areas, "tram_y_te", TODAY).items()} == (
        dict.fromkeys(areas, "tram_y_te")
    )


def test_a_branch_stays_in_its_area(province: Province, django_assert_num_queries):
    commune, police = province.communes["sen-hong"], province.agencies["police"]
    with django_assert_num_queries(1):
        found = queries.branches([commune.agencies["ubnd_xa"], police], TODAY)
    assert {agency.kind for agency in found[commune.agencies["ubnd_xa"]]} == {"ubnd_xa", "tram_y_te", "phong_vhxh"}
    assert [agency.id for agency in found[police]] == [police]


def test_heads_change_in_time(province: Province):
    police = province.agencies["police"]
    old = queries.heads(police, TODAY)[0]
    with pytest.raises(Refusal, match="đang có người đứng đầu"):
        appoint(
            agency_id=police,
            person_name="Mới",
            title="Giám đốc",
            is_head=True,
            valid_from=TODAY,
            actor=REGISTRAR,
            at=AT,
        )
    relieve(post_id=old.id, last_day=date(2026, 11, 20), reason="QĐ", actor=REGISTRAR, at=AT)
    new = appoint(
        agency_id=police,
        person_name="Đinh Thị Sim",
        title="Giám đốc",
        is_head=True,
        powers="Q.",
        valid_from=TODAY,
        actor=REGISTRAR,
        at=AT,
    )
    assert [post.id for post in queries.heads(police, date(2026, 11, 20))] == [old.id]
    assert [post.id for post in queries.heads(police, TODAY)] == [new]
    assert queries.post(new).powers_label == "Quyền"
    with pytest.raises(Refusal, match="Không thể kết thúc"):
        relieve(post_id=old.id, last_day=TODAY, actor=REGISTRAR, at=AT)


def test_one_person_may_hold_two_posts(province: Province):
    person = queries.post(province.posts["planner"]).person_id
    appoint(
        agency_id=province.agencies["health"],
        person_id=person,
        title="Thành viên",
        valid_from=SINCE,
        actor=REGISTRAR,
        at=AT,
    )
    assert len(queries.posts_of(person, TODAY)) == 2


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"kind": "cong_ty"}, "Không có loại"),
        ({"name": " "}, "tên còn trống"),
        ({"name": "Sở Y tế"}, "đã có trong danh bạ"),
        ({"parent_id": 10**6}, "cấp trên"),
        ({"area_id": 10**6}, "bản đồ hành chính"),
    ],
)
def test_a_wrong_agency_is_refused(province: Province, changes: dict[str, object], says: str):
    values: dict[str, object] = {"name": "Sở Tài chính", "kind": "so", "area_id": province.id, "valid_from": SINCE}
    with pytest.raises(Refusal) as refused:
        found_agency(**{**values, **changes}, actor=REGISTRAR, at=AT)  # type: ignore[arg-type]
    assert says in refused.value.message
    assert refused.value.remedy


def test_a_committee_seats_leaders_first(province: Province):
    committee = queries.committees(TODAY)[0]
    assert committee.id == province.committee
    assert [seat.role_label for seat in committee.seats] == ["Trưởng Ban", "Phó Trưởng Ban Thường trực", "Thành viên"]
    assert committee.seats[1].field == "Công an"


@pytest.mark.parametrize("roles", [["member"], ["head", "head"], ["head", "boss"]])
def test_a_committee_has_one_head(province: Province, roles: list[str]):
    posts = [province.posts["chairman"], province.posts["health-head"]]
    with pytest.raises(Refusal, match="đúng một Trưởng Ban"):
        found_committee(
            name="Tổ công tác",
            area_id=province.id,
            founded_by="",
            valid_from=SINCE,
            seats=[Seat(post, role) for post, role in zip(posts, roles, strict=False)],
            actor=REGISTRAR,
            at=AT,
        )


def test_the_directory_is_the_administrators(province: Province, actor):
    values = {"agency_id": province.agencies["police"], "person_name": "A", "title": "B", "valid_from": SINCE, "at": AT}
    for who in ("planner", "chairman", "police-chief", "sen-hong.reporter"):
        with pytest.raises(NotAllowed):
            appoint(**values, actor=actor(who))  # type: ignore[arg-type]
    assert appoint(**values, actor=actor("admin"))  # type: ignore[arg-type]


def test_names_stand_apart_in_the_journal(province: Province):
    post = appoint(
        agency_id=province.agencies["health"],
        person_name="Trịnh Thị Nhài",
        title="Chuyên viên",
        valid_from=SINCE,
        actor=REGISTRAR,
        at=AT,
    )
    entry = journal.entries(subject=f"post:{post}")[0]
    assert entry.action == "agencies.appoint"
    assert "Nhài" not in f"{entry.before}{entry.after}{entry.reason}"


def test_what_is_not_there_is_not_found(province: Province):
    for ask in (queries.agency, queries.post):
        with pytest.raises(NotFound):
            ask(10**6)
    with pytest.raises(NotFound):
        relieve(post_id=10**6, last_day=TODAY, actor=REGISTRAR, at=AT)
