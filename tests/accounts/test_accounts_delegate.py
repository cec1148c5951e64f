"""Acting for another: by written delegation with a term, or as standing deputy; never handed on, never in secret."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from pcmt.accounts.actions.delegate import delegate
from pcmt.accounts.actions.end_delegation import end_delegation
from pcmt.accounts.actions.grant_role import grant_role
from pcmt.accounts.actions.revoke_role import revoke_role
from pcmt.accounts.models import Delegation, RoleGrant, User
from pcmt.accounts.queries import actor_by_username, actor_for, delegable, delegations, receivers, standing
from pcmt.accounts.rules.apart import BothSides
from pcmt.accounts.rules.delegating import CannotDelegate
from pcmt.agencies.actions.appoint import appoint
from pcmt.agencies.models import Post
from pcmt.journal import queries as journal
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.lifecycle import SamePerson
from pcmt.kernel.refusal import NotAllowed, NotFound
from tests.province import AT, BUILDER, SINCE, Province

TODAY, UNTIL = date(2026, 11, 21), date(2026, 11, 30)
Resolve = Callable[[str], Actor]


def given(resolve: Resolve, province: Province, **changes: object) -> int:
    values: dict[str, object] = {
        "receiver_id": province.users["health-reporter"],
        "kind": "delegation",
        "permissions": ["reporting.sign", "reporting.confirm_section"],
        "basis": "Giấy ủy quyền số 12/GUQ-SYT ngày 20/11/2026",
        "valid_from": TODAY,
        "valid_to": UNTIL,
        "actor": resolve("health-head"),
        "at": AT,
    }
    return delegate(**{**values, **changes})  # type: ignore[arg-type]


def acting(province: Province, key: str, at: datetime = AT) -> Actor:
    found = actor_for(province.users["health-reporter"], at, key)
    assert found is not None
    return found


def test_the_receiver_acts_for_the_giver_only_after_choosing_to(province: Province, actor: Resolve):
    key = f"delegation:{given(actor, province)}"
    health = province.agencies["health"]
    assert not acting(province, "").may("reporting.sign", agency_id=health)
    deputy = acting(province, key)
    assert deputy.may("reporting.sign", agency_id=health)
    assert not deputy.may("reporting.sign", agency_id=province.agencies["police"])
    assert not deputy.may("reporting.enter_cells", agency_id=health), "one's own grants stay with one's own post"
    assert not deputy.may("plans.record_progress", agency_id=health), "only what the paper names"
    assert deputy.may("reporting.view", agency_id=health), "what has to be seen for it comes along"
    assert not deputy.may("documents.view", agency_id=health)
    assert "theo ủy quyền của Phạm Ngọc Quế, Giám đốc, Sở Y tế" in deputy.label
    assert deputy.on_behalf is not None
    assert deputy.hands == {actor("health-head").person_id, actor("health-reporter").person_id}


def test_the_journal_holds_both(province: Province, actor: Resolve):
    deputy = acting(province, f"delegation:{given(actor, province)}")
    entry = journal.entry(record(action="reporting.sign", subject="submission:1", actor=deputy, at=AT))
    assert entry is not None
    assert entry.person_id == actor("health-reporter").person_id
    assert entry.on_behalf_of == actor("health-head").person_id
    assert "theo ủy quyền của" in entry.actor_label
    assert journal.verify().ok


def test_it_holds_from_its_first_to_its_last_day(province: Province, actor: Resolve):
    key = f"delegation:{given(actor, province, valid_from=TODAY + timedelta(days=1))}"
    held = [acting(province, key, AT + timedelta(days=days)).capacity == key for days in (0, 1, 9, 10)]
    assert held == [False, True, True, False]


def test_it_ends_with_the_givers_own_right(province: Province, actor: Resolve):
    key = f"delegation:{given(actor, province)}"
    grant = RoleGrant.objects.get(user_id=province.users["health-head"])
    revoke_role(grant_id=grant.pk, actor=actor("admin"), at=AT)
    assert acting(province, key).on_behalf is None


def test_it_ends_when_the_giver_leaves_or_is_locked_out(province: Province, actor: Resolve):
    key = f"delegation:{given(actor, province)}"
    Post.objects.filter(pk=province.posts["health-head"]).update(valid_to=TODAY - timedelta(days=1))
    assert acting(province, key).on_behalf is None
    Post.objects.filter(pk=province.posts["health-head"]).update(valid_to=None)
    assert acting(province, key).on_behalf is not None
    User.objects.filter(username="health-head").update(is_active=False)
    assert acting(province, key).on_behalf is None


@pytest.mark.parametrize("who", ["health-head", "health-reporter", "admin"])
def test_either_side_or_an_administrator_ends_it_at_once(province: Province, actor: Resolve, who: str):
    pk = given(actor, province)
    end_delegation(delegation_id=pk, reason="đã trở lại làm việc", actor=actor(who), at=AT)
    assert acting(province, f"delegation:{pk}").on_behalf is None
    with pytest.raises(CannotDelegate, match="đã được chấm dứt"):
        end_delegation(delegation_id=pk, reason="", actor=actor(who), at=AT)


@pytest.mark.parametrize("who", ["planner", "sen-hong.chairman"])
def test_others_find_no_delegation_to_end(province: Province, actor: Resolve, who: str):
    pk = given(actor, province)
    with pytest.raises(NotFound):
        end_delegation(delegation_id=pk, reason="", actor=actor(who), at=AT)
    assert delegations(actor(who), AT) == ()


def test_it_is_never_handed_on(province: Province, actor: Resolve):
    pk = given(actor, province)
    with pytest.raises(NotAllowed) as refused:
        given(actor, province, receiver_id=province.users["planner"], actor=acting(province, f"delegation:{pk}"))
    assert "ủy quyền lại" in refused.value.rule
    assert delegable(acting(province, f"delegation:{pk}")) == ()


@pytest.mark.parametrize(
    ("changes", "kind", "words"),
    [
        ({"permissions": []}, CannotDelegate, "Chưa chọn việc"),
        ({"permissions": ["reporting.accept"]}, CannotDelegate, "không giữ quyền"),
        ({"permissions": ["accounts.delegate"]}, CannotDelegate, "không được ủy quyền"),
        ({"valid_to": None}, CannotDelegate, "phải có thời hạn"),
        ({"valid_from": TODAY - timedelta(days=1)}, CannotDelegate, "đã qua"),
        ({"valid_to": TODAY - timedelta(days=1)}, CannotDelegate, "từ ngày bắt đầu"),
        ({"basis": "  "}, CannotDelegate, "văn bản"),
        ({"kind": "friendship"}, NotFound, "hình thức"),
        ({"receiver_id": 10**6}, NotFound, "người nhận"),
        ({"kind": "deputy"}, CannotDelegate, "cấp phó"),
    ],
)
def test_a_wrong_delegation_is_refused(
    province: Province, actor: Resolve, changes: dict[str, object], kind: type[Exception], words: str
):
    with pytest.raises(kind, match=words):
        given(actor, province, **changes)
    assert not Delegation.objects.exists()


def test_nobody_delegates_to_oneself_or_without_the_right(province: Province, actor: Resolve):
    with pytest.raises(SamePerson):
        given(actor, province, receiver_id=province.users["health-head"])
    with pytest.raises(NotAllowed):
        given(actor, province, receiver_id=province.users["health-head"], actor=actor("health-reporter"))


def test_what_may_never_meet_in_one_hand_is_not_delegated(province: Province, actor: Resolve):
    with pytest.raises(BothSides, match="Người giao quyền"):
        delegate(
            receiver_id=province.users["admin"],
            kind="delegation",
            permissions=["publications.sign"],
            basis="Giấy ủy quyền số 3",
            valid_from=TODAY,
            valid_to=UNTIL,
            actor=actor("chairman"),
            at=AT,
        )


def test_a_standing_deputy_needs_no_last_day(province: Province, actor: Resolve):
    health = province.agencies["health"]
    person = Post.objects.get(pk=province.posts["health-reporter"]).person_id
    appoint(
        agency_id=health, person_id=person, title="Phó Giám đốc", powers="KT.", valid_from=SINCE, actor=BUILDER, at=AT
    )
    pk = given(actor, province, kind="deputy", valid_to=None)
    deputy = acting(province, f"delegation:{pk}", AT + timedelta(days=400))
    assert deputy.on_behalf is not None
    assert deputy.on_behalf.kind == "deputy"
    assert "ký thay Phạm Ngọc Quế, Giám đốc, Sở Y tế" in deputy.label
    offered = {one.user_id: one.is_deputy for one in receivers(actor("health-head"), "", TODAY)}
    assert offered[province.users["health-reporter"]]


def test_both_sides_and_the_administrator_see_it(province: Province, actor: Resolve):
    given(actor, province)
    for who in ("health-head", "health-reporter"):
        (seen,) = delegations(actor(who), AT)
        assert (seen.state, seen.may_end) == ("held", True)
        assert seen.giver == "Phạm Ngọc Quế, Giám đốc"
        assert "Ký báo cáo số liệu" in seen.permission_labels
    assert len(delegations(actor("admin"), AT, all_of_them=True)) == 1
    assert delegations(actor("planner"), AT, all_of_them=True) == ()


def test_two_posts_are_two_capacities(province: Province, actor: Resolve):
    person = Post.objects.get(pk=province.posts["health-reporter"]).person_id
    front, user = province.agencies["front"], province.users["health-reporter"]
    post = appoint(agency_id=front, person_id=person, title="Ủy viên", valid_from=SINCE, actor=BUILDER, at=AT)
    grant_role(user_id=user, role="head", agency_id=front, valid_from=SINCE, reason="kiêm nhiệm", actor=BUILDER, at=AT)
    held = standing(user, AT)
    assert held is not None
    assert [one.label for one in held.capacities] == ["Chuyên viên, Sở Y tế", "Ủy viên, UBMTTQ tỉnh"]
    assert held.actor.roles == {"reporter"}
    other = standing(user, AT, f"post:{post}")
    assert other is not None
    assert other.actor.roles == {"head"}
    assert other.actor.post_id == post
    assert other.actor.agency_id == front
    assert not other.actor.may("reporting.enter_cells", agency_id=province.agencies["health"])
    assert standing(user, AT, "post:99999999").actor.roles == {"reporter"}  # type: ignore[union-attr]


def test_roles_fall_with_the_last_post_there(province: Province):
    Post.objects.filter(pk=province.posts["planner"]).update(valid_to=TODAY)
    at_last = actor_by_username("planner", AT)
    after = actor_by_username("planner", AT + timedelta(days=1))
    assert at_last is not None
    assert at_last.may("documents.view")
    assert after is not None
    assert after.grants == ()
