"""Two posts, or another's authority: chosen in the head of the page, shown on every page, refused once it has ended."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from pcmt.accounts.actions.delegate import delegate
from pcmt.accounts.models import Delegation
from pcmt.accounts.queries import actor_for
from tests.province import AT, Province


@pytest.fixture
def delegated(province: Province) -> int:
    today = timezone.localdate()
    giver = actor_for(province.users["health-head"], AT)
    assert giver is not None
    return delegate(
        receiver_id=province.users["health-reporter"],
        kind="delegation",
        permissions=["reporting.sign"],
        basis="Giấy ủy quyền số 12/GUQ-SYT",
        valid_from=max(today, date(2026, 11, 21)),
        valid_to=today + timedelta(days=400),
        actor=giver,
        at=min(timezone.now(), AT),
    )


def test_who_holds_one_post_has_nothing_to_choose(province: Province, visit):
    assert 'name="capacity"' not in visit("planner").get("/").text


def test_the_choice_is_shown_on_every_page_until_it_is_taken_back(delegated: int, visit):
    Delegation.objects.update(valid_from=date(2026, 1, 1))
    client = visit("health-reporter")
    assert f'value="delegation:{delegated}"' in client.get("/").text
    page = client.post("/chuc-vu", {"capacity": f"delegation:{delegated}"}, follow=True)
    assert "Theo ủy quyền của Phạm Ngọc Quế, Giám đốc, Sở Y tế" in page.text
    assert "Trở về chức vụ của mình" in client.get("/").text
    back = client.post("/chuc-vu", {"capacity": ""}, follow=True)
    assert "Trở về chức vụ của mình" not in back.text


def test_a_capacity_of_others_is_not_found(delegated: int, visit):
    assert visit("planner").post("/chuc-vu", {"capacity": f"delegation:{delegated}"}).status_code == 404
    assert visit("planner").get("/chuc-vu").headers["Location"] == "/"


def test_nothing_is_done_in_another_capacity_than_the_one_chosen(delegated: int, visit):
    Delegation.objects.update(valid_from=date(2026, 1, 1))
    client: Client = visit("health-reporter")
    client.post("/chuc-vu", {"capacity": f"delegation:{delegated}"})
    Delegation.objects.update(revoked_at=AT - timedelta(days=365))
    refused = client.post("/dang-xuat")
    assert refused.status_code == 409
    assert "đã hết hiệu lực" in refused.text
    assert client.post("/dang-xuat").status_code == 302
