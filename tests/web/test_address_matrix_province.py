"""Every address as people of the province see it, and as an account without any role."""

from collections.abc import Mapping

import pytest

from tests.province import Province
from tests.web.addresses import acting_as, walk

pytestmark = pytest.mark.usefixtures("who_is_asked_once")


@pytest.mark.parametrize("who", ["planner", "chairman"])
def test_every_address_answers_the_province_as_the_matrix_says(
    province: Province, world: Mapping[str, object], visit, who: str
):
    walk(visit(who), acting_as(who), world)
