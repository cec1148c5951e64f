"""The plans beside a plan: above, before and after as they are, programmes as a person links them."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotAllowed, NotFound
from pcmt.plans import queries as plans
from pcmt.plans.actions.begin_plan import begin_plan
from pcmt.plans.actions.link_plans import link_plans
from pcmt.plans.actions.repeat_plan import repeat_plan
from pcmt.plans.keeping import CannotChange

NEXT = (date(2031, 1, 1), date(2031, 12, 31))
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def programme(document_id: int, planner: Actor, at: datetime) -> int:
    """Another plan of the province, on the same document."""
    return begin_plan(
        title="Chương trình khác", kind="programme", horizon=YEAR, rests_on_id=document_id, actor=planner, at=at
    )


def _told(actor: Actor, plan_id: int) -> dict[int, tuple[str, bool]]:
    return {one.plan.id: (one.told, one.is_link) for one in plans.relatives(actor, plan_id)}


def test_a_programme_is_linked_read_from_both_sides_and_let_go(
    plan_id: int, programme: int, planner: Actor, at: datetime
) -> None:
    link_plans(plan_id=plan_id, other_id=programme, kind="programme", actor=planner, at=at)
    assert _told(planner, plan_id) == {programme: ("Thuộc chương trình", True)}
    assert _told(planner, programme) == {plan_id: ("Gồm", False)}
    link_plans(plan_id=plan_id, other_id=programme, kind="joint", actor=planner, at=at)
    assert _told(planner, plan_id) == {programme: ("Lồng ghép với", True)}
    link_plans(plan_id=plan_id, other_id=programme, kind="", actor=planner, at=at)
    assert _told(planner, plan_id) == {}


def test_what_is_above_or_after_is_told_and_not_linked_again(plan_id: int, planner: Actor, at: datetime) -> None:
    after = repeat_plan(plan_id=plan_id, title="Kỳ sau", horizon=NEXT, actor=planner, at=at)
    below = begin_plan(title="Con", kind="annual", horizon=YEAR, parent_id=plan_id, actor=planner, at=at)
    assert _told(planner, plan_id) == {after: ("Kỳ sau", False), below: ("Được thực hiện bằng", False)}
    assert _told(planner, after) == {plan_id: ("Tiếp theo", False)}
    for other, kind in ((below, "joint"), (plan_id, "joint"), (after, "joint"), (below, "dream")):
        with pytest.raises(CannotChange):
            link_plans(plan_id=plan_id, other_id=other, kind=kind, actor=planner, at=at)
    with pytest.raises(NotFound):
        link_plans(plan_id=plan_id, other_id=999_999, kind="joint", actor=planner, at=at)


def test_the_page_links_for_its_keeper_alone(
    plan_id: int,
    programme: int,
    planner: Actor,
    actor: Callable[[str], Actor],
    visit: Callable[..., Client],
    at: datetime,
) -> None:
    client, there = visit("planner"), reverse("plans.relatives", args=[plan_id])
    assert "Chưa có kế hoạch liên quan" in client.get(there).content.decode()
    linking = reverse("plans.link_plans", args=[plan_id])
    assert client.post(linking, {"other": "999999", "kind": "joint"}).status_code == 422
    assert client.post(linking, {"other": str(programme), "kind": "beside"})["Location"] == there
    assert "Phối hợp thực hiện với" in client.get(there).content.decode()
    assert "Chương trình khác" not in visit("sen-hong.reporter").get(there).content.decode(), "a draft of others"
    with pytest.raises((NotAllowed, NotFound)):
        link_plans(plan_id=plan_id, other_id=programme, kind="joint", actor=actor("sen-hong.reporter"), at=at)
