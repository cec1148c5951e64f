"""The matrix role × permission × place, whole: generated from the rulebook's roles and the accounts of a province.

For every role and every permission that anybody holds: allowed where the role reaches, denied everywhere else.
"""

from dataclasses import dataclass

import pytest

from pcmt.accounts.rules.scope import Seat, scope_of
from pcmt.kernel.actor import EVERYWHERE
from pcmt.rulebook.queries import book
from tests.province import Province, unit_planner

ROLES = {role.code: role for role in book().roles()}
PERMISSIONS = sorted({name for role in ROLES.values() for name in (*role.permissions, *role.everywhere)})


TOLD_TO_ONES_COMMITTEE = {"committee.report_to_meeting"}
NARROW_OR_ALL = ("own_agency", "everywhere")


@dataclass(frozen=True)
class Case:
    """An account, its role, and what lies inside of its reach and just outside."""

    username: str
    role: str
    own: tuple[str, ...]
    own_area_acts: bool


CASES = (
    Case("planner", "planner", (), True),
    Case("chairman", "leader", (), True),
    Case("admin", "administrator", (), True),
    Case("sen-hong.reporter", "reporter", ("ubnd_xa", "tram_y_te", "phong_vhxh"), True),
    Case("sen-hong.police-reporter", "reporter", ("cong_an_xa",), False),
    Case("sen-hong.clinic-reporter", "reporter", ("tram_y_te",), False),
    Case("sen-hong.planner", "unit_planner", ("ubnd_xa", "tram_y_te", "phong_vhxh"), True),
    Case("sen-hong.chairman", "head", ("ubnd_xa", "tram_y_te", "phong_vhxh"), True),
    Case("sen-hong.police-head", "head", ("cong_an_xa",), False),
)


@pytest.fixture
def province(province: Province) -> Province:
    """The province with one who makes a commune's plans, too."""
    unit_planner(province, "sen-hong")
    return province


def test_the_cases_cover_every_role_of_these_reaches():
    """The wider reaches are probed one by one in test_matrix_scopes."""
    assert {case.role for case in CASES} == {code for code, role in ROLES.items() if role.scope in NARROW_OR_ALL}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.username)
def test_every_permission_holds_where_it_should_and_nowhere_else(province: Province, actor, case: Case):
    acting, role, home = actor(case.username), ROLES[case.role], province.communes["sen-hong"]
    for permission in PERMISSIONS:
        everywhere = permission in role.everywhere or (permission in role.permissions and role.scope == "everywhere")
        held = everywhere or permission in role.permissions
        for slug, commune in province.communes.items():
            for kind, agency in commune.agencies.items():
                inside = held and (everywhere or (slug == "sen-hong" and kind in case.own))
                assert bool(acting.may(permission, agency_id=agency)) is inside, (permission, slug, kind)
        in_area = held and (everywhere or case.own_area_acts or permission.endswith(".view"))
        assert bool(acting.may(permission, area_id=home.id)) is in_area, permission
        for slug in ("mua-ngau", "hoa-ban", "chan-may"):
            assert bool(acting.may(permission, area_id=province.communes[slug].id)) is everywhere, (permission, slug)
        assert bool(acting.may(permission, area_id=province.id)) is everywhere, permission
        assert bool(acting.may(permission)) is everywhere, permission


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.username)
def test_unknown_permissions_are_denied(province: Province, actor, case: Case):
    acting = actor(case.username)
    for permission in ("reporting.erase", "", "reporting", "*", "reporting.accept "):
        assert not acting.may(permission)
        assert not acting.may(permission, area_id=province.id, agency_id=province.agencies["police"])
        assert not acting.may_somewhere(permission)


def test_a_department_acts_for_itself_and_not_for_the_province(province: Province, actor):
    reporter = actor("health-reporter")
    assert reporter.may("reporting.enter_cells", agency_id=province.agencies["health"])
    assert not reporter.may("reporting.enter_cells", agency_id=province.agencies["police"])
    assert not reporter.may("reporting.enter_cells", area_id=province.id)


@pytest.mark.parametrize("reach", ["", "nowhere", "EVERYWHERE", "own"])
def test_an_unknown_reach_reaches_nothing(reach: str):
    scope = scope_of(reach, "reporting.view", Seat("ubnd_tinh", 1, frozenset({1})))
    assert not scope.covers(1, 1)
    assert scope != EVERYWHERE


def test_no_role_holds_both_sides_of_what_is_kept_apart():
    assert len(book().apart) >= 5
    for role in ROLES.values():
        for rule in book().apart:
            assert not rule.met_by(role.held), (role.code, rule.why)
    both = frozenset({"reporting.enter_cells", "reporting.accept"})
    assert any(rule.met_by(both) for rule in book().apart)


def test_what_belongs_to_a_person_or_to_the_administration_is_never_delegated():
    kept = {name for name in book().permissions if name.startswith(("accounts.", "journal."))}
    assert kept <= book().undelegated


def test_roles_that_only_watch_change_nothing_that_they_watch():
    for code in ("line_watcher", "area_watcher", "inspector"):
        done = {permission for permission in ROLES[code].held if not permission.endswith(".view")}
        assert done <= TOLD_TO_ONES_COMMITTEE, code
