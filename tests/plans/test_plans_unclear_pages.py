"""What tasks do not say: on a page of their plan with the way to mend it, and on the desk of who can."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from pcmt.agencies import queries as agencies
from pcmt.kernel.actor import Actor
from pcmt.plans.actions.put_in_charge import put_in_charge
from pcmt.plans.models import Task
from tests.province import AT, Province


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


def test_the_page_leads_to_where_it_is_mended(
    task_id: int, plan_id: int, visit: Callable[..., Client], django_assert_max_num_queries
):
    address = reverse("plans.unclear", args=[plan_id])
    page = visit("planner").get(address).content.decode()
    assert "1 nhiệm vụ chưa rõ" in page
    assert "chưa rõ sản phẩm" in page
    assert reverse("plans.revise_task", args=[task_id]) in page
    assert "#phu-trach" not in page
    assert f'action="{reverse("plans.edit_tasks")}"' in page
    assert f'name="nv" value="{task_id}"' in page
    assert reverse("plans.plan_file", args=[plan_id]) in page
    many = visit("planner").post(reverse("plans.edit_tasks"), {"nv": [task_id]}).content.decode()
    assert "Sửa 1 nhiệm vụ một lần" in many
    own = visit("health-head").get(address, {"ro": "charge"}).content.decode()
    assert reverse("plans.task", args=[task_id]) + "#phu-trach" in own
    assert reverse("plans.revise_task", args=[task_id]) not in own
    assert f'action="{reverse("plans.edit_tasks")}"' not in own
    none = visit("planner").get(address, {"ro": "when"}).content.decode()
    assert "Không có gì chưa rõ" in none


def test_of_many_it_is_told_first_how_many_lack_what(
    task_id: int, plan_id: int, visit: Callable[..., Client], django_assert_max_num_queries: DjangoAssertNumQueries
):
    for number in range(12):
        more = Task.objects.get(id=task_id)
        more.pk, more.suggestion_id, more.title, more.due_on = None, None, f"Việc thứ {number} của kế hoạch", None
        more.product = "Báo cáo" if number else ""
        more.save(force_insert=True)
    address = reverse("plans.unclear", args=[plan_id])
    client = visit("planner")
    client.get(address)
    with django_assert_max_num_queries(21):
        page = client.get(address).text
    told = " ".join(page.split())
    assert "<b>0/13</b> nhiệm vụ đã rõ" in told
    assert "Việc thứ 3 của" not in page, "the list itself waits to be asked for"
    for label, count in (("Chưa rõ người", 12), ("Chưa rõ thời gian", 12), ("Chưa rõ sản phẩm", 2)):
        assert f'{label}</a></th><td class="num" data-label="Nhiệm vụ">{count}</td>' in told
    assert told.count('name="nv"') == 12, "one form sets the days of all that have none"
    assert reverse("plans.plan_file", args=[plan_id]) in page
    assert "Việc thứ 3 của" in visit("planner").get(address, {"ro": "when"}).text
    assert 'name="nv"' not in visit("health-head").get(address).text


def test_the_desk_names_what_each_can_mend(
    task_id: int, plan_id: int, province: Province, actor: Callable[[str], Actor], visit: Callable[..., Client],
    at: datetime,
):  # fmt: skip
    desk = visit("planner").get("/?ca=1").content.decode()
    assert "Làm rõ 1 nhiệm vụ: Kế hoạch năm 2026" in desk
    assert reverse("plans.unclear", args=[plan_id]) in desk
    head = visit("health-head")
    assert "Phân công người phụ trách 1 nhiệm vụ" in head.get("/?ca=1").content.decode()
    assert "Làm rõ" not in head.get("/?ca=1").content.decode()
    health = province.agencies["health"]
    post = agencies.posts_in([health], at.date())[health][0].id
    put_in_charge(task_id=task_id, post_id=post, actor=actor("health-head"), at=at)
    assert "Phân công người phụ trách" not in head.get("/?ca=1").content.decode()
