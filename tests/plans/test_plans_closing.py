"""A task whose result is a figure: closing is proposed once it is reached, taken back, accepted by a person."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from pcmt.jobs.closing import look_at_figures_of_tasks
from pcmt.kernel.actor import Actor, system_actor
from pcmt.kernel.refusal import NotAllowed, NotFound
from pcmt.plans import queries as plans
from pcmt.plans.actions.accept_closing import accept_closing
from pcmt.plans.actions.decline_closing import decline_closing
from pcmt.plans.actions.finish_task import finish_task
from pcmt.plans.actions.measure_task import measure_task
from pcmt.plans.actions.propose_closing import propose_closing
from pcmt.plans.judging import NoReason
from pcmt.plans.queries import MeasureInput
from pcmt.plans.rules.measuring import BadMeasure
from pcmt.trace import queries as trace
from pcmt.web.committee.figures import task_figures
from tests.indicators.figures import close, month
from tests.province import AT, Province

AS = Callable[[str], Actor]
OCTOBER = "2026-10@nd09"


@pytest.fixture
def measured(task_id: int, province: Province, planner: Actor, at: datetime) -> int:
    """A task that is reached where a commune manages five people at most."""
    said = MeasureInput("N1", province.communes["mua-ngau"].id, "<=", Decimal(5))
    measure_task(task_id=task_id, said=said, actor=planner, at=at)
    return task_id


def test_closing_is_proposed_once_the_figure_is_known_and_reached(measured: int, province: Province, at: datetime):
    assert look_at_figures_of_tasks(at) == 0
    assert plans.closings_of(measured) == ()
    close(province.communes["mua-ngau"].id, OCTOBER, month(4))
    assert look_at_figures_of_tasks(at) == 1
    assert look_at_figures_of_tasks(at + timedelta(minutes=10)) == 0
    (one,) = plans.closings_of(measured)
    assert (one.is_open, one.shown) == (True, "4 người, tháng 10/2026")
    assert one.reference.startswith(f"value:N1/{province.communes['mua-ngau'].id}/2026-10")
    assert plans.task(measured).state == "todo"


def test_a_correction_takes_the_proposal_back(measured: int, province: Province, at: datetime):
    commune = province.communes["mua-ngau"].id
    close(commune, OCTOBER, month(4))
    look_at_figures_of_tasks(at)
    close(commune, OCTOBER, {"managed.users": 9})
    assert look_at_figures_of_tasks(at + timedelta(minutes=10)) == 1
    (one,) = plans.closings_of(measured)
    assert one.state == "taken_back"
    assert look_at_figures_of_tasks(at + timedelta(minutes=20)) == 0


def test_a_person_closes_and_the_trace_shows_the_figure(
    measured: int, province: Province, planner: Actor, actor: AS, at: datetime, visit: Callable[..., Client]
):
    close(province.communes["mua-ngau"].id, OCTOBER, month(4))
    look_at_figures_of_tasks(at)
    (waiting,) = plans.closings_waiting(planner)
    assert plans.closings_waiting(actor("health-head")) == ()
    with pytest.raises(NotAllowed):
        accept_closing(closing_id=waiting.id, actor=actor("health-head"), at=at)
    accept_closing(closing_id=waiting.id, actor=planner, at=at)
    view = plans.task(measured, at.date())
    assert (view.state, view.percent, view.finished_on) == ("done", 100, at.date())
    assert view.standing is not None
    assert view.standing.code == "in_time"
    (said,) = plans.progress(measured)
    assert (said.verdict, said.evidence[0].link) == ("accepted", waiting.reference)
    with pytest.raises(NotFound):
        accept_closing(closing_id=waiting.id, actor=planner, at=at)
    node = trace.trace(f"task:{measured}", planner, at)
    assert [one.reference for one in node.down] == [waiting.reference]
    assert look_at_figures_of_tasks(at + timedelta(minutes=10)) == 0


def test_a_reported_part_is_accepted_with_it(
    measured: int, province: Province, planner: Actor, actor: AS, at: datetime
):
    finish_task(task_id=measured, words="Đã xong", actor=actor("health-head"), at=at)
    close(province.communes["mua-ngau"].id, OCTOBER, month(4))
    look_at_figures_of_tasks(at)
    accept_closing(closing_id=plans.closings_waiting(planner)[0].id, actor=planner, at=at)
    assert {one.verdict for one in plans.progress(measured)} == {"accepted"}


def test_declined_it_is_not_proposed_again_for_the_same_figure(
    measured: int, province: Province, planner: Actor, at: datetime
):
    close(province.communes["mua-ngau"].id, OCTOBER, month(4))
    look_at_figures_of_tasks(at)
    (one,) = plans.closings_waiting(planner)
    with pytest.raises(NoReason):
        decline_closing(closing_id=one.id, reason=" ", actor=planner, at=at)
    decline_closing(closing_id=one.id, reason="Chờ quý sau", actor=planner, at=at)
    assert look_at_figures_of_tasks(at + timedelta(minutes=10)) == 0
    assert plans.task(measured).state == "todo"


def test_only_the_system_proposes_and_only_the_keeper_measures(
    task_id: int, province: Province, planner: Actor, actor: AS, at: datetime
):
    with pytest.raises(NotAllowed):
        propose_closing(task_id=task_id, reference="value:N1/1/2026-10", shown="4", actor=planner, at=at)
    said = MeasureInput("N1", province.id, ">=", Decimal(5))
    with pytest.raises(NotAllowed):
        measure_task(task_id=task_id, said=said, actor=actor("health-head"), at=at)
    with pytest.raises(BadMeasure):
        measure_task(task_id=task_id, said=MeasureInput("N1", province.id, "~", Decimal(5)), actor=planner, at=at)
    with pytest.raises(NotFound):
        measure_task(task_id=task_id, said=MeasureInput("KHONG", province.id, ">=", Decimal(5)), actor=planner, at=at)
    system = system_actor("thử", "plans.propose_closing")
    assert propose_closing(task_id=task_id, reference="value:N1/1/2026-10", shown="4", actor=system, at=at)
    measure_task(task_id=task_id, said=None, actor=planner, at=at)
    assert [one.state for one in plans.closings_of(task_id)] == ["taken_back"]


def test_the_page_and_the_desk_ask_for_the_decision(
    measured: int, province: Province, visit: Callable[..., Client], at: datetime, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)
    client, address = visit("planner"), reverse("plans.task", args=[measured])
    assert "không quá 5 người" in client.get(address).content.decode()
    said = {"indicator": "N1", "area": str(province.id), "relation": "<=", "value": ""}
    assert client.post(reverse("plans.measure_task", args=[measured]), said).status_code == 422
    close(province.communes["mua-ngau"].id, OCTOBER, month(4))
    look_at_figures_of_tasks(at)
    assert "Kết thúc theo số liệu:" in client.get("/?ca=1").content.decode()
    (one,) = plans.closings_of(measured)
    assert "4 người, tháng 10/2026" in client.get(address).content.decode()
    decline = reverse("plans.decline_closing", args=[measured, one.id])
    assert client.post(decline, {"reason": ""}).status_code == 422
    assert client.post(reverse("plans.accept_closing", args=[measured, one.id])).status_code == 302
    assert plans.task(measured, date(2026, 11, 21)).state == "done"


def test_a_task_closed_by_a_figure_that_was_corrected_says_so(
    measured: int, province: Province, planner: Actor, visit: Callable[[str], Client], at: datetime
):
    commune = province.communes["mua-ngau"].id
    close(commune, OCTOBER, month(4))
    look_at_figures_of_tasks(at)
    accept_closing(closing_id=plans.closings_of(measured)[0].id, actor=planner, at=at)
    page = reverse("plans.task", args=[measured])
    assert "không còn đạt mức" not in visit("planner").get(page).content.decode()
    close(commune, OCTOBER, {"managed.users": 9})
    shown = visit("planner").get(page).content.decode()
    assert "số liệu sau đó được sửa" in shown
    assert "không còn đạt mức" in shown


def test_a_review_tells_the_figure_of_a_task_and_how_it_moved(measured: int, province: Province, planner: Actor):
    commune = province.communes["mua-ngau"].id
    view = plans.task(measured)
    assert task_figures(planner, [view], AT.date()) == {}
    for period, people in (("2025-10@nd09", 6), (OCTOBER, 4)):
        close(commune, period, month(people))
    told = task_figures(planner, [view], AT.date())[measured]
    assert told.endswith("4 người (tháng 10/2026, giảm 2 người so với cùng kỳ năm trước).")
