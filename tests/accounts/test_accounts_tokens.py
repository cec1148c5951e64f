"""Access tokens: a part of their owner's rights, from where and until when was said, never beyond their ground."""

from datetime import date, timedelta

import pytest
from pytest_django import Settings

from pcmt.accounts.actions.close import close
from pcmt.accounts.actions.delegate import delegate
from pcmt.accounts.actions.discharge import discharge
from pcmt.accounts.actions.forget_sessions import forget_sessions
from pcmt.accounts.actions.grant_role import grant_role
from pcmt.accounts.actions.issue_token import TokenWish, issue_token
from pcmt.accounts.actions.reopen import reopen
from pcmt.accounts.actions.reset_password import reset_password
from pcmt.accounts.actions.revoke_role import revoke_role
from pcmt.accounts.actions.revoke_token import revoke_token
from pcmt.accounts.actions.use_token import BadToken, use_token
from pcmt.accounts.attempts import TooManyAttempts
from pcmt.accounts.models import AccessToken, RoleGrant, User
from pcmt.accounts.queries import actor_by_username, every_capacity, standing
from pcmt.accounts.queries.factors import factors_of
from pcmt.accounts.queries.tokens import let_to, tokens, tokens_of
from pcmt.accounts.rules.tokens import CannotIssueToken, is_inside, is_whole, read_networks, remembered, written
from pcmt.accounts.tokening import NewToken
from pcmt.journal import queries as journal
from pcmt.kernel.actor import Actor, system_actor
from pcmt.kernel.refusal import NotAllowed, NotFound, Refusal
from pcmt.rulebook.queries import book
from pcmt.trace import queries as trace
from tests.province import AT, Province

DOOR = system_actor("cửa", "accounts.sign_in")
HERE, THERE = "203.0.113.7", "198.51.100.9"
SOON = AT.date() + timedelta(days=30)


def issued(province: Province, actor, who: str = "planner", *, chosen=None, **parts: object) -> NewToken:
    acting = actor(who)
    told = {"name": "Kho dữ liệu", "permissions": let_to(acting, chosen), "expires_on": SOON} | parts
    return issue_token(user_id=province.users[who], wish=TokenWish(**told), actor=acting, at=AT)  # type: ignore[arg-type]


def used(made: NewToken | str, address: str = HERE, at=AT) -> Actor:
    secret = made if isinstance(made, str) else made.secret
    return use_token(secret=secret, address=address, actor=DOOR, at=at)


def kinds_of(province: Province, who: str = "planner") -> list[str]:
    return [entry.action for entry in journal.newest_of(f"user:{province.users[who]}", limit=20)]


def test_a_token_acts_for_its_owner_with_the_part_that_it_was_given(province: Province, actor):
    holder = used(issued(province, actor))
    owner = actor("planner")
    assert (holder.person_id, holder.post_id, holder.agency_id) == (owner.person_id, owner.post_id, owner.agency_id)
    assert holder.may("documents.view")
    assert not holder.may("documents.register_document")
    assert "Kho dữ liệu" in holder.label
    assert all(grant in owner.grants for grant in holder.grants)


def test_the_secret_is_kept_nowhere(province: Province, actor):
    made = issued(province, actor)
    row = AccessToken.objects.get()
    assert is_whole(made.secret)
    assert made.secret.startswith("pcmt_pat_")
    kept = " ".join(str(value) for value in vars(row).values())
    assert made.secret not in kept
    assert made.secret[15:] not in kept
    assert made.secret not in str([vars(entry) for entry in journal.newest_of(f"user:{row.user_id}", limit=9)])


def test_named_work_brings_the_looks_that_it_needs_and_no_other_deed(province: Province, actor):
    holder = used(issued(province, actor, chosen=["documents.export_keys"]))
    assert {grant.permission for grant in holder.grants} == {
        "documents.export_keys",
        "documents.view",
        "agencies.view",
        "areas.view",
    }


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        ({"permissions": ()}, "permissions"),
        ({"permissions": {"reporting.sign"}}, "permissions"),
        ({"permissions": {"documents.view", "accounts.manage"}}, "permissions"),
        ({"expires_on": AT.date() - timedelta(days=1)}, "expires_on"),
        ({"expires_on": AT.date() + timedelta(days=181)}, "expires_on"),
        ({"networks": "10.1.2.3/8"}, "networks"),
        ({"networks": "máy của tôi"}, "networks"),
        ({"name": "   "}, "name"),
        ({"name": "x" * 61}, "name"),
    ],
)
def test_what_may_not_be_issued_is_refused_at_its_field(province: Province, actor, parts, field: str):
    with pytest.raises(CannotIssueToken) as refusal:
        issued(province, actor, **parts)
    assert field in refusal.value.fields
    assert not AccessToken.objects.exists()


def test_administrators_affairs_are_never_let_to_a_program(province: Province, actor):
    with pytest.raises(CannotIssueToken):
        issued(province, actor, "admin", permissions={"accounts.manage"})
    assert not let_to(actor("admin"), None) & book().undelegated
    assert "accounts.grant_role" not in let_to(actor("admin"), ["accounts.grant_role"])


def test_the_last_day_is_the_last_and_there_may_be_none_at_all(province: Province, actor, settings: Settings):
    made = issued(province, actor)
    used(made, at=AT + timedelta(days=30))
    with pytest.raises(BadToken):
        used(made, at=AT + timedelta(days=31))
    settings.TOKEN_LASTS = timedelta()
    with pytest.raises(CannotIssueToken, match="không dùng mã"):
        issued(province, actor)


def test_an_eleventh_token_is_refused_until_one_is_taken_back(province: Province, actor):
    made = [issued(province, actor) for _ in range(10)]
    with pytest.raises(CannotIssueToken, match="nhiều nhất 10"):
        issued(province, actor)
    revoke_token(token_id=made[0].id, actor=actor("planner"), at=AT)
    issued(province, actor)


def test_only_its_owner_issues_and_never_for_another_or_by_a_token(province: Province, actor):
    wish = TokenWish("thử", {"documents.view"}, SOON)
    with pytest.raises(NotAllowed):
        issue_token(user_id=province.users["planner"], wish=wish, actor=actor("admin"), at=AT)
    with pytest.raises(NotAllowed):
        issue_token(user_id=province.users["planner"], wish=wish, actor=used(issued(province, actor)), at=AT)
    delegate(
        receiver_id=province.users["health-reporter"], kind="delegation", permissions=["reporting.sign"],
        basis="Giấy ủy quyền số 1", valid_from=AT.date(), valid_to=AT.date(), actor=actor("health-head"), at=AT,
    )  # fmt: skip
    found = standing(province.users["health-reporter"], AT)
    assert found is not None
    deputy = actor_by_username("health-reporter", AT, found.capacities[-1].key)
    assert deputy is not None
    assert deputy.on_behalf
    with pytest.raises(NotAllowed):
        issue_token(user_id=province.users["health-reporter"], wish=wish, actor=deputy, at=AT)


def test_a_token_settles_nothing_of_its_owners_account(province: Province, actor):
    made = issued(province, actor)
    holder = used(made)
    with pytest.raises(NotAllowed):
        factors_of(holder, province.users["planner"])
    with pytest.raises(NotFound):
        tokens_of(holder, province.users["planner"], AT)
    with pytest.raises(NotFound):
        revoke_token(token_id=made.id, actor=holder, at=AT)


def test_it_is_taken_only_from_the_addresses_that_were_said(province: Province, actor):
    made = issued(province, actor, networks="203.0.113.0/24\n2001:db8::/32")
    assert used(made)
    assert used(made, "2001:db8::7")
    assert used(made, "::ffff:203.0.113.9")
    for address in (THERE, "2001:db9::7", "", "unknown"):
        with pytest.raises(BadToken):
            used(made, address)


def test_first_uses_and_refusals_are_recorded_and_no_others(province: Province, actor):
    made = issued(province, actor, networks="203.0.113.0/24")
    for _ in range(3):
        used(made)
    used(made, "203.0.113.8")
    with pytest.raises(BadToken):
        used(made, THERE)
    entries = journal.newest_of(f"user:{province.users['planner']}", limit=4)
    assert [entry.action for entry in entries] == ["accounts.use_token"] * 3 + ["accounts.issue_token"]
    assert entries[0].after == {"token": made.id, "result": "refused", "wrong": "token_elsewhere"}
    assert entries[1].after == entries[2].after == {"token": made.id}


def test_the_day_and_the_address_are_written_once_a_day(province: Province, actor, django_assert_max_num_queries):
    made = issued(province, actor)
    used(made)
    with django_assert_max_num_queries(5) as asked:
        used(made)
    assert not [one["sql"] for one in asked.captured_queries if one["sql"].startswith(("UPDATE", "INSERT"))]
    used(made, at=AT + timedelta(days=1))
    view = tokens_of(actor("planner"), province.users["planner"], AT)[0]
    assert (view.used_on, view.used_from) == (AT.date() + timedelta(days=1), (HERE,))


def test_a_wrong_token_waits_and_a_right_one_from_the_same_address_does_not(province: Province, actor):
    made = issued(province, actor)
    wrong = written("0" * 40)
    for _ in range(4):
        with pytest.raises(BadToken):
            used(wrong)
    with pytest.raises(TooManyAttempts, match="mã kết nối"):
        used(wrong)
    assert used(made)
    with pytest.raises(BadToken):
        used(wrong, THERE)


def test_taken_back_by_its_owner_and_by_an_administrator_and_by_nobody_else(province: Province, actor):
    first, second = issued(province, actor), issued(province, actor)
    with pytest.raises(NotFound):
        revoke_token(token_id=first.id, actor=actor("health-head"), at=AT)
    revoke_token(token_id=first.id, actor=actor("planner"), at=AT)
    revoke_token(token_id=second.id, reason="lộ mã", actor=actor("admin"), at=AT)
    for made in (first, second):
        with pytest.raises(BadToken):
            used(made)
    with pytest.raises(Refusal, match="đã được thu hồi"):
        revoke_token(token_id=first.id, actor=actor("planner"), at=AT)
    assert kinds_of(province).count("accounts.revoke_token") == 2


def test_it_ends_with_the_account_and_does_not_come_back(province: Province, actor):
    made = issued(province, actor)
    close(user_id=province.users["planner"], reason="nghỉ việc", actor=actor("admin"), at=AT)
    with pytest.raises(BadToken):
        used(made)
    reopen(user_id=province.users["planner"], reason="nhầm", actor=actor("admin"), at=AT)
    with pytest.raises(BadToken):
        used(made)


def test_it_ends_where_the_password_is_taken_away_as_every_way_in_does(province: Province, actor):
    """Whoever had got hold of the account may have issued it."""
    made = issued(province, actor)
    reset_password(user_id=province.users["planner"], reason="nghi bị lộ", actor=actor("admin"), at=AT)
    User.objects.filter(pk=province.users["planner"]).update(password="có mật khẩu mới")
    with pytest.raises(BadToken):
        used(made)


def test_it_ends_with_the_post(province: Province, actor):
    made = issued(province, actor)
    last_day = AT.date() + timedelta(days=3)
    discharge(post_id=province.posts["planner"], last_day=last_day, actor=actor("admin"), at=AT)
    assert used(made, at=AT + timedelta(days=3))
    with pytest.raises(BadToken):
        used(made, at=AT + timedelta(days=4))
    assert AccessToken.objects.get().expires_on == last_day


def test_it_ends_with_the_role_and_the_role_given_anew_does_not_revive_it(province: Province, actor):
    made = issued(province, actor)
    grant = RoleGrant.objects.get(user_id=province.users["planner"])
    revoke_role(grant_id=grant.pk, actor=actor("admin"), at=AT)
    with pytest.raises(BadToken):
        used(made)
    grant_role(
        user_id=province.users["planner"], role="planner", agency_id=grant.agency_id, valid_from=date(2026, 1, 1),
        actor=actor("admin"), at=AT,
    )  # fmt: skip
    with pytest.raises(BadToken):
        used(made)


def test_it_never_reaches_further_than_its_owner_does_that_day(province: Province, actor):
    """Where a role runs out by its own last day, nothing has to be taken back for the token to be worth nothing."""
    made = issued(province, actor)
    RoleGrant.objects.filter(user_id=province.users["planner"]).update(valid_to=AT.date())
    assert used(made)
    with pytest.raises(BadToken):
        used(made, at=AT + timedelta(days=1))
    view = tokens_of(actor("planner"), province.users["planner"], AT + timedelta(days=1))[0]
    assert view.state == "token_nothing_left"


def test_whoever_must_settle_something_first_has_no_programs_either(province: Province, actor):
    made = issued(province, actor)
    User.objects.filter(pk=province.users["planner"]).update(must_change_password=True)
    with pytest.raises(BadToken):
        used(made)


def test_why_tells_of_tokens_as_of_posts(province: Province, actor):
    issued(province, actor)
    place = f"area:{province.communes['sen-hong'].id}"
    asker = actor("admin")
    told = trace.why(asker, "planner", "reporting.view", place, AT)
    assert [answer.allowed for answer in told.answers] == [True, True]
    assert told.answers[-1].capacity == "Mã kết nối “Kho dữ liệu”"
    told = trace.why(asker, "planner", "reporting.accept", place, AT)
    assert [answer.allowed for answer in told.answers] == [True, False]


def test_every_capacity_leaves_out_tokens_by_which_nobody_acts(province: Province, actor):
    made = issued(province, actor)
    assert [one.key for one, _ in every_capacity("planner", AT)][-1] == f"token:{made.id}"
    revoke_token(token_id=made.id, actor=actor("planner"), at=AT)
    assert all(not one.key.startswith("token:") for one, _ in every_capacity("planner", AT))


def test_a_token_is_no_capacity_that_a_person_can_choose(province: Province, actor):
    made = issued(province, actor)
    found = standing(province.users["planner"], AT, f"token:{made.id}")
    assert found is not None
    assert found.actor.token_id is None
    assert found.actor.capacity.startswith("post:")


def test_administrators_see_all_of_them_and_others_none(province: Province, actor, django_assert_max_num_queries):
    for who in ("planner", "health-head", "sen-hong.reporter"):
        issued(province, actor, who)
    asker = actor("admin")
    with django_assert_max_num_queries(8):
        found = tokens(asker, AT)
    assert len(found) == 3
    assert tokens(actor("planner"), AT) == ()
    with pytest.raises(NotFound):
        tokens_of(actor("health-head"), province.users["planner"], AT)


def test_where_tokens_were_used_is_forgotten_with_the_sessions(province: Province, actor):
    made = issued(province, actor)
    used(made)
    revoke_token(token_id=made.id, actor=actor("planner"), at=AT)
    tidy = system_actor("dọn", "accounts.forget_sessions")
    forget_sessions(actor=tidy, at=AT + timedelta(days=89))
    assert AccessToken.objects.get().sightings
    forget_sessions(actor=tidy, at=AT + timedelta(days=91))
    assert not AccessToken.objects.get().sightings


@pytest.mark.parametrize("who", ["planner", "chairman", "health-head", "sen-hong.reporter", "sen-hong.chairman"])
def test_matrix_what_a_token_may_its_owner_may_there_too(province: Province, actor, who: str):
    """Role × permission × place: a token that reads, and one for everything that its owner could let go of."""
    owner = actor(who)
    places = [{"area_id": province.id}, {"agency_id": province.agencies["health"]}, {}]
    places += [{"area_id": commune.id} for commune in province.communes.values()]
    for chosen in (None, let_to(owner, [grant.permission for grant in owner.grants])):
        made = issued(province, actor, who, chosen=chosen)
        holder, given = used(made), set(AccessToken.objects.get(pk=made.id).permissions)
        for permission in book().permissions:
            for place in places:
                expected = permission in given and bool(owner.may(permission, **place))
                assert bool(holder.may(permission, **place)) is expected, (permission, place)
        assert not given & book().undelegated


def test_a_checksum_finds_any_one_wrong_sign():
    token = written("Ab3" * 13 + "Z")
    assert is_whole(token)
    for place in range(9, len(token)):
        other = "0" if token[place] != "0" else "1"
        assert not is_whole(token[:place] + other + token[place + 1 :])
    for broken in ("", "pcmt_pat_", token + "x", token[:-1], token.upper(), f" {token}", f"{token}\n"):
        assert not is_whole(broken)


def test_ranges_are_read_as_they_are_written():
    assert read_networks(" 203.0.113.7, 10.0.0.0/8;2001:DB8::/32\n10.0.0.0/8 ") == (
        "203.0.113.7/32",
        "10.0.0.0/8",
        "2001:db8::/32",
    )
    assert read_networks("") == ()
    with pytest.raises(CannotIssueToken, match="nhất 20"):
        read_networks(" ".join(f"10.0.0.{number}" for number in range(21)))
    with pytest.raises(CannotIssueToken) as refusal:
        read_networks("10.1.2.3/8")
    assert "10.0.0.0/8" in refusal.value.remedy
    assert is_inside("2001:db8::1", ("2001:db8::/32",))
    assert not is_inside("10.0.0.1", ("2001:db8::/32",))


def test_only_the_last_twenty_addresses_are_remembered():
    seen: dict[str, str] = {}
    for number in range(30):
        seen = remembered(seen, f"10.0.0.{number}", AT.date() + timedelta(days=number))
    assert len(seen) == 20
    assert "10.0.0.29" in seen
    assert "10.0.0.9" not in seen
