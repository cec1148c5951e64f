"""An administrator is made by two; both sides of what is kept apart are told; who leaves takes no role along."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from pcmt.accounts.actions.confirm_role import confirm_role
from pcmt.accounts.actions.decline_role import decline_role
from pcmt.accounts.actions.delegate import delegate
from pcmt.accounts.actions.discharge import discharge
from pcmt.accounts.actions.grant_role import NeedsTwo, grant_role
from pcmt.accounts.actions.propose_role import propose_role
from pcmt.accounts.models import Delegation, RoleGrant, RoleProposal
from pcmt.accounts.queries import actor_for, proposals
from pcmt.accounts.rules.apart import BothSides
from pcmt.agencies.actions.appoint import appoint
from pcmt.agencies.models import Post
from pcmt.journal import queries as journal
from pcmt.kernel.actor import Actor, system_actor
from pcmt.kernel.lifecycle import SamePerson
from pcmt.kernel.refusal import NotAllowed, Refusal
from tests.at_once import shared_by_threads, the_second_before_the_first_is_committed, together
from tests.province import AT, BUILDER, SINCE, Province

OPERATOR = system_actor("người vận hành máy chủ", "accounts.confirm_role")
TODAY = date(2026, 11, 21)


def proposed(province: Province, actor: Actor, who: str = "front-admin") -> int:
    return propose_role(
        user_id=province.users[who],
        role="administrator",
        agency_id=province.agencies["ubnd"],
        valid_from=SINCE,
        reason="thay người nghỉ hưu",
        actor=actor,
        at=AT,
    )


@pytest.fixture
def newcomer(province: Province, monkeypatch: pytest.MonkeyPatch) -> Province:
    """An account at the province's office that holds nothing yet."""
    RoleGrant.objects.filter(user_id=province.users["health-reporter"]).delete()
    monkeypatch.setitem(province.users, "front-admin", province.users["health-reporter"])
    return province


def test_one_administrator_alone_makes_no_other(newcomer: Province, actor):
    with pytest.raises(NeedsTwo, match="cần hai quản trị"):
        grant_role(
            user_id=newcomer.users["front-admin"],
            role="administrator",
            agency_id=newcomer.agencies["ubnd"],
            valid_from=SINCE,
            actor=actor("admin"),
            at=AT,
        )
    pk = proposed(newcomer, actor("admin"))
    assert actor_for(newcomer.users["front-admin"], AT).grants == ()  # type: ignore[union-attr]
    with pytest.raises(SamePerson, match="không tự xác nhận"):
        confirm_role(proposal_id=pk, actor=actor("admin"), at=AT)
    (seen,) = proposals(actor("admin"))
    assert (seen.id, seen.own, seen.role_label) == (pk, True, "Quản trị hệ thống")
    assert proposals(actor("planner")) == ()


def test_the_first_second_is_confirmed_by_who_runs_the_server(newcomer: Province, actor):
    pk = proposed(newcomer, actor("admin"))
    confirm_role(proposal_id=pk, actor=OPERATOR, at=AT)
    second = actor_for(newcomer.users["front-admin"], AT)
    assert second is not None
    assert second.may("accounts.grant_role")
    entry = journal.entries(action="accounts.confirm_role")[-1]
    assert "người vận hành máy chủ" in entry.actor_label

    with pytest.raises(BothSides):
        proposed(newcomer, actor("admin"), "sen-hong.clinic-head")
    RoleGrant.objects.filter(user_id=newcomer.users["planner-2"]).delete()
    third = proposed(newcomer, actor("admin"), "planner-2")
    with pytest.raises(Refusal, match="Đã có quản trị khác"):
        confirm_role(proposal_id=third, actor=OPERATOR, at=AT)


def test_a_second_administrator_confirms_once(newcomer: Province, actor):
    confirm_role(proposal_id=proposed(newcomer, actor("admin")), actor=OPERATOR, at=AT)
    second = actor_for(newcomer.users["front-admin"], AT)
    assert second is not None
    RoleGrant.objects.filter(user_id=newcomer.users["planner-2"]).delete()
    pk = proposed(newcomer, actor("admin"), "planner-2")
    with pytest.raises(Refusal, match="đang chờ xác nhận"):
        proposed(newcomer, actor("admin"), "planner-2")
    grant = confirm_role(proposal_id=pk, actor=second, at=AT)
    assert RoleGrant.objects.get(pk=grant).role == "administrator"
    with pytest.raises(Refusal, match="đã được giải quyết"):
        confirm_role(proposal_id=pk, actor=second, at=AT)


def test_a_proposal_can_be_set_aside(newcomer: Province, actor):
    pk = proposed(newcomer, actor("admin"))
    with pytest.raises(NotAllowed):
        decline_role(proposal_id=pk, actor=actor("planner"), at=AT)
    decline_role(proposal_id=pk, reason="nhầm người", actor=actor("admin"), at=AT)
    assert proposals(actor("admin")) == ()
    assert RoleProposal.objects.get(pk=pk).grant is None
    with pytest.raises(Refusal, match="đã được giải quyết"):
        decline_role(proposal_id=pk, actor=actor("admin"), at=AT)


def test_roles_for_one_hand_are_granted_at_once(newcomer: Province, actor):
    with pytest.raises(Refusal, match="không cần hai người"):
        propose_role(
            user_id=newcomer.users["front-admin"],
            role="reporter",
            agency_id=newcomer.agencies["health"],
            valid_from=SINCE,
            actor=actor("admin"),
            at=AT,
        )


def test_both_sides_in_one_hand_need_a_reason_and_some_are_never_granted(province: Province, actor):
    given: dict[str, object] = {"agency_id": province.agencies["health"], "valid_from": SINCE}
    reporter = province.users["health-reporter"]
    with pytest.raises(BothSides, match="không tự xác nhận") as refused:
        grant_role(user_id=reporter, role="head", **given, actor=actor("admin"), at=AT)  # type: ignore[arg-type]
    assert "reason" in refused.value.fields
    grant_role(user_id=reporter, role="head", reason="đơn vị có một người", **given, actor=actor("admin"), at=AT)  # type: ignore[arg-type]
    entry = journal.entries(action="accounts.grant_role")[-1]
    assert entry.reason == "đơn vị có một người"
    assert entry.after is not None
    assert entry.after["apart"]
    with pytest.raises(BothSides, match="Không thể"):
        grant_role(user_id=province.users["admin"], role="planner", reason="thiếu người", **given, actor=BUILDER, at=AT)  # type: ignore[arg-type]


@pytest.mark.django_db(transaction=True)
def test_both_sides_are_not_given_at_the_same_moment_either(newcomer: Province, actor, tmp_path: Path):
    given: dict[str, object] = {"agency_id": newcomer.agencies["health"], "valid_from": SINCE}
    user_id, admin = newcomer.users["front-admin"], actor("admin")

    def grants(role: str) -> Callable[[], object]:
        return lambda: grant_role(user_id=user_id, role=role, **given, actor=admin, at=AT)  # type: ignore[arg-type]

    with shared_by_threads(tmp_path):
        came = the_second_before_the_first_is_committed(grants("reporter"), grants("head"))
        (held,) = together(lambda: [*RoleGrant.objects.filter(user_id=user_id).values_list("role", flat=True)])
    assert isinstance(came[1], BothSides)
    assert held == ["reporter"]


def test_who_leaves_takes_no_role_along(province: Province, actor):
    delegate(
        receiver_id=province.users["health-reporter"],
        kind="delegation",
        permissions=["reporting.sign"],
        basis="Giấy ủy quyền số 1",
        valid_from=TODAY,
        valid_to=TODAY + timedelta(days=30),
        actor=actor("health-head"),
        at=AT,
    )
    closed = discharge(
        post_id=province.posts["health-head"], last_day=TODAY, reason="nghỉ hưu", actor=actor("admin"), at=AT
    )
    assert closed == 2
    assert RoleGrant.objects.get(user_id=province.users["health-head"]).valid_to == TODAY
    assert Delegation.objects.get().valid_to == TODAY
    assert actor_for(province.users["health-head"], AT).grants  # type: ignore[union-attr]
    assert actor_for(province.users["health-head"], AT + timedelta(days=1)).grants == ()  # type: ignore[union-attr]


def test_another_post_there_keeps_the_role(province: Province, actor):
    health = province.agencies["health"]
    person = Post.objects.get(pk=province.posts["health-reporter"]).person_id
    appoint(agency_id=health, person_id=person, title="Phó Giám đốc", valid_from=SINCE, actor=BUILDER, at=AT)
    assert discharge(post_id=province.posts["health-reporter"], last_day=TODAY, actor=actor("admin"), at=AT) == 0
    after = actor_for(province.users["health-reporter"], AT + timedelta(days=1))
    assert after is not None
    assert after.roles == {"reporter"}


def test_only_an_administrator_discharges(province: Province, actor):
    with pytest.raises(NotAllowed):
        discharge(post_id=province.posts["health-head"], last_day=TODAY, actor=actor("planner"), at=AT)
