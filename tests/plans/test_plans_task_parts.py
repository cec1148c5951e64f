"""A task parted among agencies: words, weight, day and person of each; handed over; returning; waiting for another."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from pcmt.kernel.actor import Actor
from pcmt.kernel.lifecycle import CannotMove
from pcmt.kernel.refusal import NotAllowed, NotFound
from pcmt.plans import queries as plans
from pcmt.plans.actions.accept_task import accept_task
from pcmt.plans.actions.finish_task import finish_task
from pcmt.plans.actions.hand_over import CannotHandOver, hand_over
from pcmt.plans.actions.put_in_charge import NotInOffice, put_in_charge
from pcmt.plans.actions.revise_task import revise_task
from pcmt.plans.actions.shape_parts import shape_parts
from pcmt.plans.actions.stop_waiting import stop_waiting
from pcmt.plans.actions.wait_for import CannotWait, wait_for
from pcmt.plans.models import Task
from pcmt.plans.queries import PartInput, TaskInput
from pcmt.plans.rules.returning import Behind, behind, next_day, occurrences
from pcmt.plans.rules.shaping import BadPart
from pcmt.plans.rules.waiting import leads_back
from tests.province import Province

AS = Callable[[str], Actor]
DUE = date(2026, 11, 30)


def test_weights_make_the_whole_and_who_helps_may_be_made_to_count(
    shared_task_id: int, actor: AS, province: Province, at: datetime
):
    health, commune = province.agencies["health"], province.communes["sen-hong"].agencies["ubnd_xa"]
    said = {
        health: PartInput("Lập điểm tư vấn", weight=3),
        commune: PartInput("Bố trí phòng", weight=1, due_on=date(2026, 12, 10)),
    }
    with pytest.raises(NotAllowed):
        shape_parts(task_id=shared_task_id, parts=said, actor=actor("health-head"), at=at)
    assert shape_parts(task_id=shared_task_id, parts=said, actor=actor("planner"), at=at) == 2
    assert shape_parts(task_id=shared_task_id, parts=said, actor=actor("planner"), at=at) == 0
    finish_task(task_id=shared_task_id, words="Xong", actor=actor("health-head"), at=at)
    view = plans.task(shared_task_id)
    assert (view.percent, view.due_on) == (75, date(2026, 12, 10))
    assert {party.part for party in view.leads} == {"Lập điểm tư vấn", "Bố trí phòng"}


def test_who_is_not_in_it_has_no_part(task_id: int, actor: AS, province: Province, at: datetime):
    stranger = province.communes["hoa-ban"].agencies["ubnd_xa"]
    with pytest.raises(NotFound):
        shape_parts(task_id=task_id, parts={stranger: PartInput()}, actor=actor("planner"), at=at)
    with pytest.raises(BadPart):
        shape_parts(
            task_id=task_id, parts={province.agencies["health"]: PartInput(weight=101)}, actor=actor("planner"), at=at
        )


def test_each_agency_names_who_is_in_charge(task_id: int, actor: AS, province: Province, at: datetime):
    head = actor("health-head")
    with pytest.raises(NotInOffice):
        put_in_charge(task_id=task_id, post_id=province.posts["police-chief"], actor=head, at=at)
    put_in_charge(task_id=task_id, post_id=province.posts["health-reporter"], actor=head, at=at)
    assert plans.task(task_id).leads[0].in_charge_id == province.posts["health-reporter"]
    with pytest.raises(NotAllowed):
        put_in_charge(task_id=task_id, post_id=None, actor=actor("sen-hong.reporter"), at=at)


def test_a_part_goes_to_another_agency(task_id: int, actor: AS, province: Province, at: datetime):
    health, commune = province.agencies["health"], province.communes["sen-hong"].agencies["ubnd_xa"]
    said = {"task_id": task_id, "from_agency": health, "reason": "Theo phân công mới", "at": at}
    with pytest.raises(CannotHandOver):
        hand_over(to_agency=province.agencies["police"], actor=actor("planner"), **said)
    hand_over(to_agency=commune, actor=actor("planner"), **said)
    assert [party.agency_id for party in plans.task(task_id).leads] == [commune]
    finish_task(task_id=task_id, words="Xong", actor=actor("sen-hong.reporter"), at=at)
    with pytest.raises(CannotMove):
        hand_over(task_id=task_id, from_agency=commune, to_agency=health, reason="x", actor=actor("planner"), at=at)


def test_putting_a_task_right_keeps_what_was_reported(
    shared_task_id: int, task_input: TaskInput, actor: AS, province: Province, at: datetime
):
    health = province.agencies["health"]
    finish_task(task_id=shared_task_id, words="Xong", actor=actor("health-head"), at=at)
    said = replace(task_input, leads=(health, province.agencies["police"]), supports=(), due_on=DUE)
    revise_task(
        task_id=shared_task_id, said=said, revision=0, reason="Điều chỉnh phân công", actor=actor("planner"), at=at
    )
    view = plans.task(shared_task_id)
    assert {party.agency_id: party.state for party in view.leads} == {
        health: "reported", province.agencies["police"]: "todo",
    }  # fmt: skip
    assert view.percent == 50


def test_a_task_that_returns_is_reported_for_each_of_its_days(task_id: int, actor: AS, at: datetime):
    Task.objects.filter(id=task_id).update(every="quarter")
    for day in (DUE, date(2027, 2, 28)):
        assert plans.task(task_id).due_on == day
        finish_task(task_id=task_id, words="Xong kỳ này", actor=actor("health-head"), at=at)
        accept_task(task_id=task_id, actor=actor("planner"), at=at)
    view = plans.task(task_id)
    assert (view.state, view.due_on, view.percent) == ("todo", date(2027, 5, 30), 0)
    assert [one.for_day for one in plans.progress(task_id)] == [date(2027, 2, 28), DUE]
    timings = plans.task_timings(date(2026, 10, 1), date(2027, 3, 31), date(2027, 3, 31))
    assert [(one.due_on, one.is_on_time) for one in timings] == [(DUE, True), (date(2027, 2, 28), True)]


def test_what_was_let_pass_of_a_task_that_returns_stands_beside_the_day_that_comes(
    task_id: int, actor: AS, province: Province, at: datetime, visit: Callable[..., Client]
):
    Task.objects.filter(id=task_id).update(every="month", due_on=date(2026, 8, 31))
    view = plans.task(task_id, on=date(2026, 11, 21))
    assert view.behind == Behind(3, date(2026, 8, 31), date(2026, 10, 31), date(2026, 11, 30))
    assert view.leads[0].behind == view.behind
    assert view.behind.text == "3 kỳ trước chưa xong, từ 31/8/2026"
    assert view.is_overdue, "what was let pass is late whatever comes"
    page = visit("health-reporter").get(reverse("plans.task", args=[task_id])).content.decode()
    assert view.behind.text.split(" kỳ")[1] in page
    assert "Báo cáo ở đây là của kỳ 31/8/2026" in page
    finish_task(task_id=task_id, words="Xong kỳ này", actor=actor("health-head"), at=at)
    accept_task(task_id=task_id, actor=actor("planner"), at=at)
    after = plans.task(task_id, on=date(2026, 11, 21)).behind
    assert after is not None
    assert (after.missed, after.since) == (2, date(2026, 9, 30))


@pytest.mark.parametrize(
    ("due", "every", "on", "told"),
    [
        (date(2026, 10, 14), "month", date(2026, 10, 14), None),
        (date(2026, 10, 14), "", date(2026, 12, 1), None),
        (None, "month", date(2026, 12, 1), None),
        (date(2026, 10, 14), "month", date(2026, 10, 15), "kỳ trước 14/10/2026 chưa xong"),
        (date(2026, 10, 14), "month", date(2027, 3, 1), "3 kỳ chưa xong, từ 14/10/2026"),
    ],
    ids=["its day", "once", "no day", "one", "its plan is over"],
)
def test_only_what_returns_and_is_late_is_told_behind(due: date | None, every: str, on: date, told: str | None):
    found = behind(due, every, first=None, last=date(2026, 12, 31), on=on)
    assert (found.text if found else None) == told
    assert found is None or found.shown_on == (found.now or date(2026, 12, 14))


def test_a_task_that_returns_ends_with_its_plan(task_id: int, actor: AS, at: datetime):
    Task.objects.filter(id=task_id).update(every="year", due_on=date(2030, 6, 30))
    finish_task(task_id=task_id, words="Kỳ cuối", actor=actor("health-head"), at=at)
    accept_task(task_id=task_id, actor=actor("planner"), at=at)
    assert plans.task(task_id).state == "done"


@settings(max_examples=60)
@given(st.dates(date(2024, 1, 1), date(2026, 12, 31)), st.sampled_from(["month", "quarter", "half-year", "year"]))
def test_the_next_day_is_the_next_of_all_days(first: date, every: str):
    days = occurrences(first, every, first, date(first.year + 4, 12, 31))
    for day, following in pairwise(days):
        assert next_day(first, every, day) == following
    assert next_day(first, "", first) is None


def test_one_task_waits_for_another_and_never_round(task_id: int, shared_task_id: int, actor: AS, at: datetime):
    planner = actor("planner")
    wait_for(task_id=task_id, on_task_id=shared_task_id, actor=planner, at=at)
    for one, other in ((shared_task_id, task_id), (task_id, task_id), (task_id, shared_task_id)):
        with pytest.raises(CannotWait):
            wait_for(task_id=one, on_task_id=other, actor=planner, at=at)
    ahead, behind = plans.waits(planner, task_id)
    assert ([one.task_id for one in ahead], behind) == ([shared_task_id], ())
    with pytest.raises(NotAllowed):
        stop_waiting(task_id=task_id, on_task_id=shared_task_id, actor=actor("health-head"), at=at)
    stop_waiting(task_id=task_id, on_task_id=shared_task_id, actor=planner, at=at)
    assert plans.waits(planner, task_id) == ((), ())


@pytest.mark.parametrize(
    ("edges", "told"), [([], False), ([(2, 1)], True), ([(2, 3), (3, 1)], True), ([(1, 2)], False)]
)
def test_a_chain_that_leads_back_is_seen(edges: list[tuple[int, int]], told: bool):
    assert leads_back(edges, 1, 2) is told
    assert leads_back([(2, 3), (3, 2)], 1, 2) is False, "a ring beside it does not hang"


def test_the_page_of_parts(visit: Callable[..., Client], shared_task_id: int, province: Province):
    health, commune = province.agencies["health"], province.communes["sen-hong"].agencies["ubnd_xa"]
    keeper, address = visit("planner"), reverse("plans.shape_parts", args=[shared_task_id])
    assert keeper.get(address).status_code == 200
    good = {f"p{health}-weight": "2", f"p{health}-words": "Lập điểm", f"p{commune}-weight": "1"}
    assert keeper.post(address, {**good, f"p{health}-weight": "200"}).status_code == 422
    assert keeper.post(address, good).status_code == 302
    assert plans.task(shared_task_id).leads[0].weight + plans.task(shared_task_id).leads[1].weight == 3
    assert visit("health-reporter").get(address).status_code == 404
    over = {"from_agency": health, "to_agency": "", "reason": ""}
    assert keeper.post(reverse("plans.hand_over", args=[shared_task_id]), over).status_code == 422
    own = visit("health-reporter")
    named = {"post": str(province.posts["health-reporter"])}
    assert own.post(reverse("plans.put_in_charge", args=[shared_task_id]), named).status_code == 302
    page = own.get(reverse("plans.task", args=[shared_task_id])).content.decode()
    assert "Người phụ trách" in page
    assert keeper.post(reverse("plans.wait_for", args=[shared_task_id]), {"on": ""}).status_code == 422
