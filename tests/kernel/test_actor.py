"""Actors: nothing is allowed that no grant names, in the place that it names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcmt.kernel.actor import EVERYWHERE, Actor, Decision, Grant, OnBehalf, Scope, system_actor
from pcmt.kernel.refusal import Need, NotAllowed

places = st.integers(1, 5)
scopes = st.builds(Scope, st.frozensets(places), st.frozensets(places))
permissions = st.sampled_from(["reporting.accept", "reporting.view", "plans.view"])
grants = st.lists(st.builds(Grant, permissions, st.just("r"), scopes), max_size=4).map(tuple)


@given(grants, permissions, places, places)
def test_a_permission_holds_just_where_a_grant_names_the_place(
    given_: tuple[Grant, ...], permission: str, agency: int, area: int
) -> None:
    actor = Actor("A", grants=given_)
    named = [grant.scope for grant in given_ if grant.permission == permission]
    assert bool(actor.may(permission, agency_id=agency)) is any(agency in (scope.agencies or ()) for scope in named)
    assert bool(actor.may(permission, area_id=area)) is any(area in (scope.areas or ()) for scope in named)
    assert not actor.may(permission), "no place named: only an unlimited grant covers it"
    assert actor.may_somewhere(permission) is bool(named)
    reach = actor.areas_for(permission)
    assert reach is not None
    assert (area in reach) is bool(actor.may(permission, area_id=area))


def test_an_unlimited_grant_covers_everything_and_nothing_else() -> None:
    actor = Actor("A", grants=(Grant("plans.view", "planner", EVERYWHERE),))
    assert actor.may("plans.view")
    assert actor.may("plans.view", area_id=7).rule == "planner: plans.view"
    assert actor.areas_for("plans.view") is None
    assert actor.agencies_for("plans.view") is None
    assert not actor.may("plans.adopt_plan", area_id=7)


def test_the_unsigned_may_nothing() -> None:
    assert not Actor("").may("reporting.view", area_id=1)
    assert Actor("").areas_for("reporting.view") == frozenset()


def test_a_job_holds_just_what_it_was_given() -> None:
    job = system_actor("nhắc hạn", "reporting.view")
    assert job.may("reporting.view", area_id=1)
    assert not job.may("reporting.accept", area_id=1)
    assert job.person_id is None


def test_a_denial_refuses_and_names_its_rule() -> None:
    Decision(True, "planner: reporting.accept").require()
    with pytest.raises(NotAllowed) as refused:
        Actor("nobody").may("reporting.accept").require()
    assert "reporting.accept" in refused.value.rule
    assert refused.value.needs == Need("reporting.accept")


def test_who_acts_for_another_brings_both_hands() -> None:
    giver = OnBehalf(3, "delegation", 5, "Giám đốc")
    assert Actor("A", person_id=4).hands == {4}
    assert Actor("A", person_id=4, on_behalf=giver).hands == {4, 5}
    assert system_actor("nhắc hạn").hands == frozenset()
