"""Committees change by decisions; who was in charge of what on a day stays to be asked."""

from datetime import date, timedelta

import pytest

from pcmt.agencies import queries
from pcmt.agencies.actions.appoint import appoint
from pcmt.agencies.actions.change_committee import Sitting, change_committee
from pcmt.agencies.actions.end_committee import end_committee
from pcmt.agencies.actions.found_committee import Seat, found_committee
from pcmt.agencies.actions.relieve import relieve
from pcmt.kernel.actor import system_actor
from pcmt.kernel.refusal import NotAllowed, NotFound, Refusal
from tests.province import AT, SINCE, Province

CLERK = system_actor(
    "kiểm thử",
    "agencies.appoint",
    "agencies.relieve",
    "agencies.found_committee",
    "agencies.change_committee",
    "agencies.end_committee",
)
TODAY = AT.date()
BEFORE = TODAY - timedelta(days=1)


def change(province: Province, **values: object) -> None:
    given = {"committee_id": province.committee, "decision": "Quyết định số 9/QĐ-UBND", "holds_from": TODAY, **values}
    change_committee(**given, actor=CLERK, at=AT)  # type: ignore[arg-type]


def names(committee_id: int, on: date) -> list[str]:
    return [seat.person_name for seat in queries.committee(committee_id, on).seats]


def seat_id(committee_id: int, name: str, on: date = TODAY) -> int:
    return next(seat.id for seat in queries.committee(committee_id, on).seats if seat.person_name == name)


def test_members_leave_and_join_and_the_past_stays(province: Province):
    change(
        province,
        leaving=[seat_id(province.committee, "Phạm Ngọc Quế")],
        joining=[Seat(province.posts["planner"], "secretary", "Tổng hợp")],
    )
    assert names(province.committee, BEFORE) == ["Trần Văn Đông", "Lê Thị Hạ", "Phạm Ngọc Quế"]
    assert names(province.committee, TODAY) == ["Trần Văn Đông", "Lê Thị Hạ", "Nguyễn Thu Lan"]
    changed, founded = queries.decisions(province.committee)
    assert (changed.label, changed.title) == ("Kiện toàn", "Quyết định số 9/QĐ-UBND")
    assert [text.split(",")[0] for text in (*changed.joined, *changed.left)] == ["Nguyễn Thu Lan", "Phạm Ngọc Quế"]
    assert len(founded.joined) == 3


def test_a_member_sits_otherwise_from_a_day_on(province: Province):
    area = province.communes["sen-hong"].id
    member = seat_id(province.committee, "Phạm Ngọc Quế")
    change(province, revised={member: Sitting("deputy", "Cai nghiện", (area,))})
    now = {seat.person_name: seat for seat in queries.committee(province.committee, TODAY).seats}
    assert (now["Phạm Ngọc Quế"].role_label, now["Phạm Ngọc Quế"].area_ids) == ("Phó Trưởng Ban", (area,))
    then = {seat.person_name: seat for seat in queries.committee(province.committee, BEFORE).seats}
    assert (then["Phạm Ngọc Quế"].field, then["Phạm Ngọc Quế"].area_ids) == ("Y tế", ())


def test_heads_change_places_in_one_decision(province: Province):
    first, second = (seat_id(province.committee, name) for name in ("Trần Văn Đông", "Lê Thị Hạ"))
    with pytest.raises(Refusal, match="đúng một Trưởng Ban"):
        change(province, revised={second: Sitting("head", "")})
    assert len(queries.decisions(province.committee)) == 1
    change(province, revised={first: Sitting("deputy", ""), second: Sitting("head", "")})
    assert names(province.committee, TODAY)[0] == "Lê Thị Hạ"


def test_an_office_follows_its_holder(province: Province):
    health = province.agencies["health"]
    team = found_committee(
        name="Tổ giúp việc",
        area_id=province.id,
        founded_by="QĐ",
        valid_from=SINCE,
        kind="to_giup_viec",
        parent_id=province.committee,
        seats=[Seat(None, "head", office_agency_id=health, title="Giám đốc")],
        actor=CLERK,
        at=AT,
    )
    relieve(post_id=province.posts["health-head"], last_day=TODAY - timedelta(days=10), actor=CLERK, at=AT)
    vacant = queries.committee(team, BEFORE).seats[0]
    assert vacant.vacant
    assert (vacant.title, vacant.role_label, vacant.by) == ("Giám đốc", "Tổ trưởng", "office")
    appoint(
        agency_id=health,
        person_name="Đinh Thị Sim",
        title="Giám đốc",
        is_head=True,
        valid_from=TODAY,
        actor=CLERK,
        at=AT,
    )
    assert names(team, TODAY) == ["Đinh Thị Sim"]
    assert names(team, TODAY - timedelta(days=10)) == ["Phạm Ngọc Quế"]
    assert [one.id for one in queries.committees(TODAY)] == [province.committee, team]


def test_a_seat_of_a_post_falls_vacant_with_it_and_one_of_a_person_does_not(province: Province):
    person = queries.post(province.posts["health-reporter"]).person_id
    change(province, joining=[Seat(None, "member", person_id=person, title="Bác sĩ")])
    for slug in ("health-head", "health-reporter"):
        relieve(post_id=province.posts[slug], last_day=TODAY, actor=CLERK, at=AT)
    after = queries.committee(province.committee, TODAY + timedelta(days=1))
    assert [seat.person_name for seat in after.seats] == ["Trần Văn Đông", "Lê Thị Hạ", "", "Vũ Anh Đào"]


def test_who_was_in_charge_of_what_on_a_day(province: Province, django_assert_max_num_queries):
    sen_hong, hoa_ban = province.communes["sen-hong"], province.communes["hoa-ban"]
    found_committee(
        name="Ban Chỉ đạo xã Sen Hồng",
        area_id=sen_hong.id,
        founded_by="QĐ",
        valid_from=SINCE,
        seats=[Seat(province.posts["sen-hong.chairman"], "head", "Phụ trách chung")],
        actor=CLERK,
        at=AT,
    )
    member = seat_id(province.committee, "Phạm Ngọc Quế")
    change(province, revised={member: Sitting("member", "Y tế", (sen_hong.id, hoa_ban.id))})
    with django_assert_max_num_queries(6):
        found = queries.in_charge(TODAY, area_id=sen_hong.id)
    assert [one.seat.person_name for one in found] == ["Phạm Ngọc Quế", "Bùi Văn Sen Hồng"]
    assert [one.seat.person_name for one in queries.in_charge(BEFORE, area_id=hoa_ban.id)] == []
    assert [one.seat.person_name for one in queries.in_charge(TODAY, words="y te")] == ["Phạm Ngọc Quế"]
    assert [one.seat.person_name for one in queries.in_charge(TODAY, agency_id=province.agencies["police"])] == [
        "Lê Thị Hạ"
    ]


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({}, "Chưa có gì thay đổi"),
        ({"leaving": "all"}, "đúng một Trưởng Ban"),
        ({"joining": "twice"}, "hai lần"),
        ({"decision": " ", "leaving": "one"}, "quyết định kiện toàn"),
        ({"leaving": "one", "holds_from": SINCE}, "phải có hiệu lực sau ngày"),
    ],
)
def test_a_wrong_change_leaves_everything_as_it_was(province: Province, values: dict[str, object], says: str):
    seats = queries.committee(province.committee, TODAY).seats
    given = dict(values)
    if given.get("leaving"):
        given["leaving"] = [seats[-1].id] if given["leaving"] == "one" else [seat.id for seat in seats]
    if given.get("joining"):
        given["joining"] = [Seat(province.posts["health-head"], "member")]
    with pytest.raises(Refusal) as refused:
        change(province, **given)
    assert says in refused.value.message
    assert queries.committee(province.committee, TODAY).seats == seats


@pytest.mark.parametrize(
    "seat",
    [
        Seat(None, "member"),
        Seat(10**6, "member"),
        Seat(None, "member", person_id=10**6),
        Seat(None, "member", office_agency_id=10**6),
        Seat(1, "member", person_id=1),
    ],
)
def test_a_seat_is_held_by_one_who_is_there(province: Province, seat: Seat):
    with pytest.raises(Refusal):
        change(province, joining=[seat])


def test_an_area_that_is_not_there_is_refused(province: Province):
    with pytest.raises(NotFound, match="địa bàn"):
        change(province, joining=[Seat(province.posts["planner"], "member", area_ids=(10**6,))])


def test_a_team_needs_its_committee_and_ends_before_it(province: Province):
    values = {"area_id": province.id, "founded_by": "QĐ", "valid_from": SINCE, "kind": "to_giup_viec", "name": "Tổ"}
    seats = [Seat(province.posts["planner"], "head")]
    with pytest.raises(NotFound):
        found_committee(**values, seats=seats, actor=CLERK, at=AT)  # type: ignore[arg-type]
    team = found_committee(**values, seats=seats, parent_id=province.committee, actor=CLERK, at=AT)  # type: ignore[arg-type]
    with pytest.raises(Refusal, match="Tổ giúp việc còn hoạt động"):
        end_committee(committee_id=province.committee, decision="QĐ", last_day=TODAY, actor=CLERK, at=AT)
    for one in (team, province.committee):
        end_committee(committee_id=one, decision="QĐ 2", last_day=TODAY, actor=CLERK, at=AT)
    after = TODAY + timedelta(days=1)
    assert queries.committees(after) == ()
    assert queries.in_charge(after) == ()
    assert len(queries.in_charge(TODAY)) == 4
    assert queries.decisions(team)[0].label == "Kết thúc hoạt động"
    with pytest.raises(NotFound):
        change(province, joining=[Seat(province.posts["planner"], "member")])


def test_the_standing_office_and_the_administrator_keep_committees(province: Province, actor):
    for who in ("chairman", "police-chief", "sen-hong.chairman"):
        with pytest.raises(NotAllowed):
            change_committee(
                committee_id=province.committee,
                decision="QĐ",
                holds_from=TODAY,
                joining=[Seat(province.posts["planner"], "member")],
                actor=actor(who),
                at=AT,
            )
    change_committee(
        committee_id=province.committee,
        decision="QĐ",
        holds_from=TODAY,
        joining=[Seat(province.posts["planner"], "member")],
        actor=actor("planner"),
        at=AT,
    )


def test_many_committees_take_no_more_questions(province: Province, django_assert_max_num_queries):
    for number in range(130):
        found_committee(
            name=f"Ban {number}",
            area_id=province.id,
            founded_by="",
            valid_from=SINCE,
            seats=[Seat(None, "head", office_agency_id=province.agencies["ubnd"])],
            actor=CLERK,
            at=AT,
        )
    with django_assert_max_num_queries(6):
        assert len(queries.committees(TODAY)) == 131
