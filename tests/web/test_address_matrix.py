"""Every address × every role, reading and sending: found where the matrix says so, hidden elsewhere, never broken.

An address without a permission fails: whoever adds one says who may. What no thing of this world stands for is walked
as what is not there. What is sent is empty and is taken back after each request: the next one finds the same world.
"""

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import date

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import IntConverter
from django.utils import timezone

from pcmt.accounts.actions.delegate import delegate
from pcmt.accounts.actions.issue_token import TokenWish, issue_token
from pcmt.accounts.actions.propose_role import propose_role
from pcmt.accounts.models import RoleGrant
from pcmt.accounts.queries import actor_by_username
from pcmt.accounts.queries.tokens import let_to
from pcmt.agencies import queries as agencies
from pcmt.documents.actions.begin_draft import begin_draft
from pcmt.documents.models import Suggestion
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.plans.models import Plan
from pcmt.publications.actions.compose import compose
from pcmt.reporting import queries as reporting
from pcmt.reporting.actions.open_period import open_period
from pcmt.rulebook.queries import book
from pcmt.web.views import ASKS, MACHINE
from tests.province import AT, Province
from tests.trace.papers import PLAN, adopted

# Addresses for whoever comes, signed in or not, and why.
OPEN = {
    "healthz": "tells a watchman that the server lives",
    "theme": "light or dark is one's own browser's",
    "components": "the gallery of components holds made-up values",
    "accounts.sign_in": "the door",
    "accounts.enter_code": "the door's second step",
    "accounts.use_passkey": "the door, by a key",
    "accounts.ask_for_key": "the door, by a key",
    "accounts.sign_in_there": "the door, by a provider",
    "accounts.come_back": "the door, by a provider",
    "accounts.set_password": "whoever holds a link",
    "accounts.open_link": "whoever holds a link",
}
ROLES = ("planner", "chairman", "admin", "sen-hong.reporter", "sen-hong.chairman", "mua-ngau.reporter", "nobody")
NOT_THERE = 999_999
# What stands for a parameter where no thing of the world does; each answers "not found" to all.
PLACEHOLDERS: dict[str, object] = {
    "token": "0" * 43, "code": "T1b", "which": "den", "year": 2026, "anchor": "II.1", "kind": "docx",
    "section": "y_te", "reference": "target:1", "sheet_number": 1,
    "provider": "khong-co",
}  # fmt: skip
BROKEN, HIDDEN = 500, 404
Resolve = Callable[[str], Actor]


@dataclass(frozen=True)
class Address:
    """One pattern: its name, its parameters (whether each is a number), and the permission that its page asks for.

    None where it is open to whoever comes. machine: whether programs come in by a token.
    """

    name: str
    parameters: Mapping[str, bool]
    permission: str | None
    machine: bool


def addresses() -> tuple[Address, ...]:
    """This will list every address that the system answers."""
    return tuple(_walked(get_resolver().url_patterns))


def _walked(patterns: list[URLPattern | URLResolver]) -> Iterator[Address]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from _walked(one.url_patterns)
        else:
            numbers = {name: isinstance(kind, IntConverter) for name, kind in one.pattern.converters.items()}
            asks, machine = getattr(one.callback, ASKS, None), getattr(one.callback, MACHINE, False)
            yield Address(one.name or "", numbers, asks, machine)


@pytest.fixture
def world(province: Province, actor: Resolve) -> Mapping[str, object]:
    """One thing of each kind, by the name of its parameter."""
    planner = actor("planner")
    document_id, target, task = adopted(province)
    opened = Period.parse("2026-10@nd09")
    open_period(form_code="xa-thang", period=opened, actor=planner, at=AT)
    duty = reporting.duty(planner, "xa-thang", opened, province.communes["sen-hong"].id)
    assert duty is not None
    RoleGrant.objects.filter(user_id=province.users["planner-2"]).delete()
    role = {"role": "administrator", "agency_id": province.agencies["ubnd"], "valid_from": date(2026, 1, 1)}
    post = agencies.post(province.posts["planner"])
    token = TokenWish("thử", {"reporting.view"}, AT.date())
    return PLACEHOLDERS | {
        "document_id": document_id,
        "other_id": document_id,
        "target_id": int(target.partition(":")[2]),
        "task_id": int(task.partition(":")[2]),
        "plan_id": Plan.objects.get().pk,
        "suggestion_id": Suggestion.objects.order_by("pk")[0].pk,
        "submission_id": duty.submission_id,
        "report_id": compose(layout="bao-cao-quy", period=Period.parse("2026-Q3@nd09"), actor=planner, at=AT),
        "draft_id": begin_draft(data=PLAN.encode(), name="du-thao.txt", title="Kế hoạch", actor=planner, at=AT),
        "committee_id": province.committee,
        "area_id": province.communes["sen-hong"].id,
        "agency_id": province.communes["sen-hong"].agencies["ubnd_xa"],
        "post_id": post.id,
        "person_id": post.person_id,
        "user_id": province.users["health-reporter"],
        "grant_id": RoleGrant.objects.get(user_id=province.users["planner"]).pk,
        "token_id": issue_token(
            user_id=province.users["health-head"], wish=token, actor=actor("health-head"), at=AT
        ).id,
        "proposal_id": propose_role(
            user_id=province.users["planner-2"],
            reason="thử",
            actor=actor("admin"),
            at=AT,
            **role,  # type: ignore[arg-type]
        ),
        "delegation_id": delegate(
            receiver_id=province.users["health-reporter"],
            kind="delegation",
            permissions=["reporting.sign"],
            basis="Giấy ủy quyền số 1",
            valid_from=AT.date(),
            valid_to=AT.date(),
            actor=actor("health-head"),
            at=AT,
        ),
    }


def path_of(address: Address, world: Mapping[str, object]) -> str:
    """This will fill an address in; a thing that the world has not stands for one that is not there."""
    absent = {True: NOT_THERE, False: "khong-co"}
    given = {name: world.get(name, absent[is_number]) for name, is_number in address.parameters.items()}
    return reverse(address.name, kwargs=given)


def answered(client: Client, method: str, path: str) -> HttpResponse:
    """This will ask, and take back what that did."""
    client.raise_request_exception = False
    point, cookies = transaction.savepoint(), deepcopy(client.cookies)
    answer = getattr(client, method)(path)
    transaction.savepoint_rollback(point)
    client.cookies = cookies
    return answer  # type: ignore[no-any-return]


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


def test_whoever_is_not_signed_in_is_led_to_the_door(province: Province, world: Mapping[str, object], visit):
    client = visit()
    for address in addresses():
        path = path_of(address, world)
        for method in ("get", "post"):
            answer = answered(client, method, path)
            assert answer.status_code < BROKEN, (method, path)
            if address.name not in OPEN:
                assert answer.status_code == 302, (method, path, answer.status_code)
                assert answer.headers["Location"].startswith("/dang-nhap"), (method, path)


@pytest.mark.parametrize("who", ROLES)
def test_every_address_answers_each_role_as_the_matrix_says(
    province: Province, world: Mapping[str, object], visit, monkeypatch: pytest.MonkeyPatch, who: str
):
    if who == "nobody":
        monkeypatch.setitem(province.users, who, province.users["planner-2"])
    acting = actor_by_username(who if who != "nobody" else "planner-2", AT)
    assert acting is not None
    client, found = visit(who), 0
    for address in addresses():
        if address.name in ("accounts.sign_out", "accounts.end_session"):  # would end the walk
            continue
        path = path_of(address, world)
        hidden = bool(address.permission) and not acting.may_somewhere(address.permission or "")
        for method in ("get", "post"):
            status = answered(client, method, path).status_code
            assert status < BROKEN, (method, path, status)
            if hidden:
                assert status == HIDDEN, (method, path, status)
            found += status not in (HIDDEN, 302)
    assert found, "the walk met nothing but closed doors"


@pytest.mark.parametrize("who", ["planner", "admin", "sen-hong.reporter"])
def test_every_address_answers_a_program_as_the_matrix_says(
    province: Province, world: Mapping[str, object], actor: Resolve, who: str
):
    """With a token for all that its owner can let go of: let in where the page says so, refused everywhere else."""
    now, acting = timezone.now(), actor(who)
    wish = TokenWish("thử", let_to(acting, [grant.permission for grant in acting.grants]), timezone.localdate(now))
    made = issue_token(user_id=province.users[who], wish=wish, actor=acting, at=now)
    client, found = Client(headers={"Authorization": f"Bearer {made.secret}"}), 0
    for address in addresses():
        path = path_of(address, world)
        held = address.permission in wish.permissions
        for method in ("get", "post"):
            answer = answered(client, method, path)
            assert not answer.cookies, path
            if not address.machine:
                assert answer.status_code == 403, (method, path, answer.status_code)
                assert answer.json()["code"] == "no_tokens_here", path
            elif not held:
                assert answer.status_code == HIDDEN, (method, path, answer.status_code)
            else:
                assert answer.status_code < BROKEN, (method, path, answer.status_code)
                found += answer.status_code == 200
    assert found or who == "admin", "the walk met nothing but closed doors"


def test_addresses_for_programs_hand_out_files_and_none_is_an_accounts_own(world: Mapping[str, object]):
    taking = {one.name: one.permission for one in addresses() if one.machine}
    assert taking
    assert all(taking.values())
    assert not set(taking.values()) & book().undelegated


OF_SUBMISSION = ("mua-ngau.reporter", "mua-ngau.chairman", "sen-hong.police-reporter", "admin", "health-reporter")


@pytest.mark.parametrize("who", OF_SUBMISSION)
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
            assert answers[1].status_code in (HIDDEN, 405), (method, not_there)
            if not seen:
                assert answers[0].status_code == answers[1].status_code, (method, there)
                assert "Sen Hồng" not in answers[0].content.decode() or who.startswith("sen-hong")


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
