"""Names learned after tasks were confirmed: offered for them, and put in their place in one go."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from pcmt.agencies.actions.learn_alias import learn_alias
from pcmt.documents import queries as documents
from pcmt.journal.queries import entries
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotAllowed, NotFound
from pcmt.plans import queries as plans
from pcmt.plans.actions.adopt_suggestion import adopt_suggestion
from pcmt.plans.actions.match_names import NothingToMatch, match_names
from pcmt.plans.queries import TaskInput
from tests.province import Province

Visit = Callable[..., Client]
NAME = "Đội Quản lý địa bàn"


@pytest.fixture
def task_id(
    plan_id: int,
    suggestion: Callable[[str, str], documents.SuggestionView],
    task_input: TaskInput,
    planner: Actor,
    at: datetime,
) -> int:
    """A task whose helper nobody knew when it was confirmed."""
    said = replace(task_input, supports=(), support_words=(NAME, "các đơn vị liên quan"))
    item = suggestion("duty", "III.1.a")
    adopt_suggestion(suggestion_id=item.id, plan_id=plan_id, correction=said, actor=planner, at=at)
    (task,) = plans.tasks(planner, plan_id=plan_id, on=localdate(at))
    return task.id


@pytest.fixture
def learn(province: Province, planner: Actor, at: datetime) -> Callable[[str], None]:
    """Teaches the register a name of an agency."""

    def teach(agency: str) -> None:
        learn_alias(
            agency_id=province.agencies[agency],
            text=NAME,
            learned_from="document:1",
            on=localdate(at),
            actor=planner,
            at=at,
        )

    return teach


def test_only_names_that_tell_one_agency_are_offered(
    plan_id: int, task_id: int, learn, planner: Actor, province: Province, at: datetime
):
    on = localdate(at)
    assert plans.name_matches(planner, plan_id, on=on) == ()
    learn("police")
    (one,) = plans.name_matches(planner, plan_id, on=on)
    assert (one.name, one.agency_id) == (NAME, province.agencies["police"])
    assert [(inside.task_id, inside.role_label) for inside in one.tasks] == [(task_id, "Phối hợp")]


def test_a_name_of_an_agency_that_has_its_place_already_is_not_offered(
    plan_id: int, task_id: int, learn, planner: Actor, at: datetime
):
    learn("health")  # it leads the task
    assert plans.name_matches(planner, plan_id, on=localdate(at)) == ()


def test_matched_names_become_agencies_and_keep_what_was_said(
    plan_id: int, task_id: int, learn, planner: Actor, province: Province, at: datetime
):
    learn("police")
    assert match_names(plan_id=plan_id, names=[NAME], actor=planner, at=at) == 1
    view = plans.task(task_id)
    assert {one.agency_id for one in view.supports} == {province.agencies["police"], None}
    (told,) = plans.corrections(f"task:{task_id}")
    assert [one.label for one in told.changes] == ["Phối hợp"]
    assert NAME in told.changes[0].before
    entry = entries(subject=f"task:{task_id}")[-1]
    assert (entry.action, entry.after) == ("plans.match_names", {"supports": [province.agencies["police"]]})
    with pytest.raises(NothingToMatch):
        match_names(plan_id=plan_id, names=[NAME], actor=planner, at=at)


def test_who_may_not_change_the_plan_may_not_match(
    plan_id: int, task_id: int, learn, actor: Callable[[str], Actor], at: datetime
):
    learn("police")
    with pytest.raises((NotAllowed, NotFound)):
        match_names(plan_id=plan_id, names=[NAME], actor=actor("health-reporter"), at=at)


def test_the_page_offers_what_can_be_matched_and_does_it(
    plan_id: int, task_id: int, learn, visit: Visit, province: Province
):
    client = visit("planner")
    address = reverse("plans.match_names", args=[plan_id])
    assert address in client.get(reverse("plans.plan", args=[plan_id])).text
    assert "Không có tên nào để gán" in client.get(address).text
    learn("police")
    page = client.get(address).text
    assert NAME in page
    assert client.post(address, {}).status_code == 422
    assert client.post(address, {"ten": [NAME]}).status_code == 302
    assert province.agencies["police"] in {one.agency_id for one in plans.task(task_id).supports}
