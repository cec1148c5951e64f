"""The last who gives roles stays: neither a revocation nor the end of a post leaves the system to nobody."""

from datetime import timedelta

import pytest

from pcmt.accounts.actions.discharge import discharge
from pcmt.accounts.actions.revoke_role import revoke_role
from pcmt.accounts.granting import Wish, grant
from pcmt.accounts.keepers import LastAdministrator, keepers
from pcmt.accounts.models import RoleGrant, User
from pcmt.agencies import queries as agencies
from pcmt.kernel.actor import system_actor
from tests.province import AT, Province

OPERATOR = system_actor("thử", "accounts.revoke_role", "accounts.discharge", "agencies.relieve")


def second(province: Province) -> int:
    wish = Wish(province.users["chairman"], "administrator", province.agencies["ubnd"], AT.date())
    return grant(wish)


def own_grant(province: Province) -> int:
    return RoleGrant.objects.get(user_id=province.users["admin"]).pk


def test_the_last_administrators_role_is_not_taken(province: Province, actor):
    for acting in (actor("admin"), OPERATOR):
        with pytest.raises(LastAdministrator, match="cuối cùng"):
            revoke_role(grant_id=own_grant(province), actor=acting, at=AT)
    assert actor("admin").may("accounts.grant_role")


def test_one_of_two_goes_and_then_the_other_stays(province: Province, actor):
    other = second(province)
    revoke_role(grant_id=own_grant(province), actor=OPERATOR, at=AT)
    assert [row.pk for row in keepers(AT)] == [other]
    with pytest.raises(LastAdministrator):
        revoke_role(grant_id=other, actor=OPERATOR, at=AT)


def test_another_administrator_whose_account_is_closed_does_not_count(province: Province, actor):
    second(province)
    User.objects.filter(pk=province.users["chairman"]).update(is_active=False)
    with pytest.raises(LastAdministrator):
        revoke_role(grant_id=own_grant(province), actor=OPERATOR, at=AT)


def test_other_roles_go_as_before(province: Province, actor):
    planner = RoleGrant.objects.get(user_id=province.users["planner"])
    revoke_role(grant_id=planner.pk, actor=actor("admin"), at=AT)
    assert not actor("planner").may("documents.view")


def test_the_last_administrators_post_does_not_end(province: Province, actor):
    post_id = province.posts["admin"]
    with pytest.raises(LastAdministrator):
        discharge(post_id=post_id, last_day=AT.date() + timedelta(days=5), actor=OPERATOR, at=AT)
    assert agencies.post(post_id).valid_to is None
    second(province)
    discharge(post_id=post_id, last_day=AT.date() + timedelta(days=5), actor=OPERATOR, at=AT)
    assert agencies.post(post_id).valid_to == AT.date() + timedelta(days=5)
