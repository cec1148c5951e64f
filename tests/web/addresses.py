"""What the walks over all addresses share: the addresses, what stands for their parameters, and how one asks.

Every address × every role, reading and sending: found where the matrix says so, hidden elsewhere, never broken.
What is sent is empty and is taken back after each request: the next one finds the same world. The walks stand in
`test_address_matrix*.py`, a file for those who walk together, so that several processes share them.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import IntConverter

from pcmt.accounts.actions.delegate import delegate
from pcmt.accounts.actions.issue_token import TokenWish, issue_token
from pcmt.accounts.actions.propose_role import propose_role
from pcmt.accounts.models import RoleGrant
from pcmt.accounts.queries import actor_by_username
from pcmt.agencies import queries as agencies
from pcmt.committee import queries as committee
from pcmt.committee.actions.add_conclusion import add_conclusion
from pcmt.committee.actions.add_finding import add_finding
from pcmt.committee.actions.ask_briefing import ask_briefing
from pcmt.committee.actions.ask_review import ask_review
from pcmt.committee.actions.call_meeting import call_meeting
from pcmt.committee.actions.note_opinion import note_opinion
from pcmt.committee.actions.plan_inspection import plan_inspection
from pcmt.committee.actions.record_attendance import record_attendance
from pcmt.committee.actions.record_visit import record_visit
from pcmt.documents.actions.begin_draft import begin_draft
from pcmt.documents.models import Suggestion
from pcmt.journal.models import Entry
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.plans.actions.add_items import add_items
from pcmt.plans.actions.register_roadmap import register_roadmap
from pcmt.plans.models import Plan
from pcmt.plans.queries import ItemInput, Registration
from pcmt.publications.actions.compose import compose
from pcmt.reporting import queries as reporting
from pcmt.reporting.actions.open_period import open_period
from pcmt.rulebook.queries import book
from pcmt.web.views import ASKS, MACHINE
from tests.province import AT, Province
from tests.trace.papers import PLAN, adopted

MISWORDED = re.compile(
    r"(?i:\b(?:của|theo|thuộc|trách|tại|cho|về|đóng|mở|trong|lại|đến)) "
    r"(?:Tháng|Quý|Năm|Xã|Phường|Đặc khu|Huyện|Thị xã|Tỉnh) (?=[\dA-ZĐIVX])|\b[Cc]ả 1 "
)
OPEN = {
    "healthz": "tells a watchman that the server lives",
    "theme": "light or dark is one's own browser's",
    "components": "the gallery of components holds made-up values",
    "offline": "a frame that holds nothing of anybody",
    "offline_worker": "the addresses of style and script",
    "accounts.sign_in": "the door",
    "accounts.enter_code": "the door's second step",
    "accounts.use_passkey": "the door, by a key",
    "accounts.ask_for_key": "the door, by a key",
    "accounts.sign_in_there": "the door, by a provider",
    "accounts.come_back": "the door, by a provider",
    "accounts.end_by_provider": "a provider's server, by what it signs",
    "accounts.set_password": "whoever holds a link",
    "accounts.open_link": "whoever holds a link",
    "notices.feed": "whoever has the secret address of a calendar",
    "public.page": "what two persons opened to everybody; nothing until then",
    "public.indicator": "what two persons opened to everybody",
    "public.data": "what two persons opened to everybody",
    "public.metadata": "what two persons opened to everybody",
}
NOT_THERE = 999_999
# Parameters that name no thing of this world, each with the value that stands for it.
PLACEHOLDERS: dict[str, object] = {
    "token": "0" * 43, "code": "T1b", "which": "den", "year": 2026, "anchor": "II.1", "kind": "docx",
    "section": "y_te", "sheet_number": 1, "file_kind": "csv", "day": "2026-11-21",
    "provider": "khong-co", "table": "ma", "question": "bien-ban", "block": "kho-khan", "card": "xa", "named": "diem",
}  # fmt: skip
# Parameters of things that this world has none of: each is walked as what is not there.
ABSENT = {
    "built_id": "a form that is being built",
    "batch_id": "files handed in together",
    "closing_id": "a proposal to close a task by its figure",
    "filter_id": "a filter of tasks that somebody saved",
    "dashboard_id": "a dashboard that somebody arranged",
    "deadline_id": "a deadline that stands in the sealed book",
    "decision_id": "a class that was decided",
    "event_id": "a change of the map",
    "evidence_id": "a file beside an agency's report on a task",
    "extension_id": "more time asked for a report, or for a task",
    "file_id": "a file with its faults marked, or a file of a draft, which has none here but its own",
    "load_id": "an old book that was loaded",
    "mapping_id": "how old books of one shape are read",
    "identity_id": "an account at a provider",
    "order_id": "a power to sign for another",
    "page_id": "what was proposed for the public",
    "passkey_id": "a key of one's own",
    "programme_id": "a programme of two agencies",
    "request_id": "what was asked on occasion",
    "release_id": "rules that somebody proposed",
    "sitting_id": "a sitting at which people were briefed",
    "session_id": "a session, which would end the walk",
    "table_id": "a table that somebody saved",
    "zone_id": "a zone set by a document",
}
BROKEN, HIDDEN, NOT_TAKEN = 500, 404, 405
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


def registered(target_id: int, province: Province, planner: Actor) -> int:
    """This will register a commune on a target's roadmap."""
    rows = [Registration(province.communes["sen-hong"].id, 2026)]
    return register_roadmap(target_id=target_id, rows=rows, actor=planner, at=AT)[0].pk


def part_of(plan_id: int, planner: Actor) -> int:
    """This will give a plan a part."""
    (made,) = add_items(plan_id=plan_id, items=[ItemInput("project", "Dự án mẫu")], actor=planner, at=AT)
    return made


def concluded(province: Province, planner: Actor) -> tuple[int, int]:
    """This will hold a meeting, and give it with a conclusion."""
    said = committee.MeetingInput("Phiên họp", AT.date(), agenda=(committee.AgendaLine("Một việc"),))
    meeting_id = call_meeting(committee_id=province.committee, said=said, actor=planner, at=AT)
    seats = committee.seats_of(planner, meeting_id)
    came = [committee.Presence(seat.id, "present") for seat in seats]
    record_attendance(meeting_id=meeting_id, said=came, chair_id=seats[0].id, actor=planner, at=AT)
    wanted = committee.ConclusionInput("Giao Sở Y tế báo cáo", leads=(province.agencies["health"],))
    return meeting_id, add_conclusion(meeting_id=meeting_id, said=wanted, actor=planner, at=AT)


def briefed(document_id: int, province: Province, planner: Actor) -> int:
    """This will ask a commune to brief its people on a document."""
    owing = [province.communes["sen-hong"].agencies["ubnd_xa"]]
    return ask_briefing(document_id=document_id, agency_ids=owing, due_on=AT.date(), actor=planner, at=AT)


def reviewed(plan_id: int, province: Province, planner: Actor) -> int:
    """This will ask a commune for its part of a plan's review."""
    owing = [province.communes["sen-hong"].agencies["ubnd_xa"]]
    said = committee.ReviewInput("Tổng kết", "final", (date(2026, 1, 1), date(2026, 12, 31)), AT.date())
    return ask_review(plan_id=plan_id, said=said, agency_ids=owing, actor=planner, at=AT)


def inspected(province: Province, planner: Actor) -> tuple[int, int, int]:
    """This will inspect a commune and find something there: inspection, visit, finding."""
    units, (checklist,) = [province.communes["sen-hong"].agencies["ubnd_xa"]], book().checklists(AT.date())
    order = committee.InspectionInput(
        "Kiểm tra", "planned", checklist.id, (AT.date(), AT.date()), (("Trần Văn Thử", ""),)
    )
    made = plan_inspection(said=order, agency_ids=units, actor=planner, at=AT)
    (visit,) = committee.inspection(planner, made, on=AT.date()).visits
    marks = tuple(committee.MarkInput(one.code, "met") for one in checklist.items)
    seen = committee.VisitInput(AT.date(), "Lê Văn Mẫu", marks)
    record_visit(visit_id=visit.id, said=seen, actor=planner, at=AT)
    fault = committee.FindingInput("Sổ chưa đủ", "Lập đủ sổ", AT.date())
    return made, visit.id, add_finding(visit_id=visit.id, said=fault, actor=planner, at=AT)


def opined(task_id: int, province: Province, planner: Actor) -> tuple[int, int]:
    """This will note a leader's opinion on a task, addressed to a commune: opinion and what is owed on it."""
    owing = (province.communes["sen-hong"].agencies["ubnd_xa"],)
    said = committee.OpinionInput("task", task_id, province.posts["planner"], AT.date(), "Làm ngay", owing, AT.date())
    made = note_opinion(said=said, actor=planner, at=AT)
    return made, committee.opinion(planner, made, on=AT.date()).duties[0].id


def one_of_each(province: Province, actor: Resolve) -> Mapping[str, object]:
    """This will make one thing of each kind, by the name of its parameter."""
    planner = actor("planner")
    document_id, target, task = adopted(province)
    opened = Period.parse("2026-10@nd09")
    open_period(form_code="xa-thang", period=opened, actor=planner, at=AT)
    duty = reporting.duty(planner, "xa-thang", opened, province.communes["sen-hong"].id)
    assert duty is not None
    RoleGrant.objects.filter(user_id=province.users["planner-2"]).delete()
    role = {"role": "administrator", "agency_id": province.agencies["ubnd"], "valid_from": date(2026, 1, 1)}
    post = agencies.post(province.posts["planner"])
    meeting_id, conclusion_id = concluded(province, planner)
    inspection_id, visit_id, finding_id = inspected(province, planner)
    seat_id = committee.seats_of(planner, meeting_id)[0].id
    opinion_id, duty_id = opined(int(task.partition(":")[2]), province, planner)
    token = TokenWish("thử", {"reporting.view"}, AT.date())
    return PLACEHOLDERS | {
        "document_id": document_id,
        "other_id": document_id,
        "target_id": int(target.partition(":")[2]),
        "reference": target,
        "registration_id": registered(int(target.partition(":")[2]), province, planner),
        "task_id": int(task.partition(":")[2]),
        "plan_id": Plan.objects.get().pk,
        "item_id": part_of(Plan.objects.get().pk, planner),
        "suggestion_id": Suggestion.objects.order_by("pk")[0].pk,
        "submission_id": duty.submission_id,
        "report_id": compose(layout="bao-cao-quy", period=Period.parse("2026-Q3@nd09"), actor=planner, at=AT),
        "entry_id": Entry.objects.latest("pk").pk,
        "draft_id": begin_draft(data=PLAN.encode(), name="du-thao.txt", title="Kế hoạch", actor=planner, at=AT),
        "committee_id": province.committee,
        "meeting_id": meeting_id,
        "briefing_id": briefed(document_id, province, planner),
        "review_id": reviewed(Plan.objects.get().pk, province, planner),
        "conclusion_id": conclusion_id,
        "inspection_id": inspection_id,
        "visit_id": visit_id,
        "finding_id": finding_id,
        "opinion_id": opinion_id,
        "seat_id": seat_id,
        "duty_id": duty_id,
        "area_id": province.communes["sen-hong"].id,
        "unit_id": province.communes["sen-hong"].id,
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
    unknown = address.parameters.keys() - world.keys() - ABSENT.keys()
    assert not unknown, (
        f"{address.name}: nothing stands for {sorted(unknown)}; make one in one_of_each, or say in ABSENT"
    )
    return reverse(address.name, kwargs={name: world.get(name, NOT_THERE) for name in address.parameters})


def answered(client: Client, method: str, path: str) -> HttpResponse:
    """This will ask, and take back what that did."""
    client.raise_request_exception = False
    point, cookies = transaction.savepoint(), deepcopy(client.cookies)
    answer = getattr(client, method)(path)
    transaction.savepoint_rollback(point)
    client.cookies = cookies
    return answer  # type: ignore[no-any-return]


def misworded(answer: HttpResponse) -> list[str]:
    """This will find names that keep their capital inside a sentence ("của Xã Sen Hồng"), and "all" of a single thing.

    Lists and titles begin with a name, sentences do not.
    """
    if answer.streaming or not answer.headers.get("Content-Type", "").startswith("text/html"):
        return []
    return [found.group() for found in MISWORDED.finditer(answer.content.decode())]


def walk(client: Client, acting: Actor, world: Mapping[str, object]) -> None:
    """This will ask every address as one role, reading and sending, and hold the answers against what the role may."""
    found = 0
    for address in addresses():
        if address.name in ("accounts.sign_out", "accounts.end_session"):  # would end the walk
            continue
        path = path_of(address, world)
        hidden = bool(address.permission) and not acting.may_somewhere(address.permission or "")
        for method in ("get", "post"):
            answer = answered(client, method, path)
            status = answer.status_code
            assert not (said := misworded(answer)), (method, path, said)
            assert status < BROKEN, (method, path, status)
            # The address of a form that was refused stays in the browser: entered again it leads to the form's page.
            is_exempt = method != "get" or address.machine or address.permission is None
            assert is_exempt or status != NOT_TAKEN, path
            if hidden:
                assert status == HIDDEN, (method, path, status)
            found += status not in (HIDDEN, 302)
    assert found, "the walk met nothing but closed doors"


def acting_as(username: str) -> Actor:
    """This will give the actor of an account at the day of the tests."""
    acting = actor_by_username(username, AT)
    assert acting is not None, username
    return acting
