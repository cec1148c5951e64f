"""One duty of four communes over a quarter: reported, extended, accepted, some late, two of them merged in between."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

from pcmt.accounts.queries import actor_by_username
from pcmt.areas.actions.apply_event import apply_event
from pcmt.areas.actions.propose_event import propose_event
from pcmt.documents import queries as documents
from pcmt.kernel.actor import Actor
from pcmt.plans import queries as plans
from pcmt.plans.actions.accept_task import accept_task
from pcmt.plans.actions.adopt_suggestion import adopt_suggestion
from pcmt.plans.actions.ask_extension import ask_extension
from pcmt.plans.actions.decide_extension import decide_extension
from pcmt.plans.actions.finish_task import finish_task
from pcmt.plans.queries import TaskInput
from tests.areas.test_areas_events import DAY, MERGE
from tests.province import Province

LATER = date(2026, 12, 20)


def _hand(username: str, at: datetime) -> Actor:
    found = actor_by_username(username, at)
    assert found is not None
    return found


def test_a_duty_of_many_goes_on_over_a_merger(
    plan_id: int,
    suggestion: Callable[[str, str], documents.SuggestionView],
    task_input: TaskInput,
    province: Province,
    actor: Callable[[str], Actor],
    at: datetime,
):
    own = {slug: one.agencies["ubnd_xa"] for slug, one in province.communes.items()}
    said = replace(task_input, leads=tuple(own.values()), supports=(), support_words=())
    planner = actor("planner")
    reference = adopt_suggestion(
        suggestion_id=suggestion("duty", "III.1.a").id, plan_id=plan_id, correction=said, actor=planner, at=at
    )
    task_id = int(reference.partition(":")[2])

    # One is done in time and accepted, one asks for more time and gets it.
    finish_task(task_id=task_id, words="Đã có điểm tư vấn", actor=actor("hoa-ban.reporter"), at=at)
    accept_task(task_id=task_id, actor=planner, at=at)
    asked = ask_extension(
        task_id=task_id, wanted_on=LATER, reason="Chờ sắp xếp trụ sở", actor=actor("mua-ngau.reporter"), at=at
    )
    decide_extension(extension_id=asked, granted_on=LATER, answer="Đồng ý", actor=planner, at=at)
    assert (plans.task(task_id).percent, plans.task(task_id).state) == (25, "doing")

    # Two become one; its people see both parts as theirs, and the late one is late.
    admin, after = actor("admin"), at + timedelta(days=12)
    apply_event(event_id=propose_event(change=MERGE, actor=admin, at=at), choices={}, actor=admin, at=at)
    clerk = _hand("sen-hong.reporter", after)
    assert {own["sen-hong"], own["mua-ngau"]} <= clerk.own_agencies
    view = plans.seen_task(clerk, task_id, on=DAY + timedelta(days=2))
    standing = {party.agency_id: party.standing and party.standing.code for party in view.leads}
    assert standing == {
        own["sen-hong"]: "overdue", own["mua-ngau"]: "todo", own["hoa-ban"]: "in_time", own["chan-may"]: "overdue",
    }  # fmt: skip

    # They report one part after the other; the last commune is late, and so is the whole.
    finish_task(task_id=task_id, words="Xong tại Sen Hồng cũ", actor=clerk, at=after)
    finish_task(task_id=task_id, words="Xong tại Mưa Ngâu cũ", actor=clerk, at=after)
    finish_task(task_id=task_id, words="Xong", actor=_hand("chan-may.reporter", after), at=after)
    assert plans.task(task_id).state == "reported"
    assert accept_task(task_id=task_id, actor=planner, at=after + timedelta(days=1)) == 3
    view = plans.task(task_id, DAY)
    assert (view.state, view.percent, view.standing and view.standing.code) == ("done", 100, "finished_late")
    ends = {party.agency_id: party.standing and party.standing.code for party in view.leads}
    assert ends[own["mua-ngau"]] == "in_time"
    assert ends[own["sen-hong"]] == "finished_late"
