"""Agencies change in time: what was true on a day stays to be asked."""

from datetime import date, timedelta

import pytest

from pcmt.accounts.queries import actor_by_username
from pcmt.agencies import queries
from pcmt.agencies.actions.close_agency import close_agency
from pcmt.agencies.actions.correct_beginning import correct_beginning
from pcmt.agencies.actions.found_agency import found_agency
from pcmt.agencies.actions.move_agency import move_agency
from pcmt.agencies.actions.revise_agency import revise_agency
from pcmt.journal import queries as journal
from pcmt.kernel.actor import system_actor
from pcmt.kernel.refusal import NotAllowed, NotFound, Refusal
from tests.province import AT, SINCE, Province

CLERK = system_actor(
    "kiểm thử",
    "agencies.found_agency",
    "agencies.revise_agency",
    "agencies.correct_beginning",
    "agencies.move_agency",
    "agencies.close_agency",
)
TODAY = AT.date()
BEFORE = TODAY - timedelta(days=1)


def revise(agency_id: int, **values: object) -> None:
    given = {"valid_from": TODAY, **values}
    revise_agency(agency_id=agency_id, **given, actor=CLERK, at=AT)  # type: ignore[arg-type]


def test_a_new_name_holds_from_its_day_and_the_old_one_still_leads_there(province: Province):
    health = province.agencies["health"]
    revise(health, name="Sở Y tế và Dân số", short_name="Sở YT-DS", basis="Quyết định số 7/QĐ-UBND")
    assert queries.agency(health, BEFORE).name == "Sở Y tế"
    assert queries.agency(health, TODAY).name == queries.agency(health).name == "Sở Y tế và Dân số"
    assert [one.id for one in queries.match("Sở Y tế", TODAY)] == [health]
    assert [one.id for one in queries.match("Sở Y tế và Dân số", TODAY)] == [health]
    assert [(one.valid_from, one.valid_to) for one in queries.versions(health)] == [(TODAY, None), (SINCE, BEFORE)]
    entry = journal.entries(subject=f"agency:{health}")[-1]
    assert (entry.before or {})["name"] == "Sở Y tế"
    assert entry.reason == "Quyết định số 7/QĐ-UBND"


def test_on_its_first_day_a_version_is_corrected(province: Province):
    health = province.agencies["health"]
    revise(health, valid_from=SINCE, phone="0299 3000 000", contact_title="Chánh Văn phòng")
    assert len(queries.versions(health)) == 1
    assert queries.agency(health, SINCE).contact.phone == "0299 3000 000"


def test_the_kind_takes_with_it_whether_it_is_asked(province: Province):
    revise(province.agencies["health"], kind="toa_an")
    assert queries.agency(province.agencies["health"], TODAY).party_line
    assert not queries.agency(province.agencies["health"], BEFORE).party_line


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({}, "Chưa có gì thay đổi"),
        ({"name": "Sở Y tế"}, "Chưa có gì thay đổi"),
        ({"name": " "}, "còn trống"),
        ({"name": "Công an tỉnh Hoa Mai"}, "đã có trong danh bạ"),
        ({"kind": "x"}, "Không có loại"),
        ({"name": "Sở khác", "valid_from": date(2025, 6, 30)}, "từ ngày 01/7/2025"),
    ],
)
def test_a_wrong_revision_is_refused_and_says_what_to_do(province: Province, values: dict[str, object], says: str):
    with pytest.raises(Refusal) as refused:
        revise(province.agencies["health"], **values)
    assert says in refused.value.message
    assert refused.value.remedy
    assert len(queries.versions(province.agencies["health"])) == 1


def test_a_moved_agency_takes_its_peoples_reach_along(province: Province, actor):
    clinic = province.communes["sen-hong"].agencies["tram_y_te"]
    chairman = "sen-hong.chairman"
    assert clinic in (actor(chairman).agencies_for("reporting.sign") or ())
    move_agency(
        agency_id=clinic,
        parent_id=province.agencies["health"],
        area_id=province.communes["sen-hong"].id,
        valid_from=TODAY,
        actor=CLERK,
        at=AT,
    )
    found = actor_by_username(chairman, AT)
    assert found is not None
    assert clinic not in (found.agencies_for("reporting.sign") or ())
    assert clinic in [one.id for one in queries.agencies(parent_id=province.agencies["health"], on=TODAY)]
    assert queries.agencies(parent_id=province.agencies["health"], on=BEFORE) == ()


def test_an_agency_cannot_hang_under_itself(province: Province):
    commune = province.communes["sen-hong"]
    for parent in ("ubnd_xa", "tram_y_te"):
        with pytest.raises(Refusal, match="chính mình"):
            move_agency(
                agency_id=commune.agencies["ubnd_xa"],
                parent_id=commune.agencies[parent],
                area_id=commune.id,
                valid_from=TODAY,
                actor=CLERK,
                at=AT,
            )


def test_a_closed_agency_keeps_its_past_and_names_its_heir(province: Province, actor):
    health, police = province.agencies["health"], province.agencies["police"]
    close_agency(agency_id=health, last_day=BEFORE, successor_id=police, basis="QĐ 1", actor=CLERK, at=AT)
    assert health not in [one.id for one in queries.agencies(on=TODAY)]
    assert health in [one.id for one in queries.agencies(on=BEFORE)]
    assert queries.posts(health, TODAY) == ()
    assert len(queries.posts_before(health, TODAY)) == 2
    heir = queries.successor(health)
    assert heir is not None
    assert heir.id == police
    assert not actor("health-head").grants
    with pytest.raises(NotFound):
        revise(health, name="Sở cũ")
    assert found_agency(name="Sở Y tế", kind="so", area_id=province.id, valid_from=TODAY, actor=CLERK, at=AT)


def test_an_agency_with_others_under_it_is_not_closed(province: Province):
    with pytest.raises(Refusal, match="trực thuộc"):
        close_agency(agency_id=province.agencies["ubnd"], last_day=TODAY, basis="QĐ", actor=CLERK, at=AT)
    with pytest.raises(NotFound):
        close_agency(
            agency_id=province.agencies["health"],
            last_day=TODAY,
            successor_id=province.agencies["health"],
            basis="QĐ",
            actor=CLERK,
            at=AT,
        )
    with pytest.raises(Refusal, match="mới bắt đầu"):
        close_agency(agency_id=province.agencies["health"], last_day=date(2025, 1, 1), basis="", actor=CLERK, at=AT)


def test_a_wrong_first_day_is_corrected_within_what_is_known(province: Province):
    front = province.agencies["front"]
    correct_beginning(agency_id=front, begins_on=date(2025, 9, 1), basis="QĐ 2", actor=CLERK, at=AT)
    assert front not in [one.id for one in queries.agencies(on=date(2025, 8, 31))]
    assert queries.versions(front)[0].valid_from == date(2025, 9, 1)
    with pytest.raises(Refusal, match="người giữ chức vụ"):
        correct_beginning(agency_id=province.agencies["health"], begins_on=date(2025, 9, 1), actor=CLERK, at=AT)
    with pytest.raises(NotFound, match="bản đồ"):
        correct_beginning(agency_id=front, begins_on=date(2020, 1, 1), actor=CLERK, at=AT)
    revise(front, name="Mặt trận")
    with pytest.raises(Refusal, match="20/11/2026"):
        correct_beginning(agency_id=front, begins_on=TODAY, actor=CLERK, at=AT)


def test_changes_are_the_administrators(province: Province, actor):
    for who in ("planner", "chairman", "health-head", "sen-hong.chairman"):
        with pytest.raises(NotAllowed):
            revise_agency(agency_id=province.agencies["health"], valid_from=TODAY, name="Khác", actor=actor(who), at=AT)
        with pytest.raises(NotAllowed):
            close_agency(agency_id=province.agencies["health"], last_day=TODAY, actor=actor(who), at=AT)
