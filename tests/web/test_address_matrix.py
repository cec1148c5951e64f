"""Every address says who finds it and what stands in it; the walks beside this file ask each of them as every role.

An address without a permission fails: whoever adds one says who may. So does a parameter that nothing stands for.
"""

from collections.abc import Mapping

import pytest

from pcmt.reporting import queries as reporting
from pcmt.rulebook.queries import book
from pcmt.web.reopening import page_above
from tests.province import Province
from tests.web.addresses import (
    ABSENT,
    HIDDEN,
    NOT_THERE,
    OPEN,
    PLACEHOLDERS,
    Resolve,
    addresses,
    answered,
    path_of,
)


def test_every_address_says_who_finds_it():
    unsaid = [one.name for one in addresses() if one.permission is None and one.name not in OPEN]
    assert unsaid == [], "guard the view with @page(…), or say in OPEN why anybody may"
    unknown = {one.permission for one in addresses() if one.permission} - book().permissions.keys()
    assert unknown == set()
    assert OPEN.keys() <= {one.name for one in addresses()}


# Both sides of a delegation end it without holding anything: the action itself finds out who asks.
BOTH_SIDES = {"accounts.end_delegation"}


def test_an_address_named_as_an_action_asks_for_that_very_permission():
    wrong = {one.name: one.permission for one in addresses() if one.name in book().permissions}
    wrong = {name: asks for name, asks in wrong.items() if asks != name and name not in BOTH_SIDES}
    assert wrong == {}


def test_no_two_addresses_bear_one_name():
    names = [one.name for one in addresses()]
    assert "" not in names
    assert len(names) == len(set(names))


def test_something_stands_for_every_parameter(world: Mapping[str, object]):
    parameters = {name for one in addresses() for name in one.parameters}
    assert parameters - world.keys() - ABSENT.keys() == set(), "make one in one_of_each, or say in ABSENT why not"
    assert (PLACEHOLDERS.keys() | ABSENT.keys()) - parameters == set(), "no address has such a parameter any more"
    assert ABSENT.keys() & world.keys() == set()
    texts = {name for one in addresses() for name, is_number in one.parameters.items() if not is_number}
    assert texts & ABSENT.keys() == set(), "what is no number cannot be walked as a number that is not there"


OF_SUBMISSION = ("mua-ngau.reporter", "mua-ngau.chairman", "sen-hong.police-reporter", "admin", "health-reporter")


@pytest.mark.parametrize("who", OF_SUBMISSION)
@pytest.mark.usefixtures("who_is_asked_once")
def test_what_one_may_not_see_answers_like_what_is_not_there(
    province: Province, world: Mapping[str, object], visit, actor: Resolve, who: str
):
    """Of a submission in another commune's hands, nothing tells it from one that never was."""
    seen = bool(reporting.verdict(actor(who), "reporting.view", int(str(world["submission_id"]))).seen)
    client = visit(who)
    for address in (one for one in addresses() if "submission_id" in one.parameters):
        there, not_there = (path_of(address, chain_map) for chain_map in (world, {**world, "submission_id": NOT_THERE}))
        for method in ("get", "post"):
            answers = [answered(client, method, path) for path in (there, not_there)]
            led_away = answers[1].headers.get("Location") == page_above(not_there)
            assert answers[1].status_code in (HIDDEN, 405) or led_away, (method, not_there)
            if not seen:
                assert answers[0].status_code == answers[1].status_code, (method, there)
                assert "Sen Hồng" not in answers[0].content.decode() or who.startswith("sen-hong")


def test_the_page_of_an_act_stands_above_it(world: Mapping[str, object]):
    pages = {"reporting.sign": "reporting.submission", "plans.pause_task": "plans.task",
             "plans.adopt_suggestion": "documents.suggestion", "reporting.set_aside_many": "reporting.quality",
             "publications.urge": "reporting.overdue", "accounts.sign_out": "desk"}  # fmt: skip
    paths = {address.name: path_of(address, world) for address in addresses()}
    assert {act: page_above(paths[act]) for act in pages} == {act: paths[page] for act, page in pages.items()}
    assert page_above("/" + "khong-co/" * 200) == "/"


def test_the_things_of_the_world_are_there(world: Mapping[str, object], visit):
    """Else the walk above would prove nothing: a planner or the administrator opens each of them."""
    of_admin = {"user_id"}
    opened = {"accounts.account", "agencies.agency", "agencies.committee", "areas.area", "documents.read",
              "documents.draft", "plans.plan", "plans.target", "plans.task", "publications.show",
              "reporting.submission", "documents.handling", "classification.show"}  # fmt: skip
    for address in addresses():
        if address.name in opened:
            who = "admin" if set(address.parameters) & of_admin else "planner"
            path = path_of(address, world)
            assert answered(visit(who), "get", path).status_code == 200, path
    assert opened <= {one.name for one in addresses()}
