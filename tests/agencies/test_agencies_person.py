"""One person over time: posts, seats of a person, of a post and of an office, and who is led to the account."""

from datetime import timedelta

import pytest

from pcmt.agencies import queries
from pcmt.agencies.actions.appoint import appoint
from pcmt.agencies.actions.change_committee import change_committee
from pcmt.agencies.actions.found_committee import Seat
from pcmt.agencies.actions.relieve import relieve
from pcmt.kernel.actor import system_actor
from pcmt.kernel.refusal import NotFound
from tests.province import AT, SINCE, Province

CLERK = system_actor("kiểm thử", "agencies.appoint", "agencies.relieve", "agencies.change_committee")
TODAY = AT.date()


def who(province: Province, username: str) -> int:
    return queries.post(province.posts[username]).person_id


def moved(province: Province) -> int:
    """A person who left the department of health yesterday for a post of the same province's front."""
    person_id = who(province, "health-reporter")
    relieve(post_id=province.posts["health-reporter"], last_day=TODAY - timedelta(days=1), actor=CLERK, at=AT)
    appoint(
        agency_id=province.agencies["front"], person_id=person_id, title="Ủy viên", valid_from=TODAY,
        actor=CLERK, at=AT,
    )  # fmt: skip
    return person_id


def test_posts_are_told_newest_first_and_what_is_held_today(province: Province):
    history = queries.person(moved(province))
    assert history.posts[0].title == "Ủy viên"
    assert len(history.posts) == 2
    assert [post.title for post in history.held_on(TODAY)] == ["Ủy viên"]
    assert [post.agency_id for post in history.held_on(TODAY - timedelta(days=1))] == [province.agencies["health"]]
    assert history.held_on(SINCE - timedelta(days=400)) == ()


def test_a_seat_of_a_post_ends_with_the_post(province: Province):
    seat = queries.committee(province.committee, TODAY).seats[0]
    assert seat.person_id is not None
    (held,) = queries.person(seat.person_id).memberships
    assert (held.committee_id, held.role_label, held.valid_to) == (province.committee, seat.role_label, None)
    post = next(one for one in queries.person(seat.person_id).posts if one.title == seat.title)
    relieve(post_id=post.id, last_day=TODAY, actor=CLERK, at=AT)
    (held,) = queries.person(seat.person_id).memberships
    assert held.valid_to == TODAY


def test_a_seat_of_an_office_is_told_for_the_days_of_the_post_alone(province: Province):
    head = queries.heads(province.agencies["health"], TODAY)[0]
    change_committee(
        committee_id=province.committee, decision="Quyết định số 9/QĐ-UBND", holds_from=TODAY, leaving=(), revised={},
        joining=[Seat(None, "member", "Chuyên môn", office_agency_id=province.agencies["health"], title=head.title)],
        actor=CLERK, at=AT,
    )  # fmt: skip
    found = [one for one in queries.person(head.person_id).memberships if one.field == "Chuyên môn"]
    assert [(one.valid_from, one.valid_to, one.title) for one in found] == [(TODAY, None, head.title)]
    other = queries.person(who(province, "health-reporter"))
    assert all(one.field != "Chuyên môn" for one in other.memberships)


def test_a_person_who_is_not_there_is_not_found(province: Province):
    with pytest.raises(NotFound):
        queries.person(999_999)


def test_the_page_tells_posts_and_committees_to_everybody_and_the_account_to_administrators(visit, province: Province):
    person_id = who(province, "planner")
    address = f"/co-quan/nguoi/{person_id}/"
    shown = visit("sen-hong.reporter").get(address).content.decode()
    assert queries.post(province.posts["planner"]).title in shown
    assert "/quan-tri/tai-khoan/" not in shown
    shown = visit("admin").get(address).content.decode()
    assert f"/quan-tri/tai-khoan/{province.users['planner']}/" in shown
    assert visit("admin").get("/co-quan/nguoi/999999/").status_code == 404
    agency = visit("sen-hong.reporter").get(f"/co-quan/{province.agencies['police']}/").content.decode()
    assert address in agency


def test_the_page_says_who_holds_nothing_now(visit, province: Province):
    person_id = who(province, "planner-2")
    relieve(post_id=province.posts["planner-2"], last_day=TODAY - timedelta(days=2), actor=CLERK, at=AT)
    shown = visit("planner").get(f"/co-quan/nguoi/{person_id}/").content.decode()
    assert "Hiện không giữ chức vụ nào" in shown
    assert "Không có trong Ban Chỉ đạo" in shown


def test_the_page_asks_a_fixed_number_of_questions(visit, province: Province, django_assert_max_num_queries):
    person_id = moved(province)
    client = visit("admin")
    client.get(f"/co-quan/nguoi/{person_id}/")
    with django_assert_max_num_queries(20):
        client.get(f"/co-quan/nguoi/{person_id}/")
