"""Who acts from the command line, and as whom: one of several capacities is named after the sign-in name."""

from datetime import date

import pytest

from pcmt.accounts.models import RoleGrant
from pcmt.agencies.actions.appoint import appoint
from pcmt.agencies.queries import post
from pcmt.cli.acting import UnknownCapacity, UnknownUser, acting
from pcmt.kernel.actor import system_actor
from tests.province import AT, Province


@pytest.fixture
def second_post(province: Province) -> int:
    """The planner also works at the health department, with a role there."""
    agency_id = province.agencies["health"]
    made = appoint(
        agency_id=agency_id, person_id=post(province.posts["planner"]).person_id, title="Thành viên tổ liên ngành",
        is_head=False, valid_from=date(2025, 7, 1), actor=system_actor("kiểm thử", "agencies.appoint"), at=AT,
    )  # fmt: skip
    RoleGrant.objects.create(
        user_id=province.users["planner"], role="reporter", agency_id=agency_id, valid_from=date(2025, 7, 1)
    )
    return made


def test_a_capacity_is_named_after_the_sign_in_name(province: Province, second_post: int) -> None:
    assert acting("planner")[0].post_id == province.posts["planner"]
    there = acting(f"planner:post:{second_post}")[0]
    assert (there.post_id, there.agency_id) == (second_post, province.agencies["health"])
    assert there.roles == {"reporter"}


def test_another_capacity_is_refused_with_those_there_are(province: Province, second_post: int) -> None:
    with pytest.raises(UnknownCapacity) as refused:
        acting("planner:post:999999")
    assert f"post:{second_post} (Thành viên tổ liên ngành, Sở Y tế)" in refused.value.remedy
    with pytest.raises(UnknownUser):
        acting("nobody:post:1")
