"""Who acts: grants resolved from roles, in few questions, holding only while they hold."""

from datetime import date, timedelta

import pytest

from pcmt.accounts.actions.begin import FirstProvince, begin
from pcmt.accounts.actions.grant_role import grant_role
from pcmt.accounts.actions.revoke_role import revoke_role
from pcmt.accounts.models import RoleGrant, User
from pcmt.accounts.queries import account, accounts, accounts_of, actor_by_username, actor_for
from pcmt.agencies import queries as agencies
from pcmt.kernel.actor import system_actor
from pcmt.kernel.lifecycle import SamePerson
from pcmt.kernel.refusal import NotAllowed, NotFound, Refusal
from tests.province import AT, BUILDER, PASSWORD, SINCE, Province


def test_an_actor_says_who_and_in_which_post(province: Province, actor):
    planner = actor("planner")
    assert planner.label == "Nguyễn Thu Lan, Chuyên viên Phòng PC04, Công an tỉnh"
    assert planner.post_id == province.posts["planner"]
    assert planner.user_id == province.users["planner"]
    assert planner.agency_id == province.agencies["police"]
    assert planner.area_id == province.id
    assert planner.roles == {"planner"}


@pytest.mark.parametrize("who", ["planner", "sen-hong.chairman", "admin"])
def test_resolving_takes_four_questions(province: Province, django_assert_num_queries, who: str):
    with django_assert_num_queries(4):
        actor_for(province.users[who], AT)


def test_nobody_is_resolved_for_unknown_or_closed_accounts(province: Province):
    assert actor_for(10**6, AT) is None
    assert actor_by_username("nobody", AT) is None
    User.objects.filter(username="planner").update(is_active=False)
    assert actor_for(province.users["planner"], AT) is None


def test_an_account_without_grants_may_nothing(province: Province):
    RoleGrant.objects.filter(user_id=province.users["planner"]).delete()
    bare = actor_for(province.users["planner"], AT)
    assert bare is not None
    assert bare.grants == ()
    assert bare.label == "Nguyễn Thu Lan, Chuyên viên Phòng PC04"


def test_a_grant_holds_from_its_first_to_its_last_day(province: Province, actor):
    health, user = province.agencies["health"], province.users["planner"]
    grant_role(
        user_id=user,
        role="reporter",
        agency_id=health,
        valid_from=date(2026, 11, 22),
        valid_to=date(2026, 11, 23),
        reason="kiêm nhiệm",
        actor=BUILDER,
        at=AT,
    )
    held = {
        day: "reporter" in found.roles
        for day in range(4)
        if (found := actor_for(user, AT + timedelta(days=day), f"agency:{health}")) is not None
    }
    assert held == {0: False, 1: True, 2: True, 3: False}


def test_a_revocation_holds_at_once(province: Province, actor):
    grant = RoleGrant.objects.get(user_id=province.users["planner"])
    revoke_role(grant_id=grant.pk, reason="chuyển công tác", actor=actor("admin"), at=AT)
    after = actor_for(province.users["planner"], AT)
    assert after is not None
    assert after.grants == ()
    before = actor_for(province.users["planner"], AT - timedelta(seconds=1))
    assert before is not None
    assert before.may("documents.view")
    with pytest.raises(Refusal, match="đã được thu hồi"):
        revoke_role(grant_id=grant.pk, actor=actor("admin"), at=AT)


def test_a_role_that_the_rulebook_forgot_grants_nothing(province: Province):
    RoleGrant.objects.filter(user_id=province.users["planner"]).update(role="forgotten")
    found = actor_for(province.users["planner"], AT)
    assert found is not None
    assert found.grants == ()


def test_nobody_grants_roles_to_oneself(province: Province, actor):
    with pytest.raises(SamePerson):
        grant_role(
            user_id=province.users["admin"],
            role="planner",
            agency_id=province.agencies["police"],
            valid_from=SINCE,
            actor=actor("admin"),
            at=AT,
        )


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"role": "emperor"}, NotFound),
        ({"agency_id": 10**6}, NotFound),
        ({"user_id": 10**6}, NotFound),
        ({"role": "planner"}, Refusal),
        ({"valid_to": date(2025, 1, 1)}, Refusal),
    ],
)
def test_a_wrong_grant_is_refused(province: Province, actor, changes: dict[str, object], kind: type[Refusal]):
    values: dict[str, object] = {
        "user_id": province.users["planner"],
        "role": "reporter",
        "agency_id": province.agencies["police"],
        "valid_from": SINCE,
    }
    count = RoleGrant.objects.count()
    with pytest.raises(kind):
        grant_role(**{**values, **changes}, actor=actor("admin"), at=AT)  # type: ignore[arg-type]
    assert RoleGrant.objects.count() == count


def test_the_list_is_the_administrators(province: Province, actor):
    listed = accounts(actor("admin"))
    assert {row.username for row in listed} == set(province.users)
    assert [row.person_name.split()[-1] for row in listed][:2] == ["An", "Ban"]
    planner = actor("planner")
    with pytest.raises(NotAllowed):
        accounts(planner)
    with pytest.raises(NotFound):
        account(planner, province.users["admin"])
    with pytest.raises(NotFound):
        account(actor("admin"), 10**6)
    person = agencies.post(province.posts["planner"]).person_id
    assert accounts_of(planner, [person]) == {}
    assert accounts_of(actor("admin"), [person]) == {person: province.users["planner"]}


def test_listing_takes_few_questions(province: Province, actor, django_assert_max_num_queries):
    admin = actor("admin")
    with django_assert_max_num_queries(4):
        accounts(admin)


INSTALLER = system_actor(
    "cài đặt",
    "accounts.begin",
    "accounts.invite",
    "accounts.grant_role",
    "agencies.appoint",
    "agencies.found_agency",
    "areas.open_area",
)


def begun() -> int:
    return begin(
        province=FirstProvince("91", "Hoa Mai", "tinh", SINCE),
        agency_name="Ủy ban nhân dân tỉnh Hoa Mai",
        person_name="Hoàng Bảo An",
        username="quantri",
        password=PASSWORD,
        actor=INSTALLER,
        at=AT,
    )


@pytest.mark.django_db
def test_an_installation_begins_once():
    user = begun()
    assert User.objects.get(pk=user).must_change_password
    User.objects.update(must_change_password=False)
    first = actor_for(user, AT)
    assert first is not None
    assert first.may("accounts.invite")
    with pytest.raises(Refusal, match="đã có tài khoản"):
        begun()
