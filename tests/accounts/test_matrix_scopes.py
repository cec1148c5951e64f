"""Each reach that a role may have × three probes: what lies inside, what lies beside, what lies above.

Also for the reaches that no role of the rulebook uses yet: they hold the day one does.
"""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from pcmt.accounts.models import RoleGrant
from pcmt.accounts.queries import actor_for
from pcmt.accounts.queries import seats as resolving
from pcmt.kernel.actor import Actor
from pcmt.rulebook.queries import RoleDef, book
from pcmt.rulebook.rules.definitions import SCOPES
from tests.province import AT, Province

LOOK, DEED = "reporting.view", "reporting.return_for_correction"


@dataclass(frozen=True)
class Probe:
    """A place by name: an area ("area:sen-hong") or an agency ("sen-hong/cong_an_xa", "police")."""

    name: str

    def ask(self, acting: Actor, permission: str, province: Province) -> bool:
        kind, _, slug = self.name.partition(":")
        if kind == "area":
            area = province.id if slug == "province" else province.communes[slug].id
            return bool(acting.may(permission, area_id=area))
        commune, _, agency = self.name.partition("/")
        held = province.communes[commune].agencies if agency else province.agencies
        return bool(acting.may(permission, agency_id=held[agency or commune]))


# reach, seat → where a deed is allowed, where only looking is, and what lies beside or above: neither.
CASES = {
    ("own_agency", "sen-hong.chairman"): (
        ("sen-hong/ubnd_xa", "sen-hong/tram_y_te", "area:sen-hong"),
        (),
        ("sen-hong/cong_an_xa", "mua-ngau/ubnd_xa", "area:mua-ngau", "ubnd", "area:province"),
    ),
    ("own_agency", "sen-hong.police-head"): (
        ("sen-hong/cong_an_xa",),
        ("area:sen-hong",),
        ("sen-hong/ubnd_xa", "mua-ngau/cong_an_xa", "police", "area:province"),
    ),
    ("own_agency", "police-chief"): (
        ("police",),
        ("area:province",),
        ("sen-hong/cong_an_xa", "health", "ubnd", "area:sen-hong"),
    ),
    ("agency_subtree", "police-chief"): (
        ("police", "sen-hong/cong_an_xa", "mua-ngau/cong_an_xa"),
        ("area:province",),
        ("sen-hong/ubnd_xa", "health", "ubnd", "area:sen-hong"),
    ),
    ("agency_subtree", "chairman"): (
        ("ubnd", "police", "health", "sen-hong/ubnd_xa", "sen-hong/tram_y_te", "sen-hong/cong_an_xa", "area:province"),
        (),
        ("front", "area:sen-hong"),
    ),
    ("area", "sen-hong.police-head"): (
        ("area:sen-hong", "sen-hong/ubnd_xa", "sen-hong/cong_an_xa"),
        (),
        ("area:mua-ngau", "mua-ngau/cong_an_xa", "area:province", "police"),
    ),
    ("area", "health-head"): (
        ("area:province", "area:sen-hong", "sen-hong/ubnd_xa", "front"),
        (),
        (),
    ),
    ("province", "sen-hong.police-head"): (
        ("area:province", "area:sen-hong", "area:mua-ngau", "mua-ngau/ubnd_xa", "front", "police"),
        (),
        (),
    ),
    ("everywhere", "sen-hong.police-head"): (
        ("area:province", "area:mua-ngau", "front"),
        (),
        (),
    ),
}


def test_every_reach_is_probed():
    assert {reach for reach, _ in CASES} == set(SCOPES)


@pytest.fixture
def held(province: Province, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], Actor]:
    """Puts a role of one look and one deed, with a reach, into an account's hands."""

    def act(reach: str, username: str) -> Actor:
        role = RoleDef("probe", "Thử", (LOOK, DEED), reach)
        monkeypatch.setitem(book().role_by_code, "probe", role)  # type: ignore[arg-type]  # the book's own dict
        RoleGrant.objects.filter(user_id=province.users[username]).update(role="probe")
        found = actor_for(province.users[username], AT)
        assert found is not None
        return found

    return act


@pytest.mark.parametrize(("reach", "who"), CASES, ids=str)
def test_a_reach_holds_inside_and_neither_beside_nor_above(province: Province, held, reach: str, who: str):
    acting = held(reach, who)
    deeds, looks, outside = CASES[reach, who]
    for name in deeds:
        assert Probe(name).ask(acting, DEED, province), ("deed", name)
        assert Probe(name).ask(acting, LOOK, province), ("look", name)
    for name in looks:
        assert not Probe(name).ask(acting, DEED, province), ("deed", name)
        assert Probe(name).ask(acting, LOOK, province), ("look", name)
    for name in outside:
        assert not Probe(name).ask(acting, DEED, province), ("deed", name)
        assert not Probe(name).ask(acting, LOOK, province), ("look", name)
    assert bool(acting.may(DEED)) is (reach == "everywhere")


def test_a_wide_reach_costs_a_fixed_number_of_questions(province: Province, held, django_assert_max_num_queries):
    held("province", "sen-hong.police-head")
    with django_assert_max_num_queries(12):
        actor_for(province.users["sen-hong.police-head"], AT)


def test_a_seat_outside_of_the_map_reaches_nothing(province: Province):
    row = RoleGrant(user_id=province.users["planner"], role="planner", agency_id=10**6, valid_from=AT.date())
    assert resolving.seats([row], AT.date()) == {}
