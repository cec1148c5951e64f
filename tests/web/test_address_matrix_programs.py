"""Every address as a program sees it that comes with somebody's token."""

from collections.abc import Mapping

import pytest
from django.test import Client
from django.utils import timezone

from pcmt.accounts.actions.issue_token import TokenWish, issue_token
from pcmt.accounts.queries.tokens import let_to
from pcmt.rulebook.queries import book
from tests.province import Province
from tests.web.addresses import BROKEN, HIDDEN, Resolve, addresses, answered, path_of


@pytest.mark.parametrize("who", ["planner", "admin", "sen-hong.reporter"])
def test_every_address_answers_a_program_as_the_matrix_says(
    province: Province, world: Mapping[str, object], actor: Resolve, who: str
):
    """With a token for all that its owner can let go of: let in where the page says so, refused everywhere else."""
    now, acting = timezone.now(), actor(who)
    wish = TokenWish("thử", let_to(acting, [grant.permission for grant in acting.grants]), timezone.localdate(now))
    made = issue_token(user_id=province.users[who], wish=wish, actor=acting, at=now)
    client, found = Client(headers={"Authorization": f"Bearer {made.secret}"}), 0
    for address in addresses():
        path = path_of(address, world)
        held = address.permission in wish.permissions
        for method in ("get", "post"):
            answer = answered(client, method, path)
            assert not answer.cookies, path
            if not address.machine:
                assert answer.status_code == 403, (method, path, answer.status_code)
                assert answer.json()["code"] == "no_tokens_here", path
            elif not held:
                assert answer.status_code == HIDDEN, (method, path, answer.status_code)
            else:
                assert answer.status_code < BROKEN, (method, path, answer.status_code)
                found += answer.status_code == 200
    assert found or who == "admin", "the walk met nothing but closed doors"


def test_addresses_for_programs_hand_out_files_and_none_is_an_accounts_own(world: Mapping[str, object]):
    taking = {one.name: one.permission for one in addresses() if one.machine}
    assert taking
    assert all(taking.values())
    assert not set(taking.values()) & book().undelegated
