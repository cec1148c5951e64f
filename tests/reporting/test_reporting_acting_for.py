"""Who confirms or signs for another: both are shown, and both count as hands."""

from datetime import timedelta

import pytest

from pcmt.accounts.actions.delegate import delegate
from pcmt.accounts.queries import actor_for
from pcmt.kernel.actor import Actor
from pcmt.kernel.lifecycle import SamePerson
from pcmt.reporting.actions.confirm_section import confirm_section
from pcmt.reporting.models import Step
from pcmt.reporting.rounds import hands_of
from pcmt.rulebook.queries import book
from tests.province import AT
from tests.reporting.walk import Walk

CLERK = "sen-hong.culture-head"


@pytest.fixture
def deputy(walk: Walk) -> Actor:
    """The head of one office, who may confirm for the head of another."""
    pk = delegate(
        receiver_id=walk.province.users[CLERK],
        kind="delegation",
        permissions=["reporting.sign", "reporting.confirm_section"],
        basis="Giấy ủy quyền số 2",
        valid_from=AT.date(),
        valid_to=AT.date() + timedelta(days=5),
        actor=walk.actor("sen-hong.clinic-head"),
        at=AT,
    )
    found = actor_for(walk.province.users[CLERK], AT, f"delegation:{pk}")
    assert found is not None
    return found


@pytest.fixture
def confirmed(walk: Walk, deputy: Actor) -> int:
    """A report whose section was confirmed for the head of the clinic."""
    walk.open()
    submission = walk.id("sen-hong")
    walk.enter(submission, {"served_addicts": "3", "served_all": "4"}, "sen-hong.clinic-reporter")
    confirm_section(submission_id=submission, section="y_te", actor=deputy, at=AT)
    return submission


def test_both_are_shown_where_one_confirmed_for_the_other(walk: Walk, confirmed: int):
    view = walk.view(confirmed)
    told = next(section.confirmation for section in view.sections if section.code == "y_te")
    assert told is not None
    assert told.person == "Ngô Văn Sen Hồng (thay Tạ Thị Sen Hồng)"
    assert view.steps[-1].person == told.person


@pytest.mark.parametrize("who", ["sen-hong.clinic-head", CLERK])
def test_what_was_done_for_one_counts_as_done_by_both(walk: Walk, confirmed: int, who: str):
    made = hands_of(Step.objects.filter(submission=confirmed).values_list("move", "person_id", "on_behalf_of_id"))
    with pytest.raises(SamePerson):
        book().lifecycle("submission").check_hands("sign", walk.actor(who).hands, made)
    book().lifecycle("submission").check_hands("sign", walk.actor("sen-hong.chairman").hands, made)
