"""Every address as the administrator sees it, and as an account that no role was given to."""

from collections.abc import Mapping

import pytest

from tests.province import Province
from tests.web.addresses import acting_as, walk

pytestmark = pytest.mark.usefixtures("who_is_asked_once")


def test_every_address_answers_the_administrator_as_the_matrix_says(
    province: Province, world: Mapping[str, object], visit
):
    walk(visit("admin"), acting_as("admin"), world)


def test_every_address_answers_who_holds_no_role_as_the_matrix_says(
    province: Province, world: Mapping[str, object], visit
):
    assert not acting_as("planner-2").grants, "the world takes this account's role"
    walk(visit("planner-2"), acting_as("planner-2"), world)
