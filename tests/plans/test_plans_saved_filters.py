"""Filters of tasks kept under a name: opened on table, board and calendar, by their owner or by a link."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound
from pcmt.plans import queries as plans
from pcmt.plans.actions.drop_filter import drop_filter
from pcmt.plans.actions.save_filter import CannotSaveFilter, save_filter
from pcmt.plans.models import SavedFilter
from tests.province import AT

AS = Callable[[str], Actor]


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


def test_a_filter_is_one_s_own_and_its_link_for_all(plan_id: int, planner: Actor, actor: AS, at: datetime):
    made = save_filter(name=" Việc  gấp ", place="board", asked="han=tuan", actor=planner, at=at)
    again = save_filter(name="Việc gấp", place="table", asked="han=thang", actor=planner, at=at)
    assert made == again
    (held,) = plans.saved_filters(planner)
    assert (held.name, held.place, held.asked) == ("Việc gấp", "table", "han=thang")
    other = actor("health-head")
    assert plans.saved_filters(other) == ()
    assert plans.shared_filter(other, made).name == "Việc gấp"
    with pytest.raises(NotFound):
        drop_filter(filter_id=made, actor=other, at=at)
    with pytest.raises(NotFound):
        plans.shared_filter(Actor("nobody"), made)
    drop_filter(filter_id=made, actor=planner, at=at)
    with pytest.raises(NotFound):
        plans.shared_filter(planner, made)


@pytest.mark.parametrize(("name", "place", "asked"), [("", "table", ""), ("x" * 81, "table", ""), ("x", "door", "")])
def test_what_is_no_filter_is_refused(name: str, place: str, asked: str, planner: Actor, at: datetime):
    with pytest.raises(CannotSaveFilter):
        save_filter(name=name, place=place, asked=asked, actor=planner, at=at)
    with pytest.raises(NotFound):
        save_filter(name="x", place="table", asked="", actor=Actor("nobody"), at=at)
    assert not SavedFilter.objects.exists()


def test_the_pages_keep_open_and_forget(task_id: int, plan_id: int, visit: Callable[..., Client]):
    client, save = visit("planner"), reverse("plans.save_filter")
    said = {"ten": "Việc của kế hoạch", "noi": "calendar", "loc": f"ke_hoach={plan_id}&tat_ca=1&la=x&han=thang"}
    assert client.post(save, said).headers["Location"].startswith(reverse("notices.calendar"))
    (held,) = SavedFilter.objects.all()
    assert "la=" not in held.asked
    page = client.get(reverse("plans.tasks")).content.decode()
    assert "Việc của kế hoạch" in page
    assert reverse("plans.filter", args=[held.pk]) in page
    opened = visit("health-head").get(reverse("plans.filter", args=[held.pk])).headers["Location"]
    assert opened.startswith(reverse("notices.calendar") + "?")
    shown = visit("health-head").get(opened)
    assert (shown.status_code, "Chỉ xem các nhiệm vụ theo bộ lọc" in shown.content.decode()) == (200, True)
    assert client.post(save, {**said, "ten": ""}).status_code == 302
    assert client.post(reverse("plans.drop_filter", args=[held.pk]), {"noi": "table"}).status_code == 302
    assert client.get(reverse("plans.filter", args=[held.pk])).status_code == 404


def test_the_calendar_is_narrowed_to_tasks(task_id: int, plan_id: int, visit: Callable[..., Client]):
    client, address = visit("planner"), reverse("notices.calendar")
    whole = client.get(address, {"thang": "2026-11"}).content.decode()
    narrowed = client.get(address, {"thang": "2026-11", "ke_hoach": str(plan_id)}).content.decode()
    assert reverse("plans.task", args=[task_id]) in narrowed
    assert narrowed.count('data-label="Ngày"') == 1 <= whole.count('data-label="Ngày"')
    other = client.get(address, {"thang": "2026-11", "ke_hoach": str(plan_id + 1)}).content.decode()
    assert reverse("plans.task", args=[task_id]) not in other
    assert date(2026, 11, 30).strftime("%d/%m/%Y") in narrowed
